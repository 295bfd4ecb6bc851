"""A trade made outside the desk, booked as a person states it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.domain.breaks import Break
from core.domain.errors import FixAndRestart
from core.domain.holdings import Lot
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting
from core.domain.money import notional_fen
from core.domain.orders import Side
from core.pipeline.accounting.lots import OpenLots

OUTSIDE_TRADE = "outside_trade"


@dataclass(frozen=True, slots=True)
class StatedTrade:
    """What the person read off the broker's contract note; `fees_fen` is all of its fees together."""

    side: Side
    qty_shares: int
    price_li: int
    fees_fen: int


def outside_ref(found: Break) -> str:
    """Return the ref of the entry that books a stated trade for that break."""
    return f"outside:{found.break_id}"


def outside_trade_entry(
    found: Break, missing_shares: int, trade: StatedTrade, lots: Iterable[Lot], next_open: date
) -> JournalEntry:
    """Return the entry of a stated trade that explains `missing_shares`, what the broker holds more than the books.

    Shares bought are sellable from `next_open`; those sold leave first in first out, their proceeds are unsettled. The
    fees are booked as commission, being stated as one sum. FixAndRestart for figures that are not above zero, or a
    trade that does not explain exactly what is missing.
    """
    if trade.qty_shares <= 0 or trade.price_li <= 0 or trade.fees_fen < 0:
        raise FixAndRestart(
            f"{trade.qty_shares} shares at {trade.price_li} li with {trade.fees_fen} fen of fees is no trade",
            "state shares and price above zero, fees not below it",
        )
    signed = trade.qty_shares if trade.side is Side.BUY else -trade.qty_shares
    if signed != missing_shares:
        raise FixAndRestart(
            f"the trade moves {signed:+d} shares of {found.symbol}, break #{found.break_id} is about"
            f" {missing_shares:+d}",
            "state the trade as on the contract note; several trades have no single price: adopt the broker's figure",
        )
    ref = outside_ref(found)
    amount_fen = notional_fen(trade.price_li, trade.qty_shares)
    if trade.side is Side.BUY:
        moves: tuple[LotMove, ...] = (
            LotMove(ref, found.symbol, trade.qty_shares, amount_fen, found.trade_date, next_open),
        )
        postings = [
            Posting(Ledger.SECURITIES, amount_fen, found.symbol),
            Posting(Ledger.CASH_SETTLED, -amount_fen - trade.fees_fen),
        ]
    else:
        held = OpenLots(lot for lot in lots if lot.acquired_date <= found.trade_date)
        moves = held.take(found.symbol, trade.qty_shares, None, f"the sale outside of break {found.break_id}")
        cost_fen = -sum(move.cost_fen for move in moves)
        postings = [
            Posting(Ledger.CASH_UNSETTLED, amount_fen - trade.fees_fen),
            Posting(Ledger.SECURITIES, -cost_fen, found.symbol),
            Posting(Ledger.REALISED, cost_fen - amount_fen, found.symbol),
        ]
    if trade.fees_fen:
        postings.append(Posting(Ledger.COMMISSION, trade.fees_fen, found.symbol))
    memo = f"{trade.side} {trade.qty_shares} {found.symbol} outside the desk"
    return JournalEntry(ref, found.trade_date, OUTSIDE_TRADE, memo, tuple(postings), moves)
