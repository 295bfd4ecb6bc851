"""A person's word on a batch nobody has heard of: kept with name and reason, and only then may the next one follow."""

from datetime import date

from core.domain.answers import DECIDED, Answer, AnswerState
from core.domain.errors import FixAndRestart, Refused
from core.jobs.desk import Desk
from core.jobs.run import Job, RunContext, Step, Stop, execute
from core.ports.runs import Run

OPEN = frozenset({AnswerState.UNKNOWN, AnswerState.SENT, AnswerState.NOT_SENT})
"""How a batch may stand for a person to say, or to say otherwise, what became of it."""


def decide(desk: Desk, day: date, batch_id: str, sent: bool, author: str, reason: str) -> Run:
    """Record whether a batch was sent, as a run of its own.

    FixAndRestart for an unknown batch, an empty author or reason; Refused where ack or report have told already.
    """
    if not author.strip() or not reason.strip():
        raise FixAndRestart("a decision needs a name and a reason", "give --author and --reason")
    if batch_id not in {record.batch_id for record in desk.answers.chain()}:
        raise FixAndRestart(f"there is no batch {batch_id!r}", "`daybreak orders list` shows them")
    answers = desk.answers.answers(batch_id)
    if answers and answers[-1].state not in OPEN:
        told = answers[-1]
        raise Refused(f"{told.author} has told already: {told.state} {told.reason}", "nothing is left to decide")
    state = AnswerState.SENT if sent else AnswerState.NOT_SENT
    word = Answer(batch_id, state, DECIDED, reason.strip(), author.strip())

    def keep(context: RunContext) -> None:
        desk.answers.record(context.run.run_seq, word)
        context.detail.update(batch_id=batch_id, state=state.value, author=word.author, reason=word.reason)

    job = Job("decide", (Step(f"batch {batch_id} {state}", keep),), _no_page, settled=frozenset())
    return execute(desk, job, day, desk.clock.now())


def _no_page(context: RunContext, stop: Stop) -> None:
    """A decision leaves no page; `daybreak orders show` has it."""
