"""Orders, fills and what a broker says of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Buy or sell."""

    BUY = "BUY"
    SELL = "SELL"


class Channel(StrEnum):
    """Who stands at the other end; written into every orders file so that a simulation never passes for real.

    PAPER may trade in a simulation account of PTrade; DEMO, SHADOW and REPLAY reach no terminal at all.
    """

    DEMO = "DEMO"
    PAPER = "PAPER"
    SHADOW = "SHADOW"
    REPLAY = "REPLAY"
    LIVE = "LIVE"

    @property
    def reaches_terminal(self) -> bool:
        """Whether a PTrade terminal may ever take files of this channel."""
        return self in (Channel.PAPER, Channel.LIVE)


@dataclass(frozen=True, slots=True)
class Order:
    """One limit order of a batch; `limit_li` in 厘, `qty_shares` positive for both sides."""

    client_order_id: str
    symbol: str
    side: Side
    qty_shares: int
    limit_li: int
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The orders of one release before approval, with what the file's header will say."""

    batch_id: str
    trade_date: date
    sequence: int
    prev_hash: str
    channel: Channel
    account_tail: str
    valid_until: str
    orders: tuple[Order, ...]


class OrderState(StrEnum):
    """Final or working state of an order as the executor reports it."""

    PENDING = "PENDING"
    WORKING = "WORKING"
    PARTIAL = "PARTIAL"
    FILLED = "FILLED"
    PARTIAL_CANCELLED = "PARTIAL_CANCELLED"
    CANCELLED = "CANCELLED"
    REJECTED = "REJECTED"
    NOT_SENT = "NOT_SENT"
    UNKNOWN = "UNKNOWN"


FINAL_STATES = frozenset(
    {
        OrderState.FILLED,
        OrderState.PARTIAL_CANCELLED,
        OrderState.CANCELLED,
        OrderState.REJECTED,
        OrderState.NOT_SENT,
    }
)


@dataclass(frozen=True, slots=True)
class Fill:
    """One execution; unique by (trade_date, entrust_no, business_id)."""

    trade_date: date
    client_order_id: str
    entrust_no: str
    business_id: str
    symbol: str
    side: Side
    qty_shares: int
    price_li: int
    filled_at: str


@dataclass(frozen=True, slots=True)
class OrderResult:
    """What became of one order, with the broker's own words in `message`."""

    client_order_id: str
    symbol: str
    side: Side
    qty_shares: int
    limit_li: int
    state: OrderState
    filled_shares: int
    message: str
    batch_id: str = ""


@dataclass(frozen=True, slots=True)
class ExecReport:
    """A verified execution report of one day."""

    trade_date: date
    account_tail: str
    channel: Channel
    batch_ids: tuple[str, ...]
    results: tuple[OrderResult, ...]
    fills: tuple[Fill, ...]
    foreign_orders: int
    file_sha256: str


@dataclass(frozen=True, slots=True)
class BrokerPosition:
    """One holding as the broker states it after the close."""

    symbol: str
    qty_shares: int
    enable_shares: int
    last_li: int
    cost_li: int


@dataclass(frozen=True, slots=True)
class BrokerFigures:
    """A verified positions file: holdings and cash as the broker states them."""

    trade_date: date
    account_tail: str
    channel: Channel
    cash_fen: int
    total_fen: int
    positions: tuple[BrokerPosition, ...]
    file_sha256: str
