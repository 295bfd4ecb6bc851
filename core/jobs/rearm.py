"""Re-arming a loss rule: a person's decision, recorded as a run of its own."""

from datetime import date

from core.domain.errors import FixAndRestart
from core.jobs.desk import Desk
from core.jobs.run import Job, RunContext, Step, Stop, execute
from core.ports.gate_book import LossRule
from core.ports.runs import Run


def rearm(desk: Desk, day: date, rule: LossRule, author: str, reason: str) -> Run:
    """Release a tripped rule; FixAndRestart for one that has not tripped, or without a name and a reason."""
    if not author.strip() or not reason.strip():
        raise FixAndRestart("re-arming needs a name and a reason", "give --author and --reason")
    if rule not in desk.gate_book.losses().trips:
        raise FixAndRestart(f"{rule} has not tripped", "`daybreak gates list` shows what has")

    def release(context: RunContext) -> None:
        if rule in desk.gate_book.losses().trips:
            desk.gate_book.rearm(context.run.run_seq, day, context.as_of, rule, author, reason)
        context.detail.update(rule=rule.value, author=author.strip(), reason=reason.strip())

    job = Job("rearm", (Step(f"release {rule}", release),), _no_page, settled=frozenset())
    return execute(desk, job, day, desk.clock.now())


def _no_page(context: RunContext, stop: Stop) -> None:
    """A decision leaves no page; the next Morning shows it."""
