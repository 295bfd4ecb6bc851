"""A person's decision about a break: recorded with name and reason, booked where it changes the books."""

from datetime import date

from core.domain.breaks import Break, BreakAction
from core.domain.errors import FixAndRestart
from core.jobs.desk import Desk
from core.jobs.run import Job, RunContext, Step, Stop, execute
from core.pipeline.accounting.adoption import adoption_entry
from core.ports.runs import Run


def resolve(desk: Desk, day: date, break_id: int, action: BreakAction, author: str, reason: str) -> Run:
    """Resolve one open break as a run of its own, so that the run ledger shows who did what and when.

    ADOPT_BROKER books the difference so that our figure becomes the broker's; EXPLAINED and WRITE_OFF book nothing.
    Raises FixAndRestart for an unknown break, an empty author or reason.
    """
    found = _open_break(desk, break_id)
    if not author.strip() or not reason.strip():
        raise FixAndRestart("a decision needs a name and a reason", "give --author and --reason")

    def decide(context: RunContext) -> None:
        books, run_seq = desk.books, context.run.run_seq
        if action is BreakAction.ADOPT_BROKER:
            figures = books.broker(found.trade_date)
            if figures is None:
                raise FixAndRestart(f"no broker figures of {found.trade_date} to adopt", "import real_positions first")
            account = books.account(found.trade_date)
            next_open = desk.snapshots.view(desk.clock.now()).calendar().next_open(day)
            books.post(run_seq, [adoption_entry(found, account, books.lots(), figures, next_open)])
        books.resolve_break(run_seq, break_id, action, author.strip(), reason.strip())
        context.detail.update(break_id=break_id, action=action.value, author=author.strip(), reason=reason.strip())

    job = Job("resolve", (Step("decide", decide),), _no_page, settled=frozenset())
    return execute(desk, job, day, desk.clock.now())


def _open_break(desk: Desk, break_id: int) -> Break:
    for each in desk.books.open_breaks():
        if each.break_id == break_id:
            return each
    raise FixAndRestart(f"there is no open break #{break_id}", "`daybreak breaks list` shows them")


def _no_page(context: RunContext, stop: Stop) -> None:
    """A decision leaves no page; the next Close shows it."""
