"""The 82 of WorldQuant's 101 formulaic alphas that need no industry data (Kakushadze 2015, appendix A), to watch.

Where the paper leaves a choice: a fractional number of days is floored; `rank` is the percentile among the day's names
and `ts_rank` that among the window's days; `min` and `max` of two expressions are elementwise, of one and a number of
days over the window; a power of an expression that may be negative keeps its sign (`signedpower`); a comparison is 1 or
0; `ts_argmax` counts from the window's oldest day. `adv20` is the mean yuan traded of 20 days, as the paper has it, and
wherever a volume is set against it the volume is in yuan too. Prices are adjusted ones.
"""

import re
from collections.abc import Iterator

from core.pipeline.factors.declaration import Factor

SOURCE = "WorldQuant Alpha101"

_SHORTHANDS = (
    (re.compile(r"\badv(\d+)\b"), r"mean(amount, \1)"),
    (re.compile(r"\breturns\b"), "(close / ref(close, 1) - 1)"),
    (re.compile(r"\bmiddle\b"), "((high + low) / 2)"),
    (re.compile(r"\bturn\b"), "((ref(close, 20) - ref(close, 10)) / 10 - (ref(close, 10) - close) / 10)"),
)
"""Words of the table below that stand for an expression; `turn` is the speed of the ten days before less the last's."""

_ALPHAS = (
    (
        1,
        "cs_rank(argmax(where(returns < 0, std(returns, 20), close) ** 2, 5)) - 0.5",
        "Rank of the day of five on which the squared close, or its volatility after a fall, was highest.",
    ),
    (
        2,
        "-corr(cs_rank(delta(log(volume), 2)), cs_rank((close - open) / open), 6)",
        "Opposite of how the ranks of volume growth and of the candle's body moved together over 6 days.",
    ),
    (
        3,
        "-corr(cs_rank(open), cs_rank(volume), 10)",
        "Opposite of the 10-day correlation of the ranks of open and volume.",
    ),
    (4, "-rank(cs_rank(low), 9)", "Opposite of the place of the low's rank among those of 9 days."),
    (
        5,
        "cs_rank(open - sum(vwap, 10) / 10) * -abs(cs_rank(close - vwap))",
        "Rank of the open above ten days' average price, times that of the close above today's, turned round.",
    ),
    (6, "-corr(open, volume, 10)", "Opposite of the 10-day correlation of open and volume."),
    (
        7,
        "where(adv20 < amount, -rank(abs(delta(close, 7)), 60) * sign(delta(close, 7)), -1)",
        "On more than usual trading the 7-day move turned round, by its place among 60 days' moves; else -1.",
    ),
    (
        8,
        "-cs_rank(sum(open, 5) * sum(returns, 5) - ref(sum(open, 5) * sum(returns, 5), 10))",
        "Opposite of the rank of 5 days' open times return, less the same 10 days ago.",
    ),
    (
        9,
        "where(0 < min(delta(close, 1), 5), delta(close, 1), "
        "where(max(delta(close, 1), 5) < 0, delta(close, 1), -delta(close, 1)))",
        "The day's change where five days all rose or all fell, else turned round.",
    ),
    (
        10,
        "cs_rank(where(0 < min(delta(close, 1), 4), delta(close, 1), "
        "where(max(delta(close, 1), 4) < 0, delta(close, 1), -delta(close, 1))))",
        "Rank of the day's change where four days all rose or all fell, else of the change turned round.",
    ),
    (
        11,
        "(cs_rank(max(vwap - close, 3)) + cs_rank(min(vwap - close, 3))) * cs_rank(delta(volume, 3))",
        "Ranks of the extremes of average price over close in 3 days, times the rank of the volume's growth.",
    ),
    (12, "sign(delta(volume, 1)) * -delta(close, 1)", "The day's change, turned round where the volume rose."),
    (
        13,
        "-cs_rank(cov(cs_rank(close), cs_rank(volume), 5))",
        "Opposite of the rank of the 5-day covariance of the ranks of close and volume.",
    ),
    (
        14,
        "-cs_rank(delta(returns, 3)) * corr(open, volume, 10)",
        "Change of the return over 3 days by rank, turned round, times the correlation of open and volume.",
    ),
    (
        15,
        "-sum(cs_rank(corr(cs_rank(high), cs_rank(volume), 3)), 3)",
        "Opposite of 3 days' ranks of the 3-day correlation of the ranks of high and volume.",
    ),
    (
        16,
        "-cs_rank(cov(cs_rank(high), cs_rank(volume), 5))",
        "Opposite of the rank of the 5-day covariance of the ranks of high and volume.",
    ),
    (
        17,
        "-cs_rank(rank(close, 10)) * cs_rank(delta(delta(close, 1), 1)) * cs_rank(rank(amount / adv20, 5))",
        "Rank of a high close that speeds up on growing trade, turned round.",
    ),
    (
        18,
        "-cs_rank(std(abs(close - open), 5) + (close - open) + corr(close, open, 10))",
        "Opposite of the rank of the candle's body, its unrest, and the correlation of close and open.",
    ),
    (
        19,
        "-sign(close - ref(close, 7) + delta(close, 7)) * (1 + cs_rank(1 + sum(returns, 250)))",
        "Sign of the 7-day move turned round, weighted by the rank of the year's return.",
    ),
    (
        20,
        "-cs_rank(open - ref(high, 1)) * cs_rank(open - ref(close, 1)) * cs_rank(open - ref(low, 1))",
        "Ranks of the open above yesterday's high, close and low, multiplied and turned round.",
    ),
    (
        21,
        "where(sum(close, 8) / 8 + std(close, 8) < sum(close, 2) / 2, -1, "
        "where(sum(close, 2) / 2 < sum(close, 8) / 8 - std(close, 8), 1, where(1 <= amount / adv20, 1, -1)))",
        "-1 above and 1 below the band of 8 closes; within it 1 on more than usual trading, else -1.",
    ),
    (
        22,
        "-(delta(corr(high, volume, 5), 5) * cs_rank(std(close, 20)))",
        "Opposite of the change of the correlation of high and volume, times the rank of 20 closes' deviation.",
    ),
    (
        23,
        "where(sum(high, 20) / 20 < high, -delta(high, 2), 0)",
        "The high's change over 2 days turned round where the high is above its mean of 20, else 0.",
    ),
    (
        24,
        "where(delta(sum(close, 100) / 100, 100) / ref(close, 100) <= 0.05, -(close - min(close, 100)), "
        "-delta(close, 3))",
        "Distance to the low of 100 closes where their mean hardly rose, else the 3-day change; turned round.",
    ),
    (
        25,
        "cs_rank(-returns * adv20 * vwap * (high - close))",
        "Rank of the day's loss times usual trading, average price and the fall from the high.",
    ),
    (
        26,
        "-max(corr(rank(volume, 5), rank(high, 5), 5), 3)",
        "Opposite of 3 days' highest correlation of the places of volume and high.",
    ),
    (
        27,
        "where(0.5 < cs_rank(sum(corr(cs_rank(volume), cs_rank(vwap), 6), 2) / 2), -1, 1)",
        "-1 for the half of names whose ranks of volume and average price moved together most, else 1.",
    ),
    (
        28,
        "cs_scale(corr(adv20, low, 5) + middle - close)",
        "Correlation of usual trading and low, plus the middle of the range less the close, scaled over the day.",
    ),
    (
        29,
        "min(product(cs_rank(cs_rank(cs_scale(log(sum(min(cs_rank(cs_rank(-cs_rank(delta(close - 1, 5)))), 2), 1))))), "
        "1), 5) + rank(ref(-returns, 6), 5)",
        "Lowest rank in 5 days of the 5-day fall, plus the place of the loss 6 days ago among 5.",
    ),
    (
        30,
        "(1 - cs_rank(sign(close - ref(close, 1)) + sign(ref(close, 1) - ref(close, 2)) "
        "+ sign(ref(close, 2) - ref(close, 3)))) * sum(volume, 5) / sum(volume, 20)",
        "Low rank of the signs of 3 days' changes, times volume of 5 days over that of 20.",
    ),
    (
        31,
        "cs_rank(cs_rank(cs_rank(decay(-cs_rank(cs_rank(delta(close, 10))), 10)))) + cs_rank(-delta(close, 3)) "
        "+ sign(cs_scale(corr(adv20, low, 12)))",
        "Ranks of the 10-day and 3-day falls, plus the sign of the correlation of usual trading and low.",
    ),
    (
        32,
        "cs_scale(sum(close, 7) / 7 - close) + 20 * cs_scale(corr(vwap, ref(close, 5), 230))",
        "Mean of 7 closes less today's, plus 20 times a year's correlation of average price and the close 5 days ago.",
    ),
    (33, "cs_rank(-(1 - open / close))", "Rank of the open over the close."),
    (
        34,
        "cs_rank(1 - cs_rank(std(returns, 2) / std(returns, 5)) + (1 - cs_rank(delta(close, 1))))",
        "Rank of calm in 2 days against 5, and of the day's fall.",
    ),
    (
        35,
        "rank(volume, 32) * (1 - rank(close + high - low, 16)) * (1 - rank(returns, 32))",
        "High volume at a low price after a low return, each by its place among its own past days.",
    ),
    (
        36,
        "2.21 * cs_rank(corr(close - open, ref(volume, 1), 15)) + 0.7 * cs_rank(open - close) "
        "+ 0.73 * cs_rank(rank(ref(-returns, 6), 5)) + cs_rank(abs(corr(vwap, adv20, 6))) "
        "+ 0.6 * cs_rank((sum(close, 200) / 200 - open) * (close - open))",
        "Weighted ranks of body against yesterday's volume, the body, an old loss, price with trading, and the mean.",
    ),
    (
        37,
        "cs_rank(corr(ref(open - close, 1), close, 200)) + cs_rank(open - close)",
        "Rank of how yesterday's body goes with the close over 200 days, plus the rank of today's fall since the open.",
    ),
    (
        38,
        "-cs_rank(rank(close, 10)) * cs_rank(close / open)",
        "Rank of a high close times that of the day's rise, turned round.",
    ),
    (
        39,
        "-cs_rank(delta(close, 7) * (1 - cs_rank(decay(amount / adv20, 9)))) * (1 + cs_rank(sum(returns, 250)))",
        "A 7-day rise on fading trade turned round, weighted by the rank of the year's return.",
    ),
    (
        40,
        "-cs_rank(std(high, 10)) * corr(high, volume, 10)",
        "Rank of 10 highs' deviation, turned round, times their correlation with volume.",
    ),
    (41, "(high * low) ** 0.5 - vwap", "Geometric middle of the day's range less the average price."),
    (
        42,
        "cs_rank(vwap - close) / cs_rank(vwap + close)",
        "Rank of the average price above the close over the rank of their sum.",
    ),
    (
        43,
        "rank(amount / adv20, 20) * rank(-delta(close, 7), 8)",
        "Place of today's trading among 20 days times that of the 7-day fall among 8.",
    ),
    (44, "-corr(high, cs_rank(volume), 5)", "Opposite of the 5-day correlation of high and the volume's rank."),
    (
        45,
        "-(cs_rank(sum(ref(close, 5), 20) / 20) * corr(close, volume, 2) * "
        "cs_rank(corr(sum(close, 5), sum(close, 20), 2)))",
        "Rank of an older mean close, times 2-day correlations of close with volume and of its sums; turned round.",
    ),
    (
        46,
        "where(0.25 < turn, -1, where(turn < 0, 1, -(close - ref(close, 1))))",
        "-1 where the price slowed by more than 0.25 a day, 1 where it sped up, else the day's change turned round.",
    ),
    (
        47,
        "cs_rank(1 / close) * amount / adv20 * (high * cs_rank(high - close) / (sum(high, 5) / 5)) "
        "- cs_rank(vwap - ref(vwap, 5))",
        "Cheap, much traded and fallen from its high, less the rank of the average price's 5-day change.",
    ),
    (
        49,
        "where(turn < -0.1, 1, -(close - ref(close, 1)))",
        "1 where the price sped up by more than 0.1 a day, else the day's change turned round.",
    ),
    (
        50,
        "-max(cs_rank(corr(cs_rank(volume), cs_rank(vwap), 5)), 5)",
        "Opposite of 5 days' highest rank of the correlation of the ranks of volume and average price.",
    ),
    (
        51,
        "where(turn < -0.05, 1, -(close - ref(close, 1)))",
        "1 where the price sped up by more than 0.05 a day, else the day's change turned round.",
    ),
    (
        52,
        "(-min(low, 5) + ref(min(low, 5), 5)) * cs_rank((sum(returns, 240) - sum(returns, 20)) / 220) "
        "* rank(volume, 5)",
        "Fall of the 5-day low, times the rank of the year's return without its last month, times the volume's place.",
    ),
    (
        53,
        "-delta((close - low - (high - close)) / (close - low), 9)",
        "Opposite of how the close's place in its range changed over 9 days.",
    ),
    (
        54,
        "-((low - close) * open ** 5) / ((low - high) * close ** 5)",
        "Place of the close above the low times the fifth power of open over close, turned round.",
    ),
    (
        55,
        "-corr(cs_rank((close - min(low, 12)) / (max(high, 12) - min(low, 12))), cs_rank(volume), 6)",
        "Opposite of the correlation of the ranks of the price's place in 12 days and of volume.",
    ),
    (
        57,
        "0 - (close - vwap) / decay(cs_rank(argmax(close, 30)), 2)",
        "Average price above the close, over the rank of how lately the close was highest.",
    ),
    (
        60,
        "0 - (2 * cs_scale(cs_rank((close - low - (high - close)) / (high - low) * volume)) "
        "- cs_scale(cs_rank(argmax(close, 10))))",
        "Rank of how lately the close was highest, less twice that of the close's place weighted by volume.",
    ),
    (
        61,
        "cs_rank(vwap - min(vwap, 16)) < cs_rank(corr(vwap, adv180, 17))",
        "1 where the correlation of average price and trading ranks above the rise from the low of 16 days, else 0.",
    ),
    (
        62,
        "(cs_rank(corr(vwap, sum(adv20, 22), 9)) < cs_rank(cs_rank(open) + cs_rank(open) < "
        "cs_rank(middle) + cs_rank(high))) * -1",
        "-1 where the correlation of average price and trading ranks below an open in the range's lower part, else 0.",
    ),
    (
        64,
        "(cs_rank(corr(sum(open * 0.178404 + low * (1 - 0.178404), 12), sum(adv120, 12), 16)) < "
        "cs_rank(delta(middle * 0.178404 + vwap * (1 - 0.178404), 3))) * -1",
        "-1 where the correlation of low prices and trading ranks below the price's 3-day change, else 0.",
    ),
    (
        65,
        "(cs_rank(corr(open * 0.00817205 + vwap * (1 - 0.00817205), sum(adv60, 8), 6)) < "
        "cs_rank(open - min(open, 13))) * -1",
        "-1 where the correlation of average price and trading ranks below the open's rise from its low, else 0.",
    ),
    (
        66,
        "(cs_rank(decay(delta(vwap, 3), 7)) + rank(decay((low * 0.96633 + low * (1 - 0.96633) - vwap) / "
        "(open - middle), 11), 6)) * -1",
        "Recent change of the average price and its distance from the low over that of the open, turned round.",
    ),
    (
        68,
        "(rank(corr(cs_rank(high), cs_rank(adv15), 8), 13) < "
        "cs_rank(delta(close * 0.518371 + low * (1 - 0.518371), 1))) * -1",
        "-1 where the place of the correlation of high and trading is below the rank of the day's change, else 0.",
    ),
    (
        71,
        "maximum(rank(decay(corr(rank(close, 3), rank(adv180, 12), 18), 4), 15), "
        "rank(decay(cs_rank(low + open - (vwap + vwap)) ** 2, 16), 4))",
        "The larger of the places of the correlation of close and trading, and of low and open above average price.",
    ),
    (
        72,
        "cs_rank(decay(corr(middle, adv40, 8), 10)) / cs_rank(decay(corr(rank(vwap, 3), rank(volume, 18), 6), 2))",
        "Rank of the correlation of price and usual trading over that of average price and volume by their places.",
    ),
    (
        73,
        "maximum(cs_rank(decay(delta(vwap, 4), 2)), rank(decay(delta(open * 0.147155 + low * (1 - 0.147155), 2) / "
        "(open * 0.147155 + low * (1 - 0.147155)) * -1, 3), 16)) * -1",
        "The larger of the average price's recent rise and of the low's recent fall, turned round.",
    ),
    (
        74,
        "(cs_rank(corr(close, sum(adv30, 37), 15)) < "
        "cs_rank(corr(cs_rank(high * 0.0261661 + vwap * (1 - 0.0261661)), cs_rank(volume), 11))) * -1",
        "-1 where the correlation of close and usual trading ranks below that of average price and volume, else 0.",
    ),
    (
        75,
        "cs_rank(corr(vwap, volume, 4)) < cs_rank(corr(cs_rank(low), cs_rank(adv50), 12))",
        "1 where the correlation of low and usual trading ranks above that of average price and volume, else 0.",
    ),
    (
        77,
        "minimum(cs_rank(decay(middle + high - (vwap + high), 20)), cs_rank(decay(corr(middle, adv40, 3), 5)))",
        "The smaller of the ranks of the range's middle above the average price and of its correlation with trading.",
    ),
    (
        78,
        "cs_rank(corr(sum(low * 0.352233 + vwap * (1 - 0.352233), 19), sum(adv40, 19), 6)) ** "
        "cs_rank(corr(cs_rank(vwap), cs_rank(volume), 5))",
        "Rank of the correlation of summed prices and trading to the power of that of average price and volume.",
    ),
    (
        81,
        "(cs_rank(log(product(cs_rank(cs_rank(corr(vwap, sum(adv10, 49), 8)) ** 4), 14))) < "
        "cs_rank(corr(cs_rank(vwap), cs_rank(volume), 5))) * -1",
        "-1 where two weeks of the correlation of price and usual trading rank below that of price and volume, else 0.",
    ),
    (
        83,
        "cs_rank(ref((high - low) / (sum(close, 5) / 5), 2)) * cs_rank(cs_rank(volume)) / "
        "((high - low) / (sum(close, 5) / 5) / (vwap - close))",
        "Ranks of the range 2 days ago and of volume, times the average price above the close, over today's range.",
    ),
    (
        84,
        "sign(rank(vwap - max(vwap, 15), 20)) * abs(rank(vwap - max(vwap, 15), 20)) ** delta(close, 4)",
        "Place of the fall of the average price from its high among 20 days, to the power of the close's 4-day change.",
    ),
    (
        85,
        "cs_rank(corr(high * 0.876703 + close * (1 - 0.876703), adv30, 9)) ** "
        "cs_rank(corr(rank(middle, 3), rank(volume, 10), 7))",
        "Rank of the correlation of high and usual trading to the power of that of the places of price and volume.",
    ),
    (
        86,
        "(rank(corr(close, sum(adv20, 14), 6), 20) < cs_rank(open + close - (vwap + open))) * -1",
        "-1 where the place of close's correlation with trading is below the rank of close less average price, else 0.",
    ),
    (
        88,
        "minimum(cs_rank(decay(cs_rank(open) + cs_rank(low) - (cs_rank(high) + cs_rank(close)), 8)), "
        "rank(decay(corr(rank(close, 8), rank(adv60, 20), 8), 6), 2))",
        "Smaller of the rank of open and low above high and close, and the place of close's correlation with trading.",
    ),
    (
        92,
        "minimum(rank(decay(middle + close < low + open, 14), 18), "
        "rank(decay(corr(cs_rank(low), cs_rank(adv30), 7), 6), 6))",
        "The smaller of the places of recent weak closes and of the correlation of low and usual trading.",
    ),
    (
        94,
        "cs_rank(vwap - min(vwap, 11)) ** rank(corr(rank(vwap, 19), rank(adv60, 4), 18), 2) * -1",
        "Rank of the rise of the average price to the power of its correlation with trading, turned round.",
    ),
    (
        95,
        "cs_rank(open - min(open, 12)) < rank(cs_rank(corr(sum(middle, 19), sum(adv40, 19), 12)) ** 5, 11)",
        "1 where the open's rise from its low ranks below the place of the correlation of price and trading, else 0.",
    ),
    (
        96,
        "maximum(rank(decay(corr(cs_rank(vwap), cs_rank(volume), 3), 4), 8), "
        "rank(decay(argmax(corr(rank(close, 7), rank(adv60, 4), 3), 12), 14), 13)) * -1",
        "The larger of the places of price's correlation with volume, and of how lately it was closest; turned round.",
    ),
    (
        98,
        "cs_rank(decay(corr(vwap, sum(adv5, 26), 4), 7)) - "
        "cs_rank(decay(rank(argmin(corr(cs_rank(open), cs_rank(adv15), 20), 8), 6), 8))",
        "Rank of average price's correlation with trading less that of how lately open and trading were most apart.",
    ),
    (
        99,
        "(cs_rank(corr(sum(middle, 19), sum(adv60, 19), 8)) < cs_rank(corr(low, volume, 6))) * -1",
        "-1 where the correlation of price and usual trading ranks below that of low and volume, else 0.",
    ),
    (101, "(close - open) / (high - low + 0.001)", "Candle body as a share of the day's range."),
)


def _declared() -> Iterator[Factor]:
    for number, formula, definition in _ALPHAS:
        expression = formula
        for shorthand, meant in _SHORTHANDS:
            expression = shorthand.sub(meant, expression)
        yield Factor(f"ALPHA{number:03d}", "alpha101", expression, definition, 0, "shadow", SOURCE)


ALPHA101: tuple[Factor, ...] = tuple(_declared())
