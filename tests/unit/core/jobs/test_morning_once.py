"""What a Morning leaves undone it says, and what it has released it never releases again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.errors import AskHuman
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from core.jobs.close import close_job
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from tests.fakes.desk import AFTER, NEXT, DeskBench, lived_bench, traded_bench
from tests.fakes.tampering import drop_guards


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    yield made
    made.close()


def outbox(bench: DeskBench) -> list[Path]:
    return sorted((bench.home / "ptrade" / "outbox").glob("*.csv"))


def test_a_day_whose_buys_were_all_dropped_is_not_done_and_may_be_run_again(bench: DeskBench) -> None:
    before = outbox(bench)
    bench.desk.stop.press(TradingState.REDUCING, "test", "exercise", bench.clock.now())
    run = bench.run(MORNING, NEXT, 9, 26)
    assert (run.outcome, outbox(bench)) == (Outcome.BLOCKED, before)
    assert run.reason == "stop: STOP says REDUCING: only sells"
    bench.desk.stop.rearm(bench.desk.stop.read(), "test", "over", bench.clock.now())
    assert bench.run(MORNING, NEXT, 9, 28).outcome is Outcome.DONE
    assert len(outbox(bench)) == len(before) + 1


def test_a_second_attempt_at_a_released_day_builds_nothing(bench: DeskBench) -> None:
    first = bench.run(MORNING, NEXT, 9, 26)
    with bench.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE runs SET outcome = ? WHERE run_seq = ?", ("unknown", first.run_seq))
    before = outbox(bench)
    again = bench.run(MORNING, NEXT, 9, 28)
    assert (again.outcome, outbox(bench)) == (Outcome.BLOCKED, before)
    assert "was released already" in again.reason


def test_a_file_that_left_the_outbox_before_the_run_ended_is_not_written_again(bench: DeskBench) -> None:
    def carry_away(text: str) -> None:
        if text.endswith(": report"):
            raise KeyboardInterrupt

    bench.at_step = carry_away
    with pytest.raises(KeyboardInterrupt):
        bench.run(MORNING, NEXT, 9, 26)
    with bench.engine.begin() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.exec_driver_sql(
            "DELETE FROM run_steps WHERE name = 'release' AND run_seq = (SELECT max(run_seq) FROM runs)"
        )
    outbox(bench)[-1].unlink()
    before = outbox(bench)
    bench.at_step = lambda text: None
    run = bench.run(MORNING, NEXT, 9, 28)
    assert (run.outcome, outbox(bench)) == (AskHuman.outcome, before)
    assert "has left the outbox" in run.reason


def test_while_a_break_is_open_a_morning_entitles_nobody(tmp_path: Path) -> None:
    bench = traded_bench(tmp_path / "home")
    report = bench.home / "ptrade" / "inbox" / f"exec_report_{NEXT:%Y%m%d}.csv"
    assert report.is_file()
    with bench.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO breaks (run_seq, trade_date, code, symbol, detail, evidence)"
            f" VALUES (1, {NEXT:%Y%m%d}, 'CASH_MISMATCH', '', 'planted', '{{}}')"
        )
    bench.run(close_job(), NEXT, 16, 10)
    bench.run(NIGHT, NEXT, 20)
    run = bench.run(MORNING, AFTER, 9, 26)
    assert run.outcome is Outcome.BLOCKED
    assert bench.desk.books.posted(AFTER) == set()
    bench.close()
