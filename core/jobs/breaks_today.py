"""What the open breaks mean today: for the Close, the Morning, the page and whoever lists them."""

from collections.abc import Callable
from datetime import date

from core.domain.breaks import Standing
from core.domain.dates import TradingCalendar
from core.pipeline.standing import standings
from core.ports.books import Books
from core.settings.model import Reconciliation


def open_standings(
    books: Books, calendar: Callable[[], TradingCalendar], today: date, settings: Reconciliation
) -> list[Standing]:
    """Return every open break with what it means on `today`, most urgent first; age is counted in trading days.

    The calendar is asked for only where a break is open: a new home has neither.
    """
    found = books.open_breaks()
    if not found:
        return []
    known = calendar()

    def age(day: date) -> int:
        until = min(today, known.last)
        return len([each for each in known.between(day, until) if each > day]) if day < until else 0

    return standings(found, today, age, settings)


def blocking(
    books: Books, calendar: Callable[[], TradingCalendar], today: date, settings: Reconciliation
) -> list[Standing]:
    """Return those of them that keep orders of `today` back."""
    return [each for each in open_standings(books, calendar, today, settings) if each.blocks]


def listed(blocking: list[Standing]) -> str:
    """Return the first few in words."""
    return ", ".join(f"#{each.found.break_id} {each.found.code} {each.found.symbol}".strip() for each in blocking[:5])
