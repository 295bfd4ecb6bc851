"""Intended, filled, ledger and broker side by side: one row a symbol and one for cash."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.domain.breaks import Break, BreakCode
from core.domain.holdings import Account, Traded
from core.domain.money import notional_fen
from core.domain.orders import BrokerFigures, Fill, Order, Side
from core.domain.rulebook import order_fees, tariff_board
from core.pipeline.reconcile import net_shares

CASH = "CASH"
_ABOUT_CASH = frozenset({BreakCode.CASH_MISMATCH, BreakCode.ASSET_MISMATCH})


@dataclass(frozen=True, slots=True)
class Commission:
    """What the desk expects to pay its broker for an order."""

    rate: Decimal
    minimum_fen: int


@dataclass(frozen=True, slots=True)
class FourWayRow:
    """What the account should hold after the day by four statements: shares, or fen for the row named CASH.

    `intended` is as if every order had filled whole at its limit, `filled` as the fills say, `ledger` as booked,
    `broker` as stated, None where the broker's figures did not come back. `codes` are the day's breaks about the row.
    """

    symbol: str
    before: int
    intended: int
    filled: int
    ledger: int
    broker: int | None
    codes: tuple[str, ...]

    @property
    def difference(self) -> int | None:
        """Broker minus ledger, None where the broker's figures are missing."""
        return None if self.broker is None else self.broker - self.ledger

    @property
    def agrees(self) -> bool:
        """Whether filled, ledger and broker are one figure; what was intended may have stayed unfilled."""
        return self.filled == self.ledger == self.broker


def four_way(
    day: date,
    orders: Iterable[Order],
    fills: Sequence[Fill],
    account: Account,
    booked: Traded,
    figures: BrokerFigures | None,
    commission: Commission,
    breaks: Iterable[Break] = (),
) -> list[FourWayRow]:
    """Return the rows of `day` by symbol, cash last; `account` is the books after posting, `booked` the day's trades.

    The books before the day's trades are `account` less `booked`; orders and fills are counted from there, so that a
    fill which never reached the ledger shows in both columns it should have.
    """
    intended = list(orders)
    codes = _codes(breaks)
    theirs = {position.symbol: position.qty_shares for position in figures.positions} if figures else {}
    ordered, filled = _ordered(intended), net_shares(fills)
    ours = {symbol: held.qty_shares for symbol, held in account.positions.items()}
    rows = []
    for symbol in sorted({*ours, *theirs, *ordered, *filled, *booked.shares} | (codes.keys() - {CASH})):
        ledger = ours.get(symbol, 0)
        before = ledger - booked.shares.get(symbol, 0)
        rows.append(
            FourWayRow(
                symbol,
                before,
                before + ordered.get(symbol, 0),
                before + filled.get(symbol, 0),
                ledger,
                theirs.get(symbol, 0) if figures else None,
                tuple(codes.get(symbol, ())),
            )
        )
    before = account.cash_fen - booked.cash_fen
    rows.append(
        FourWayRow(
            CASH,
            before,
            before + sum(_intended_cash(order, day, commission) for order in intended),
            before + filled_cash_fen(fills, day, commission),
            account.cash_fen,
            figures.cash_fen if figures else None,
            tuple(codes.get(CASH, ())),
        )
    )
    return rows


def filled_cash_fen(fills: Iterable[Fill], day: date, commission: Commission) -> int:
    """Return what fills move in cash, fees by the rulebook on each order's whole amount; purchases negative."""
    traded_li: defaultdict[tuple[str, str, Side], int] = defaultdict(int)
    for fill in fills:
        traded_li[fill.client_order_id, fill.symbol, fill.side] += fill.price_li * fill.qty_shares
    return sum(
        _cash(symbol, side, notional_fen(amount, 1), day, commission) for (_, symbol, side), amount in traded_li.items()
    )


def _intended_cash(order: Order, day: date, commission: Commission) -> int:
    return _cash(order.symbol, order.side, notional_fen(order.limit_li, order.qty_shares), day, commission)


def order_fees_fen(symbol: str, side: Side, amount_fen: int, day: date, commission: Commission) -> int:
    """Return all the fees of one order's whole amount, in fen."""
    return order_fees(side, amount_fen, day, commission.rate, commission.minimum_fen, tariff_board(symbol)).total_fen


def _cash(symbol: str, side: Side, amount_fen: int, day: date, commission: Commission) -> int:
    fees = order_fees_fen(symbol, side, amount_fen, day, commission)
    return -amount_fen - fees if side is Side.BUY else amount_fen - fees


def _ordered(orders: Iterable[Order]) -> dict[str, int]:
    moved: dict[str, int] = {}
    for order in orders:
        signed = order.qty_shares if order.side is Side.BUY else -order.qty_shares
        moved[order.symbol] = moved.get(order.symbol, 0) + signed
    return moved


def _codes(breaks: Iterable[Break]) -> Mapping[str, list[str]]:
    """Breaks about files and whole reports belong to no row."""
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for found in breaks:
        row = CASH if found.code in _ABOUT_CASH else found.symbol
        if row and found.code.value not in codes[row]:
            codes[row].append(found.code.value)
    return codes
