"""The jobs over awkward days and clocks: each answers with a clear outcome, nothing is done twice or on a wrong day."""

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.adapters.clock.clocks import SystemClock
from core.domain.dates import SHANGHAI, at, ymd
from core.domain.outcome import Outcome
from core.jobs.close import close_job
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.run import Job, execute
from core.pipeline.portfolio.plan import Plan
from core.ports.runs import Run
from tests.fakes.calendars import bench_on, open_dates
from tests.fakes.desk import AFTER, LIVED, NEXT, DeskBench, lived_bench, traded_bench
from tests.fakes.partitions import brought

BUSINESS = ("journal_entries", "postings", "lot_moves", "batches", "batch_orders", "order_results", "fills", "breaks")
SPRING_2024 = (date(2024, 2, 9), *(date(2024, 2, day) for day in range(12, 17)))
NEW_YEAR_2026 = (date(2026, 1, 1), date(2026, 1, 2))

# name, closed weekdays, the day the books open, the trading day after it, the last day of the market.
TURNS = {
    "holiday eve": (SPRING_2024, date(2024, 2, 8), date(2024, 2, 19), date(2024, 2, 20)),
    "year end": (NEW_YEAR_2026, date(2025, 12, 31), date(2026, 1, 5), date(2026, 1, 6)),
    "leap day": ((), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 4)),
}


def written(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every business row without the numbers of the runs that wrote it."""
    with closing(sqlite3.connect(home / "state.sqlite3")) as state:
        found = {}
        for table in BUSINESS:
            columns = [row[1] for row in state.execute(f"PRAGMA table_info({table})") if row[1] != "run_seq"]
            found[table] = state.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid").fetchall()
    return found


def files(bench: DeskBench) -> dict[str, bytes]:
    """Every orders file by name."""
    return {path.name: path.read_bytes() for path in (bench.home / "ptrade" / "outbox").glob("orders_*.csv")}


def plan_of(bench: DeskBench, night: Run) -> Plan:
    return Plan.from_json(bench.desk.artifacts.get(night.run_id, "plan.json").decode())


def end_of(bench: DeskBench, day: date) -> tuple[Run, Run]:
    """Play the day after its Morning: session, Close, Night."""
    bench.play(day)
    return bench.run(close_job(), day, 16, 10), bench.run(NIGHT, day, 20)


@pytest.mark.parametrize("turn", TURNS)
def test_over_a_turn_of_the_calendar_the_next_open_day_follows(tmp_path: Path, turn: str) -> None:
    closed, eve, after, last = TURNS[turn]
    bench = bench_on(tmp_path / "home", open_dates(last, closed), closed, eve)
    night = bench.run(NIGHT, open_dates(eve, closed)[-2], 20)
    assert plan_of(bench, night).trade_date == eve
    assert bench.run(MORNING, eve, 9, 26).outcome is Outcome.DONE
    closing_run, night = end_of(bench, eve)
    assert (closing_run.outcome, night.outcome) == (Outcome.DONE, Outcome.DONE)
    assert plan_of(bench, night).trade_date == after
    assert {lot.sellable_date for lot in bench.desk.books.lots()} == {after}

    kept, outbox = written(bench.home), files(bench)
    for day in _between(eve, after):
        for job, hour in ((MORNING, 9), (close_job(), 16), (NIGHT, 20)):
            run = bench.run(job, day, hour, 26)
            assert (run.outcome, run.reason) == (Outcome.NOT_TRADE_DAY, f"{day} is not a trading day")
    assert (written(bench.home), files(bench)) == (kept, outbox)

    assert bench.run(MORNING, after, 9, 26).outcome is Outcome.DONE
    assert set(files(bench)) - set(outbox) == {f"orders_{ymd(after)}_1.csv"}
    bench.play(after)
    assert bench.run(close_job(), after, 16, 10).outcome is Outcome.DONE
    assert [mark.trade_date for mark in bench.desk.books.equity()] == [eve, after]
    bench.close()


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range(1, (last - first).days)]


def test_a_calendar_published_by_halves_stops_the_close_and_loses_nothing(tmp_path: Path) -> None:
    """The vendor's calendar ends with the year, then comes with days left out, then whole."""
    closed, eve, after, last = TURNS["year end"]
    bench = bench_on(tmp_path / "home", open_dates(last, closed), closed, eve)
    whole = bench.market.tables["trade_cal"]
    bench.market.tables["trade_cal"] = whole[whole["cal_date"] <= ymd(eve)]
    assert bench.run(NIGHT, open_dates(eve, closed)[-2], 20).outcome is Outcome.DONE
    assert bench.run(MORNING, eve, 9, 26).outcome is Outcome.DONE
    assert ("alarm", "calendar.horizon") in {(level, topic) for level, topic, _ in bench.events()}
    bench.play(eve)

    kept = written(bench.home)["postings"]
    halves = {"ends on 2025-12-31": whole["cal_date"] <= ymd(eve), "ends on 2026-01-03": whole["cal_date"] != 20260104}
    for said, rows in halves.items():
        bench.market.tables["trade_cal"] = whole[rows]
        unsettled = bench.run(close_job(), eve, 16, 10)
        assert (unsettled.outcome, said in unsettled.reason) == (Outcome.DATA_NOT_READY, True), unsettled.reason
        assert written(bench.home)["postings"] == kept
        night = bench.run(NIGHT, eve, 20)
        assert (night.outcome, "not booked" in night.reason) == (Outcome.BLOCKED, True)
        tomorrow = bench.run(MORNING, after, 9, 26)
        assert tomorrow.outcome in {Outcome.DATA_NOT_READY, Outcome.BLOCKED}
    assert list(files(bench)) == [f"orders_{ymd(eve)}_1.csv"]

    bench.market.tables["trade_cal"] = whole
    assert bench.run(close_job(), eve, 23).outcome is Outcome.DONE
    night = bench.run(NIGHT, eve, 23, 30)
    assert (night.outcome, plan_of(bench, night).trade_date) == (Outcome.DONE, after)
    fills = [(fill.entrust_no, fill.business_id) for fill in bench.desk.books.fills(eve)]
    assert len(set(fills)) == len(fills) > 0
    assert bench.desk.books.open_breaks() == []
    bench.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    yield made
    made.close()


def test_a_holiday_announced_after_the_plan_was_made_lets_nothing_out_on_a_wrong_day(bench: DeskBench) -> None:
    calendar = bench.market.tables["trade_cal"]
    off = calendar["cal_date"] == ymd(NEXT)
    revised = calendar.assign(is_open=calendar["is_open"].where(~off, 0))
    bench.desk.snapshots.append("trade_cal", NEXT, revised, brought(bench.clock.now()))
    closed = bench.run(MORNING, NEXT, 9, 26)
    assert (closed.outcome, closed.reason) == (Outcome.NOT_TRADE_DAY, f"{NEXT} is not a trading day")
    reopened = bench.run(MORNING, AFTER, 9, 26)
    assert reopened.outcome is Outcome.BLOCKED
    assert "PLAN_FOR_OTHER_DAY" in str(bench.desk.books.verdicts(reopened.run_seq)), reopened.reason
    assert set(files(bench)) == {f"orders_{ymd(day)}_1.csv" for day in LIVED}


def close_next(bench: DeskBench) -> None:
    calendar = bench.market.tables["trade_cal"]
    off = calendar["cal_date"] == ymd(NEXT)
    bench.market.tables["trade_cal"] = calendar.assign(is_open=calendar["is_open"].where(~off, 0))
    bench.desk.snapshots.append("trade_cal", NEXT, bench.market.tables["trade_cal"], brought(at(NEXT, 7)))


def test_a_night_whose_day_was_closed_since_plans_anew_for_the_one_that_follows(bench: DeskBench) -> None:
    before = bench.desk.runs.latest("night", LIVED[-1])
    assert bench.run(NIGHT, LIVED[-1], 23) == before
    close_next(bench)
    assert bench.run(NIGHT, NEXT, 8).outcome is Outcome.NOT_TRADE_DAY
    bench.stand(NEXT, 20)
    anew = execute(bench.desk, NIGHT, LIVED[-1], bench.clock.now())
    assert (anew.outcome, plan_of(bench, anew).trade_date) == (Outcome.DONE, AFTER)
    assert before is not None
    assert plan_of(bench, before).trade_date == NEXT
    assert execute(bench.desk, NIGHT, LIVED[-1], bench.clock.now()) == anew
    assert bench.run(MORNING, AFTER, 9, 26).outcome is Outcome.DONE
    assert bench.desk.outbox.released(NEXT) == []
    bench.play(AFTER)
    assert bench.run(close_job(), AFTER, 16, 10).outcome is Outcome.DONE


def test_a_new_plan_that_is_not_finished_lets_nothing_out(bench: DeskBench) -> None:
    close_next(bench)

    def at_step(text: str) -> None:
        if text.endswith(": plan"):
            raise KeyboardInterrupt

    bench.at_step = at_step
    bench.stand(NEXT, 20)
    with pytest.raises(KeyboardInterrupt):
        execute(bench.desk, NIGHT, LIVED[-1], bench.clock.now())
    bench.at_step = lambda text: None
    morning = bench.run(MORNING, AFTER, 9, 26)
    assert (morning.outcome, "has not finished" in morning.reason) == (Outcome.BLOCKED, True)
    assert execute(bench.desk, NIGHT, LIVED[-1], bench.clock.now()).outcome is Outcome.DONE
    assert bench.run(MORNING, AFTER, 9, 28).outcome is Outcome.DONE


@pytest.mark.parametrize("moment", [at(AFTER, 9, 30), at(AFTER, 20)])
def test_no_night_plans_anew_for_a_day_that_has_begun(bench: DeskBench, moment: datetime) -> None:
    settled = bench.desk.runs.latest("night", LIVED[-1])
    close_next(bench)
    bench.clock.stand_at(moment)
    assert execute(bench.desk, NIGHT, LIVED[-1], moment) == settled


def test_no_night_plans_anew_once_orders_left(bench: DeskBench) -> None:
    settled = bench.desk.runs.latest("night", LIVED[-1])
    assert bench.run(MORNING, NEXT, 9, 26).outcome is Outcome.DONE
    close_next(bench)
    bench.stand(NEXT, 20)
    assert execute(bench.desk, NIGHT, LIVED[-1], bench.clock.now()) == settled


def test_a_day_the_exchange_is_closed_against_the_calendar_has_no_auction(bench: DeskBench) -> None:
    bench.market.cut("stk_auction", NEXT, 0)
    bench.market.cut("stk_limit", NEXT, 0)
    run = bench.run(MORNING, NEXT, 9, 26)
    assert (run.outcome, run.reason) == (Outcome.DATA_NOT_READY, f"not published for {NEXT}: stk_limit, stk_auction")
    assert bench.desk.outbox.released(NEXT) == []


@pytest.mark.parametrize("moment", [at(NEXT, 9, 20), at(LIVED[-1], 9, 26), at(date(1970, 1, 1), 8)])
def test_a_clock_set_back_after_a_morning_changes_nothing(bench: DeskBench, moment: datetime) -> None:
    run, kept, outbox = bench.run(MORNING, NEXT, 9, 26), written(bench.home), files(bench)
    bench.clock.stand_at(moment)
    assert execute(bench.desk, MORNING, NEXT, bench.clock.now()) == run
    assert (written(bench.home), files(bench)) == (kept, outbox)


def jump_at(bench: DeskBench, step: str, moment: datetime) -> None:
    """Let the clock jump when that step begins."""

    def at_step(text: str) -> None:
        if text.endswith(f": {step}"):
            bench.clock.stand_at(moment)

    bench.at_step = at_step


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (at(NEXT, 9, 24), "the clock went back to"),
        (at(LIVED[-1], 9, 40), "the clock went back to"),
        (at(NEXT, 10, 0), "it is 10:00:00"),
        (at(NEXT, 23, 59), "it is 23:59:00"),
        (at(NEXT + timedelta(days=1), 9, 26), "it is 09:26:00"),
        (at(NEXT + timedelta(days=366), 9, 26), "it is 09:26:00"),
    ],
)
def test_a_clock_that_jumps_during_a_morning_releases_nothing(bench: DeskBench, moment: datetime, reason: str) -> None:
    jump_at(bench, "release", moment)
    run = bench.run(MORNING, NEXT, 9, 26)
    assert (run.outcome, run.reason.startswith(reason)) == (Outcome.BLOCKED, True), run.reason
    assert bench.desk.outbox.released(NEXT) == []
    assert bench.desk.books.batches(NEXT) == []
    bench.at_step = lambda text: None
    assert bench.run(MORNING, NEXT, 9, 40).outcome is Outcome.DONE
    assert len(bench.desk.outbox.released(NEXT)) == 1


@pytest.mark.parametrize(
    ("job", "day", "moment", "outcome"),
    [
        (MORNING, NEXT, at(LIVED[-1], 9, 26), Outcome.DATA_NOT_READY),
        (MORNING, NEXT, at(NEXT, 0), Outcome.DATA_NOT_READY),
        (MORNING, NEXT, at(NEXT, 9, 24), Outcome.DATA_NOT_READY),
        (NIGHT, NEXT, at(NEXT, 0), Outcome.DATA_NOT_READY),
        (NIGHT, NEXT, at(NEXT, 15, 59), Outcome.DATA_NOT_READY),
        (close_job(), NEXT, at(NEXT, 0), Outcome.UNKNOWN),
        (MORNING, date(2027, 5, 5), at(date(2027, 5, 5), 9, 26), Outcome.DATA_NOT_READY),
        (NIGHT, date(2027, 5, 5), at(date(2027, 5, 5), 20), Outcome.DATA_NOT_READY),
        (NIGHT, date(2015, 5, 5), at(date(2015, 5, 5), 20), Outcome.DATA_NOT_READY),
        (close_job(), date(2015, 5, 5), at(date(2015, 5, 5), 16, 10), Outcome.DATA_NOT_READY),
    ],
)
def test_a_job_at_a_wrong_hour_or_in_a_wrong_year_says_so_and_does_nothing(
    bench: DeskBench, job: Job, day: date, moment: datetime, outcome: Outcome
) -> None:
    kept, outbox = written(bench.home), files(bench)
    bench.clock.stand_at(moment)
    run = execute(bench.desk, job, day, moment)
    assert (run.outcome, run.reason != "") == (outcome, True)
    assert (written(bench.home), files(bench)) == (kept, outbox)


def evening(bench: DeskBench, hour: int, minute: int = 0) -> tuple[dict[str, list[tuple[object, ...]]], bytes]:
    """Close and plan NEXT at that time; return the books and the plan."""
    assert bench.run(close_job(), NEXT, hour, minute).outcome is Outcome.DONE
    night = bench.run(NIGHT, NEXT, max(hour, 20), minute)
    assert night.outcome is Outcome.DONE, night.reason
    return written(bench.home), bench.desk.artifacts.get(night.run_id, "plan.json")


def test_midnight_in_the_middle_of_close_and_night_changes_nothing(tmp_path: Path) -> None:
    plain, late = traded_bench(tmp_path / "plain"), traded_bench(tmp_path / "late")
    usual = evening(plain, 16, 10)
    steps = iter(range(100))

    def at_step(text: str) -> None:
        late.clock.stand_at(at(NEXT, 23, 59, 50) + timedelta(seconds=4 * next(steps)))

    late.at_step = at_step
    assert evening(late, 23, 59) == usual
    assert late.clock.now().date() == NEXT + timedelta(days=1)
    plain.close()
    late.close()


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    """What a host in Shanghai makes of a day."""
    return a_day(tmp_path_factory.mktemp("shanghai") / "home")


def a_day(home: Path) -> tuple[object, ...]:
    bench = lived_bench(home)
    assert bench.run(MORNING, NEXT, 9, 26).outcome is Outcome.DONE
    bench.play(NEXT)
    made = (evening(bench, 16, 10), files(bench), [row.trade_date for row in bench.desk.books.equity()])
    bench.close()
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no time zone from the environment")
@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_the_host_s_time_zone_is_nobody_s_business(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_home: tuple[object, ...], zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        now = SystemClock().now()
        assert now.tzinfo is SHANGHAI
        assert abs(now - datetime.now(tz=UTC)) < timedelta(minutes=1)
        assert a_day(tmp_path / "home") == at_home
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_zones_of_the_test_are_other_days_than_shanghai_s() -> None:
    """At the Morning's hour New York is on the day before; Kiritimati is past its evening when the Night begins."""
    assert at(NEXT, 9, 26).astimezone(ZoneInfo("America/New_York")).date() < NEXT
    assert at(NEXT, 20).astimezone(ZoneInfo("Pacific/Kiritimati")).date() > NEXT
