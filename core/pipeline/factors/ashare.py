"""The desk's own factors: directed ones that score, then what only A-shares have.

A price `days` ago on which a name was suspended is its last one of the ten trading days before (`last`): a halt for
a restructuring is held to ten. The new ones have no direction until their IC over the desk's history says so.
"""

from core.pipeline.factors.declaration import Factor

_RETURN = "(close / ref(close, 1) - 1)"
_GAP = "(open / ref(close, 1) - 1)"
STREAK = 5
NEWEST_LIMIT = 20


def _known(days: int) -> str:
    """The last known close as of `days` trading days ago."""
    return f"ref(last(close, 10), {days})"


_DIRECTED = (
    Factor(
        "reversal_5",
        "price",
        f"close / {_known(5)} - 1",
        "Return of the last five days: what fell most tends to come back.",
        -1,
    ),
    Factor(
        "momentum_20",
        "price",
        f"{_known(5)} / {_known(25)} - 1",
        "Return over twenty days that ended five days ago: a month's winners tend to give back.",
        -1,
    ),
    Factor(
        "momentum_60",
        "price",
        f"{_known(5)} / {_known(65)} - 1",
        "Return over sixty days that ended five days ago: unlike elsewhere, a quarter's A-share winners give back too.",
        -1,
    ),
    Factor(
        "high_distance_60",
        "price",
        "close / max(high, 60) - 1",
        "Last close over the highest price of sixty days, less 1: shares near their high are under-reacted to.",
        1,
    ),
    Factor(
        "ma_gap_20",
        "price",
        "close / mean(close, 20) - 1",
        "Last close over its mean of twenty days, less 1: stretched prices return to it.",
        -1,
    ),
    Factor(
        "overnight_20",
        "price",
        "mean(log(open / ref(close, 1)), 20)",
        "Mean log return from close to next open over twenty days: what patient buyers pay up for goes on.",
        1,
    ),
    Factor(
        "intraday_20",
        "price",
        "mean(log(close / open), 20)",
        "Mean log return from open to close over twenty days: what the day's crowd pushed up comes back.",
        -1,
    ),
    Factor("volatility_20", "volatility", f"std({_RETURN}, 20)", "Standard deviation of twenty daily returns.", -1),
    Factor("volatility_60", "volatility", f"std({_RETURN}, 60)", "Standard deviation of sixty daily returns.", -1),
    Factor(
        "downside_20",
        "volatility",
        f"sqrt(mean(minimum({_RETURN}, 0) ** 2, 20))",
        "Root mean square of the negative part of twenty daily returns.",
        -1,
    ),
    Factor("range_20", "volatility", "mean(log(high / low), 20)", "Mean log of high over low during twenty days.", -1),
    Factor(
        "max_return_20",
        "volatility",
        f"max({_RETURN}, 20)",
        "Largest daily return of twenty days: lottery tickets are overpaid (Bali, Cakici and Whitelaw 2011).",
        -1,
    ),
    Factor(
        "turnover_5",
        "volume",
        "mean(turnover, 5)",
        "Mean turnover rate of five days, percent of the float: crowded shares disappoint.",
        -1,
    ),
    Factor(
        "turnover_20",
        "volume",
        "mean(turnover, 20)",
        "Mean turnover rate of twenty days, percent of the float: crowded shares disappoint.",
        -1,
    ),
    Factor(
        "turnover_change",
        "volume",
        "mean(volume, 5) / mean(volume, 20) - 1",
        "Mean volume of five days over that of twenty, less 1: a rush of trading marks attention that fades.",
        -1,
    ),
    Factor(
        "amount_trend_20",
        "volume",
        "slope(log(amount), 20)",
        "Slope of the log amount per day over twenty days: rising attention is paid for in advance.",
        -1,
    ),
    Factor(
        "illiquidity_20",
        "volume",
        f"mean(abs({_RETURN}) / amount * 1e6, 20)",
        "Mean absolute daily return per million yuan traded over twenty days (Amihud 2002): a premium for waiting.",
        1,
    ),
    Factor(
        "volume_price_corr_20",
        "volume",
        "corr(volume, close, 20)",
        "Correlation of volume and adjusted close over twenty days: rises on swelling volume come back.",
        -1,
    ),
    Factor("ep", "value", "1 / pe_ttm", "Trailing twelve months' earnings over price, the inverse of pe_ttm.", 1),
    Factor("bp", "value", "1 / pb", "Book value over price, the inverse of pb.", 1),
    Factor("sp", "value", "1 / ps_ttm", "Trailing twelve months' sales over price, the inverse of ps_ttm.", 1),
    Factor(
        "log_circ_mv",
        "size",
        "log(circ_mv)",
        "Log of the circulating market value in yuan: small companies earn more.",
        -1,
    ),
)

_TURNOVER = (
    ("turnover_1", "turnover", "Turnover rate of the day, percent of the float."),
    ("turnover_60", "mean(turnover, 60)", "Mean turnover rate of 60 days, percent of the float."),
    ("turnover_change_5_60", "mean(turnover, 5) / mean(turnover, 60) - 1", "Turnover of 5 days over 60's, less 1."),
    (
        "turnover_change_20_250",
        "mean(turnover, 20) / mean(turnover, 250) - 1",
        "Turnover of 20 days over 250's, less 1.",
    ),
    ("turnover_std_20", "std(turnover, 20)", "Standard deviation of 20 days' turnover rate, percent of the float."),
    ("turnover_variation_20", "std(turnover, 20) / mean(turnover, 20)", "Deviation over mean of 20 days' turnover."),
    ("turnover_variation_60", "std(turnover, 60) / mean(turnover, 60)", "Deviation over mean of 60 days' turnover."),
)

_COUNTS = tuple(
    (f"{field}_{days}", f"sum({field}, {days})", f"Number of {words} within {days} days.")
    for field, words, windows in (
        ("limit_up", "closes at the upper limit", (5, 20, 60)),
        ("limit_down", "closes at the lower limit", (5, 20, 60)),
        ("one_price", "days of a single price away from the previous close", (20, 60)),
    )
    for days in windows
)

_LIMITS = (
    *_COUNTS,
    (
        "limit_up_streak",
        " + ".join(f"min(limit_up, {days})" for days in range(1, STREAK + 1)),
        f"Closes at the upper limit in a row up to today, {STREAK} for as many or more.",
    ),
    (
        "days_since_limit_up",
        f"{NEWEST_LIMIT} - (" + " + ".join(f"max(limit_up, {days})" for days in range(1, NEWEST_LIMIT + 1)) + ")",
        f"Trading days since the last close at the upper limit, 0 for today, {NEWEST_LIMIT} for as many or more.",
    ),
)

_GAPS = (
    ("auction_gap", _GAP, "Opening auction's price over the previous close, less 1."),
    (
        "auction_gap_5",
        f"mean({_GAP}, 5)",
        "Mean over 5 days of the opening auction's price over the previous close, less 1.",
    ),
    (
        "auction_gap_20",
        f"mean({_GAP}, 20)",
        "Mean over 20 days of the opening auction's price over the previous close, less 1.",
    ),
    ("auction_gap_std_20", f"std({_GAP}, 20)", "Standard deviation of 20 days' auction gaps."),
    (
        "auction_fade_5",
        "mean(close / open - 1, 5) - mean(open / ref(close, 1) - 1, 5)",
        "Return after the auction less that of the auction, mean of 5 days.",
    ),
)

_SIZE = (
    ("log_total_mv", "log(total_mv)", "Log of the total market value in yuan."),
    ("float_share", "circ_mv / total_mv", "Share of the market value that circulates."),
    ("log_price", "log(raw_close)", "Log of the quoted close in yuan."),
)

_VALUE = (
    ("ep_gap_250", "1 / pe_ttm - mean(1 / pe_ttm, 250)", "Earnings over price less their mean of 250 days."),
    ("bp_gap_250", "1 / pb - mean(1 / pb, 250)", "Book value over price less its mean of 250 days."),
)

_SPECIAL = {"turnover": _TURNOVER, "limit": _LIMITS, "gap": _GAPS, "size": _SIZE, "value": _VALUE}

ASHARE: tuple[Factor, ...] = (
    *_DIRECTED,
    *(
        Factor(name, category, expression, definition)
        for category, family in _SPECIAL.items()
        for name, expression, definition in family
    ),
)
