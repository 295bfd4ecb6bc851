"""Cash that comes in at the start, the settlement of yesterday's sales, and what released orders hold back."""

from datetime import date
from decimal import Decimal

from core.domain.dates import ymd
from core.domain.holdings import Account
from core.domain.journal import JournalEntry, Ledger, Posting
from core.domain.money import notional_fen
from core.domain.orders import Batch, Side
from core.domain.rulebook import order_fees, tariff_board


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


def reservation_entry(batch: Batch, commission_rate: Decimal, commission_min_fen: int) -> JournalEntry:
    """Return the entry that sets aside what the purchases of a released batch may cost at most, fees included.

    A batch without purchases sets nothing aside, and the entry is empty.
    """
    buys = [order for order in batch.orders if order.side is Side.BUY]
    held_fen = 0
    for order in buys:
        fen, board = notional_fen(order.limit_li, order.qty_shares), tariff_board(order.symbol)
        fees = order_fees(Side.BUY, fen, batch.trade_date, commission_rate, commission_min_fen, board)
        held_fen += fen + fees.total_fen
    memo = f"{len(buys)} purchases of batch {batch.batch_id}"
    return JournalEntry(f"reserve:{batch.batch_id}", batch.trade_date, "reservation", memo, _set_aside(held_fen))


def release_entry(account: Account, day: date) -> JournalEntry:
    """Return the entry that gives back all that is reserved: after the close no order of `day` can trade any more."""
    return JournalEntry(
        f"unreserve:{ymd(day)}", day, "reservation", "orders end with their day", _set_aside(-account.reserved_fen)
    )


def _set_aside(amount_fen: int) -> tuple[Posting, ...]:
    if amount_fen == 0:
        return ()
    return (Posting(Ledger.CASH_RESERVED, amount_fen), Posting(Ledger.CASH_SETTLED, -amount_fen))
