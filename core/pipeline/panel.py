"""Date × symbol matrices of bars: the one shape every factor reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
IndexArray = npt.NDArray[np.intp]

BAR_FIELDS = ("open", "high", "low", "close", "pre_close", "vol", "amount")
BASIC_FIELDS = ("turnover_rate", "pe_ttm", "pb", "ps_ttm", "circ_mv", "total_mv")
ADJUSTED_FIELDS = ("adj_open", "adj_high", "adj_low", "adj_close")


@dataclass(frozen=True, eq=False)
class Panel:
    """T dates (int32 YYYYMMDD, ascending) × N symbols (ascending); a field is T×N float64, NaN where there is no bar.

    Prices and amounts in yuan, vol in shares, turnover_rate in percent. `adj_*` is price × adj_factor: only ratios of
    it mean something. adj_factor itself has no gaps.
    """

    dates: npt.NDArray[np.int32]
    symbols: tuple[str, ...]
    fields: Mapping[str, FloatArray]

    def __getitem__(self, field: str) -> FloatArray:
        return self.fields[field]

    @property
    def shape(self) -> tuple[int, int]:
        """T and N."""
        return len(self.dates), len(self.symbols)

    def tail(self, rows: int) -> "Panel":
        """The last `rows` dates, fewer where the panel is shorter; shares memory."""
        start = max(0, len(self.dates) - rows)
        return Panel(self.dates[start:], self.symbols, {name: grid[start:] for name, grid in self.fields.items()})

    def select(self, symbols: Sequence[str], fields: Sequence[str] = ()) -> "Panel":
        """The columns of `symbols` in that order, of `fields` or all; a symbol the panel does not know is all NaN."""
        columns = _positions(self.symbols, symbols)
        chosen = {name: _take(self.fields[name], columns) for name in fields or self.fields}
        return Panel(self.dates, tuple(symbols), chosen)

    def without(self, cells: BoolArray) -> "Panel":
        """The same panel with the bars of `cells` (T×N) taken out; adj_factor stays."""
        blank = {
            name: grid if name == "adj_factor" else np.where(cells, np.nan, grid) for name, grid in self.fields.items()
        }
        return Panel(self.dates, self.symbols, blank)


def build_panel(daily: pd.DataFrame, adj_factor: pd.DataFrame, daily_basic: pd.DataFrame) -> Panel:
    """Lay long canonical frames out as a panel over the dates and symbols of `daily`.

    A missing column or row gives NaN, an infinity too; of two rows with one key the later one stands. A gap in
    adj_factor keeps the last known factor, days before the first take the first, and a symbol without any has 1.
    """
    dates = np.unique(daily["trade_date"].to_numpy(dtype=np.int32))
    symbols = tuple(sorted(daily["ts_code"].dropna().unique()))
    fields = lay_out(daily, BAR_FIELDS, dates, symbols)
    fields["adj_factor"] = _fill_factor(lay_out(adj_factor, ("adj_factor",), dates, symbols)["adj_factor"])
    with np.errstate(over="ignore"):
        fields |= {name: fields[name.removeprefix("adj_")] * fields["adj_factor"] for name in ADJUSTED_FIELDS}
    has_bar = np.isfinite(fields["close"])
    for name, grid in lay_out(daily_basic, BASIC_FIELDS, dates, symbols).items():
        fields[name] = np.where(has_bar, grid, np.nan)
    return Panel(dates, symbols, fields)


def locate(frame: pd.DataFrame, dates: npt.NDArray[np.int32], symbols: Sequence[str]) -> IndexArray:
    """Return each row's place date·N + symbol in the flattened T×N grid, -1 for a row outside of it."""
    codes, known = pd.factorize(frame["ts_code"])
    columns = np.append(_positions(symbols, list(known)), -1)[codes]
    days = frame["trade_date"].to_numpy(dtype=np.int32)
    rows = np.searchsorted(dates, days)
    inside = (columns >= 0) & (rows < len(dates))
    inside[inside] = dates[rows[inside]] == days[inside]
    return np.where(inside, rows * len(symbols) + columns, -1)


def fill_forward(grid: FloatArray) -> FloatArray:
    """Carry the last known value down each column; NaN stays where nothing came before."""
    if not grid.size:
        return grid
    row = np.where(np.isnan(grid), 0, np.arange(len(grid), dtype=np.intp)[:, None])
    filled: FloatArray = np.take_along_axis(grid, np.maximum.accumulate(row, axis=0), axis=0)
    return filled


def last_known(grid: FloatArray) -> FloatArray:
    """Return each column's last known value (N), NaN where nothing is known."""
    return fill_forward(grid)[-1] if len(grid) else np.full(grid.shape[1], np.nan)


def lay_out(
    frame: pd.DataFrame, names: Sequence[str], dates: npt.NDArray[np.int32], symbols: Sequence[str]
) -> dict[str, FloatArray]:
    """Return columns of a long frame as T×N grids; a missing column, row or finite value is NaN."""
    cells = locate(frame, dates, symbols)
    inside = cells >= 0
    cells = cells[inside]
    shape = (len(dates), len(symbols))
    fields = {}
    for name in names:
        grid = np.full(shape, np.nan)
        if name in frame.columns:
            values = frame[name].to_numpy(dtype=np.float64, na_value=np.nan)[inside]
            grid.reshape(-1)[cells] = np.where(np.isfinite(values), values, np.nan)
        fields[name] = grid
    return fields


def _fill_factor(grid: FloatArray) -> FloatArray:
    known = fill_forward(np.where(grid > 0, grid, np.nan))
    return np.nan_to_num(fill_forward(known[::-1])[::-1], nan=1.0)


def _positions(symbols: Sequence[str], wanted: Sequence[str]) -> IndexArray:
    positions: IndexArray = pd.Index(list(symbols), dtype=object).get_indexer(pd.Index(list(wanted), dtype=object))
    return positions


def _take(grid: FloatArray, columns: IndexArray) -> FloatArray:
    if not grid.shape[1]:
        return np.full((len(grid), len(columns)), np.nan)
    taken = grid[:, columns]
    taken[:, columns < 0] = np.nan
    return taken
