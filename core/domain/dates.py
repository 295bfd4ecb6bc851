"""Trade dates and the trading calendar.

In Python objects a trade date is a `datetime.date`; in frames, files and tables it is the integer YYYYMMDD.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.domain.errors import FixAndRestart, RetryLater

SHANGHAI = ZoneInfo("Asia/Shanghai")


def ymd(day: date) -> int:
    """Return `day` as the integer YYYYMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day


def date_of(number: int) -> date:
    """Return the date written as YYYYMMDD; ValueError when it is none."""
    return date(number // 10_000, number // 100 % 100, number % 100)


def parse_date(text: str) -> date:
    """Read YYYYMMDD or YYYY-MM-DD; raises FixAndRestart on anything else."""
    digits = text.replace("-", "")
    try:
        if len(digits) != 8:
            raise ValueError(text)
        return date_of(int(digits))
    except ValueError:
        raise FixAndRestart(f"{text!r} is not a date", "write it as 2026-01-05 or 20260105") from None


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return that wall-clock instant of `day` in Shanghai."""
    return datetime.combine(day, time(hour, minute, second), tzinfo=SHANGHAI)


class TradingCalendar:
    """The exchange's open days over a known span; asking beyond it, or about a day left out of it, is never a guess.

    `unknown` are days inside the span of which nothing is said, as while the vendor is publishing a year.
    """

    def __init__(self, open_days: Iterable[date], first: date, last: date, unknown: Iterable[date] = ()) -> None:
        self._days = sorted(set(open_days))
        self._unknown = sorted(set(unknown))
        self.first = first
        self.last = last

    @property
    def days(self) -> list[date]:
        """All open days, ascending."""
        return list(self._days)

    def known_until(self, day: date) -> date:
        """The last day up to which, from `day` on, every day is known to be open or closed."""
        index = bisect_left(self._unknown, day)
        return self._unknown[index] - timedelta(days=1) if index < len(self._unknown) else self.last

    def is_open(self, day: date) -> bool:
        """Whether the exchange trades on `day`; RetryLater outside the known span."""
        self._check(day)
        index = bisect_left(self._days, day)
        return index < len(self._days) and self._days[index] == day

    def next_open(self, day: date) -> date:
        """The first open day after `day`; RetryLater when the calendar does not reach that far."""
        self._check(day)
        index = bisect_right(self._days, day)
        known = self.known_until(day)
        if index == len(self._days) or self._days[index] > known:
            raise RetryLater(f"the calendar ends on {known}, no open day after {day}", "pull trade_cal again")
        return self._days[index]

    def prev_open(self, day: date) -> date:
        """The last open day before `day`; RetryLater when the calendar starts later."""
        self._check(day)
        index = bisect_left(self._days, day)
        if index == 0:
            raise RetryLater(f"the calendar starts on {self.first}, no open day before {day}", "pull trade_cal")
        before = self._days[index - 1]
        if self.known_until(before) < day:
            raise RetryLater(f"the calendar leaves out days between {before} and {day}", "pull trade_cal again")
        return before

    def between(self, start: date, end: date) -> list[date]:
        """Open days in [start, end], ascending."""
        return self._days[bisect_left(self._days, start) : bisect_right(self._days, end)]

    def last_n(self, day: date, count: int) -> list[date]:
        """The last `count` open days up to and including `day`, fewer where the calendar starts later."""
        end = bisect_right(self._days, day)
        return self._days[max(0, end - count) : end]

    def _check(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise RetryLater(f"{day} is outside the known calendar {self.first}…{self.last}", "pull trade_cal again")
        if self.known_until(day) < day:
            raise RetryLater(f"the calendar says nothing of {day}", "pull trade_cal again")
