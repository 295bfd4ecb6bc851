"""Labels: what a name bought at the next open earned by the close of a later day, and whether it could be bought."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from core.pipeline.anomalies import HALF_TICK_YUAN
from core.pipeline.panel import BoolArray, FloatArray, Panel

HORIZONS = (1, 5, 10, 20)

Number = TypeVar("Number", np.float64, np.intp)


@dataclass(frozen=True, eq=False)
class Label:
    """One horizon's labels for decisions taken after the close of each of the panel's T dates, all T×N.

    `value` is the return open D+1 → close of the exit day, NaN where it is not known yet. `buyable` is 1.0 where the
    open of D+1 could be bought and 0.0 where it could not or D+1 is not there. `known_on` is the trade date
    (YYYYMMDD) after whose close the value is known, 0 where it is NaN.
    """

    horizon: int
    value: FloatArray
    buyable: FloatArray
    known_on: npt.NDArray[np.int32]


def one_price_bars(panel: Panel, up_limit: FloatArray, down_limit: FloatArray) -> tuple[BoolArray, BoolArray]:
    """Return which bars (T×N) never left the limit up and which never left the limit down.

    Limits in yuan, T×N, NaN where not known: there a bar of a single price away from pre_close counts as locked, for
    it looks the same and a label must not promise what could not be traded.
    """
    high, low, reference = panel["high"], panel["low"], panel["pre_close"]
    single = high == low
    up = np.where(np.isfinite(up_limit), low >= up_limit - HALF_TICK_YUAN, single & (low > reference))
    down = np.where(np.isfinite(down_limit), high <= down_limit + HALF_TICK_YUAN, single & (high < reference))
    return np.asarray(up, dtype=bool), np.asarray(down, dtype=bool)


def make_label(panel: Panel, one_price_up: BoolArray, one_price_down: BoolArray, horizon: int) -> Label:
    """Return the labels open D+1 → close D+horizon on adjusted prices, both days counted in the panel's dates.

    A name suspended (no bar, or one without volume) or locked limit-down at D+horizon leaves at the next close it can
    be sold at. `horizon` 1 measures the day after the decision; T+1 settlement does not let anyone earn it. Raises
    ValueError for a horizon below 1.
    """
    if horizon < 1:
        raise ValueError(f"the horizon is {horizon} days, expected at least 1")
    rows, columns = panel.shape
    traded = np.isfinite(panel["adj_open"]) & np.isfinite(panel["adj_close"]) & (panel["vol"] > 0)
    exits = _ahead(_next_row(traded & ~one_price_down), horizon, rows)
    bought = _ahead(np.where(traded, panel["adj_open"], np.nan), 1, np.nan)
    inside = exits < rows
    last = np.where(inside, exits, 0)
    sold = np.take_along_axis(panel["adj_close"], last, axis=0) if rows else np.empty((0, columns))
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        value = np.where(inside, sold / bought - 1, np.nan)
    value = np.where(np.isfinite(value), value, np.nan)
    buyable = _ahead((traded & ~one_price_up).astype(np.float64), 1, 0.0)
    dates = panel.dates[last] if rows else np.empty((0, columns), dtype=np.int32)
    return Label(horizon, value, buyable, np.where(np.isnan(value), np.int32(0), dates).astype(np.int32))


def _ahead(grid: npt.NDArray[Number], days: int, beyond: float) -> npt.NDArray[Number]:
    """Each row's values `days` rows later, `beyond` where the panel ends before."""
    moved = np.full_like(grid, beyond)
    moved[: max(0, len(grid) - days)] = grid[days:]
    return moved


def _next_row(cells: BoolArray) -> npt.NDArray[np.intp]:
    """The first row at or after each cell where the column is true, T where there is none."""
    rows = np.where(cells, np.arange(len(cells), dtype=np.intp)[:, None], np.intp(len(cells)))
    earliest: npt.NDArray[np.intp] = np.minimum.accumulate(rows[::-1], axis=0)[::-1]
    return earliest
