"""A year of the engine, driven by hand through all that happens to a machine's clock, against a table made apart."""

import os
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock

import pytest

from core.domain.dates import SHANGHAI, at
from core.domain.job_names import JobName
from tests.fakes.scheduling import PretendedEngine, PretendedProcesses, Ran, online

YEAR = 2028
"""A leap year; its first day is a Saturday."""

HOLIDAYS = {
    *(date(YEAR, 1, day) for day in (1, 2, 3)),
    *(date(YEAR, 1, 26) + timedelta(days=ahead) for ahead in range(8)),
    *(date(YEAR, 4, day) for day in (3, 4, 5)),
    *(date(YEAR, 5, day) for day in (1, 2, 3)),
    *(date(YEAR, 10, day) for day in range(1, 9)),
}
DAILY = {
    "08:42": JobName.PULL_LIMITS, "09:02": JobName.PULL_EVENTS, "09:21": JobName.PULL_ADJUSTMENTS,
    "09:26": JobName.MORNING, "16:02": JobName.PULL_BARS, "16:05": JobName.PAPER, "16:10": JobName.CLOSE,
    "18:05": JobName.PULL_BASICS, "20:00": JobName.NIGHT,
}  # fmt: skip
EXCHANGE = {JobName.MORNING, JobName.PAPER, JobName.CLOSE, JobName.NIGHT, JobName.FACTORS}

BUSY = (
    ("08:00", "08:15"), ("08:40", "08:46"), ("09:00", "09:30"), ("10:00", "10:05"), ("11:00", "11:05"),
    ("14:00", "14:05"), ("16:00", "16:15"), ("18:04", "18:10"), ("20:00", "20:30"),
)  # fmt: skip

SLEPT_OVER_MORNING = date(YEAR, 3, 13)
NOT_READY_TWICE = date(YEAR, 5, 17)
SET_BACK = date(YEAR, 6, 6)
RAN_AHEAD = date(YEAR, 7, 11)
SLEPT_FROM_FRIDAY = date(YEAR, 9, 8)
RESTARTED_MID_MORNING = date(YEAR, 11, 7)

Firing = tuple[str, JobName, date, str]


def _trades(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def _exit_of(job: JobName, day: date, attempt: int) -> int:
    if job is JobName.NIGHT and day == NOT_READY_TWICE and attempt <= 2:
        return 11
    return 10 if job in EXCHANGE and not _trades(day) else 0


def _nth_saturday(day: date) -> int:
    return (day.day - 1) // 7 + 1 if day.weekday() == 5 else 0


def _usual(day: date) -> list[Firing]:
    """What a day without trouble runs, by plain arithmetic."""
    found = [(f"{day} {when}", job, day, "time") for when, job in DAILY.items()]
    if _trades(day):
        found.append((f"{day} 20:01", JobName.FACTORS, day, "follows"))
    if _nth_saturday(day):
        weekly = (JobName.AUDIT_VERIFY, JobName.DOCTOR, JobName.DATA_AUDIT)
        found += [(f"{day} 10:0{minute}", job, day, "time") for minute, job in enumerate(weekly)]
    if _nth_saturday(day) == 1:
        found.append((f"{day} 14:00", JobName.DRILL, day, "time"))
    if _nth_saturday(day) == 2 and day.month in (1, 4, 7, 10):
        found.append((f"{day} 14:00", JobName.ARCHIVE, day, "time"))
    return found


def _expected() -> list[Firing]:
    """The year's table, with what each trouble takes away and brings."""
    first = date(YEAR, 1, 1)
    rows = [row for ahead in range(366) for row in _usual(first + timedelta(days=ahead))]

    day = SLEPT_OVER_MORNING  # from 9:00 to 11:00
    rows = [row for row in rows if not (row[2] == day and "09:00" < row[0][-5:] < "11:00")]
    made_up = (JobName.PULL_EVENTS, JobName.PULL_ADJUSTMENTS)
    rows += [(f"{day} 11:0{minute}", job, day, "catch_up") for minute, job in enumerate(made_up)]

    day = NOT_READY_TWICE
    rows.remove((f"{day} 20:01", JobName.FACTORS, day, "follows"))
    rows += [(f"{day} 20:{minute}", JobName.NIGHT, day, "retry") for minute in (11, 22)]
    rows.append((f"{day} 20:23", JobName.FACTORS, day, "follows"))

    friday, saturday, sunday = (SLEPT_FROM_FRIDAY + timedelta(days=ahead) for ahead in range(3))  # 18:00 to Monday 8:00
    asleep = {f"{friday} 18:05", f"{friday} 20:00", f"{friday} 20:01"}
    rows = [row for row in rows if row[0] not in asleep and row[2] not in (saturday, sunday)]
    monday = sunday + timedelta(days=1)
    weekly = (JobName.AUDIT_VERIFY, JobName.DOCTOR, JobName.DATA_AUDIT)
    queue = [
        (JobName.PAPER, saturday), (JobName.CLOSE, saturday), (JobName.PAPER, sunday), (JobName.CLOSE, sunday),
        *((JobName.NIGHT, each) for each in (sunday, saturday, friday)),
        *((job, saturday) for job in weekly),
    ]  # fmt: skip
    rows += [(f"{monday} 08:0{minute}", job, each, "catch_up") for minute, (job, each) in enumerate(queue)]
    rows.append((f"{monday} 08:{len(queue)}", JobName.FACTORS, friday, "follows"))
    return rows


@pytest.fixture
def in_new_york() -> Iterator[None]:
    """Let the machine keep the time of New York, with its summer time, as the process sees it."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process cannot be set here")
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


def _minute(ran: Ran) -> Firing:
    return f"{ran.at:%Y-%m-%d %H:%M}", ran.job, ran.day, ran.cause


def _drive(engine: PretendedEngine, day: date) -> None:
    """Let a day pass: by the minute where something may happen, else in steps of ten."""
    for start, end in BUSY:
        engine.until(_at(day, start), 600.0)
        engine.until(_at(day, end), 60.0)
    engine.until(at(day + timedelta(days=1), 0), 600.0)


def _at(day: date, clock_time: str) -> datetime:
    return datetime.combine(day, clock.fromisoformat(clock_time), SHANGHAI)


def test_every_firing_of_a_year_is_the_one_expected(in_new_york: None) -> None:
    assert time.strftime("%Z", time.localtime(at(date(YEAR, 7, 1), 0).timestamp())) == "EDT"
    engine = PretendedEngine(online(), at(date(YEAR, 1, 1), 0), PretendedProcesses(_exit_of))
    day = date(YEAR, 1, 1)
    while day.year == YEAR:
        if day == SLEPT_OVER_MORNING:
            engine.until(at(day, 9))
            engine.sleep_until(at(day, 11))
        if day == SET_BACK:
            engine.until(at(day, 9, 27))
            engine.sleep_until(at(day, 9, 17))
        if day == RAN_AHEAD:
            engine.until(at(day, 7))
            engine.sleep_until(at(day + timedelta(days=1), 12))
            engine.advance(5)
            engine.sleep_until(at(day, 7, 1))
        if day == SLEPT_FROM_FRIDAY:
            engine.until(at(day, 18))
            engine.sleep_until(at(day + timedelta(days=3), 8))
        if day == RESTARTED_MID_MORNING:
            engine.until(at(day, 9, 26))
            engine.restart()
        _drive(engine, day)
        day += timedelta(days=1)
    ran = [_minute(each) for each in engine.ran if not _false_alarm(each)]
    expected = _expected()
    assert sorted(set(ran) - set(expected)) == []
    assert sorted(set(expected) - set(ran)) == []
    assert len(ran) == len(expected)


def _false_alarm(ran: Ran) -> bool:
    """What ran while the clock showed the day after: made up for, hence no Morning, and harmless."""
    false = ran.at > datetime(YEAR, 7, 12, 11, 59, tzinfo=SHANGHAI) and ran.at < at(date(YEAR, 7, 12), 12, 1)
    assert not (false and ran.job is JobName.MORNING)
    return false
