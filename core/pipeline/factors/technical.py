"""Forty-four factors of trend, volatility, volume, price position, lagged return, candle shape and score difference.

They ask what Alpha158 does not: one horizon against another, a return some time back, a candle's habit over weeks, and
how a name's place among the day's names has moved. Nobody claims a direction for any of them.
"""

from core.pipeline.factors.declaration import Factor

_RETURN = "(close / ref(close, 1) - 1)"
_BODY_TOP = "maximum(open, close)"
_BODY_BOTTOM = "minimum(open, close)"

_TREND = (
    ("ma_cross_5_20", "mean(close, 5) / mean(close, 20) - 1", "Mean close of 5 days over that of 20, less 1."),
    ("ma_cross_10_60", "mean(close, 10) / mean(close, 60) - 1", "Mean close of 10 days over that of 60, less 1."),
    ("log_slope_20", "slope(log(close), 20)", "Slope per day of a line through 20 log closes."),
    ("log_slope_60", "slope(log(close), 60)", "Slope per day of a line through 60 log closes."),
    (
        "trend_fit_20",
        "sign(slope(close, 20)) * rsquare(close, 20)",
        "R-squared of a line through 20 closes, with the sign of its slope.",
    ),
    (
        "trend_fit_60",
        "sign(slope(close, 60)) * rsquare(close, 60)",
        "R-squared of a line through 60 closes, with the sign of its slope.",
    ),
    ("slope_gap_10_60", "slope(log(close), 10) - slope(log(close), 60)", "Slope of 10 log closes less that of 60."),
)

_VOLATILITY = (
    (
        "volatility_ratio_5_20",
        f"std({_RETURN}, 5) / std({_RETURN}, 20)",
        "Standard deviation of 5 daily returns over that of 20.",
    ),
    (
        "volatility_ratio_20_60",
        f"std({_RETURN}, 20) / std({_RETURN}, 60)",
        "Standard deviation of 20 daily returns over that of 60.",
    ),
    (
        "parkinson_20",
        "sqrt(mean(log(high / low) ** 2, 20) / 2.772588722239781)",
        "Volatility of 20 days from high and low: root mean squared log range over 4 ln 2 (Parkinson 1980).",
    ),
    (
        "true_range_20",
        "mean(maximum(high, ref(close, 1)) - minimum(low, ref(close, 1)), 20) / close",
        "Mean true range of 20 days over the close (Wilder 1978).",
    ),
    (
        "upside_share_20",
        f"mean(maximum({_RETURN}, 0) ** 2, 20) / mean({_RETURN} ** 2, 20)",
        "Share of rising days in the squared returns of 20 days.",
    ),
    (
        "volatility_change_60",
        f"std(abs({_RETURN}), 60) / mean(abs({_RETURN}), 60)",
        "Standard deviation over mean of 60 absolute daily returns: how unsteady the unrest is.",
    ),
)

_VOLUME = (
    ("volume_ratio_1_20", "volume / mean(volume, 20) - 1", "Today's volume over the mean of 20 days, less 1."),
    ("volume_ratio_5_60", "mean(volume, 5) / mean(volume, 60) - 1", "Mean volume of 5 days over that of 60, less 1."),
    (
        "volume_zscore_20",
        "(volume - mean(volume, 20)) / std(volume, 20)",
        "Today's volume less the mean of 20 days, over their standard deviation.",
    ),
    ("volume_variation_20", "std(volume, 20) / mean(volume, 20)", "Standard deviation over mean of 20 days' volume."),
    ("volume_slope_60", "slope(log(volume), 60)", "Slope per day of a line through 60 log volumes."),
    (
        "rising_volume_20",
        "sum(where(close > ref(close, 1), volume, 0), 20) / sum(volume, 20)",
        "Share of 20 days' volume traded on days that closed higher.",
    ),
)

_POSITION = (
    (
        "position_120",
        "(close - min(low, 120)) / (max(high, 120) - min(low, 120))",
        "Place of the close between the lowest and highest price of 120 days, from 0 to 1.",
    ),
    (
        "position_250",
        "(close - min(low, 250)) / (max(high, 250) - min(low, 250))",
        "Place of the close between the lowest and highest price of 250 days, from 0 to 1.",
    ),
    (
        "high_gap_250",
        "close / max(high, 250) - 1",
        "Close over the highest price of 250 days, less 1 (George and Hwang 2004).",
    ),
    ("low_gap_250", "close / min(low, 250) - 1", "Close over the lowest price of 250 days, less 1."),
    (
        "band_20",
        "(close - mean(close, 20)) / std(close, 20)",
        "Close less the mean of 20, over their standard deviation (Bollinger 2001).",
    ),
    (
        "band_60",
        "(close - mean(close, 60)) / std(close, 60)",
        "Close less the mean of 60, over their standard deviation.",
    ),
    (
        "cost_gap_20",
        "close * sum(volume, 20) / sum(amount, 20) - 1",
        "Close over the average price paid in 20 days, less 1.",
    ),
)

_RETURNS = (
    ("return_1", "close / ref(close, 1) - 1", "Return of the day."),
    ("return_1_lag_1", "ref(close, 1) / ref(close, 2) - 1", "Return of the day before."),
    ("return_5_lag_5", "ref(close, 5) / ref(close, 10) - 1", "Return of five days that ended 5 days ago."),
    ("return_10_lag_10", "ref(close, 10) / ref(close, 20) - 1", "Return of ten days that ended 10 days ago."),
    ("return_20_lag_20", "ref(close, 20) / ref(close, 40) - 1", "Return of twenty days that ended 20 days ago."),
    ("return_60_lag_20", "ref(close, 20) / ref(close, 80) - 1", "Return of sixty days that ended 20 days ago."),
)

_SHAPE = (
    ("body_5", "mean((close - open) / (high - low), 5)", "Mean candle body as a share of the range over 5 days."),
    (
        "upper_shadow_20",
        f"mean((high - {_BODY_TOP}) / close, 20)",
        "Mean upper shadow over the close during 20 days.",
    ),
    (
        "lower_shadow_20",
        f"mean(({_BODY_BOTTOM} - low) / close, 20)",
        "Mean lower shadow over the close during 20 days.",
    ),
    (
        "shadow_gap_10",
        f"mean(high - {_BODY_TOP} - ({_BODY_BOTTOM} - low), 10) / mean(high - low, 10)",
        "Upper less lower shadows of 10 days over their ranges.",
    ),
    (
        "close_place_5",
        "mean((close - low) / (high - low), 5)",
        "Mean place of the close in its day's range over 5 days, from 0 to 1.",
    ),
)

_SCORE = (
    (
        "rank_gap_return_5_60",
        "cs_rank(close / ref(close, 5)) - cs_rank(close / ref(close, 60))",
        "Rank of the 5-day return among the day's names less that of the 60-day return.",
    ),
    (
        "rank_gap_return_20_120",
        "cs_rank(close / ref(close, 20)) - cs_rank(close / ref(close, 120))",
        "Rank of the 20-day return among the day's names less that of the 120-day return.",
    ),
    (
        "rank_gap_price_volume_20",
        "cs_rank(close / ref(close, 20)) - cs_rank(mean(volume, 5) / mean(volume, 20))",
        "Rank of the 20-day return less that of the volume's change: a rise nobody trades on, or trading without one.",
    ),
    (
        "rank_change_return_5",
        "cs_rank(close / ref(close, 20)) - ref(cs_rank(close / ref(close, 20)), 5)",
        "Rank of the 20-day return today less its rank 5 days ago.",
    ),
    (
        "rank_change_turnover_5",
        "cs_rank(mean(turnover, 5)) - ref(cs_rank(mean(turnover, 5)), 5)",
        "Rank of the 5-day turnover today less its rank 5 days ago.",
    ),
    (
        "rank_change_volatility_20",
        f"cs_rank(std({_RETURN}, 20)) - ref(cs_rank(std({_RETURN}, 20)), 20)",
        "Rank of the volatility of 20 days today less its rank 20 days ago.",
    ),
    (
        "score_gap_turnover_5_60",
        "cs_zscore(log(mean(turnover, 5))) - cs_zscore(log(mean(turnover, 60)))",
        "Z-score of the log turnover of 5 days among the day's names less that of 60.",
    ),
)

_FAMILIES = {
    "trend": _TREND,
    "volatility": _VOLATILITY,
    "volume": _VOLUME,
    "position": _POSITION,
    "return": _RETURNS,
    "shape": _SHAPE,
    "score": _SCORE,
}

TECHNICAL: tuple[Factor, ...] = tuple(
    Factor(name, category, expression, definition)
    for category, family in _FAMILIES.items()
    for name, expression, definition in family
)
