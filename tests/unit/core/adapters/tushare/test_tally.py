"""Counting what a source is asked."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.adapters.store.database import open_database
from core.adapters.store.records import SqlRecords
from core.adapters.tushare.breaker import CircuitBreaker
from core.adapters.tushare.client import TushareClient
from core.adapters.tushare.tally import Ending, SqlTally
from core.domain.dates import at
from core.domain.errors import DaybreakError
from core.settings.model import DataSource
from tests.fakes.stepping_clock import SteppingClock
from tests.fakes.tushare_wire import MemoryInADict, ScriptedWire, refusal, table

DAY = date(2026, 1, 5)
GOOD = table(["ts_code"], [["000001.SZ"], ["600000.SH"]])


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_database(tmp_path)
    yield made
    made.dispose()


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(at(DAY, 20))


def test_counts_of_two_processes_add_up(engine: Engine, clock: SteppingClock, tmp_path: Path) -> None:
    for took_s in (0.2, 0.6):
        tally = SqlTally(engine, clock)
        tally.note("s", "daily", took_s, 100, Ending.ANSWERED)
        tally.note("s", "daily", 0.1, 0, Ending.FAILED)
        tally.keep()
    (line,) = SqlRecords(tmp_path, engine).requests(10)
    assert (line.interface, line.day, line.requests, line.failures, line.rows) == ("daily", DAY, 4, 2, 200)
    assert line.mean_ms == pytest.approx(250)
    assert line.slowest_ms == pytest.approx(600)
    assert line.last_ms == pytest.approx(100)
    assert line.busiest_minute == 2


def test_the_busiest_minute_is_the_largest_of_any(engine: Engine, clock: SteppingClock, tmp_path: Path) -> None:
    tally = SqlTally(engine, clock)
    for count in (3, 5, 2):
        for _ in range(count):
            tally.note("s", "daily", 0.01, 1, Ending.ANSWERED)
        clock.advance(60)
    tally.keep()
    assert SqlRecords(tmp_path, engine).requests(10)[0].busiest_minute == 5


def test_nothing_is_written_before_ten_seconds_or_where_nothing_was_asked(
    engine: Engine, clock: SteppingClock, tmp_path: Path
) -> None:
    records, tally = SqlRecords(tmp_path, engine), SqlTally(engine, clock)
    tally.keep()
    tally.note("s", "daily", 0.01, 1, Ending.ANSWERED)
    assert records.requests(10) == []
    clock.advance(11)
    tally.note("s", "daily", 0.01, 1, Ending.ANSWERED)
    assert records.requests(10)[0].requests == 2


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (GOOD, [("daily", 2, Ending.ANSWERED)]),
        ("<html>", [("daily", 0, Ending.FAILED)]),
        (refusal(40203, "抱歉，您每分钟最多访问该接口200次"), [("daily", 0, Ending.THROTTLED)]),
        (refusal(2002, "抱歉，您没有访问该接口的权限"), [("daily", 0, Ending.ANSWERED)]),
    ],
)
def test_the_client_tells_how_each_request_ended(
    clock: SteppingClock, answer: str, told: list[tuple[str, int, Ending]]
) -> None:
    notes: list[tuple[str, int, Ending]] = []
    settings = DataSource(retries=0)
    breaker = CircuitBreaker("s", 5, 300.0, clock, MemoryInADict())
    client = TushareClient(
        settings, ScriptedWire(lambda _api, _params: answer), clock, breaker, lambda: "t0ken-of-some-length",  # type: ignore[arg-type]
        note=lambda api, _took, rows, ending: notes.append((api, rows, ending)),
    )  # fmt: skip
    with suppress(DaybreakError):
        client.query("daily", {}, ["ts_code"], 6000)
    assert notes == told
