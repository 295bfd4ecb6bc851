"""A confirmed loss drops the buys of the very morning, stays latched over the night, and ends by a person's word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.errors import FixAndRestart
from core.domain.orders import Side
from core.domain.outcome import Outcome
from core.jobs.close import close_job
from core.jobs.morning import MORNING
from core.jobs.rearm import rearm
from core.ports.gate_book import LossRule
from tests.fakes.desk import NEXT, DeskBench, lived_bench, traded_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    yield made
    made.close()


def _raise_the_bar(bench: DeskBench) -> None:
    """Pretend that the account stood twice as high at its best."""
    best = 2 * bench.desk.books.equity()[-1].total_fen
    bench.desk.gate_book.record_peak(1, NEXT, bench.clock.now(), best)


def _verdicts(bench: DeskBench, run_seq: int) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for verdict in bench.desk.books.verdicts(run_seq):
        said.setdefault(verdict.gate, []).append(verdict.code)
    return said


def test_the_lived_days_left_their_reads_and_a_peak(bench: DeskBench) -> None:
    record = bench.desk.gate_book.losses()
    marks = [mark.total_fen for mark in bench.desk.books.equity()]
    assert record.peak_fen == max(marks)
    assert [read.source for read in record.reads[LossRule.DRAWDOWN]][-3:] == [
        "close broker", "close positions", "close books",
    ]  # fmt: skip
    assert {read.total_fen for read in record.reads[LossRule.DRAWDOWN][-3:]} == {marks[-1]}
    assert record.reads[LossRule.DAILY_LOSS][-1].base_fen == marks[-2]
    assert record.trips == {}


def test_a_deep_drawdown_is_confirmed_and_only_sells_leave(bench: DeskBench) -> None:
    """Two sources in the step `gates` are two reads; the third comes in the instant of release."""
    _raise_the_bar(bench)
    run = bench.run(MORNING, NEXT, 9, 26)
    assert _verdicts(bench, run.run_seq)["drawdown"] == ["OK", "TRIPPED"], "the step `gates` had two reads"
    sides = {order.side for found in bench.desk.outbox.released(NEXT) for order in bench.desk.outbox.read(found).orders}
    assert Side.BUY not in sides
    assert run.outcome in {Outcome.DEGRADED, Outcome.BLOCKED}
    assert "drawdown" in run.reason
    assert set(bench.desk.gate_book.losses().trips) == {LossRule.DRAWDOWN}
    assert [topic for level, topic, _ in bench.events() if level == "alarm"] == ["gates.tripped"]


def test_a_single_wrong_price_trips_nothing(tmp_path: Path) -> None:
    made = lived_bench(tmp_path / "home")
    made.restart(losses={"confirmations": 10})
    _raise_the_bar(made)
    assert made.run(MORNING, NEXT, 9, 26).outcome is Outcome.DONE
    assert made.desk.gate_book.losses().trips == {}
    made.close()


def test_a_close_latches_what_its_three_sources_agree_on(tmp_path: Path) -> None:
    made = traded_bench(tmp_path / "home")
    _raise_the_bar(made)
    made.run(close_job(), NEXT, 16, 10)
    assert set(made.desk.gate_book.losses().trips) == {LossRule.DRAWDOWN}
    made.restart()
    assert set(made.desk.gate_book.losses().trips) == {LossRule.DRAWDOWN}, "a restart forgets nothing"
    made.close()


def test_a_person_re_arms_it_as_a_run_of_its_own(bench: DeskBench) -> None:
    _raise_the_bar(bench)
    bench.run(MORNING, NEXT, 9, 26)
    for author, reason in (("", "why"), ("who", "")):
        with pytest.raises(FixAndRestart, match="a name and a reason"):
            rearm(bench.desk, NEXT, LossRule.DRAWDOWN, author, reason)
    with pytest.raises(FixAndRestart, match="daily_loss has not tripped"):
        rearm(bench.desk, NEXT, LossRule.DAILY_LOSS, "who", "why")
    run = rearm(bench.desk, NEXT, LossRule.DRAWDOWN, "who", "a withdrawal")
    assert (run.identity.kind, run.outcome) == ("rearm", Outcome.DONE)
    assert bench.desk.gate_book.losses().trips == {}
    (step,) = bench.desk.runs.steps(run.run_seq)[:1]
    assert step.detail == {"rule": "drawdown", "author": "who", "reason": "a withdrawal"}


def test_a_morning_that_is_resumed_reads_once(bench: DeskBench) -> None:
    def at_step(text: str) -> None:
        if text.endswith(": release"):
            raise ZeroDivisionError

    bench.at_step = at_step
    with pytest.raises(ZeroDivisionError):
        bench.run(MORNING, NEXT, 9, 26)
    bench.at_step = lambda text: None
    bench.restart()
    bench.run(MORNING, NEXT, 9, 28)
    sources = [read.source for read in bench.desk.gate_book.losses().reads[LossRule.DAILY_LOSS]]
    assert sources[-4:] == ["gates broker", "gates books", "release broker", "release books"]


def test_a_night_without_strength_lets_nothing_be_bought(bench: DeskBench) -> None:
    """As a Night of an older version left it."""
    with bench.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM run_artifacts WHERE name = 'strength.json'")
    run = bench.run(MORNING, NEXT, 9, 26)
    assert run.outcome is Outcome.BLOCKED
    assert "strength of the market is not known" in run.reason


def test_what_was_released_is_counted_with_it(bench: DeskBench) -> None:
    bench.run(MORNING, NEXT, 9, 26)
    counted = bench.desk.gate_book.counters(NEXT, [])
    (record,) = bench.desk.books.batches(NEXT)
    assert (counted.files_today, counted.orders_today) == (1, record.rows)
    assert counted.bought_today_fen + counted.sold_today_fen == record.notional_fen
