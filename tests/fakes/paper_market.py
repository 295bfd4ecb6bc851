"""A small paper market: bars by symbol, a batch writer and a session over a temporary exchange folder."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from core.adapters.paper.faults import Faults
from core.adapters.paper.feed import DayBar, DayFeed, Entitlement
from core.adapters.paper.session import PaperSession
from core.adapters.ptrade.orders_file import content_hash, encode, file_name
from core.domain.dates import ymd
from core.domain.orders import Batch, Channel, Order, Side
from core.domain.rulebook import Band, Status, price_band
from core.domain.symbols import board_of
from core.settings.model import Execution, Portfolio

DAY = date(2026, 1, 5)
NEXT_DAY = date(2026, 1, 6)


def bar(
    symbol: str, opened: int = 10_000, high: int = 10_200, low: int = 9_900, close: int = 10_100,
    pre_close: int = 10_000, volume: int = 5_000_000,
) -> DayBar:  # fmt: skip
    """A day's bar with the board's ordinary limits."""
    band = price_band(pre_close, board_of(symbol), Status.NORMAL, DAY, 1000)
    return DayBar(opened, high, low, close, pre_close, volume, band)


def one_price(symbol: str, price_li: int, pre_close: int) -> DayBar:
    """A bar that stood at one price all day."""
    limits = price_band(pre_close, board_of(symbol), Status.NORMAL, DAY, 1000)
    return DayBar(price_li, price_li, price_li, price_li, pre_close, 1_000_000, Band(limits.down_li, limits.up_li))


def feed(
    bars: Mapping[str, DayBar], entitlements: Mapping[str, Entitlement] | None = None
) -> Callable[[date], DayFeed]:
    """The same market every day."""
    return lambda day: DayFeed(day, dict(bars), dict(entitlements or {}))


def dividend(cash: str, bonus: str = "0", listed_on: date = DAY) -> Entitlement:
    """An entitlement per share."""
    return Entitlement(Decimal(cash), Decimal(bonus), listed_on)


def order(number: int, symbol: str, side: Side, qty: int, limit_li: int) -> Order:
    """An order whose id says its number."""
    return Order(f"D-{number:03d}", symbol, side, qty, limit_li, "test, with a comma")


def batch(orders: Sequence[Order], day: date = DAY, sequence: int = 1, prev_hash: str = "", **changes: object) -> Batch:
    """A batch for the paper account."""
    made = Batch(
        f"{ymd(day)}-{sequence:02d}", day, sequence, prev_hash, Channel.PAPER, "0000", "14:56:00", tuple(orders)
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def drop(folder: Path, made: Batch) -> str:
    """Write the orders file of a batch as a morning would, and return its content hash."""
    path = folder / "outbox" / file_name(made.trade_date, made.sequence)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encode(made))
    return content_hash(made)


def session(
    folder: Path,
    market: Callable[[date], DayFeed],
    faults: Callable[[int, date, bool], Faults] = Faults,
    watch: Callable[[datetime], None] = lambda now: None,
    orders_at: time = time(9, 26),
    **execution: object,
) -> PaperSession:
    """A paper session on `folder`, without drawn faults unless asked for."""
    settings = Execution.model_validate({"paper_faults": False, **execution})
    state = folder.parent / "paper"
    return PaperSession(folder, state, market, settings, Portfolio(), faults=faults, watch=watch, orders_at=orders_at)
