"""What the screen of holdings and cash is told."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.ports.views.sheet import EMPTY, Sheet


class Mark(StrEnum):
    """Which price a holding is valued at, the best first."""

    CLOSE = "close"
    AUCTION = "auction"
    BROKER = "broker"
    EARLIER = "earlier"
    COST = "cost"


class Lock(StrEnum):
    """Why shares cannot be sold on the next trading day, or not today."""

    T1 = "t1"
    HALTED = "halted"
    LIMIT_DOWN = "limit_down"
    DELISTING = "delisting"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Cash:
    """All cash of the account in its three parts, fen."""

    settled_fen: int
    unsettled_fen: int
    reserved_fen: int

    @property
    def total_fen(self) -> int:
        """The three together."""
        return self.settled_fen + self.unsettled_fen + self.reserved_fen


@dataclass(frozen=True, slots=True)
class HoldingsAsk:
    """Holdings and cash at the end of a day, as they stand now where none is named."""

    day: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class HoldingsView:
    """Holdings and cash of one day.

    `positions` has a row per name held or sold that day; `boards` and `sectors` a row per place with its weight and cap
    as shares of all assets; `equity` a row per close, returns and drawdown as fractions, the index NaN where unknown;
    `costs` a row per trading day, fen, planned beside true. `gone_fen` is what names brought that are no longer held.
    `trade_date` is None where the books were never opened.
    """

    as_of: datetime
    trade_date: date | None
    days: tuple[date, ...] = ()
    is_closed: bool = False
    cash: Cash = Cash(0, 0, 0)
    market_fen: int = 0
    day_fen: int | None = None
    before_fen: int | None = None
    capital_fen: int = 0
    gone_fen: int = 0
    max_weight: float = 0.0
    positions: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    boards: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    sectors: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    equity: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    costs: Sheet = field(default_factory=lambda: Sheet(EMPTY))

    @property
    def total_fen(self) -> int:
        """Cash and holdings together."""
        return self.cash.total_fen + self.market_fen
