"""The exchange's open days: 2025 and 2026 as announced, a plain rule for other years."""

from datetime import date, timedelta

from core.domain.dates import TradingCalendar

_SATURDAY = 5

_HOLIDAYS: dict[int, tuple[tuple[date, date], ...]] = {
    2025: (
        (date(2025, 1, 1), date(2025, 1, 1)),
        (date(2025, 1, 28), date(2025, 2, 4)),
        (date(2025, 4, 4), date(2025, 4, 4)),
        (date(2025, 5, 1), date(2025, 5, 5)),
        (date(2025, 6, 2), date(2025, 6, 2)),
        (date(2025, 10, 1), date(2025, 10, 8)),
    ),
    2026: (
        (date(2026, 1, 1), date(2026, 1, 2)),
        (date(2026, 2, 16), date(2026, 2, 23)),
        (date(2026, 4, 6), date(2026, 4, 6)),
        (date(2026, 5, 1), date(2026, 5, 5)),
        (date(2026, 6, 19), date(2026, 6, 19)),
        (date(2026, 9, 25), date(2026, 9, 25)),
        (date(2026, 10, 1), date(2026, 10, 7)),
    ),
}


def is_session(day: date) -> bool:
    """Whether the exchange trades on `day`.

    Years without announced holidays close on 1 January, 1–3 May and 1–7 October: near enough for a warm-up history,
    not the real calendar (no spring festival).
    """
    if day.weekday() >= _SATURDAY:
        return False
    holidays = _HOLIDAYS.get(day.year) or (
        (date(day.year, 1, 1), date(day.year, 1, 1)),
        (date(day.year, 5, 1), date(day.year, 5, 3)),
        (date(day.year, 10, 1), date(day.year, 10, 7)),
    )
    return not any(first <= day <= last for first, last in holidays)


def sessions(first: date, last: date) -> list[date]:
    """Open days in [first, last], ascending."""
    count = (last - first).days + 1
    return [day for day in (first + timedelta(days=n) for n in range(count)) if is_session(day)]


def exchange_calendar(first: date, last: date) -> TradingCalendar:
    """Return the calendar known from `first` to `last`."""
    return TradingCalendar(sessions(first, last), first, last)
