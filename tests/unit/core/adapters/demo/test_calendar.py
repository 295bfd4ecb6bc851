"""The demo calendar is the exchange's own in 2025 and 2026."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from core.adapters.demo.calendar import exchange_calendar, sessions


@pytest.mark.parametrize(("year", "count"), [(2025, 243), (2026, 242)])
def test_announced_years_have_the_announced_number_of_sessions(year: int, count: int) -> None:
    """Source: SSE holiday notices for 2025 and 2026."""
    assert len(sessions(date(year, 1, 1), date(year, 12, 31))) == count


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 2, 13), date(2026, 2, 24)),
        (date(2026, 9, 30), date(2026, 10, 8)),
        (date(2025, 1, 27), date(2025, 2, 5)),
        (date(2025, 9, 30), date(2025, 10, 9)),
        (date(2025, 12, 31), date(2026, 1, 5)),
    ],
)
def test_holidays_are_skipped(day: date, following: date) -> None:
    """Source: SSE holiday notices for 2025 and 2026."""
    assert exchange_calendar(date(2025, 1, 1), date(2026, 12, 31)).next_open(day) == following


def test_working_weekends_stay_closed() -> None:
    """The exchange stays closed on Sundays that are working days elsewhere: 2026-02-15 is one."""
    assert sessions(date(2026, 2, 14), date(2026, 2, 15)) == []


def test_other_years_follow_the_plain_rule() -> None:
    days = set(sessions(date(2024, 1, 1), date(2024, 12, 31)))
    assert date(2024, 5, 3) not in days
    assert date(2024, 5, 6) in days
    assert date(2024, 10, 7) not in days
    assert date(2024, 10, 8) in days


@pytest.mark.realdata
def test_equals_the_real_calendar(realdata: Path) -> None:
    table = pd.read_parquet(realdata / "trade_cal.parquet")
    table["cal_date"] = pd.to_datetime(table["cal_date"]).dt.date
    real = table[(table["is_open"] == 1) & (table["cal_date"] >= date(2025, 1, 1))]["cal_date"].tolist()
    assert sessions(date(2025, 1, 1), date(2026, 12, 31)) == sorted(real)
