"""One order as the counter keeps it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.domain.money import notional_fen
from core.domain.orders import Side
from core.domain.rulebook import order_fees, tariff_board

WAITING, WORKING, CANCELLING, PART_CANCELLING = "0", "2", "3", "4"
PART_CANCELLED, CANCELLED, PARTIAL, DONE, REJECTED = "5", "6", "7", "8", "9"
OPEN_STATUSES = frozenset({WORKING, CANCELLING, PART_CANCELLING, PARTIAL})


@dataclass(frozen=True, slots=True)
class Terms:
    """What the broker charges and how much of the market one account can take."""

    commission_rate: Decimal
    commission_min_fen: int
    volume_cap: float


@dataclass(frozen=True, slots=True)
class PaperFill:
    """One execution."""

    business_id: str
    entrust: int
    symbol: str
    side: Side
    qty_shares: int
    price_li: int
    at_s: float


@dataclass(slots=True)
class Ticket:
    """An order with its status code, times in seconds of the day, and fills."""

    order_id: str
    entrust: int
    symbol: str
    side: Side
    qty_shares: int
    limit_li: int
    placed_s: float
    accept_s: float
    status: str = WAITING
    error: str = ""
    cancel_s: float | None = None
    rested: bool = False
    base_shares: int = 0
    attempts: int = 0
    fills: list[PaperFill] = field(default_factory=list)

    @property
    def entrust_no(self) -> str:
        """The counter's number, empty until it has taken or refused the order."""
        return "" if self.status == WAITING else str(self.entrust)

    @property
    def filled_shares(self) -> int:
        """Shares traded so far."""
        return sum(fill.qty_shares for fill in self.fills)

    @property
    def remaining_shares(self) -> int:
        """Shares not traded yet."""
        return self.qty_shares - self.filled_shares

    def net_fen(self, day: date, terms: Terms, rest_too: bool = False) -> int:
        """Cash this order has moved, fees of the whole order included; `rest_too` as if the rest traded at its limit.

        Fees are charged on the order's whole amount, so one minimum commission covers all its fills.
        """
        traded_li = sum(fill.price_li * fill.qty_shares for fill in self.fills)
        amount_fen = notional_fen(traded_li + (self.limit_li * self.remaining_shares if rest_too else 0), 1)
        rate, least_fen = terms.commission_rate, terms.commission_min_fen
        fees = order_fees(self.side, amount_fen, day, rate, least_fen, tariff_board(self.symbol))
        signed = -amount_fen if self.side is Side.BUY else amount_fen
        return signed - fees.total_fen
