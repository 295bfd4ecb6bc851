"""Figures as text: fixed decimals, thousands separators, and a sign or arrow wherever a direction is meant."""

import math
from datetime import date, datetime

from core.domain.money import yuan_from_fen, yuan_from_li
from core.pipeline.report.page import Tone

BLANK = "—"


def money(amount_fen: int) -> str:
    """Yuan with two decimals: 1,234.50."""
    return f"{yuan_from_fen(amount_fen):,.2f}"


def price(price_li: int) -> str:
    """Yuan with two decimals, three where the price needs them."""
    return f"{yuan_from_li(price_li):,.{2 if price_li % 10 == 0 else 3}f}"


def count(number: int) -> str:
    """A whole number with separators."""
    return f"{number:,d}"


def percent(fraction: float) -> str:
    """A fraction as signed percent: +1.23%; a dash where it is not finite."""
    return f"{fraction * 100:+.2f}%" if math.isfinite(fraction) else BLANK


def basis_points(fraction: float) -> str:
    """A fraction as signed basis points: -12.3 bp."""
    return f"{fraction * 1e4:+.1f} bp"


def directed(text: str, direction: float) -> str:
    """The text with ▲ or ▼ before it; unchanged at zero."""
    return f"▲ {text}" if direction > 0 else f"▼ {text}" if direction < 0 else text


def tone_of(direction: float) -> Tone:
    """Up, down, or plain at zero."""
    return Tone.UP if direction > 0 else Tone.DOWN if direction < 0 else Tone.PLAIN


def instant(moment: datetime) -> str:
    """Date, time and offset: 2026-01-05 16:10 +08:00."""
    return moment.isoformat(sep=" ", timespec="minutes").replace("+", " +", 1)


def day(value: object) -> str:
    """A date, or an integer YYYYMMDD, as 2026-01-05; anything else by its text, nothing for None."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and 10_000_000 <= value <= 99_999_999:
        return f"{value // 10_000}-{value // 100 % 100:02d}-{value % 100:02d}"
    return plain(value)


def plain(value: object) -> str:
    """Any value of a row as text: a dash for None and NaN, whole floats as whole numbers."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return BLANK
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return count(int(value)) if value == int(value) else f"{value:,.4g}"
