"""Factors of what a yuan of price buys; a loss-maker's negative ratio is a negative yield, not a missing one."""

import numpy as np

from core.pipeline.factors import window
from core.pipeline.factors.factor import factor
from core.pipeline.panel import FloatArray, Panel


def _yield(ratio: FloatArray) -> FloatArray:
    today = window.last(ratio)
    return 1 / np.where(today == 0, np.nan, today)


@factor("value", direction=1, lookback=1)
def ep(panel: Panel) -> FloatArray:
    """Trailing twelve months' earnings over price, the inverse of pe_ttm."""
    return _yield(panel["pe_ttm"])


@factor("value", direction=1, lookback=1)
def bp(panel: Panel) -> FloatArray:
    """Book value over price, the inverse of pb."""
    return _yield(panel["pb"])


@factor("value", direction=1, lookback=1)
def sp(panel: Panel) -> FloatArray:
    """Trailing twelve months' sales over price, the inverse of ps_ttm."""
    return _yield(panel["ps_ttm"])
