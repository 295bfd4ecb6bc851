"""Everything the gates see of one release."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.domain.breaks import Break
from core.domain.holdings import Account, Position
from core.domain.money import notional_fen
from core.domain.orders import Batch, BrokerFigures, Order, Side
from core.domain.quote import Quote
from core.domain.trading_state import TradingState
from core.ports.books import EquityMark
from core.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Case:
    """One batch and the evidence about it.

    `expected_data_date` is the open day before the batch's; `previous_close_ok` says whether that day's Close settled,
    None before the first trading day (`is_first_day`). `broker` and `previous_mark` are that day's figures of the
    broker and of our books; `total_assets_fen` is what the account is worth this morning. `degraded` means that market
    data came from cache alone.
    """

    batch: Batch
    trading_state: TradingState
    now: datetime
    plan_trade_date: date
    plan_data_date: date
    expected_data_date: date
    open_breaks: tuple[Break, ...]
    previous_close_ok: bool | None
    account: Account
    broker: BrokerFigures | None
    previous_mark: EquityMark | None
    total_assets_fen: int
    quotes: Mapping[str, Quote]
    settings: Settings
    degraded: bool
    is_first_day: bool

    def side(self, side: Side) -> list[Order]:
        """The batch's orders of one side, in sending order."""
        return [order for order in self.batch.orders if order.side is side]

    def position(self, symbol: str) -> Position:
        """What the books hold of a symbol, an empty position where nothing."""
        return self.account.positions.get(symbol, Position(symbol, 0, 0, 0))


def value_fen(order: Order) -> int:
    """Return the order's value at its limit, in fen."""
    return notional_fen(order.limit_li, order.qty_shares)
