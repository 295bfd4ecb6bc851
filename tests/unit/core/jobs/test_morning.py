"""The morning of the day after three lived ones: what leads to one orders file, and what to none."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.domain.dates import at
from core.domain.errors import FixAndRestart, RetryLater
from core.domain.gate_names import EXPECTED_GATES
from core.domain.orders import Batch, Side
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from core.jobs.close import close_job
from core.jobs.documents import AT_RELEASE, AT_THE_GATES
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.ports.runs import Run
from core.ports.stop import StopState
from tests.fakes.desk import AFTER, LIVED, NEXT, DeskBench, lived_bench, market_days, stocked_bench
from tests.fakes.tampering import drop_guards

STEPS = [step.name for step in MORNING.steps]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskBench]:
    """A morning nobody disturbed."""
    made = lived_bench(tmp_path_factory.mktemp("whole") / "home")
    morning(made)
    yield made
    made.close()


class PlugPulledError(Exception):
    """What a kill looks like to the program."""


def new_bench(home: Path) -> DeskBench:
    """A home in the evening before its first day, planned for."""
    made = stocked_bench(home)
    days = market_days()
    made.run(NIGHT, days[days.index(LIVED[0]) - 1], 20)
    return made


def morning(bench: DeskBench, hour: int = 9, minute: int = 26, day: date = NEXT) -> Run:
    return bench.run(MORNING, day, hour, minute)


def files(bench: DeskBench, day: date = NEXT) -> list[bytes]:
    return [path.read_bytes() for path in sorted((bench.home / "ptrade" / "outbox").glob(f"*{day:%Y%m%d}*"))]


def batch(bench: DeskBench, day: date = NEXT) -> Batch:
    (released,) = bench.desk.outbox.released(day)
    return bench.desk.outbox.read(released)


def pull_the_plug_at(bench: DeskBench, step: str) -> None:
    def at_step(text: str) -> None:
        if text.endswith(f": {step}"):
            raise PlugPulledError(step)

    bench.at_step = at_step


def test_one_file_leaves_and_the_books_know_it(bench: DeskBench) -> None:
    run = morning(bench)
    assert (run.outcome, run.reason) == (Outcome.DONE, "")
    (record,) = bench.desk.books.batches(NEXT)
    assert batch(bench) == bench.desk.books.batch_orders(record.batch_id)
    assert [step.name for step in bench.desk.runs.steps(run.run_seq)] == [*STEPS, "report"]
    assert bench.desk.artifacts.get(run.run_id, "orders_file.csv") == files(bench)[0]


def test_the_file_names_the_one_before_it(bench: DeskBench) -> None:
    before = bench.desk.books.last_batch_hash()
    morning(bench)
    assert batch(bench).prev_hash == before != ""


def test_a_morning_run_twice_writes_one_file(bench: DeskBench) -> None:
    first = morning(bench)
    before = files(bench)
    assert morning(bench, 9, 40) == first
    assert files(bench) == before
    assert len(before) == 1


@pytest.mark.parametrize("step", [*STEPS, "report"])
def test_pulling_the_plug_at_any_step_leaves_the_same_single_file(tmp_path: Path, bench: DeskBench, step: str) -> None:
    whole = lived_bench(tmp_path / "whole")
    morning(whole)
    pull_the_plug_at(bench, step)
    if step == "report":
        assert morning(bench).outcome is not None
    else:
        with pytest.raises(PlugPulledError):
            morning(bench)
    bench.at_step = lambda text: None
    bench.restart()
    run = morning(bench, 9, 31)
    assert run.outcome in {Outcome.DONE, Outcome.DEGRADED}
    assert files(bench) == files(whole)
    assert bench.desk.books.trial_balance() == whole.desk.books.trial_balance()
    assert bench.desk.books.batches(NEXT) == whole.desk.books.batches(NEXT)


def test_killed_between_the_file_and_the_books_it_is_not_sent_twice(bench: DeskBench) -> None:
    """The file is in place, its record is not: the plug is pulled while the batch is being recorded."""
    with bench.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER plug BEFORE INSERT ON batches BEGIN SELECT RAISE(ABORT, 'plug'); END"
        )
    with pytest.raises(Exception, match="plug"):
        morning(bench)
    before = files(bench)
    assert len(before) == 1
    assert bench.desk.books.batches(NEXT) == []
    with bench.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER plug")
    run = morning(bench, 11, 0)
    assert run.outcome is Outcome.DONE, "what already lies there may be recorded at any time"
    assert files(bench) == before
    assert bench.desk.books.batches(NEXT)[0].rows == len(batch(bench).orders)


@pytest.mark.parametrize("state", [TradingState.HALTED, TradingState.REDUCING])
def test_stop_pressed_before_the_gates(bench: DeskBench, state: TradingState) -> None:
    bench.desk.stop.press(state, "test", "exercise", bench.clock.now())
    run = morning(bench)
    if state is TradingState.HALTED:
        assert (run.outcome, files(bench)) == (Outcome.BLOCKED, [])
        assert "stop: STOP says HALTED" in run.reason
    else:
        assert all(order.side is Side.SELL for found in bench.desk.outbox.released(NEXT) for order in
                   bench.desk.outbox.read(found).orders)  # fmt: skip
    assert f'"state": "{state}"' in bench.desk.artifacts.get(run.run_id, "stop_gates.json").decode()
    assert bench.desk.books.verdicts(run.run_seq)[0].gate == "stop"


@pytest.mark.parametrize("content", [b"HALTED\n", b"", b"\xff\xfe", b"ACTIVE please\n"])
def test_stop_dropped_by_hand_after_the_gates_lets_no_file_appear(bench: DeskBench, content: bytes) -> None:
    stop = bench.home / "ptrade" / "STOP"

    def at_step(text: str) -> None:
        if text.endswith(": release"):
            stop.write_bytes(content)

    bench.at_step = at_step
    run = morning(bench)
    assert (run.outcome, files(bench)) == (Outcome.BLOCKED, [])
    assert bench.desk.books.batches(NEXT) == []
    first, second = (json.loads(bench.desk.artifacts.get(run.run_id, name)) for name in (AT_THE_GATES, AT_RELEASE))
    assert [each["gate"] for each in first] == [each["gate"] for each in second] == list(EXPECTED_GATES)
    assert (first[0]["ruling"], second[0]["ruling"]) == ("pass", "block")
    assert [verdict.ruling for verdict in bench.pages[-1].verdicts if verdict.gate == "stop"] == ["pass", "block"]
    bench.at_step = lambda text: None
    bench.restart()
    assert morning(bench, 9, 28).outcome is Outcome.BLOCKED, "STOP survives a restart"
    stop.unlink()
    assert morning(bench, 9, 29).outcome is Outcome.DONE
    assert len(files(bench)) == 1


class SlowDisk:
    """STOP, read for the third time after an hour: between the second reading and that the orders file is written."""

    def __init__(self, bench: DeskBench) -> None:
        self._stop, self._clock, self._reads = bench.desk.stop, bench.clock, 0

    def read(self) -> StopState:
        """What STOP says."""
        self._reads += 1
        if self._reads == 3:
            self._clock.stand_at(at(NEXT, 10, 30))
        return self._stop.read()


def test_a_file_written_so_slowly_that_its_time_is_over_is_not_put_in_place(bench: DeskBench) -> None:
    bench.desk = replace(bench.desk, stop=SlowDisk(bench))  # type: ignore[arg-type]
    run = morning(bench)
    assert (run.outcome, files(bench)) == (Outcome.BLOCKED, [])
    assert "written too slowly: it is 10:30:00" in run.reason
    assert bench.desk.books.batches(NEXT) == []


def test_before_the_auction_is_over_it_waits(bench: DeskBench) -> None:
    early = morning(bench, 9, 24)
    assert (early.outcome, early.reason) == (Outcome.DATA_NOT_READY, f"the call auction of {NEXT} ends at 09:25")
    assert [name for name, _ in bench.market.asked] == []
    assert morning(bench, 9, 25).outcome is Outcome.DONE


def test_while_the_auction_is_not_published_it_waits_and_then_takes_it(bench: DeskBench) -> None:
    whole = bench.market.tables["stk_auction"]
    bench.market.cut("stk_auction", NEXT, 0)
    run = morning(bench)
    assert (run.outcome, run.reason) == (Outcome.DATA_NOT_READY, f"not published for {NEXT}: stk_auction")
    assert files(bench) == []
    bench.market.tables["stk_auction"] = whole
    again = morning(bench, 9, 28)
    assert (again.run_id[-2:], again.outcome) == ("02", Outcome.DONE)


@pytest.mark.parametrize("dataset", ["stk_auction", "stk_limit"])
def test_without_a_source_only_sells_leave(bench: DeskBench, dataset: str) -> None:
    bench.market.refusals[dataset] = RetryLater("the vendor is down")
    run = morning(bench)
    verdicts = {verdict.gate: verdict.code for verdict in bench.desk.books.verdicts(run.run_seq)}
    assert verdicts["data_freshness"] == "CACHE_ONLY"
    sides = {order.side for found in bench.desk.outbox.released(NEXT) for order in bench.desk.outbox.read(found).orders}
    assert Side.BUY not in sides
    assert run.outcome is (Outcome.DEGRADED if files(bench) else Outcome.BLOCKED)


def test_an_auction_hours_old_releases_nothing(bench: DeskBench) -> None:
    run = morning(bench, 10, 0)
    assert (run.outcome, files(bench)) == (Outcome.BLOCKED, [])
    assert "could be released until 10:00" in run.reason


def test_a_morning_resumed_in_the_afternoon_releases_nothing(bench: DeskBench) -> None:
    pull_the_plug_at(bench, "release")
    with pytest.raises(PlugPulledError):
        morning(bench)
    bench.at_step = lambda text: None
    bench.restart()
    run = morning(bench, 14, 0)
    assert (run.outcome, files(bench)) == (Outcome.BLOCKED, [])
    assert run.reason.startswith("it is 14:00:00")


def test_without_a_plan_there_is_nothing_to_release(bench: DeskBench) -> None:
    morning(bench)
    bench.play(NEXT)
    assert bench.run(close_job(), NEXT, 16, 10).outcome is Outcome.DONE
    run = morning(bench, day=AFTER)
    assert (run.outcome, files(bench, AFTER)) == (Outcome.BLOCKED, [])
    assert run.reason == f"no plan: Night of {NEXT} has not finished; run it first"


def test_a_day_that_is_not_booked_stops_night_morning_and_close(bench: DeskBench) -> None:
    """Close of NEXT never ran: the books do not know what was bought that day."""
    morning(bench)
    bench.play(NEXT)
    waiting = f"orders of {NEXT} are not booked: run its Close first, `daybreak run close --date {NEXT}`"
    balance = bench.desk.books.trial_balance()
    night = bench.run(NIGHT, NEXT, 20)
    tomorrow = morning(bench, day=AFTER)
    bench.play(AFTER)
    close = bench.run(close_job(), AFTER, 16, 10)
    assert [(run.outcome, run.reason) for run in (night, tomorrow, close)] == [
        (Outcome.BLOCKED, waiting), (Outcome.BLOCKED, waiting), (Outcome.UNKNOWN, waiting),
    ]  # fmt: skip
    assert files(bench, AFTER) == []
    assert bench.desk.books.trial_balance() == balance
    assert bench.desk.books.posted(AFTER) == set()

    made_up = bench.run(close_job(), NEXT, 23)
    assert made_up.outcome is Outcome.DONE
    assert bench.run(close_job(), AFTER, 16, 10).outcome is Outcome.DONE


def test_on_the_very_first_day_an_unbooked_file_also_stops_the_second(tmp_path: Path) -> None:
    """Without marks it would still look like the first day, on books that know nothing of the first day's trades."""
    first, second = LIVED[0], LIVED[1]
    bench = new_bench(tmp_path / "new")
    assert morning(bench, day=first).outcome is Outcome.DONE
    with bench.engine.begin() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.exec_driver_sql("DELETE FROM batch_orders")
        connection.exec_driver_sql("DELETE FROM batches")
    assert bench.desk.books.batches(first) == [], "the file is there, its record lost"
    assert bench.run(NIGHT, first, 20).reason.startswith(f"orders of {first} are not booked")
    run = morning(bench, day=second)
    assert (run.outcome, files(bench, second)) == (Outcome.BLOCKED, [])
    bench.close()


def test_the_first_day_has_nothing_to_reconcile_and_the_second_has(tmp_path: Path) -> None:
    bench = new_bench(tmp_path / "new")
    first = morning(bench, day=LIVED[0])
    assert {v.gate: v.reason for v in bench.desk.books.verdicts(first.run_seq)}["reconciliation"].startswith("first")
    bench.play(LIVED[0])
    bench.run(close_job(), LIVED[0], 16, 10)
    bench.run(NIGHT, LIVED[0], 20)
    second = morning(bench, day=LIVED[1])
    said = {v.gate: v.reason for v in bench.desk.books.verdicts(second.run_seq)}
    assert said["reconciliation"] == f"{LIVED[0]} is reconciled"
    assert said["asset_check"] == "books and broker agree"
    bench.close()


def test_a_damaged_file_in_the_outbox_is_a_persons_matter(bench: DeskBench) -> None:
    (bench.home / "ptrade" / "outbox" / f"orders_{NEXT:%Y%m%d}_1.csv").write_bytes(b"half a file")
    run = morning(bench)
    assert run.outcome is Outcome.BAD_CONFIG
    assert f"orders_{NEXT:%Y%m%d}_1.csv" in run.reason
    with pytest.raises(FixAndRestart):
        bench.desk.outbox.released(NEXT)
