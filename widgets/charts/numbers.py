"""How the figures of a chart read."""

import math

from widgets.kit.words import language, untranslated
from widgets.tables.shown import MINUS, NOTHING, number_text

PERCENT = "%"
_HUNDRED = 100
_DIGITS = {untranslated("CNY"): 2}
_STEPS = {"en": ((1e9, "B"), (1e6, "M"), (1e4, "K")), "zh": ((1e8, "亿"), (1e4, "万"))}
_DIVIDED = {"K": 1e3}


def value_text(value: float, unit: str, is_whole: bool = False) -> str:
    """Return a figure to be read off a chart; with the unit % a fraction in percent, a dash for NaN.

    `is_whole` says that it is one of whole numbers, which need no decimals.
    """
    if math.isnan(value):
        return NOTHING
    if unit == PERCENT:
        return f"{number_text(value * _HUNDRED, 2)}%"
    return number_text(value, 0 if is_whole else _DIGITS.get(unit))


def axis_text(value: float, spacing: float, unit: str) -> str:
    """Return the name of a tick: no more decimals than the spacing of the ticks needs, large numbers shortened."""
    if unit == PERCENT:
        value, spacing = value * _HUNDRED, spacing * _HUNDRED
    short = "" if unit == PERCENT else _short(value)
    if short:
        return short
    digits = max(0, -math.floor(math.log10(spacing) + 1e-9)) if spacing > 0 else 0
    text = f"{value:,.{digits}f}".replace("-", MINUS)
    return f"{text}%" if unit == PERCENT else text


def _short(value: float) -> str:
    for size, name in _STEPS.get(language(), _STEPS["en"]):
        if abs(value) >= size:
            return f"{value / _DIVIDED.get(name, size):,.4g}{name}".replace("-", MINUS)
    return ""
