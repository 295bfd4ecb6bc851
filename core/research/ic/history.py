"""A factor's value on every date of a history, each from what that evening knew."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from core.pipeline.anomalies import find_broken_cells
from core.pipeline.factors.factor import Factor
from core.pipeline.panel import FloatArray, IndexArray, Panel

_PROGRESS_EVERY = 20


def factor_history(
    panel: Panel, factors: Sequence[Factor], start: int, progress: Callable[[str], None]
) -> dict[str, FloatArray]:
    """Return each factor's values by name, T×N; NaN before row `start` and until its whole lookback is on the panel.

    Each date is computed on the panel cut after it, by the formula the night uses. `panel` holds its broken bars: one
    that only a later bar contradicts is taken out from that later date on, as an evening in between would have it.
    """
    history = {factor.name: np.full(panel.shape, np.nan) for factor in factors}
    longest = max((factor.lookback for factor in factors), default=0)
    taken_out = _taken_out_on(panel)
    clean = panel.without(taken_out < len(panel.dates))
    late = _dates_that_knew_less(taken_out)
    for row in range(start, len(panel.dates)):
        if (row - start) % _PROGRESS_EVERY == 0:
            progress(f"factors {panel.dates[row]} ({row - start}/{len(panel.dates) - start})")
        known = panel.without(taken_out <= row) if row in late else clean
        window = _upto(known, row, longest)
        for name, values in _values(window, factors).items():
            history[name][row] = values
    return history


def _values(window: Panel, factors: Sequence[Factor]) -> Mapping[str, FloatArray]:
    seen = len(window.dates)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        values = {factor.name: factor(window) for factor in factors if seen >= factor.lookback}
    return {name: np.where(np.isfinite(column), column, np.nan) for name, column in values.items()}


def _upto(panel: Panel, row: int, rows: int) -> Panel:
    """The `rows` dates that end with `row`; shares memory."""
    span = slice(max(0, row + 1 - rows), row + 1)
    return Panel(panel.dates[span], panel.symbols, {name: grid[span] for name, grid in panel.fields.items()})


def _taken_out_on(panel: Panel) -> IndexArray:
    """The row from which each bar is known to be broken (T×N), T where it never is."""
    _, broken = find_broken_cells(panel)
    found = np.full(panel.shape, len(panel.dates), dtype=np.intp)
    for row in np.flatnonzero(broken.any(axis=1)).tolist():
        _, at_once = find_broken_cells(_upto(panel, row, row + 1))
        found[row] = np.where(broken[row], np.where(at_once[row], row, _next_bar(panel, row)), found[row])
    return found


def _next_bar(panel: Panel, row: int) -> IndexArray:
    after = np.arange(len(panel.dates), dtype=np.intp)[:, None] > row
    bars = np.vstack([after & np.isfinite(panel["close"]), np.ones((1, panel.shape[1]), dtype=bool)])
    following: IndexArray = bars.argmax(axis=0)
    return following


def _dates_that_knew_less(taken_out: IndexArray) -> set[int]:
    rows, columns = np.nonzero(taken_out < len(taken_out))
    return {day for row, column in zip(rows, columns, strict=True) for day in range(row, taken_out[row, column])}
