"""Short ways to write quotes, plans, accounts and a whole morning's case in tests."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from core.domain.dates import at
from core.domain.holdings import Account, Position
from core.domain.orders import Batch, BrokerFigures, Channel, Order, Side
from core.domain.quote import Quote
from core.domain.rulebook import Status, price_band
from core.domain.symbols import board_of
from core.domain.trading_state import TradingState
from core.pipeline.portfolio.plan import Action, Plan, PlanRow
from core.ports.books import EquityMark
from core.ports.gate_book import Counters, EquityRead, LossRecord, LossRule
from core.safety.case import Case
from core.settings.model import Settings

YESTERDAY, TODAY = date(2026, 1, 8), date(2026, 1, 9)


def a_quote(symbol: str, ref_li: int, **changes: Any) -> Quote:
    """A share that traded in the auction at its previous close, with the band of an ordinary day."""
    board = board_of(symbol)
    band = price_band(changes.get("pre_close_li", ref_li), board, Status.NORMAL, TODAY, 1000)
    plain = Quote(
        symbol=symbol,
        ref_li=ref_li,
        pre_close_li=ref_li,
        up_li=band.up_li,
        down_li=band.down_li,
        suspended=False,
        locked_up=False,
        locked_down=False,
        source="auction",
        board=board,
        status=Status.NORMAL,
        listed_days=1000,
        mean_amount_yuan=100e6,
        sector=f"industry of {symbol}",
    )
    return replace(plain, **changes)


def quotes_of(*quotes: Quote) -> dict[str, Quote]:
    return {quote.symbol: quote for quote in quotes}


def an_account(settled_fen: int, *holdings: tuple[str, int, int], unsettled_fen: int = 0) -> Account:
    """Holdings are (symbol, shares, sellable shares), bought for nothing."""
    positions = {symbol: Position(symbol, qty, sellable, 0) for symbol, qty, sellable in holdings}
    return Account(TODAY, settled_fen, unsettled_fen, positions)


def a_row(
    symbol: str, action: Action, target_fen: int, held: int = 0, close_li: int = 10_000, rank: int = 1
) -> PlanRow:
    return PlanRow(symbol, action, 0.0, target_fen, 0.5, rank, held, close_li, f"rank {rank}")


def a_plan(rows: Iterable[PlanRow], substitutes: Iterable[PlanRow] = ()) -> Plan:
    return Plan(TODAY, YESTERDAY, tuple(rows), tuple(substitutes), ())


def a_case(**changes: Any) -> Case:
    """A sound morning: one sale and one purchase that every gate lets through."""
    orders = (
        Order("20260109-01-001", "600000.SH", Side.SELL, 500, 9_900, "leaves"),
        Order("20260109-01-002", "000001.SZ", Side.BUY, 300, 10_100, "enters"),
    )
    sound = Case(
        batch=Batch("20260109-01", TODAY, 1, "", Channel.PAPER, "0000", "14:56:00", orders),
        trading_state=TradingState.ACTIVE,
        now=at(TODAY, 9, 26),
        plan_trade_date=TODAY,
        plan_data_date=YESTERDAY,
        expected_data_date=YESTERDAY,
        open_breaks=(),
        previous_close_ok=True,
        account=an_account(9_500_000, ("600000.SH", 500, 500)),
        broker=BrokerFigures(YESTERDAY, "0000", Channel.PAPER, 9_500_000, 10_000_000, (), "sha"),
        previous_mark=EquityMark(YESTERDAY, 9_500_000, 500_000, 0.0),
        total_assets_fen=10_000_000,
        quotes=quotes_of(a_quote("600000.SH", 10_000), a_quote("000001.SZ", 10_000)),
        settings=Settings(),
        degraded=False,
        is_first_day=False,
        bars_date=YESTERDAY,
        counters=counted(),
        losses=read_as(10_000_000),
        strength=0.5,
    )
    return replace(sound, **changes)


def counted(**changes: Any) -> Counters:
    """A day on which nothing was released yet, in a desk that has cancelled nothing."""
    nothing = Counters(0, 0, 0, 0, 0, 0, 0, frozenset(), {}, 0)
    return replace(nothing, **changes)


def read_as(*totals_fen: int, base_fen: int = 10_000_000, peak_fen: int = 10_000_000) -> LossRecord:
    """Reads of the account's value, oldest first, nothing tripped."""
    reads = tuple(EquityRead(f"read {n}", total, base_fen, peak_fen) for n, total in enumerate(totals_fen))
    return LossRecord(dict.fromkeys(LossRule, reads), peak_fen, {})


def with_orders(*orders: Order, **changes: Any) -> Case:
    """The sound morning with other orders."""
    case = a_case(**changes)
    return replace(case, batch=replace(case.batch, orders=tuple(orders)))


def buy(symbol: str, qty: int, limit_li: int, order_id: str = "B") -> Order:
    return Order(order_id, symbol, Side.BUY, qty, limit_li, "test")


def sell(symbol: str, qty: int, limit_li: int, order_id: str = "S") -> Order:
    return Order(order_id, symbol, Side.SELL, qty, limit_li, "test")


def settings_with(section: str, **values: Any) -> Settings:
    """Default settings with some values of one section changed."""
    settings = Settings()
    return settings.model_copy(update={section: getattr(settings, section).model_copy(update=values)})
