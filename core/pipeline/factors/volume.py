"""Factors of turnover, amounts and what they do to the price."""

import numpy as np

from core.pipeline.factors import window
from core.pipeline.factors.factor import factor
from core.pipeline.panel import FloatArray, Panel

YUAN_PER_MILLION = 1e6


@factor("volume", direction=-1, lookback=5)
def turnover_5(panel: Panel) -> FloatArray:
    """Mean turnover rate of five days, percent of the float: crowded shares disappoint."""
    return window.mean(panel["turnover_rate"], 5)


@factor("volume", direction=-1, lookback=20)
def turnover_20(panel: Panel) -> FloatArray:
    """Mean turnover rate of twenty days, percent of the float: crowded shares disappoint."""
    return window.mean(panel["turnover_rate"], 20)


@factor("volume", direction=-1, lookback=20)
def turnover_change(panel: Panel) -> FloatArray:
    """Mean volume of five days over that of twenty, less 1: a rush of trading marks attention that fades."""
    month = window.mean(panel["vol"], 20)
    return window.mean(panel["vol"][-5:], 5) / np.where(month > 0, month, np.nan) - 1


@factor("volume", direction=-1, lookback=20)
def amount_trend_20(panel: Panel) -> FloatArray:
    """Slope of the log amount per day over twenty days: rising attention is paid for in advance."""
    amount = panel["amount"]
    return window.slope(np.log(np.where(amount > 0, amount, np.nan)), 20)


@factor("volume", direction=1, lookback=21)
def illiquidity_20(panel: Panel) -> FloatArray:
    """Mean absolute daily return per million yuan traded over twenty days (Amihud 2002): a premium for waiting."""
    amount = panel["amount"][1:]
    moves = np.abs(window.returns(panel["adj_close"]))
    return window.mean(moves / np.where(amount > 0, amount, np.nan) * YUAN_PER_MILLION, 20)


@factor("volume", direction=-1, lookback=20)
def volume_price_corr_20(panel: Panel) -> FloatArray:
    """Correlation of volume and adjusted close over twenty days: rises on swelling volume come back."""
    return window.correlation(panel["vol"], panel["adj_close"], 20)
