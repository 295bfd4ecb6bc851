"""Cash that comes in at the start and the day's settlement of yesterday's sales."""

from datetime import date

from core.domain.dates import ymd
from core.domain.holdings import Account
from core.domain.journal import JournalEntry, Ledger, Posting


def opening_entry(day: date, cash_fen: int) -> JournalEntry:
    """Return the entry that brings the capital in as settled cash; ValueError when it is not positive."""
    if cash_fen <= 0:
        raise ValueError(f"opening cash of {cash_fen} fen is not positive")
    postings = (Posting(Ledger.CASH_SETTLED, cash_fen), Posting(Ledger.CAPITAL, -cash_fen))
    return JournalEntry("opening", day, "opening", "capital paid in", postings)


def settlement_entry(account: Account, day: date) -> JournalEntry:
    """Return the entry that makes the unsettled proceeds in `account` usable from the start of `day`.

    With nothing unsettled the entry is empty but still marks the day as settled: a job resumed after it posted the
    day's sales must not settle those too.
    """
    amount = account.unsettled_fen
    moved = (Posting(Ledger.CASH_SETTLED, amount), Posting(Ledger.CASH_UNSETTLED, -amount)) if amount else ()
    return JournalEntry(f"settle:{ymd(day)}", day, "settlement", "sale proceeds settled", moved)
