"""A person's decision about a break: recorded with name and reason, booked where it changes the books."""

from datetime import date

from core.domain.breaks import Break, BreakAction, BreakCode
from core.domain.errors import FixAndRestart
from core.domain.money import notional_fen
from core.jobs.desk import Desk
from core.jobs.run import Job, RunContext, Step, Stop, execute
from core.pipeline.accounting.adoption import adoption_entry
from core.ports.books import EquityMark
from core.ports.runs import Run


def resolve(desk: Desk, day: date, break_id: int, action: BreakAction, author: str, reason: str) -> Run:
    """Resolve one open break as a run of its own, so that the run ledger shows who did what and when.

    The step is named after the break: a run interrupted over another break is gone on with, not taken for this one.

    ADOPT_BROKER books the difference so that our figure becomes the broker's; EXPLAINED and WRITE_OFF book nothing, and
    while cash or total differ the next Morning's asset check still refuses.
    Raises FixAndRestart for an unknown break, an empty author or reason.
    """
    found = _open_break(desk, break_id)
    if not author.strip() or not reason.strip():
        raise FixAndRestart("a decision needs a name and a reason", "give --author and --reason")

    def decide(context: RunContext) -> None:
        if action is BreakAction.ADOPT_BROKER:
            _adopt(context, found)
        desk.books.resolve_break(context.run.run_seq, break_id, action, author.strip(), reason.strip())
        context.detail.update(break_id=break_id, action=action.value, author=author.strip(), reason=reason.strip())

    job = Job("resolve", (Step(f"break {break_id}", decide),), _no_page, settled=frozenset())
    return execute(desk, job, day, desk.clock.now())


def _adopt(context: RunContext, found: Break) -> None:
    """Book the difference and mark that day's account anew, since the next Morning compares the mark.

    Where only the totals differ there is nothing to book: the broker's prices are adopted.
    """
    books, run_seq, day = context.desk.books, context.run.run_seq, found.trade_date
    figures = books.broker(day)
    if figures is None:
        raise FixAndRestart(f"no broker figures of {day} to adopt", "import real_positions first")
    if found.code is not BreakCode.ASSET_MISMATCH:
        next_open = context.desk.snapshots.view(context.desk.clock.now()).calendar().next_open(day)
        books.post(run_seq, [adoption_entry(found, books.account(day), books.lots(), figures, next_open)])
    prices = {position.symbol: position.last_li for position in figures.positions if position.last_li > 0}
    account = books.account(day)
    value_fen = sum(
        notional_fen(prices[symbol], position.qty_shares) if symbol in prices else position.cost_fen
        for symbol, position in account.positions.items()
    )
    benchmark = next((mark.benchmark_close for mark in books.equity() if mark.trade_date == day), 0.0)
    books.mark_equity(run_seq, EquityMark(day, account.cash_fen, value_fen, benchmark))


def _open_break(desk: Desk, break_id: int) -> Break:
    for each in desk.books.open_breaks():
        if each.break_id == break_id:
            return each
    raise FixAndRestart(f"there is no open break #{break_id}", "`daybreak breaks list` shows them")


def _no_page(context: RunContext, stop: Stop) -> None:
    """A decision leaves no page; the next Close shows it."""
