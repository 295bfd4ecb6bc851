"""What a person enters into the ledger by hand: a reversal, a corporate action, the broker's delivery list.

Each is a run of its own, so that the run ledger shows who did what and when; marks from its day on are made anew.
"""

from collections.abc import Callable, Sequence
from datetime import date

from core.domain.delivery import Delivery
from core.domain.errors import FixAndRestart
from core.domain.journal import JournalEntry, Ledger
from core.domain.outcome import Outcome
from core.jobs.desk import Desk
from core.jobs.marks import mark_anew
from core.jobs.run import Job, RunContext, Step, Stop, execute
from core.pipeline.accounting.corrections import reversal_entry, reversal_ref
from core.pipeline.accounting.true_up import true_up
from core.ports.books import Books
from core.ports.runs import Run


def reverse(desk: Desk, day: date, ref: str, author: str, reason: str) -> Run:
    """Take one entry back; FixAndRestart for an unknown ref, one taken back before, and without a name and a reason."""
    booked = desk.books.entry(ref)
    if booked is None:
        raise FixAndRestart(f"there is no entry {ref!r}", "`daybreak ledger entries` shows them with their refs")
    if desk.books.entry(reversal_ref(ref)) is not None:
        raise FixAndRestart(f"{ref!r} was taken back before", "`daybreak ledger entries` shows by whom and why")
    entry = reversal_entry(booked.entry, author, reason)
    return _enter(desk, day, f"reverse {ref}", entry, author, reason)


def enter(
    desk: Desk, day: date, what: str, make: Callable[[Books], JournalEntry], author: str, reason: str
) -> Run:  # fmt: skip
    """Post the entry that `make` builds from the books; FixAndRestart without name and reason, or where it exists."""
    if not author.strip() or not reason.strip():
        raise FixAndRestart("an entry by hand needs a name and a reason", "give --author and --reason")
    entry = make(desk.books)
    if desk.books.entry(entry.ref) is not None:
        raise FixAndRestart(f"{entry.ref!r} was entered before", "reverse it first if it is wrong")
    return _enter(desk, day, what, entry, author, reason)


def _enter(desk: Desk, day: date, what: str, entry: JournalEntry, author: str, reason: str) -> Run:
    """The step is named after the entry: a run interrupted over another is gone on with, not taken for this one."""

    def post(context: RunContext) -> None:
        posted = desk.books.post(context.run.run_seq, [entry])
        mark_anew(context, entry.trade_date, positions_too=bool(entry.lot_moves))
        context.detail.update(ref=entry.ref, entries=posted, author=author.strip(), reason=reason.strip())

    return execute(desk, _job(what, post), day, desk.clock.now())


def true_up_fees(desk: Desk, day: date, rows: Sequence[Delivery], sha256: str) -> Run:
    """Post what a delivery list says of fees and record what does not fit as breaks; ends BLOCKED where any is new.

    The same list again changes nothing. FixAndRestart for a list without trades.
    """
    if not rows:
        raise FixAndRestart("the list has no trades", "export the delivery list (交割单) of the days to be trued up")

    def post(context: RunContext) -> Stop | None:
        books, days = desk.books, sorted({row.trade_date for row in rows})
        fills = [fill for each in days for fill in books.fills(each)]
        booked = [each.entry for each in books.entries(days[0], date.max)]
        result = true_up(rows, fills, booked)
        posted = books.post(context.run.run_seq, result.entries)
        books.record_breaks(context.run.run_seq, result.breaks)
        mark_anew(context, days[0], positions_too=False)
        lines = [line for entry in result.entries for line in entry.postings]
        change_fen = sum(line.amount_fen for line in lines if line.account is Ledger.CASH_SETTLED)
        context.detail.update(
            entries=posted, sha256=sha256, lines=len(rows), cash_change_fen=change_fen, misfits=len(result.breaks)
        )
        if not result.breaks:
            return None
        first = result.breaks[0].detail
        return Stop(Outcome.BLOCKED, f"{len(result.breaks)} misfit(s) became breaks, first: {first}")

    return execute(desk, _job(f"true-up {sha256[:12]}", post), day, desk.clock.now())


def _job(what: str, act: Callable[[RunContext], Stop | None]) -> Job:
    return Job("ledger", (Step(what, act),), _no_page, settled=frozenset())


def _no_page(context: RunContext, stop: Stop) -> None:
    """An entry by hand leaves no page."""
