"""Trade dates and the calendar that never guesses beyond what it knows."""

from datetime import date, timedelta

import pytest

from core.domain.dates import TradingCalendar, at, date_of, parse_date, ymd
from core.domain.errors import FixAndRestart, RetryLater

FRIDAY, MONDAY, TUESDAY = date(2026, 1, 9), date(2026, 1, 12), date(2026, 1, 13)
CALENDAR = TradingCalendar([TUESDAY, FRIDAY, MONDAY, FRIDAY], date(2026, 1, 8), date(2026, 1, 14))


def test_integers_and_dates() -> None:
    assert ymd(FRIDAY) == 20260109
    assert date_of(20260109) == FRIDAY
    with pytest.raises(ValueError, match="month must be in"):
        date_of(20261301)


def test_reading_a_date() -> None:
    assert parse_date("20260109") == parse_date("2026-01-09") == FRIDAY


@pytest.mark.parametrize("text", ["", "today", "2026019", "20260230", "2026/01/09", "202601091", "²⁰²⁶⁰¹⁰⁹"])
def test_what_is_no_date_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(FixAndRestart, match="write it as 2026-01-05"):
        parse_date(text)


def test_an_instant_stands_in_shanghai() -> None:
    assert at(FRIDAY, 9, 26).isoformat() == "2026-01-09T09:26:00+08:00"


def test_days_are_sorted_and_single() -> None:
    assert CALENDAR.days == [FRIDAY, MONDAY, TUESDAY]
    assert CALENDAR.between(FRIDAY, MONDAY) == [FRIDAY, MONDAY]
    assert CALENDAR.last_n(MONDAY, 2) == [FRIDAY, MONDAY]
    assert CALENDAR.last_n(MONDAY, 9) == [FRIDAY, MONDAY]


def test_neighbours_skip_the_weekend() -> None:
    assert CALENDAR.is_open(FRIDAY)
    assert not CALENDAR.is_open(FRIDAY + timedelta(days=1))
    assert CALENDAR.next_open(FRIDAY) == MONDAY
    assert CALENDAR.prev_open(MONDAY) == FRIDAY
    assert CALENDAR.prev_open(date(2026, 1, 11)) == FRIDAY


def test_beyond_the_known_span_is_an_error() -> None:
    for ask in (CALENDAR.is_open, CALENDAR.next_open, CALENDAR.prev_open):
        with pytest.raises(RetryLater, match="outside the known calendar"):
            ask(date(2026, 1, 15))
    with pytest.raises(RetryLater, match="calendar ends"):
        CALENDAR.next_open(TUESDAY)
    with pytest.raises(RetryLater, match="calendar starts"):
        CALENDAR.prev_open(FRIDAY)


def test_a_day_left_out_of_the_calendar_is_neither_open_nor_closed() -> None:
    holed = TradingCalendar([FRIDAY, MONDAY, TUESDAY], date(2026, 1, 8), date(2026, 1, 14), unknown=[date(2026, 1, 11)])
    assert holed.known_until(FRIDAY) == date(2026, 1, 10)
    assert holed.known_until(MONDAY) == date(2026, 1, 14)
    assert (holed.is_open(FRIDAY), holed.next_open(MONDAY), holed.prev_open(TUESDAY)) == (True, TUESDAY, MONDAY)
    with pytest.raises(RetryLater, match="says nothing of 2026-01-11"):
        holed.is_open(date(2026, 1, 11))
    with pytest.raises(RetryLater, match="ends on 2026-01-10, no open day after 2026-01-09"):
        holed.next_open(FRIDAY)
    with pytest.raises(RetryLater, match="leaves out days between 2026-01-09 and 2026-01-12"):
        holed.prev_open(MONDAY)
