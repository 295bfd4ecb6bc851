"""What every day brings to the books before anything trades, and whether an earlier day still has to be booked."""

from datetime import date, timedelta

from core.domain.dates import ymd
from core.domain.money import fen_from_yuan
from core.domain.orders import Batch
from core.domain.outcome import Outcome
from core.jobs.run import RunContext
from core.pipeline.accounting.cash import opening_entry, reservation_entry, settlement_entry
from core.pipeline.accounting.corporate import delisting_entries
from core.pipeline.accounting.dividends import dividend_entries
from core.pipeline.universe import delisted_of

_LOOK_BACK_DAYS = 20
CLOSED = frozenset({Outcome.DONE, Outcome.DEGRADED, Outcome.BLOCKED})
"""Outcomes after which a Close has booked its day; what it blocks is the next Morning, by its open breaks."""


def is_closed(context: RunContext, day: date) -> bool:
    """Whether the Close of `day` has booked it."""
    close = context.desk.runs.latest("close", day)
    return close is not None and close.outcome in CLOSED


def unbooked(context: RunContext, until: date) -> str:
    """Say that orders left on a day up to `until` which no Close has booked, '' where there are none.

    Until they are, the books do not know what the account holds: nothing may be settled, entitled, planned or traded
    on them. An orders file counts even where a kill left it out of the books. A booked day vouches for those before.
    """
    desk = context.desk
    for day in reversed(context.view.calendar().last_n(until, _LOOK_BACK_DAYS)):
        if is_closed(context, day):
            return ""
        if desk.books.batches(day) or desk.outbox.released(day):
            return f"orders of {day} are not booked: run its Close first, `daybreak run close --date {day}`"
    return ""


def unbooked_before(context: RunContext) -> str:
    """Say so for the days before the job's own."""
    return unbooked(context, context.day - timedelta(days=1))


def post_overnight(context: RunContext) -> int:
    """Settle earlier sales, post the day's dividends and bonus shares, and write off what is no longer listed.

    Returns how many entries were new. On a day made up for after a later one, what the later one has settled already is
    not settled again.
    """
    books, day = context.desk.books, context.day
    due = min(books.account(day), books.account(date.max), key=lambda account: account.unsettled_fen)
    settled = books.post(context.run.run_seq, [settlement_entry(due, day)])
    dividends = context.view.read("dividend", day, day)
    entries = dividend_entries(day, dividends, books.lots(), books.posted(day))
    entitled = books.post(context.run.run_seq, entries)
    gone = delisting_entries(day, delisted(context), books.lots(), books.posted(day))
    return settled + entitled + books.post(context.run.run_seq, gone)


def delisted(context: RunContext) -> frozenset[str]:
    """Return what is no longer listed on the run's day, as far as its view knows."""
    return delisted_of(context.view.read("stock_basic"), ymd(context.day))


def reserve(context: RunContext, batch: Batch) -> int:
    """Set aside the cash a released batch may need; a second time changes nothing."""
    terms = context.desk.settings.portfolio
    entry = reservation_entry(batch, terms.commission_rate, fen_from_yuan(terms.commission_min_yuan))
    return context.desk.books.post(context.run.run_seq, [entry])


def post_opening(context: RunContext, cash_fen: int) -> int:
    """Post the account's first cash; a second time changes nothing."""
    return context.desk.books.post(context.run.run_seq, [opening_entry(context.day, cash_fen)])
