"""The table of factors, and their values for one day."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.pipeline.factors import price, size, value, volatility, volume
from core.pipeline.factors.factor import Factor
from core.pipeline.panel import Panel

CATALOGUE: tuple[Factor, ...] = (
    price.reversal_5,
    price.momentum_20,
    price.momentum_60,
    price.high_distance_60,
    price.ma_gap_20,
    price.overnight_20,
    price.intraday_20,
    volatility.volatility_20,
    volatility.volatility_60,
    volatility.downside_20,
    volatility.range_20,
    volatility.max_return_20,
    volume.turnover_5,
    volume.turnover_20,
    volume.turnover_change,
    volume.amount_trend_20,
    volume.illiquidity_20,
    volume.volume_price_corr_20,
    value.ep,
    value.bp,
    value.sp,
    size.log_circ_mv,
)

DIRECTIONS: dict[str, int] = {factor.name: factor.direction for factor in CATALOGUE}
LONGEST_LOOKBACK = max(factor.lookback for factor in CATALOGUE)


def compute_factors(panel: Panel, symbols: Sequence[str]) -> pd.DataFrame:
    """Return every factor's raw value at the panel's last date: index ts_code in the order given, a column a factor.

    NaN where a symbol is unknown to the panel or fewer than half of a factor's days are seen. A day without a bar
    leaves a gap in the windows that hold it and nothing else.
    """
    chosen = panel.tail(LONGEST_LOOKBACK).select(symbols)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        values = {factor.name: factor(chosen) for factor in CATALOGUE}
    finite = {name: np.where(np.isfinite(column), column, np.nan) for name, column in values.items()}
    return pd.DataFrame(finite, index=pd.Index(list(symbols), name="ts_code", dtype=object))
