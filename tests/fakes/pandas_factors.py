"""The catalogue's factors written down once more in plain pandas: the reference to test against and time against."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from core.pipeline.panel import Panel

Wide = dict[str, pd.DataFrame]


def _returns(wide: Wide) -> pd.DataFrame:
    close = wide["adj_close"]
    return close / close.shift(1) - 1


def _half(values: pd.Series, seen: pd.DataFrame, length: int) -> pd.Series:
    return values.where(seen.notna().sum() * 2 >= length)


def _rolled(frame: pd.DataFrame, length: int, statistic: str) -> pd.Series:
    return getattr(frame.rolling(length, min_periods=-(-length // 2)), statistic)().iloc[-1]


def _change(close: pd.DataFrame, length: int) -> pd.Series:
    part = close.tail(length)
    return _half(part.ffill().iloc[-1] / part.bfill().iloc[0] - 1, part, length)


def _slope(frame: pd.DataFrame, length: int) -> pd.Series:
    part = frame.tail(length)
    day = part.notna().mul(np.arange(float(len(part))), axis=0).where(part.notna())
    centred = day - day.mean()
    return _half((centred * part).sum() / (centred**2).sum(), part, length)


def _inverse(frame: pd.DataFrame) -> pd.Series:
    return 1 / frame.iloc[-1]


def _last_of(frame: pd.DataFrame, length: int) -> pd.Series:
    return frame.tail(length).ffill().iloc[-1]


REFERENCES: dict[str, Callable[[Wide], pd.Series]] = {
    "reversal_5": lambda wide: _change(wide["adj_close"], 6),
    "momentum_20": lambda wide: _change(wide["adj_close"].iloc[:-5], 21),
    "momentum_60": lambda wide: _change(wide["adj_close"].iloc[:-5], 61),
    "high_distance_60": lambda wide: _last_of(wide["adj_close"], 60) / _rolled(wide["adj_high"], 60, "max") - 1,
    "ma_gap_20": lambda wide: _last_of(wide["adj_close"], 20) / _rolled(wide["adj_close"], 20, "mean") - 1,
    "overnight_20": lambda wide: _rolled(np.log(wide["adj_open"] / wide["adj_close"].shift(1)), 20, "mean"),
    "intraday_20": lambda wide: _rolled(np.log(wide["close"] / wide["open"]), 20, "mean"),
    "volatility_20": lambda wide: _rolled(_returns(wide), 20, "std"),
    "volatility_60": lambda wide: _rolled(_returns(wide), 60, "std"),
    "downside_20": lambda wide: _rolled(_returns(wide).clip(upper=0) ** 2, 20, "mean") ** 0.5,
    "range_20": lambda wide: _rolled(np.log(wide["high"] / wide["low"]), 20, "mean"),
    "max_return_20": lambda wide: _rolled(_returns(wide), 20, "max"),
    "turnover_5": lambda wide: _rolled(wide["turnover_rate"], 5, "mean"),
    "turnover_20": lambda wide: _rolled(wide["turnover_rate"], 20, "mean"),
    "turnover_change": lambda wide: _rolled(wide["vol"], 5, "mean") / _rolled(wide["vol"], 20, "mean") - 1,
    "amount_trend_20": lambda wide: _slope(np.log(wide["amount"]), 20),
    "illiquidity_20": lambda wide: _rolled(_returns(wide).abs() / wide["amount"] * 1e6, 20, "mean"),
    "volume_price_corr_20": lambda wide: _half(
        wide["vol"].tail(20).corrwith(wide["adj_close"].tail(20)), wide["close"].tail(20), 20
    ),
    "ep": lambda wide: _inverse(wide["pe_ttm"]),
    "bp": lambda wide: _inverse(wide["pb"]),
    "sp": lambda wide: _inverse(wide["ps_ttm"]),
    "log_circ_mv": lambda wide: np.log(wide["circ_mv"].iloc[-1]),
}


def wide_frames(panel: Panel) -> Wide:
    """The panel's fields as frames, dates × symbols."""
    return {name: pd.DataFrame(grid, columns=list(panel.symbols)) for name, grid in panel.fields.items()}
