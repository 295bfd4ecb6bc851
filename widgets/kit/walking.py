"""Walking along the days a screen knows of; free of Qt."""

from collections.abc import Sequence
from datetime import date


def neighbour(days: Sequence[date], at: date | None, direction: int) -> date | None:
    """Return the next known day after `at` (direction above 0) or the last before it; None where there is none."""
    if at is None:
        return None
    beyond = [day for day in days if (day > at) == (direction > 0) and day != at]
    if not beyond:
        return None
    return min(beyond) if direction > 0 else max(beyond)


def day_named(argument: str, days: Sequence[date] = ()) -> date | None:
    """Return the day in a text such as 2026-01-05 or 600000.SH@2026-01-05; None for none."""
    try:
        found = date.fromisoformat(argument.rpartition("@")[2])
    except ValueError:
        return None
    return found if not days or found in days else None
