"""Taking in files the executor wrote, whichever way they came: by a watched folder, dropped on the console, by path.

A file is matched by its content, to its account, day and batch. The same one again changes nothing. Before the day's
Close has booked, a newer one takes the place of the older, which is kept; afterwards none is posted a second time: what
differs becomes a break that a person sees.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.domain.answers import Ack
from core.domain.breaks import Break, BreakCode
from core.domain.errors import DaybreakError, FixAndRestart, Refused
from core.domain.orders import Channel, OrderState
from core.domain.outcome import Outcome
from core.jobs.answer import fitting, keep_ack
from core.jobs.bookkeeping import CLOSED
from core.jobs.desk import Desk
from core.jobs.marks import EXEC_FILE, POSITIONS_FILE
from core.jobs.run import Job, RunContext, Step, Stop, execute
from core.jobs.stop_answers import press_stop
from core.ports.answer_book import Received
from core.ports.books import BatchRecord
from core.ports.exchange_folder import GROWING, Arrival, ArrivalKind
from core.safety.triggers import Tripped, of_sent

_KEPT_AS = {ArrivalKind.EXEC_REPORT: EXEC_FILE, ArrivalKind.POSITIONS: POSITIONS_FILE}


class Verdict(StrEnum):
    """What becomes of a file."""

    TAKEN = "taken"
    KNOWN = "known"
    REPLACED = "replaced"
    DIFFERS = "differs"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Taken:
    """One file of an intake and what became of it."""

    name: str
    verdict: Verdict
    detail: str
    kind: str = ""
    trade_date: str = ""
    batches: tuple[str, ...] = ()


def outcome_of(taken: Sequence[Taken]) -> Outcome:
    """Return how an intake ended: refused files want fixing, differing ones a person."""
    verdicts = {each.verdict for each in taken}
    if Verdict.DIFFERS in verdicts:
        return Outcome.BLOCKED
    return Outcome.BAD_CONFIG if Verdict.REFUSED in verdicts else Outcome.DONE


def take_in(desk: Desk, paths: Sequence[Path], how: str) -> list[Taken]:
    """Take in files, each by itself: one that is refused keeps no other out; `how` is watch, drag or path."""
    return [_take(desk, path, how) for path in paths]


def _take(desk: Desk, path: Path, how: str) -> Taken:
    try:
        _refuse_in_shadow(desk)
        arrival = desk.inbox.examine(path)
        verdict, detail = _judge(desk, arrival)
    except DaybreakError as error:
        desk.runs.event(desk.clock.now(), "warning", "inbox.refused", str(error), {"file": path.name, "how": how})
        return Taken(path.name, Verdict.REFUSED, str(error))
    if verdict is not Verdict.KNOWN:
        step = Step(f"file {arrival.file_sha256[:12]}", _keeping(arrival, verdict, detail, how))
        job = Job("intake", (step,), _no_page, settled=frozenset())
        run = execute(desk, job, desk.clock.now().date(), desk.clock.now())
        if run.outcome is not Outcome.DONE:
            return _told(arrival, Verdict.REFUSED, run.reason)
        level = "info" if verdict is Verdict.TAKEN else "alarm" if verdict is Verdict.DIFFERS else "warning"
        desk.runs.event(desk.clock.now(), level, f"inbox.{verdict}", f"{path.name}: {detail}", {"how": how})
    return _told(arrival, verdict, detail)


def _refuse_in_shadow(desk: Desk) -> None:
    """A SHADOW desk hears its own paper twin alone; a journal of a terminal names no channel to tell it by."""
    if desk.settings.execution.channel is Channel.SHADOW:
        raise Refused("a SHADOW desk takes in nothing from outside", "take the file in at the desk that trades")


def _told(arrival: Arrival, verdict: Verdict, detail: str) -> Taken:
    return Taken(arrival.name, verdict, detail, arrival.kind.value, arrival.trade_date.isoformat(), arrival.batch_ids)


def _judge(desk: Desk, arrival: Arrival) -> tuple[Verdict, str]:
    if arrival.kind in GROWING:
        return _judge_growing(desk, arrival)
    if arrival.ack is not None:
        return _judge_ack(desk, arrival, fitting(desk, _record_of(desk, arrival), arrival.ack))
    booked = _booked(desk, arrival)
    if booked is not None:
        if booked == arrival.content_hash:
            return Verdict.KNOWN, f"the Close of {arrival.trade_date} has booked exactly this"
        return Verdict.DIFFERS, f"the Close of {arrival.trade_date} has booked another; {_differences(desk, arrival)}"
    standing = desk.inbox.standing(arrival)
    if standing == arrival.content_hash:
        return Verdict.KNOWN, "it lies in the inbox already"
    if standing is not None:
        return Verdict.REPLACED, "another one lay in the inbox, it is kept in the archive"
    return Verdict.TAKEN, _strangers(desk, arrival)


def _judge_ack(desk: Desk, arrival: Arrival, ack: Ack) -> tuple[Verdict, str]:
    told = f"batch {ack.batch_id}: {ack.state} {ack.code} {ack.reason}".strip()
    standing = desk.inbox.standing(arrival)
    if standing not in (None, arrival.content_hash):
        return Verdict.REPLACED, f"{told}; an earlier answer is kept in the archive"
    kept = {answer.file_sha256 for answer in desk.answers.answers(ack.batch_id)}
    return Verdict.KNOWN if arrival.file_sha256 in kept else Verdict.TAKEN, told


def _judge_growing(desk: Desk, arrival: Arrival) -> tuple[Verdict, str]:
    """Judge a journal or a list of batches: evidence that nothing is booked from, matched to what was released."""
    ours = {record.batch_id: record.content_hash for record in desk.answers.chain()}
    for taken in arrival.accepted:
        if taken.batch_id in ours and ours[taken.batch_id] != taken.content_hash:
            raise FixAndRestart(
                f"{arrival.name}: the executor took another file as batch {taken.batch_id} than was released",
                "press STOP and find out who uploaded it",
            )
    strange = [batch_id for batch_id in arrival.batch_ids if batch_id not in ours]
    if arrival.kind is ArrivalKind.JOURNAL and strange:
        raise FixAndRestart(
            f"{arrival.name}: no batch {strange[0]} was released from this home",
            "find out which home's journal this is",
        )
    if desk.inbox.grown(arrival) is None:
        return Verdict.KNOWN, "the inbox has all of it already"
    rejected = sum(result.state is OrderState.REJECTED for result in arrival.answered)
    told = f"{len(arrival.answered)} orders answered, {rejected} of them rejected"
    named = ", ".join(arrival.batch_ids) or "none"
    return Verdict.TAKEN, f"batches taken: {named}" + (f"; {told}" if arrival.kind is ArrivalKind.JOURNAL else "")


def _bursts(desk: Desk, arrival: Arrival) -> list[Tripped]:
    """Return what today's journal trips that the one before it did not: a person may have re-armed since.

    On another day nothing is left to be stopped that its Close does not see.
    """
    if arrival.kind is not ArrivalKind.JOURNAL or arrival.trade_date != desk.clock.now().date():
        return []
    before = desk.inbox.journal(arrival.trade_date)
    known = of_sent(before.answered, desk.settings.stop) if before else []
    return [tripped for tripped in of_sent(arrival.answered, desk.settings.stop) if tripped not in known]


def _booked(desk: Desk, arrival: Arrival) -> str | None:
    """Return the content hash of the report the day's Close has booked, None where none has."""
    close = desk.runs.latest("close", arrival.trade_date)
    if close is None or close.outcome not in CLOSED:
        return None
    return desk.inbox.examine(_kept(desk, arrival)).content_hash


def _kept(desk: Desk, arrival: Arrival) -> Path:
    """Return the copy of such a report that the newest Close made."""
    close = desk.runs.latest("close", arrival.trade_date)
    return desk.artifacts.path(close.run_id if close else "", _KEPT_AS[arrival.kind])


def _differences(desk: Desk, arrival: Arrival) -> str:
    """Say how many lines of a report differ from the booked one, and name the first."""
    day, booked = arrival.trade_date, _kept(desk, arrival)
    if arrival.kind is ArrivalKind.EXEC_REPORT:
        reports = [desk.inbox.exec_report(day, path) for path in (booked, arrival.path)]
        lines = [
            {*each.results, *each.fills, each.batch_ids, each.foreign_orders} if each else set() for each in reports
        ]
    else:
        figures = [desk.inbox.broker_figures(day, path) for path in (booked, arrival.path)]
        lines = [
            {*each.positions, ("cash", each.cash_fen), ("total", each.total_fen)} if each else set() for each in figures
        ]
    differing = sorted(map(str, lines[0] ^ lines[1]))
    return f"{len(differing)} lines differ" + (f", first {differing[0][:160]}" if differing else "")


def _strangers(desk: Desk, arrival: Arrival) -> str:
    ours = {record.batch_id for record in desk.books.batches(arrival.trade_date)}
    strange = [batch_id for batch_id in arrival.batch_ids if batch_id not in ours]
    if arrival.kind is ArrivalKind.EXEC_REPORT and strange:
        return f"has batches no file of ours contains: {', '.join(strange)}; Close will make breaks of their orders"
    return f"of {arrival.trade_date}" + (f", batch {', '.join(arrival.batch_ids)}" if arrival.batch_ids else "")


def _record_of(desk: Desk, arrival: Arrival) -> BatchRecord:
    for record in desk.books.batches(arrival.trade_date):
        if record.sequence == arrival.sequence:
            return record
    raise FixAndRestart(
        f"{arrival.name}: no batch number {arrival.sequence} of {arrival.trade_date} was released from this home",
        "find out which home's answer this is",
    )


def _keeping(arrival: Arrival, verdict: Verdict, detail: str, how: str) -> Callable[[RunContext], None]:
    def keep(context: RunContext) -> None:
        desk, run_seq = context.desk, context.run.run_seq
        if verdict is Verdict.DIFFERS:
            kept = desk.inbox.set_aside(arrival)
            desk.books.record_breaks(run_seq, [_break(arrival, kept.name, detail)])
        else:
            press_stop(context, _bursts(desk, arrival))
            desk.inbox.lay(arrival)
        if arrival.ack is not None:
            keep_ack(context, fitting(desk, _record_of(desk, arrival), arrival.ack))
        desk.answers.take(run_seq, [_received(arrival, verdict, how)])
        context.detail.update(file=arrival.name, verdict=verdict.value, note=detail, how=how)

    return keep


def _break(arrival: Arrival, kept: str, detail: str) -> Break:
    evidence = {"kept": f"archive/{kept}", "content_hash": arrival.content_hash, "batches": list(arrival.batch_ids)}
    told = f"{arrival.kind} {arrival.content_hash[:12]}: {detail}"
    return Break(BreakCode.REPORT_CHANGED, arrival.trade_date, "", told, evidence)


def _received(arrival: Arrival, verdict: Verdict, how: str) -> Received:
    return Received(
        arrival.kind.value, arrival.trade_date, arrival.batch_ids, arrival.name, arrival.content_hash,
        arrival.file_sha256, how, verdict.value,
    )  # fmt: skip


def _no_page(context: RunContext, stop: Stop) -> None:
    """An intake leaves no page; `daybreak inbox list` has it."""
