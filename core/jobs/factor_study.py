"""Read a span of stored history through a view and measure factors over it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from core.domain.dates import ymd
from core.domain.errors import FixAndRestart, RetryLater
from core.pipeline.anomalies import find_bad_factors, find_broken_cells, find_broken_rows
from core.pipeline.factors.factor import Factor
from core.pipeline.labels import HORIZONS, Label, make_label, one_price_bars
from core.pipeline.panel import BoolArray, FloatArray, Panel, build_panel, locate
from core.ports.snapshots import DataView
from core.research.ic.clusters import cluster, rank_correlations
from core.research.ic.history import factor_history
from core.research.ic.study import Study, shrink, study

ALIKE = 0.7
ALL, BUYABLE = "all", "buyable"


@dataclass(frozen=True, slots=True)
class Stored:
    """A panel with its broken bars still in it and the limits known (T×N yuan), and its rows of the span asked for."""

    panel: Panel
    up_limit: FloatArray
    down_limit: FloatArray
    span: slice

    @property
    def dates(self) -> list[int]:
        """The span's trade dates."""
        return [int(day) for day in self.panel.dates[self.span]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One factor's study over `names` (all or buyable), its shrunk rank IC, and the cluster it belongs to."""

    factor: Factor
    names: str
    study: Study
    shrunk: float
    cluster: int


def read_stored(view: DataView, start: date | None, end: date | None, lookback: int) -> Stored:
    """Read the bars from `lookback` trading days before the span up to all that the view knows after it.

    The span is the stored dates in [start, end], all of them by default. Raises RetryLater when no bar is stored or a
    trading day in between is not, FixAndRestart for a span without a stored date.
    """
    calendar = view.calendar()
    stored = view.dates("daily")
    chosen = [day for day in stored if (start or day) <= day <= (end or day)]
    if not stored:
        raise RetryLater("no daily bars are stored", "`daybreak data pull` or `daybreak data import`")
    if not chosen:
        raise FixAndRestart(f"no bars are stored from {start} to {end}", f"stored are {stored[0]} to {stored[-1]}")
    first = max(stored[0], calendar.last_n(chosen[0], lookback)[0])
    daily, adj_factor, basic, limits = (
        view.read(name, first, stored[-1]) for name in ("daily", "adj_factor", "daily_basic", "stk_limit")
    )
    _, keep = find_broken_rows(daily, limits)
    _, good = find_bad_factors(adj_factor)
    panel = build_panel(daily[keep], adj_factor[good], basic)
    _refuse_gaps(panel, [ymd(day) for day in calendar.between(first, stored[-1])])
    rows = np.searchsorted(panel.dates, [ymd(chosen[0]), ymd(chosen[-1])])
    up, down = (_lay_out(limits, side, panel) for side in ("up_limit", "down_limit"))
    return Stored(panel, up, down, slice(int(rows[0]), int(rows[1]) + 1))


def measure(
    stored: Stored, factors: Sequence[Factor], horizon: int, round_trip_cost: float, progress: Callable[[str], None]
) -> list[Measured]:
    """Measure each factor over all names with a bar that day, and over those buyable at the next open."""
    span = stored.span
    history = factor_history(_until(stored.panel, span.stop), factors, span.start, progress)
    values = {name: grid[span] for name, grid in history.items()}
    labels = [_cut(label, span) for label in make_labels(stored)]
    traded = np.isfinite(stored.panel["close"][span]) & (stored.panel["vol"][span] > 0)
    buyable = traded & (labels[0].buyable > 0)
    found: list[Measured] = []
    for names, mask in ((ALL, traded), (BUYABLE, buyable)):
        found += _measure_over(names, mask, values, labels, factors, horizon, round_trip_cost, progress)
    order = {factor.name: place for place, factor in enumerate(factors)}
    return sorted(found, key=lambda each: (order[each.factor.name], each.names != ALL))


def make_labels(stored: Stored) -> list[Label]:
    """Return the labels of every horizon in HORIZONS over the panel without its broken bars."""
    _, broken = find_broken_cells(stored.panel)
    clean = stored.panel.without(broken)
    up, down = one_price_bars(clean, stored.up_limit, stored.down_limit)
    return [make_label(clean, up, down, horizon) for horizon in HORIZONS]


def _measure_over(
    names: str,
    mask: BoolArray,
    values: dict[str, FloatArray],
    labels: Sequence[Label],
    factors: Sequence[Factor],
    horizon: int,
    cost: float,
    progress: Callable[[str], None],
) -> list[Measured]:
    studies = {}
    for factor in factors:
        progress(f"IC of {factor.name} over {names} names")
        studies[factor.name] = study(values[factor.name], labels, mask, horizon, factor.direction, cost)
    families = {factor.name: factor.category for factor in factors}
    shrunk = shrink(studies, families, {factor.name: factor.direction for factor in factors})
    groups = cluster(rank_correlations([values[factor.name] for factor in factors], mask), ALIKE)
    return [
        Measured(factor, names, studies[factor.name], shrunk[factor.name], group)
        for factor, group in zip(factors, groups, strict=True)
    ]


def _refuse_gaps(panel: Panel, expected: list[int]) -> None:
    missing = sorted({*expected} - {int(day) for day in panel.dates})
    if missing:
        raise RetryLater(
            f"no bars of {len(missing)} trading day(s), the first {missing[0]}: lookbacks and labels would be wrong",
            "`daybreak data pull --from … --to …` over the gap, or choose a span after it",
        )


def _until(panel: Panel, rows: int) -> Panel:
    return Panel(panel.dates[:rows], panel.symbols, {name: grid[:rows] for name, grid in panel.fields.items()})


def _cut(label: Label, span: slice) -> Label:
    return Label(label.horizon, label.value[span], label.buyable[span], label.known_on[span])


def _lay_out(limits: pd.DataFrame, side: str, panel: Panel) -> FloatArray:
    grid = np.full(panel.shape, np.nan)
    cells = locate(limits, panel.dates, panel.symbols)
    prices = limits[side].to_numpy(dtype=np.float64, na_value=np.nan)
    usable = (cells >= 0) & (prices > 0)
    grid.reshape(-1)[cells[usable]] = prices[usable]
    return grid
