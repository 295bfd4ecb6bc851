"""The trading calendar as the jobs leave it for the guard: a small file beside the database, readable without it."""

import json
from datetime import date, timedelta
from pathlib import Path

from core.adapters.store.files import write_atomically
from core.domain.dates import TradingCalendar

FILE = "calendar.json"
_TRUSTED = timedelta(days=31)


def leave_calendar(home: Path, calendar: TradingCalendar, today: date) -> None:
    """Write which days are open, from today to the last one known; OSError where that cannot be written."""
    first, last = max(calendar.first, today), calendar.known_until(today)
    document = {
        "at": today.isoformat(),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "open": [day.isoformat() for day in calendar.between(first, last)],
    }
    write_atomically(home / FILE, json.dumps(document).encode())


def is_trading_day(home: Path, day: date) -> bool | None:
    """Return whether the exchange trades on `day`, None where the file does not say.

    One that is missing, damaged, does not reach the day or is more than a month old says nothing.
    """
    try:
        found = json.loads((home / FILE).read_bytes())
        written, first, last = (date.fromisoformat(found[name]) for name in ("at", "first", "last"))
        listed = {date.fromisoformat(each) for each in found["open"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not first <= day <= last or not timedelta(0) <= day - written <= _TRUSTED or not listed:
        return None
    return day in listed
