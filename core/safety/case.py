"""Everything the gates see of one release."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.domain.breaks import Break
from core.domain.holdings import Account, Position
from core.domain.money import notional_fen
from core.domain.orders import Batch, BrokerFigures, Order, Side
from core.domain.quote import Quote
from core.domain.trading_state import TradingState
from core.ports.books import EquityMark
from core.ports.gate_book import Counters, LossRecord
from core.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Case:
    """One batch and the evidence about it.

    `expected_data_date` is the open day before the batch's; `previous_close_ok` says whether that day's Close settled,
    None before the first trading day (`is_first_day`). `broker` and `previous_mark` are that day's figures of the
    broker and of our books; `total_assets_fen` is what the account is worth this morning. `degraded` means that market
    data came from cache alone, `bars_date` is the newest day whose bars are known. `counters`,
    `losses` and `strength` (the market's, 0 to 1) are None where they are not known.
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
    bars_date: date | None
    counters: Counters | None
    losses: LossRecord | None
    strength: float | None

    def side(self, side: Side) -> list[Order]:
        """The batch's orders of one side, in sending order."""
        return [order for order in self.batch.orders if order.side is side]

    @property
    def purchases(self) -> "Case":
        """The same morning with the buys alone."""
        return replace(self, batch=replace(self.batch, orders=tuple(self.side(Side.BUY))))

    @property
    def sales(self) -> "Case":
        """The same morning with the sells alone."""
        return replace(self, batch=replace(self.batch, orders=tuple(self.side(Side.SELL))))

    def position(self, symbol: str) -> Position:
        """What the books hold of a symbol, an empty position where nothing."""
        return self.account.positions.get(symbol, Position(symbol, 0, 0, 0))


def held_fen(case: Case, symbol: str) -> int:
    """Return what is held of a symbol at this morning's reference, at cost where there is none."""
    position, quote = case.position(symbol), case.quotes.get(symbol)
    return position.cost_fen if quote is None else notional_fen(quote.ref_li, position.qty_shares)


def value_fen(order: Order) -> int:
    """Return the order's value at its limit, in fen."""
    return notional_fen(order.limit_li, order.qty_shares)
