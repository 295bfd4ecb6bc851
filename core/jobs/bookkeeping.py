"""What every day brings to the books before anything trades: settlement and ex-date entitlements."""

from core.jobs.run import RunContext
from core.pipeline.accounting.cash import opening_entry, settlement_entry
from core.pipeline.accounting.dividends import dividend_entries


def post_overnight(context: RunContext) -> int:
    """Settle earlier sales and post the day's dividends and bonus shares; return how many entries were new."""
    books, day = context.desk.books, context.day
    settled = books.post(context.run.run_seq, [settlement_entry(books.account(day), day)])
    dividends = context.view.read("dividend", day, day)
    entries = dividend_entries(day, dividends, books.lots(), books.posted(day))
    return settled + books.post(context.run.run_seq, entries)


def post_opening(context: RunContext, cash_fen: int) -> int:
    """Post the account's first cash; a second time changes nothing."""
    return context.desk.books.post(context.run.run_seq, [opening_entry(context.day, cash_fen)])
