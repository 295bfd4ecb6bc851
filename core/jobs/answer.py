"""What became of an orders file at the other end: waiting for its ack, and a person's word where none comes."""

from datetime import date

from core.domain.answers import ACKED, DECIDED, Ack, Answer, AnswerState, answer_of
from core.domain.errors import DaybreakError, FixAndRestart
from core.domain.orders import Channel, ExecReport
from core.domain.outcome import Outcome
from core.jobs.bookkeeping import is_closed
from core.jobs.desk import Desk
from core.jobs.run import RunContext, Stop
from core.ports.books import BatchRecord
from core.settings.model import Execution

_POLL_S = 1.0
_MAY_BE_HALF_UPLOADED = frozenset({"TRUNCATED", "CHECKSUM", "FORMAT"})
_SETTLED = frozenset(AnswerState) - {AnswerState.UNKNOWN}


def check_chain(context: RunContext) -> Stop | None:
    """Let no batch follow one whose fate nobody knows, nor one the books no longer tell as it was released."""
    desk = context.desk
    newest = desk.answers.newest()
    if newest is None or newest.trade_date == context.day:
        return None
    if desk.outbox.hash_of(desk.books.batch_orders(newest.batch_id)) != newest.content_hash:
        return Stop(Outcome.BLOCKED, f"batch {newest.batch_id} is not what was released; see `daybreak orders verify`")
    unknown = undecided(context, newest)
    if unknown:
        return Stop(Outcome.BLOCKED, unknown)
    told = stranger(desk, newest.batch_id)
    execution = desk.settings.execution
    blocks = execution.unknown_executor_blocks in ("always", execution.channel.value)
    return Stop(Outcome.BLOCKED, told) if told and blocks else None


def stranger(desk: Desk, batch_id: str) -> str:
    """Say that an executor nobody named has answered a batch, '' where it is known or no ack has come.

    On a simulated channel that names none nobody is a stranger.
    """
    execution = desk.settings.execution
    acks = [answer for answer in desk.answers.answers(batch_id) if answer.state in ACKED]
    if not acks or (execution.channel is not Channel.LIVE and not execution.known_executors):
        return ""
    executor = acks[-1].executor
    if executor in execution.known_executors:
        return ""
    who = f"executor {executor[:12]}…" if executor else "an executor without package"
    return (
        f"batch {batch_id} was answered by {who}, which execution.known_executors does not name: find out what runs in "
        "the terminal, then name its checksum"
    )


def keep_ack(context: RunContext, ack: Ack) -> None:
    """Keep what an ack says, and tell of an executor that is a stranger."""
    desk = context.desk
    if desk.answers.record(context.run.run_seq, answer_of(ack)) and (told := stranger(desk, ack.batch_id)):
        level = "alarm" if desk.settings.execution.channel is Channel.LIVE else "warning"
        desk.runs.event(desk.clock.now(), level, "executor.unknown", told, {"batch_id": ack.batch_id})


def undecided(context: RunContext, record: BatchRecord) -> str:
    """Say that nobody knows what became of a batch, '' where an ack, a report, its Close or a person has told."""
    answers = context.desk.answers.answers(record.batch_id)
    if answers[-1].state in _SETTLED if answers else is_closed(context, record.trade_date):
        return ""
    return (
        f"nobody knows what became of batch {record.batch_id}: bring its ack with `daybreak inbox import`, or look "
        f"into the terminal and decide with `daybreak orders decide {record.batch_id}`"
    )


def await_answer(context: RunContext) -> Stop | None:
    """Wait for the executor's ack as long as settings say; refused, taken in part or unheard of ends the day so."""
    desk, run_seq = context.desk, context.run.run_seq
    wait_s = _patience_s(desk.settings.execution)
    if not wait_s:
        return None
    record = desk.books.batches(context.day)[-1]
    ack, trouble = _wait(context, record, wait_s)
    if ack is None:
        reason = f"no ack of batch {record.batch_id} within {wait_s} s{trouble}"
        desk.answers.record(run_seq, Answer(record.batch_id, AnswerState.UNKNOWN, "NO_ACK", reason, "morning"))
        return Stop(Outcome.UNKNOWN, f"{reason}; {undecided(context, record)}")
    path = desk.inbox.ack_path(context.day, record.sequence)
    if context.put(path.name, path.read_bytes()).sha256 != ack.file_sha256:
        return Stop(Outcome.UNKNOWN, f"{path.name} changed while it was read; run `daybreak inbox import {path}`")
    keep_ack(context, ack)
    return _stop_of(context, ack)


def _patience_s(execution: Execution) -> int:
    """Return how long an ack is waited for; the twin of a channel that reaches no terminal answers after the close."""
    if execution.channel is Channel.LIVE:
        return execution.ack_wait_s
    return execution.ack_wait_simulated_s if execution.channel.reaches_terminal else 0


def _wait(context: RunContext, record: BatchRecord, wait_s: float) -> tuple[Ack | None, str]:
    """Return the ack, and why one that is there cannot be believed.

    A refusal that a half-finished upload explains is waited over: the executor judges a changed file again.
    """
    clock = context.desk.clock
    until = clock.monotonic() + wait_s
    while True:
        ack, trouble = _look(context, record)
        settled = ack is not None and ack.code not in _MAY_BE_HALF_UPLOADED
        if settled or clock.monotonic() >= until:
            return ack, trouble
        clock.sleep(_POLL_S)


def _look(context: RunContext, record: BatchRecord) -> tuple[Ack | None, str]:
    try:
        ack = context.desk.inbox.ack(context.day, record.sequence)
        return (None, "") if ack is None else (fitting(context.desk, record, ack), "")
    except DaybreakError as error:
        return None, f" that can be believed: {error.message}"


def fitting(desk: Desk, record: BatchRecord, ack: Ack) -> Ack:
    """Return the ack as one of this batch; FixAndRestart where it accepts another file than ours.

    A refusal answers whatever the executor saw under the file's name, be it renamed or damaged on the way.
    """
    if ack.state is AnswerState.REFUSED:
        return Ack(
            record.batch_id, ack.state, ack.code, ack.reason, (), ack.orders_hash, ack.executor, ack.settings,
            ack.file_sha256,
        )  # fmt: skip
    ours = {order.client_order_id for order in desk.books.batch_orders(record.batch_id).orders}
    theirs = {order.client_order_id for order in ack.orders}
    if (ack.batch_id, ack.orders_hash, theirs) != (record.batch_id, record.content_hash, ours):
        raise FixAndRestart(
            f"the executor accepted another file than batch {record.batch_id}: {ack.batch_id} {ack.orders_hash[:12]}…",
            "press STOP and find out who uploaded it",
        )
    return ack


def _stop_of(context: RunContext, ack: Ack) -> Stop | None:
    context.detail["executor"] = ack.executor or "not packaged"
    if ack.state is AnswerState.REFUSED:
        return Stop(Outcome.BLOCKED, f"the executor refused batch {ack.batch_id}: {ack.code}, {ack.reason}")
    if ack.refused:
        named = ", ".join(f"{order.client_order_id} {order.code}" for order in ack.refused[:5])
        context.detail["degraded"] = [f"the executor took {ack.reason}: {named}"]
    return None


def decided_not_sent(desk: Desk, day: date) -> frozenset[str]:
    """Return the day's batches of which a person's last word is that nothing of them went out."""
    words = {
        record.batch_id: [each.state for each in desk.answers.answers(record.batch_id) if each.code == DECIDED]
        for record in desk.books.batches(day)
    }
    return frozenset(batch_id for batch_id, said in words.items() if said and said[-1] is AnswerState.NOT_SENT)


def note_answers(context: RunContext, report: ExecReport) -> None:
    """Keep what the day's acks and its report say of each batch; what an ack cannot prove is left as it was."""
    desk, run_seq = context.desk, context.run.run_seq
    unsent = decided_not_sent(desk, context.day)
    for record in desk.books.batches(context.day):
        ack, trouble = _look(context, record)
        if ack is not None:
            keep_ack(context, ack)
            if ack.state is not AnswerState.REFUSED and record.batch_id in unsent:
                message = f"batch {record.batch_id} was decided not to have been sent, its ack says {ack.state}"
                desk.runs.event(desk.clock.now(), "alarm", "ack.contradicts", message, {"batch_id": record.batch_id})
        elif record.batch_id in report.batch_ids:
            told = Answer(record.batch_id, AnswerState.REPORTED, "REPORTED", "the day's report has it", "close")
            desk.answers.record(run_seq, told)
        if trouble:
            message = f"no ack of batch {record.batch_id}{trouble}"
            desk.runs.event(desk.clock.now(), "warning", "ack.refused", message, {"batch_id": record.batch_id})
