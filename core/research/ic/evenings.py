"""Factor values of every date, each from what that evening knew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.pipeline.anomalies import find_broken_cells
from core.pipeline.engine.engine import Engine
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.fields import make_grids
from core.pipeline.panel import FloatArray, IndexArray, Panel
from core.research.ic.daily import Values

LOOKS_AHEAD = "CONTRADICTED_JUMP"
"""The one rule of `find_broken_cells` that reads a later bar."""


@dataclass(frozen=True, eq=False)
class History:
    """A panel with its broken bars still in it, and the limits known (T×N yuan, NaN where not)."""

    panel: Panel
    up_limit: FloatArray
    down_limit: FloatArray

    def rows(self, start: int, stop: int) -> "History":
        """The dates of rows [start, stop); shares memory."""
        span = slice(max(start, 0), stop)
        fields = {name: grid[span] for name, grid in self.panel.fields.items()}
        panel = Panel(self.panel.dates[span], self.panel.symbols, fields)
        return History(panel, self.up_limit[span], self.down_limit[span])


class Evenings:
    """The values of factors over a history's dates, computed a few days at a time.

    A bar that only a later bar contradicts is taken out from that later date on, as an evening in between had it.
    `clean` is the panel without any broken bar, for what looks back on all of it.
    """

    def __init__(self, history: History, factors: Sequence[Factor], threads: int = 0) -> None:
        self._history = history
        self._engine = Engine([factor.node for factor in factors], threads)
        self._taken_out = taken_out_on(history.panel)
        self.clean = history.panel.without(self._taken_out < len(history.panel.dates))
        self._grids = make_grids(self.clean, history.up_limit, history.down_limit)

    def stream(self, start: int, stop: int, rows: int) -> Iterator[tuple[int, Values]]:
        """Yield (days since `start`, K×rows×N values), the last part shorter; all share one buffer."""
        late = dates_that_knew_less(self._taken_out)
        for first, values in self._engine.stream(self._grids, start, stop, rows):
            for row in late.intersection(range(first, first + values.shape[1])):
                values[:, row - first] = self._knew(row)
            yield first - start, values

    def _knew(self, row: int) -> Values:
        """The values of one date, K×N, from a panel that still has what nobody had contradicted by then."""
        part = self._history.rows(row - self._engine.reach, row + 1)
        days = len(part.panel.dates)
        known = part.panel.without(self._taken_out[row + 1 - days : row + 1] <= row)
        return self._engine.compute(make_grids(known, part.up_limit, part.down_limit), days - 1, days)[:, 0]


def taken_out_on(panel: Panel) -> IndexArray:
    """Return the row from which each bar is known to be broken (T×N), T where it never is."""
    reported, broken = find_broken_cells(panel)
    found = np.where(broken, np.arange(len(panel.dates), dtype=np.intp)[:, None], np.intp(len(panel.dates)))
    late = reported[reported["kind"] == LOOKS_AHEAD]
    columns = {symbol: place for place, symbol in enumerate(panel.symbols)}
    for day, symbol in zip(late["trade_date"], late["ts_code"], strict=True):
        row, column = int(np.searchsorted(panel.dates, day)), columns[symbol]
        bars = np.flatnonzero(np.isfinite(panel["close"][row + 1 :, column]))
        found[row, column] = row + 1 + bars[0]
    return found


def dates_that_knew_less(taken_out: IndexArray) -> set[int]:
    """Return the rows on whose evenings a bar now known to be broken still stood."""
    rows, columns = np.nonzero(taken_out < len(taken_out))
    return {day for row, column in zip(rows, columns, strict=True) for day in range(row, taken_out[row, column])}
