"""What a Morning does with the executor's answer, and what follows where none comes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.adapters.clock.clocks import ReplayClock
from core.adapters.ptrade.acks import ANSWER, ORDERS
from core.domain.answers import AnswerState
from core.domain.breaks import BreakCode
from core.domain.dates import at, ymd
from core.domain.errors import FixAndRestart, Refused
from core.domain.orders import Channel
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from core.jobs.answer import decided_not_sent, stranger
from core.jobs.chain import verify_chain
from core.jobs.close import close_job
from core.jobs.decide import decide
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.run import execute
from core.ports.books import BatchRecord
from core.ports.runs import Run
from tests.fakes.desk import AFTER, NEXT, DeskBench, lived_bench
from tests.fakes.report_files import origin, sealed
from tests.fakes.tampering import drop_guards

WAIT_S = 30


class Waiting(DeskBench):
    """A desk whose Morning waits for an ack on a clock where waiting takes no time."""

    def morning(self) -> Run:
        execution = self.settings.execution.model_copy(update={"ack_wait_simulated_s": WAIT_S})
        moment = at(NEXT, 9, 26)
        desk = replace(
            self.desk, settings=self.settings.model_copy(update={"execution": execution}), clock=ReplayClock(moment)
        )
        return execute(desk, MORNING, NEXT, moment)

    def answer(self, *refused: int, state: str = "", code: str = "", **header: object) -> None:
        """Let the ack of the day's batch appear as soon as its file is out; `refused` are places in the file."""

        def act(text: str) -> None:
            if text.endswith(": answer"):
                self.put_ack(refused, state, code, header)

        self.at_step = act

    def put_ack(self, refused: tuple[int, ...], state: str, code: str, header: dict[str, object]) -> None:
        record = self.record()
        batch = self.desk.books.batch_orders(record.batch_id)
        rows = [
            (order.client_order_id, "refused", "LIMITS", "too large") if i in refused
            else (order.client_order_id, "accepted", "OK", "")
            for i, order in enumerate(batch.orders)
        ]  # fmt: skip
        rows = [] if state == "refused" else rows
        verdict = (state or ("partly" if refused else "accepted"), code or ("PARTLY" if refused else "OK"), "told")
        top = origin(
            "ack", format="daybreak-ack-2", trade_date=ymd(NEXT), sequence=record.sequence, batch_id=record.batch_id,
            orders_sha256=record.content_hash, executor="e" * 64, settings="f" * 16, orders=len(rows),
        )  # fmt: skip
        path = self.desk.inbox.ack_path(NEXT, record.sequence)
        path.write_bytes(sealed({**top, **header}, [("answer", ANSWER, [verdict]), ("orders", ORDERS, rows)]))

    def record(self) -> BatchRecord:
        return self.desk.books.batches(NEXT)[-1]

    def states(self) -> list[AnswerState]:
        return [answer.state for answer in self.desk.answers.answers(self.record().batch_id)]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Waiting]:
    lived_bench(tmp_path / "home").close()
    made = Waiting(tmp_path / "home", at(NEXT, 9, 26))
    yield made
    made.close()


def test_an_accepted_batch_ends_the_morning_well_and_its_ack_is_kept(bench: Waiting) -> None:
    bench.answer()
    run = bench.morning()
    assert (run.outcome, bench.states()) == (Outcome.DONE, [AnswerState.ACCEPTED])
    ack = bench.desk.inbox.ack_path(NEXT, 1)
    assert bench.desk.artifacts.get(run.run_id, ack.name) == ack.read_bytes()


def test_a_batch_taken_in_part_degrades_the_morning_and_names_the_orders(bench: Waiting) -> None:
    bench.answer(0)
    run = bench.morning()
    assert (run.outcome, bench.states()) == (Outcome.DEGRADED, [AnswerState.PARTLY])
    (answer,) = bench.desk.answers.answers(bench.record().batch_id)
    assert [order.code for order in answer.orders].count("LIMITS") == 1
    assert "-001 LIMITS" in run.reason


def test_a_refused_batch_is_no_morning_done(bench: Waiting) -> None:
    bench.answer(state="refused", code="CHANNEL")
    run = bench.morning()
    assert (run.outcome, bench.states()) == (Outcome.BLOCKED, [AnswerState.REFUSED])
    assert "CHANNEL" in run.reason


def test_an_ack_of_another_file_is_no_answer(bench: Waiting) -> None:
    bench.answer(orders_sha256="0" * 64)
    run = bench.morning()
    assert (run.outcome, bench.states()) == (Outcome.UNKNOWN, [AnswerState.UNKNOWN])
    assert "accepted another file" in run.reason


def test_a_half_finished_upload_is_waited_over(bench: Waiting) -> None:
    bench.answer(state="refused", code="TRUNCATED")
    assert bench.morning().outcome is Outcome.BLOCKED
    assert bench.states() == [AnswerState.REFUSED]


def unheard(bench: Waiting) -> str:
    run = bench.morning()
    assert (run.outcome, bench.states()) == (Outcome.UNKNOWN, [AnswerState.UNKNOWN])
    assert f"within {WAIT_S} s" in run.reason
    return bench.record().batch_id


def close_without_ack(bench: Waiting) -> None:
    bench.play(NEXT)
    bench.desk.inbox.ack_path(NEXT, 1).unlink()
    bench.run(close_job(), NEXT, 16, 10)
    bench.run(NIGHT, NEXT, 20)


def test_a_batch_nobody_heard_of_is_settled_by_the_report_that_has_it(bench: Waiting) -> None:
    unheard(bench)
    close_without_ack(bench)
    assert bench.run(MORNING, AFTER, 9, 26).outcome is Outcome.DONE
    assert bench.states() == [AnswerState.UNKNOWN, AnswerState.REPORTED]


def test_what_was_decided_not_to_have_been_sent_and_was_is_loud(bench: Waiting) -> None:
    batch_id = unheard(bench)
    decide(bench.desk, NEXT, batch_id, False, "Wang", "the terminal was off")
    assert decided_not_sent(bench.desk, NEXT) == {batch_id}
    bench.play(NEXT)
    assert bench.run(close_job(), NEXT, 16, 10).outcome is Outcome.BLOCKED
    codes = [found.code for found in bench.desk.books.open_breaks()]
    assert set(codes) == {BreakCode.ORDER_SENT_AFTER_ALL}
    assert len(codes) == len(bench.desk.books.batch_orders(batch_id).orders)
    assert bench.desk.stop.read().state is TradingState.HALTED
    assert [event[:2] for event in bench.events()].count(("alarm", "ack.contradicts")) == 1
    with pytest.raises(Refused, match="has told already"):
        decide(bench.desk, NEXT, batch_id, True, "Wang", "it was on after all")


def test_without_a_report_of_it_a_person_decides_and_until_then_nothing_follows(bench: Waiting) -> None:
    batch_id = unheard(bench)
    close_without_ack(bench)
    with bench.engine.begin() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.exec_driver_sql("DELETE FROM batch_answers WHERE state = 'reported'")
    blocked = bench.run(MORNING, AFTER, 9, 26)
    assert blocked.outcome is Outcome.BLOCKED
    assert f"daybreak orders decide {batch_id}" in blocked.reason
    assert decide(bench.desk, AFTER, batch_id, True, "Wang", "seen in the terminal").outcome is Outcome.DONE
    assert bench.run(MORNING, AFTER, 9, 28).outcome is Outcome.DONE
    told = bench.desk.answers.answers(batch_id)[-1]
    assert (told.state, told.author, told.reason) == (AnswerState.SENT, "Wang", "seen in the terminal")


def test_a_decision_wants_a_name_a_reason_a_batch_and_something_to_decide(bench: Waiting) -> None:
    batch_id = unheard(bench)
    for wrong in (("nothing", "Wang", "seen"), (batch_id, " ", "seen"), (batch_id, "Wang", "")):
        with pytest.raises(FixAndRestart):
            decide(bench.desk, NEXT, wrong[0], False, *wrong[1:])
    decide(bench.desk, NEXT, batch_id, False, "Wang", "the terminal was off")
    decide(bench.desk, NEXT, batch_id, True, "Wang", "it was on after all")
    assert bench.states() == [AnswerState.UNKNOWN, AnswerState.NOT_SENT, AnswerState.SENT]


def test_what_an_ack_has_told_is_nobodys_to_decide(bench: Waiting) -> None:
    bench.answer()
    bench.morning()
    with pytest.raises(Refused, match="ack has told already"):
        decide(bench.desk, NEXT, bench.record().batch_id, False, "Wang", "I believe not")


def test_the_chain_holds_until_a_row_a_link_or_a_file_is_touched(bench: Waiting) -> None:
    assert verify_chain(bench.desk) == (2, [])
    first, second = bench.desk.answers.chain()
    for change, named in (
        (
            f"batch_orders SET qty_shares = 7 WHERE batch_id = '{first.batch_id}' AND position = 0",
            "do not give the hash",
        ),
        (f"batches SET prev_hash = '{'0' * 64}' WHERE batch_id = '{second.batch_id}'", "does not follow"),
        (f"batches SET content_hash = '{'1' * 64}' WHERE batch_id = '{second.batch_id}'", "another file"),
        (f"batches SET sequence = 3 WHERE batch_id = '{second.batch_id}'", "expected 1"),
    ):
        with bench.engine.begin() as connection:
            drop_guards(connection.exec_driver_sql)
            connection.exec_driver_sql(f"UPDATE {change}")
        assert named in " ".join(fault.fault for fault in verify_chain(bench.desk)[1]), change


def test_a_file_the_books_do_not_know_breaks_the_chain(bench: Waiting) -> None:
    outbox = bench.home / "ptrade" / "outbox"
    whole = next(iter(sorted(outbox.glob("*.csv"))))
    (outbox / "orders_20300102_1.csv").write_bytes(whole.read_bytes()[:-9])
    (fault,) = verify_chain(bench.desk)[1]
    assert fault.place == "outbox 2030-01-02"


def test_a_batch_changed_in_the_books_lets_none_follow(bench: Waiting) -> None:
    newest = bench.desk.answers.newest()
    assert newest is not None
    with bench.engine.begin() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.exec_driver_sql(
            f"UPDATE batch_orders SET limit_li = limit_li + 10 WHERE batch_id = '{newest.batch_id}' AND position = 0"
        )
    run = bench.run(MORNING, NEXT, 9, 26)
    assert (run.outcome, "orders verify" in run.reason) == (Outcome.BLOCKED, True)


def answered_by_a_stranger(bench: Waiting, **execution: object) -> Run:
    """The Morning after a day whose ack came from an executor that the settings do not name."""
    bench.answer()
    bench.morning()
    bench.at_step = lambda text: None
    close_without_ack(bench)
    chosen = bench.settings.execution.model_copy(update=execution)
    desk = replace(
        bench.desk,
        settings=bench.settings.model_copy(update={"execution": chosen}),
        clock=ReplayClock(at(AFTER, 9, 26)),
    )
    return execute(desk, MORNING, AFTER, at(AFTER, 9, 26))


@pytest.mark.parametrize(
    ("known", "blocks", "outcome"),
    [
        (("a" * 64,), "always", Outcome.BLOCKED),
        (("a" * 64, "e" * 64), "always", Outcome.DONE),
        (("a" * 64,), "LIVE", Outcome.DONE),
        ((), "always", Outcome.DONE),
    ],
)
def test_an_executor_nobody_named_blocks_the_next_batch_where_the_settings_say_so(
    bench: Waiting, known: tuple[str, ...], blocks: str, outcome: Outcome
) -> None:
    run = answered_by_a_stranger(bench, known_executors=known, unknown_executor_blocks=blocks)
    assert run.outcome is outcome, run.reason
    assert ("executor eeeeeeeeeeee…" in run.reason) is (outcome is Outcome.BLOCKED)


def test_an_executor_nobody_named_blocks_the_next_batch_of_a_live_desk(bench: Waiting) -> None:
    """By default, and where no executor was ever named too."""
    bench.answer()
    bench.morning()
    live = bench.settings.execution.model_copy(update={"channel": Channel.LIVE})
    desk = replace(bench.desk, settings=bench.settings.model_copy(update={"execution": live}))
    assert "known_executors does not name" in stranger(desk, bench.record().batch_id)
    assert stranger(bench.desk, bench.record().batch_id) == "", "a simulated channel that names none knows no stranger"
    assert live.unknown_executor_blocks == "LIVE"


def test_an_ack_of_a_stranger_is_told_as_it_comes(bench: Waiting) -> None:
    bench.settings = bench.settings.model_copy(
        update={"execution": bench.settings.execution.model_copy(update={"known_executors": ("a" * 64,)})}
    )
    bench.answer()
    bench.morning()
    assert ("warning", "executor.unknown") in [event[:2] for event in bench.events()]
