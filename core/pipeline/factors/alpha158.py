"""The 158 factors of Qlib's Alpha158, under their names and in their order (`Alpha158DL` of Qlib 0.9.7).

Nine of a day's candle, four prices over the close, and 29 families of five windows. What differs from Qlib is what a
missing day does (see `expression.py`), and that a correlation is missing only for an exactly constant side. Nobody
claims a direction for any of them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from core.pipeline.factors.declaration import Factor

WINDOWS = (5, 10, 20, 30, 60)
SOURCE = "Qlib Alpha158"


class Family(NamedTuple):
    """One formula for every window: `{d}` in its expression and definition stands for the days."""

    name: str
    category: str
    expression: str
    definition: str


_TOP = "maximum(open, close)"
_BOTTOM = "minimum(open, close)"
_SPAN = "(high - low + 1e-12)"

_CANDLE = (
    Family("KMID", "shape", "(close - open) / open", "Candle body over the open."),
    Family("KLEN", "shape", "(high - low) / open", "Day's range over the open."),
    Family("KMID2", "shape", f"(close - open) / {_SPAN}", "Candle body as a share of the day's range."),
    Family("KUP", "shape", f"(high - {_TOP}) / open", "Upper shadow over the open."),
    Family("KUP2", "shape", f"(high - {_TOP}) / {_SPAN}", "Upper shadow as a share of the day's range."),
    Family("KLOW", "shape", f"({_BOTTOM} - low) / open", "Lower shadow over the open."),
    Family("KLOW2", "shape", f"({_BOTTOM} - low) / {_SPAN}", "Lower shadow as a share of the day's range."),
    Family("KSFT", "shape", "(2 * close - high - low) / open", "Close against the middle of the range, over the open."),
    Family("KSFT2", "shape", f"(2 * close - high - low) / {_SPAN}", "Place of the close in the range, from -1 to 1."),
)

_PRICES = tuple(
    Family(f"{name.upper()}0", "price", f"{name} / close", f"{words} over the close.")
    for name, words in (("open", "Open"), ("high", "High"), ("low", "Low"), ("vwap", "Average traded price"))
)

_RISES = "mean(close > ref(close, 1), {d})"
_FALLS = "mean(close < ref(close, 1), {d})"
_MOVE = "abs(close / ref(close, 1) - 1) * volume"


def _moved(field: str) -> tuple[str, str, str]:
    """Sums over the window of a field's daily rises, of its falls, and of both."""
    up = f"sum(maximum({field} - ref({field}, 1), 0), {{d}})"
    down = f"sum(maximum(ref({field}, 1) - {field}, 0), {{d}})"
    return up, down, f"(sum(abs({field} - ref({field}, 1)), {{d}}) + 1e-12)"


_UP, _DOWN, _BOTH = _moved("close")
_MORE, _LESS, _TURNED = _moved("volume")

_ROLLED = (
    Family("ROC", "trend", "ref(close, {d}) / close", "Close {d} days ago over today's."),
    Family("MA", "trend", "mean(close, {d}) / close", "Mean close of {d} days over today's."),
    Family("STD", "volatility", "std(close, {d}) / close", "Standard deviation of {d} closes over today's."),
    Family("BETA", "trend", "slope(close, {d}) / close", "Slope per day of a line through {d} closes, over the close."),
    Family("RSQR", "trend", "rsquare(close, {d})", "R-squared of a line through {d} closes."),
    Family("RESI", "trend", "residual(close, {d}) / close", "Close less the line through {d} closes, over the close."),
    Family("MAX", "position", "max(high, {d}) / close", "Highest price of {d} days over the close."),
    Family("MIN", "position", "min(low, {d}) / close", "Lowest price of {d} days over the close."),
    Family("QTLU", "position", "quantile(close, {d}, 0.8) / close", "80% quantile of {d} closes over today's."),
    Family("QTLD", "position", "quantile(close, {d}, 0.2) / close", "20% quantile of {d} closes over today's."),
    Family("RANK", "position", "rank(close, {d})", "Percentile of the close among those of {d} days."),
    Family(
        "RSV",
        "position",
        "(close - min(low, {d})) / (max(high, {d}) - min(low, {d}) + 1e-12)",
        "Place of the close between the lowest and highest price of {d} days.",
    ),
    Family("IMAX", "position", "argmax(high, {d}) / {d}", "Place of the highest price within {d} days, 1 for today."),
    Family("IMIN", "position", "argmin(low, {d}) / {d}", "Place of the lowest price within {d} days, 1 for today."),
    Family(
        "IMXD",
        "position",
        "(argmax(high, {d}) - argmin(low, {d})) / {d}",
        "Days from the lowest to the highest price of {d} days, over {d}.",
    ),
    Family(
        "CORR", "correlation", "corr(close, log(volume + 1), {d})", "Correlation of close and log volume over {d} days."
    ),
    Family(
        "CORD",
        "correlation",
        "corr(close / ref(close, 1), log(volume / ref(volume, 1) + 1), {d})",
        "Correlation of the daily changes of close and volume over {d} days.",
    ),
    Family("CNTP", "trend", _RISES, "Share of {d} days that closed higher."),
    Family("CNTN", "trend", _FALLS, "Share of {d} days that closed lower."),
    Family("CNTD", "trend", f"{_RISES} - {_FALLS}", "Share of {d} days that closed higher less that of lower ones."),
    Family("SUMP", "trend", f"{_UP} / {_BOTH}", "Rises of the close over all its moves of {d} days."),
    Family("SUMN", "trend", f"{_DOWN} / {_BOTH}", "Falls of the close over all its moves of {d} days."),
    Family(
        "SUMD", "trend", f"({_UP} - {_DOWN}) / {_BOTH}", "Rises less falls of the close over its moves of {d} days."
    ),
    Family("VMA", "volume", "mean(volume, {d}) / (volume + 1e-12)", "Mean volume of {d} days over today's."),
    Family("VSTD", "volume", "std(volume, {d}) / (volume + 1e-12)", "Deviation of {d} days' volumes over today's."),
    Family(
        "WVMA",
        "volume",
        f"std({_MOVE}, {{d}}) / (mean({_MOVE}, {{d}}) + 1e-12)",
        "Deviation over mean of {d} days' absolute returns weighted by volume.",
    ),
    Family("VSUMP", "volume", f"{_MORE} / {_TURNED}", "Rises of the volume over all its moves of {d} days."),
    Family("VSUMN", "volume", f"{_LESS} / {_TURNED}", "Falls of the volume over all its moves of {d} days."),
    Family(
        "VSUMD",
        "volume",
        f"({_MORE} - {_LESS}) / {_TURNED}",
        "Rises less falls of the volume over its moves of {d} days.",
    ),
)


def _declared() -> Iterator[Factor]:
    for name, category, expression, definition in (*_CANDLE, *_PRICES):
        yield Factor(name, category, expression, definition, source=SOURCE)
    for name, category, expression, definition in _ROLLED:
        for days in WINDOWS:
            formula, sentence = expression.format(d=days), definition.format(d=days)
            yield Factor(f"{name}{days}", category, formula, sentence, source=SOURCE)


ALPHA158: tuple[Factor, ...] = tuple(_declared())
