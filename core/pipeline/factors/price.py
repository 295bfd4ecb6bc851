"""Factors of adjusted prices: reversal, momentum, distance, and the two halves of a day's return."""

import numpy as np

from core.pipeline.factors import window
from core.pipeline.factors.factor import factor
from core.pipeline.panel import FloatArray, Panel

SKIP = 5


@factor("price", direction=-1, lookback=6)
def reversal_5(panel: Panel) -> FloatArray:
    """Return of the last five days: what fell most tends to come back."""
    return window.change(panel["adj_close"], 6)


@factor("price", direction=-1, lookback=20 + SKIP + 1)
def momentum_20(panel: Panel) -> FloatArray:
    """Return over twenty days that ended five days ago: a month's winners tend to give back."""
    return window.change(panel["adj_close"][:-SKIP], 21)


@factor("price", direction=-1, lookback=60 + SKIP + 1)
def momentum_60(panel: Panel) -> FloatArray:
    """Return over sixty days that ended five days ago: unlike elsewhere, a quarter's A-share winners give back too."""
    return window.change(panel["adj_close"][:-SKIP], 61)


@factor("price", direction=1, lookback=60)
def high_distance_60(panel: Panel) -> FloatArray:
    """Last close over the highest price of sixty days, less 1: shares near their high are under-reacted to."""
    return window.last(panel["adj_close"]) / window.highest(panel["adj_high"], 60) - 1


@factor("price", direction=-1, lookback=20)
def ma_gap_20(panel: Panel) -> FloatArray:
    """Last close over its mean of twenty days, less 1: stretched prices return to it."""
    return window.last(panel["adj_close"]) / window.mean(panel["adj_close"], 20) - 1


@factor("price", direction=1, lookback=21)
def overnight_20(panel: Panel) -> FloatArray:
    """Mean log return from close to next open over twenty days: what patient buyers pay up for goes on."""
    return window.mean(np.log(panel["adj_open"][1:] / panel["adj_close"][:-1]), 20)


@factor("price", direction=-1, lookback=20)
def intraday_20(panel: Panel) -> FloatArray:
    """Mean log return from open to close over twenty days: what the day's crowd pushed up comes back."""
    return window.mean(np.log(panel["close"] / panel["open"]), 20)
