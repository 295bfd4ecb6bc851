"""From stored rows to the fields of the panels, block of days after block of days, by the night's rules of cleaning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.domain.late_bar import LateBar
from core.pipeline.anomalies import find_bad_factors, find_broken_cells, find_broken_rows
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.fields import make_grids
from core.pipeline.panel import (
    ADJUSTED_FIELDS,
    BAR_FIELDS,
    BASIC_FIELDS,
    BoolArray,
    FloatArray,
    IndexArray,
    Panel,
    fill_forward,
    lay_out,
    locate,
)

VERSION = 1
"""Raised whenever the same rows give other fields."""

DEPTH = 6
"""Bars kept of each name: the rules look at one before and one after, and free a name's first five from judgement."""

CHAINED = (*BAR_FIELDS, "adj_close", "adj_factor")
LIMITS = ("up_limit", "down_limit")
_LATE = "CONTRADICTED_JUMP"


@dataclass(frozen=True, eq=False)
class Stored:
    """Long canonical frames of the days of one block; columns not needed may be missing."""

    daily: pd.DataFrame
    adj_factor: pd.DataFrame
    daily_basic: pd.DataFrame
    stk_limit: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Memory:
    """What a block must know of the days before it, for N names.

    `bars` holds each name's last DEPTH bars (DEPTH×N float64 a field, the newest last, NaN where there were fewer),
    `last` the row of its newest (-1 without any), `factor` its last known adj_factor (NaN before the first).
    """

    bars: Mapping[str, FloatArray]
    last: IndexArray
    factor: FloatArray

    @staticmethod
    def empty() -> "Memory":
        """Of no names."""
        return Memory({name: np.full((DEPTH, 0), np.nan) for name in CHAINED}, np.zeros(0, dtype=np.intp), np.zeros(0))

    def widened(self, names: int) -> "Memory":
        """The same with room for `names` names, the new ones without a past."""
        more = names - len(self.last)
        bars = {name: np.pad(grid, ((0, 0), (0, more)), constant_values=np.nan) for name, grid in self.bars.items()}
        last = np.pad(self.last, (0, more), constant_values=-1)
        return Memory(bars, last, np.pad(self.factor, (0, more), constant_values=np.nan))


@dataclass(frozen=True, slots=True)
class FirstFactor:
    """A name's first adj_factor, which holds for its bars before it too, and the row from which that is known."""

    row: int
    factor: float


@dataclass(frozen=True, eq=False)
class Block:
    """B days of fields and what they tell of others.

    `late` are cells of the block that only a later bar of it contradicted; `gone` are rows of earlier blocks, by
    column, that this one contradicts, with the row that does: what the panels hold there must go. `first` are first
    factors that came after bars of the name: those of names not given to `clean` came too late to be used.
    """

    grids: Grids
    late: tuple[LateBar, ...]
    gone: Mapping[int, tuple[int, int]]
    first: Mapping[str, FirstFactor]
    memory: Memory


@dataclass(frozen=True, eq=False)
class _Laid:
    """A block as a panel (B×N), the same below its names' last bars (`chain`), and the factors known by then (B×N)."""

    panel: Panel
    chain: Panel
    factor: FloatArray

    @property
    def unknown(self) -> BoolArray:
        """Bars before their name's first factor."""
        found: BoolArray = np.isfinite(self.panel["close"]) & np.isnan(self.factor)
        return found


def clean(
    stored: Stored,
    dates: npt.NDArray[np.int32],
    symbols: Sequence[str],
    memory: Memory,
    row: int,
    known: Mapping[str, FirstFactor],
) -> Block:
    """Return the fields of `dates`, whose first is row `row` of the panels.

    `symbols` are the names so far, in the order of `memory`; new ones of the block come after them by the day of their
    first bar, then by name. Any cut of days into blocks gives the same values. Without an adj_factor yet a name has
    the one of `known`, else 1; a missing pre_close contradicts nothing.
    """
    _, keep = find_broken_rows(stored.daily, stored.stk_limit)
    _, good = find_bad_factors(stored.adj_factor)
    daily = stored.daily[keep]
    names = _joined(symbols, daily)
    memory = memory.widened(len(names))
    cleaned = Stored(daily, stored.adj_factor[good], stored.daily_basic, stored.stk_limit)
    laid = _lay(cleaned, dates, names, memory, known)
    report, broken = find_broken_cells(laid.chain)
    late = np.zeros(laid.chain.shape, dtype=bool)
    late.reshape(-1)[locate(report[report["kind"] == _LATE], laid.chain.dates, names)] = True
    believed = laid.panel.without((broken & ~late)[DEPTH:])
    sides = lay_out(stored.stk_limit, LIMITS, dates, names)
    up, down = (np.where(sides[side] > 0, sides[side], np.nan) for side in LIMITS)
    grids = make_grids(believed, up, down)
    following = _next_bar(laid.panel, row)
    found = _late_bars(grids, np.argwhere(late[DEPTH:]), following, row)
    found += _unscaled(believed, up, down, laid.unknown & ~late[DEPTH:], known, row)
    for grid in grids.fields.values():
        grid[late[DEPTH:]] = np.nan
    gone = {
        int(column): (int(memory.last[column]), int(following[0, column])) for column in np.flatnonzero(late[DEPTH - 1])
    }
    first = _first_factors(laid, memory, row)
    return Block(grids, tuple(found), gone, first, _remember(laid, memory, row))


def _joined(symbols: Sequence[str], daily: pd.DataFrame) -> tuple[str, ...]:
    known = set(symbols)
    fresh = [name for name in pd.unique(daily["ts_code"]) if name not in known]
    if not fresh:
        return tuple(symbols)
    rows = daily[daily["ts_code"].isin(fresh)].sort_values(["trade_date", "ts_code"], kind="stable")
    return (*symbols, *rows["ts_code"].drop_duplicates())


def _lay(
    stored: Stored,
    dates: npt.NDArray[np.int32],
    names: tuple[str, ...],
    memory: Memory,
    known: Mapping[str, FirstFactor],
) -> _Laid:
    fields = lay_out(stored.daily, BAR_FIELDS, dates, names)
    bar = np.isfinite(fields["close"])
    seen = lay_out(stored.adj_factor, ("adj_factor",), dates, names)["adj_factor"]
    factor = fill_forward(np.vstack([memory.factor, seen]))[1:]
    start = np.array([known[name].factor if name in known else 1.0 for name in names])
    fields["adj_factor"] = np.where(np.isnan(factor), start, factor)
    with np.errstate(over="ignore"):
        fields |= {name: fields[name.removeprefix("adj_")] * fields["adj_factor"] for name in ADJUSTED_FIELDS}
    for name, grid in lay_out(stored.daily_basic, BASIC_FIELDS, dates, names).items():
        fields[name] = np.where(bar, grid, np.nan)
    chained = {name: np.vstack([memory.bars[name], fields[name]]) for name in CHAINED}
    chained["adj_factor"] = np.where(np.isnan(chained["adj_factor"]), 1.0, chained["adj_factor"])
    chained["pre_close"] = _pre_close(chained)
    before = np.arange(1, DEPTH + 1, dtype=np.int32)
    chain = Panel(np.concatenate([before, dates]), names, chained)
    return _Laid(Panel(dates, names, fields), chain, factor)


def _first_factors(laid: _Laid, memory: Memory, row: int) -> dict[str, FirstFactor]:
    """First factors of the block that come after a bar of their name."""
    there = np.isfinite(laid.factor)
    arrives = np.isnan(memory.factor) & there.any(axis=0) & ((memory.last >= 0) | laid.unknown.any(axis=0))
    found = {}
    for column in np.flatnonzero(arrives):
        at = int(there[:, column].argmax())
        found[laid.panel.symbols[column]] = FirstFactor(row + at, float(laid.factor[at, column]))
    return found


def _pre_close(chained: Mapping[str, FloatArray]) -> FloatArray:
    said, close = chained["pre_close"], chained["adj_close"]
    previous = np.full(close.shape, np.nan)
    previous[1:] = fill_forward(close)[:-1]
    missing = np.isfinite(close) & np.isnan(said)
    return np.where(missing, previous / chained["adj_factor"], said)


def _next_bar(panel: Panel, row: int) -> IndexArray:
    """(B + 1)×N: the row of the panels of each name's first bar from each row of the block on, a huge one if none."""
    none = np.iinfo(np.intp).max
    places = np.arange(row, row + len(panel.dates), dtype=np.intp)[:, None]
    bars = np.vstack([np.where(np.isfinite(panel["close"]), places, none), np.full((1, panel.shape[1]), none)])
    following: IndexArray = np.minimum.accumulate(bars[::-1], axis=0)[::-1]
    return following


def _late_bars(grids: Grids, cells: npt.NDArray[np.int64], following: IndexArray, row: int) -> list[LateBar]:
    return [
        LateBar(row + day, column, int(following[day + 1, column]), _values(grids, day, column))
        for day, column in cells.tolist()
    ]


def _values(grids: Grids, day: int, column: int) -> dict[str, float]:
    return {name: float(grid[day, column]) for name, grid in grids.fields.items()}


def _unscaled(
    panel: Panel,
    up: FloatArray,
    down: FloatArray,
    unknown: BoolArray,
    known: Mapping[str, FirstFactor],
    row: int,
) -> list[LateBar]:
    """Bars as they were seen before their name had a factor."""
    cells = [cell for cell in np.argwhere(unknown).tolist() if panel.symbols[cell[1]] in known]
    if not cells:
        return []
    plain = {name: panel[name] for name in panel.fields if name not in ADJUSTED_FIELDS}
    plain |= {name: panel[name.removeprefix("adj_")] for name in ADJUSTED_FIELDS}
    plain["adj_factor"] = np.ones(panel.shape)
    grids = make_grids(Panel(panel.dates, panel.symbols, plain), up, down)
    until = {column: known[panel.symbols[column]].row for _, column in cells}
    return [LateBar(row + day, column, until[column], _values(grids, day, column)) for day, column in cells]


def _remember(laid: _Laid, memory: Memory, row: int) -> Memory:
    bar = np.isfinite(laid.chain["close"])
    rows = np.where(bar, np.arange(len(bar), dtype=np.intp)[:, None], -1)
    newest = np.sort(rows, axis=0)[-DEPTH:]
    bars = {
        name: np.where(newest >= 0, np.take_along_axis(laid.chain[name], np.maximum(newest, 0), axis=0), np.nan)
        for name in CHAINED
    }
    last = np.where(newest[-1] >= DEPTH, newest[-1] - DEPTH + row, memory.last)
    return Memory(bars, last, laid.factor[-1])
