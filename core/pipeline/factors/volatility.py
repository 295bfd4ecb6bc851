"""Factors of how much a price moves: calm shares earn more than their risk says."""

import numpy as np

from core.pipeline.factors import window
from core.pipeline.factors.factor import factor
from core.pipeline.panel import FloatArray, Panel


@factor("volatility", direction=-1, lookback=21)
def volatility_20(panel: Panel) -> FloatArray:
    """Standard deviation of twenty daily returns."""
    return window.deviation(window.returns(panel["adj_close"]), 20)


@factor("volatility", direction=-1, lookback=61)
def volatility_60(panel: Panel) -> FloatArray:
    """Standard deviation of sixty daily returns."""
    return window.deviation(window.returns(panel["adj_close"]), 60)


@factor("volatility", direction=-1, lookback=21)
def downside_20(panel: Panel) -> FloatArray:
    """Root mean square of the negative part of twenty daily returns."""
    return np.sqrt(window.mean(np.minimum(window.returns(panel["adj_close"]), 0) ** 2, 20))


@factor("volatility", direction=-1, lookback=20)
def range_20(panel: Panel) -> FloatArray:
    """Mean log of high over low during twenty days."""
    return window.mean(np.log(panel["high"] / panel["low"]), 20)


@factor("volatility", direction=-1, lookback=21)
def max_return_20(panel: Panel) -> FloatArray:
    """Largest daily return of twenty days: lottery tickets are overpaid (Bali, Cakici and Whitelaw 2011)."""
    return window.highest(window.returns(panel["adj_close"]), 20)
