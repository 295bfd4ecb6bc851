"""Every condition of the catalogue is seen when it is there, and not when it is not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.alarm_rows import standing_row
from core.domain.alarms import MANY, Alarm
from core.domain.answers import Answer, AnswerState
from core.domain.breaks import Break, BreakCode
from core.domain.dates import at
from core.domain.errors import RetryLater
from core.domain.orders import Channel, Side
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from core.jobs.alarm_scene import FilesLost, Scene, Surroundings
from core.jobs.alarms import CATALOGUE, see
from core.ports.gate_book import LossRule, Trip
from core.ports.runs import RunIdentity
from tests.fakes.alarms import NIGHT, a_calm_bench, calm, seen, with_job, with_pulse
from tests.fakes.desk import DeskBench
from tests.fakes.engine_state import job_state, last_run
from tests.fakes.partitions import brought, open_days
from tests.fakes.trading import D1, D2, D3, a_batch, an_order

Arrange = Callable[[DeskBench], Surroundings | None]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = a_calm_bench(tmp_path)
    yield made
    made.close()


def ran(bench: DeskBench, kind: str, outcome: Outcome | None, reason: str = "", day: date = D2) -> int:
    identity = RunIdentity(kind, day, NIGHT, "PAPER", "c", "v", 1)
    run = bench.desk.runs.begin(identity, NIGHT)
    if outcome is not None:
        bench.desk.runs.finish(run.run_seq, outcome, reason, NIGHT)
    return run.run_seq


def released(bench: DeskBench, *states: AnswerState) -> None:
    batch = a_batch(D2, an_order("1", Side.BUY, "600000.SH", 100, 10_000))
    run_seq = ran(bench, "morning", Outcome.DONE)
    bench.desk.books.record_batch(run_seq, batch, "hash")
    for state in states:
        bench.desk.answers.record(run_seq, Answer(batch.batch_id, state, "CODE", "as it said", "ack"))


def press(bench: DeskBench) -> None:
    bench.desk.stop.press(TradingState.HALTED, "Wang", "a test", NIGHT)


def a_break(bench: DeskBench) -> None:
    run_seq = ran(bench, "close", Outcome.BLOCKED)
    bench.desk.books.record_breaks(run_seq, [Break(BreakCode.CASH_MISMATCH, D2, "", "one fen")])


def live_unanswered(bench: DeskBench) -> None:
    released(bench)
    bench.desk = bench.with_channel(Channel.LIVE)


def torn_journal(bench: DeskBench) -> None:
    inbox = bench.home / "ptrade" / "inbox"
    (inbox / "journal_20260106.csv").write_text("09:30:05,STATUS,1,9,\n09:30:06,ALARM,a,.\n", encoding="utf-8")


def tripped(bench: DeskBench) -> None:
    bench.desk.gate_book.trip(ran(bench, "morning", Outcome.DONE), NIGHT, Trip(LossRule.DRAWDOWN, D2, 1, 80, 100))


def an_event(bench: DeskBench) -> None:
    bench.desk.runs.event(NIGHT, "alarm", "factor.leak", "it sees the future", {})


def no_bars_today(bench: DeskBench) -> None:
    bench.stand(D3, 18)


def short(bench: DeskBench) -> None:
    bench.desk.snapshots.append("trade_cal", D2, open_days(D1, date(2026, 2, 4)), brought(at(D2, 9)))


SEEN: dict[str, tuple[Arrange, str]] = {
    "STOP_PRESSED": (press, "everything"),
    "STOP_UNREADABLE": (lambda bench: (bench.home / "ptrade" / "STOP").mkdir(), "STOP"),
    "BREAK_OPEN": (a_break, "#1"),
    "RUN_BLOCKED": (lambda bench: ran(bench, "morning", Outcome.BLOCKED) and None, "morning-20260106-01"),
    "RUN_FAILED": (lambda bench: ran(bench, "night", Outcome.FAILURE) and None, "night-20260106-01"),
    "RUN_UNKNOWN": (lambda bench: ran(bench, "morning", Outcome.UNKNOWN) and None, "morning-20260106-01"),
    "RUN_CRASHED": (lambda bench: ran(bench, "close", None) and None, "close-20260106-01"),
    "DATA_STALE": (no_bars_today, "daily"),
    "CALENDAR_SHORT": (short, "trade_cal"),
    "SOURCE_RESTS": (
        lambda bench: replace(calm(bench), sources=lambda: [{"source": "t", "state": "open", "last_error": "5"}]), "t"
    ),
    "ORDERS_UNANSWERED": (live_unanswered, "B20260106-1"),
    "ORDERS_REFUSED": (lambda bench: released(bench, AnswerState.REFUSED), "B20260106-1"),
    "ORDERS_PARTLY": (lambda bench: released(bench, AnswerState.PARTLY), "B20260106-1"),
    "JOURNAL_UNREAD": (torn_journal, "2026-01-06"),
    "CLOSE_MISSING": (released, "2026-01-06"),
    "LOSS_TRIPPED": (tripped, "drawdown"),
    "DRILL_OVERDUE": (lambda bench: replace(calm(bench), last_drill=lambda: NIGHT - timedelta(days=32)), "stop"),
    "HEART_DIED": (lambda bench: with_pulse(bench, alive=False), "engine"),
    "HEART_SILENT": (lambda bench: with_pulse(bench, silent_s=10.1), "engine"),
    "ENGINE_SILENT": (lambda bench: replace(calm(bench), engine_trouble=lambda: "no word"), "engine"),
    "JOB_FAILED": (lambda bench: with_job(bench, job_state("audit_verify", last_run("crashed", 1))), "audit_verify"),
    "JOB_MISSED": (lambda bench: with_job(bench, job_state("morning", missed_at=at(D2, 9, 26))), "morning"),
    "DISK_LOW": (lambda bench: replace(calm(bench), free_gib=lambda: 1.9), "home"),
    "SNAPSHOT_LOST": (lambda bench: replace(calm(bench), files=lambda _: FilesLost(gone=("a", "b"))), "a,b"),
    "SNAPSHOT_ALTERED": (lambda bench: replace(calm(bench), files=lambda _: FilesLost(altered=("a",))), "a"),
    "EVENT_ALARM": (an_event, f"factor.leak {NIGHT.isoformat()}"),
}  # fmt: skip


def test_nothing_is_seen_where_nothing_is_wrong(bench: DeskBench) -> None:
    assert seen(bench) == {}


@pytest.mark.parametrize("code", SEEN)
def test_a_condition_is_seen(bench: DeskBench, code: str) -> None:
    arrange, subject = SEEN[code]
    around = arrange(bench)
    assert seen(bench, around)[code, "raised"] == subject


PLACES = {
    "BREAK_OPEN": "#1",
    "RUN_BLOCKED": "run:morning-20260106-01",
    "DATA_STALE": "dataset:daily",
    "ORDERS_REFUSED": "2026-01-06",
    "CLOSE_MISSING": "2026-01-06",
    "EVENT_ALARM": "events:factor.leak",
    "DISK_LOW": "",
}


@pytest.mark.parametrize("code", PLACES)
def test_an_alarm_leads_to_its_place_on_the_screen_that_helps(bench: DeskBench, code: str) -> None:
    around = SEEN[code][0](bench) or calm(bench)
    found = next(one for one in see(Scene(bench.desk, around, NIGHT, {}))[0] if one.key.code == code)
    alarm = Alarm(1, found, NIGHT, NIGHT)
    assert standing_row(alarm)["place"] == PLACES[code]
    folded = replace(alarm, seen=replace(found, key=replace(found.key, subject=MANY)))
    assert standing_row(folded)["place"] == ""


def test_a_home_without_bars_and_a_late_review_are_seen(tmp_path: Path) -> None:
    bench = DeskBench(tmp_path, at(date(2027, 7, 1), 9))
    found = seen(bench)
    bench.close()
    assert found["DATA_MISSING", "raised"] == "daily"
    assert "cash" in found["GATE_REVIEW", "raised"].split(",")
    assert set(CATALOGUE) == {*SEEN, "DATA_MISSING", "GATE_REVIEW"}, "a code without a test"


CALM: dict[str, Arrange] = {
    "a Close says of a batch what became of it": lambda bench: (
        released(bench, AnswerState.REFUSED), ran(bench, "close", Outcome.DONE), None)[-1],
    "a row of the journal that is still being written": lambda bench: (
        torn_journal(bench), (bench.home / "ptrade" / "inbox" / "journal_20260106.csv").write_text("09:30:05,STA"),
        None)[-1],
    "a journal nobody can read, of a day that is booked": lambda bench: (
        torn_journal(bench), ran(bench, "close", Outcome.DONE), None)[-1],
    "a run with a living heartbeat goes on": lambda bench: (
        ran(bench, "close", None), with_pulse(bench, name="close", within_s=60.0))[-1],
    "while a command works on the home a run goes on": lambda bench: (
        ran(bench, "close", None), replace(calm(bench), is_busy=lambda: True))[-1],
    "a later run of the kind counts": lambda bench: (
        ran(bench, "night", Outcome.FAILURE), ran(bench, "night", Outcome.DONE), None)[-1],
    "a Close is blocked by its breaks, which are alarms": lambda bench: ran(bench, "close", Outcome.BLOCKED) and None,
    "bars are not stale while the vendor may still publish": lambda bench: bench.stand(D3, 17, 59) and None,
    "who said good-bye is not dead": lambda bench: with_pulse(bench, alive=False, ended=True),
    "what is told by a condition of its own": lambda bench: bench.desk.runs.event(
        NIGHT, "alarm", "stop.pressed", "", {}),
    "an event of the day before": lambda bench: bench.desk.runs.event(
        NIGHT - timedelta(hours=25), "alarm", "factor.leak", "", {}),
}  # fmt: skip


@pytest.mark.parametrize("what", CALM)
def test_what_is_no_alarm(bench: DeskBench, what: str) -> None:
    assert seen(bench, CALM[what](bench)) == {}


def test_what_cannot_be_known_is_an_alarm_and_blinds_the_codes_of_its_rule(bench: DeskBench) -> None:
    def unknown() -> float:
        raise RetryLater("nobody knows")

    def broken() -> float:
        raise OSError("no disk")

    for free, condition in ((unknown, "no_data"), (broken, "error")):
        around = replace(calm(bench), free_gib=free)
        assert seen(bench, around) == {("DISK_LOW", condition): ""}
        _, blind = see(Scene(bench.desk, around, NIGHT, {}))
        assert blind == {"DISK_LOW"}


def test_a_desk_that_never_drilled_owes_a_drill_once_it_is_old_by_its_own_time(bench: DeskBench) -> None:
    never = replace(calm(bench), last_drill=lambda: None)
    assert seen(bench, never) == {}
    bench.clock.stand_at(NIGHT + timedelta(days=365))
    simulated = replace(never, desk_time=lambda: NIGHT)
    assert ("DRILL_OVERDUE", "raised") not in seen(bench, simulated)
    bench.clock.stand_at(NIGHT)
    old = replace(never, opened_on=lambda: D1 - timedelta(days=32))
    assert seen(bench, old) == {("DRILL_OVERDUE", "raised"): "stop"}


def test_a_break_is_as_urgent_as_it_is_and_a_guard_that_must_watch_too(bench: DeskBench) -> None:
    a_break(bench)
    found, _ = see(Scene(bench.desk, calm(bench), NIGHT, {}))
    assert [(one.key.code, one.priority) for one in found] == [("BREAK_OPEN", 1)]
    guard = with_pulse(bench, name="guard", alive=False)
    for channel, priority in ((Channel.PAPER, 2), (Channel.LIVE, 1)):
        desk = bench.with_channel(channel)
        found, _ = see(Scene(desk, guard, NIGHT, {}))
        assert {one.key.code: one.priority for one in found}["HEART_DIED"] == priority
