"""One entry per order from its fills: notional, fees, lots, realised result."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal

from core.domain.dates import ymd
from core.domain.errors import AskHuman
from core.domain.holdings import Lot, Traded
from core.domain.journal import TRADE, JournalEntry, Ledger, LotMove, Posting
from core.domain.money import notional_fen
from core.domain.orders import Fill, OrderResult, Side
from core.domain.rulebook import Fees, order_fees, tariff_board
from core.pipeline.accounting.lots import OpenLots, tax_fen

_TRADED = frozenset({Ledger.CASH_SETTLED, Ledger.CASH_UNSETTLED, Ledger.CASH_RESERVED, Ledger.DIVIDEND_TAX})


def order_entries(
    day: date,
    results: Sequence[OrderResult],
    fills: Sequence[Fill],
    lots: Iterable[Lot],
    commission_rate: Decimal,
    commission_min_fen: int,
    next_open: date,
    posted: Collection[str] = (),
    dividend_tax: bool = True,
) -> list[JournalEntry]:
    """Return one entry per order that traded, by client order id, sales of what the day bought too last.

    `fills` are all of the day; refs in `posted` are left out. Fees are charged on an order's whole traded amount.
    Bought shares are sellable from `next_open`; sales take what the day bought of the share, then sellable lots first
    in first out. Their proceeds less fees and, where `dividend_tax` is withheld, less the tax on the shares' dividends
    are unsettled. AskHuman, and no entry at all, when a fill has no order result or contradicts it, or a sale exceeds
    the sellable shares.
    """
    open_lots = OpenLots(lots)
    orders = {result.client_order_id: result for result in results}
    entries = []
    grouped = _by_order(fills)
    bought = {order_id for order_id, parts in grouped.items() if parts[0].side is Side.BUY}
    for order_id, parts in grouped.items():
        ref = f"trade:{ymd(day)}:{order_id}"
        if ref in posted:
            continue
        order = _order_of(order_id, parts, orders)
        qty_shares = sum(fill.qty_shares for fill in parts)
        traded_li = sum(fill.price_li * fill.qty_shares for fill in parts)
        amount_fen = notional_fen(traded_li, 1)
        board = tariff_board(order.symbol)
        fees = order_fees(order.side, amount_fen, day, commission_rate, commission_min_fen, board)
        if order.side is Side.BUY:
            moves: tuple[LotMove, ...] = (LotMove(order_id, order.symbol, qty_shares, amount_fen, day, next_open),)
            open_lots.add(Lot(order_id, order.symbol, qty_shares, amount_fen, day, next_open))
            postings = _bought(order.symbol, amount_fen, fees)
        else:
            moves = open_lots.take(order.symbol, qty_shares, day, f"sale {order_id!r}", bought)
            withheld_fen = tax_fen(moves, day) if dividend_tax else 0
            postings = _sold(order.symbol, amount_fen, fees, -sum(move.cost_fen for move in moves), withheld_fen)
        memo = f"{order.side} {qty_shares} {order.symbol}"
        entries.append(JournalEntry(ref, day, TRADE, memo, postings, moves))
    return entries


def traded_of(entries: Iterable[JournalEntry]) -> Traded:
    """Return what the entries of kind trade moved; all others are passed over.

    The tax on earlier dividends that a sale withholds is no part of the trade.
    """
    cash_fen, shares = 0, Counter[str]()
    for entry in entries:
        if entry.kind != TRADE:
            continue
        cash_fen += sum(posting.amount_fen for posting in entry.postings if posting.account in _TRADED)
        for move in entry.lot_moves:
            shares[move.symbol] += move.qty_shares
    return Traded(cash_fen, dict(sorted(shares.items())))


def _by_order(fills: Sequence[Fill]) -> dict[str, list[Fill]]:
    grouped: dict[str, list[Fill]] = {}
    both_ways = {fill.symbol for fill in fills if fill.side is Side.BUY}

    def place(fill: Fill) -> tuple[bool, str, str, str]:
        after_buys = fill.side is Side.SELL and fill.symbol in both_ways
        return (after_buys, fill.client_order_id, fill.entrust_no, fill.business_id)

    for fill in sorted(fills, key=place):
        grouped.setdefault(fill.client_order_id, []).append(fill)
    return grouped


def _order_of(order_id: str, parts: list[Fill], orders: dict[str, OrderResult]) -> OrderResult:
    order = orders.get(order_id)
    remedy = "check the execution report against the broker's terminal; nothing was posted"
    if order is None:
        raise AskHuman(f"{len(parts)} fill(s) belong to order {order_id!r}, which the report does not list", remedy)
    for fill in parts:
        if (fill.symbol, fill.side) != (order.symbol, order.side) or fill.qty_shares <= 0 or fill.price_li <= 0:
            raise AskHuman(
                f"fill {fill.business_id!r} says {fill.side} {fill.qty_shares} {fill.symbol} at {fill.price_li} li,"
                f" its order {order_id!r} is {order.side} {order.symbol}",
                remedy,
            )
    return order


def _bought(symbol: str, amount_fen: int, fees: Fees) -> tuple[Posting, ...]:
    return (
        Posting(Ledger.SECURITIES, amount_fen, symbol),
        *_fee_postings(fees, symbol),
        Posting(Ledger.CASH_SETTLED, -amount_fen - fees.total_fen),
    )


def _sold(symbol: str, amount_fen: int, fees: Fees, cost_fen: int, withheld_fen: int) -> tuple[Posting, ...]:
    return (
        Posting(Ledger.CASH_UNSETTLED, amount_fen - fees.total_fen - withheld_fen),
        *_fee_postings(fees, symbol),
        *((Posting(Ledger.DIVIDEND_TAX, withheld_fen, symbol),) if withheld_fen else ()),
        Posting(Ledger.SECURITIES, -cost_fen, symbol),
        Posting(Ledger.REALISED, cost_fen - amount_fen, symbol),
    )


def _fee_postings(fees: Fees, symbol: str) -> tuple[Posting, ...]:
    charged = (
        (Ledger.COMMISSION, fees.commission_fen),
        (Ledger.STAMP, fees.stamp_fen),
        (Ledger.TRANSFER, fees.transfer_fen),
    )
    return tuple(Posting(account, amount, symbol) for account, amount in charged if amount)
