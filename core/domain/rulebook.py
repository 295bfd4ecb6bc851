"""The exchange's dated rules: price limits, ticks, lots, the price cage and fees.

Sources: SSE and SZSE trading rules as quoted in the repository's reference of dated rules; each date stands beside its
rule. Prices are 厘, quantities shares. A rule looked up outside its known dates answers by the oldest known one.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from core.domain.money import round_rate_fen
from core.domain.orders import Side
from core.domain.symbols import Board

TICK_LI = 10
_CAGE_TICKS = 10
_FREE_DAYS = 5

_CHINEXT_20 = date(2020, 8, 24)
_MAIN_REGISTRATION = date(2023, 4, 10)
_ST_MAIN_10 = date(2026, 7, 6)


class Status(StrEnum):
    """What limits a share's price besides its board."""

    NORMAL = "normal"
    ST = "st"
    DELISTING = "delisting"


@dataclass(frozen=True, slots=True)
class Band:
    """Lowest and highest price allowed that day, in 厘; None on a day without limits."""

    down_li: int | None
    up_li: int | None

    def contains(self, price_li: int) -> bool:
        """Whether `price_li` may be quoted."""
        return (self.down_li is None or price_li >= self.down_li) and (self.up_li is None or price_li <= self.up_li)


def limit_rates(board: Board, status: Status, on: date, listed_days: int) -> tuple[Decimal, Decimal] | None:
    """Return the (down, up) limit as fractions, or None where the day has none.

    `listed_days` is 1 on the first trading day. Main-board ST is ±5 % until 2026-07-03 and ±10 % from 2026-07-06;
    the first five days are free on STAR (2019-07-22), ChiNext (2020-08-24) and main (2023-04-10) for shares listed
    from that day on, before that main and ChiNext had −36 %/+44 % on day one; BSE is free on its first day. The free
    first day of a delisting period (since 2020-12-31) cannot be told from these figures: take the vendor's limits.
    """
    if board is Board.BSE:
        return None if listed_days <= 1 else _both("0.30")
    if board is Board.STAR:
        return None if listed_days <= _FREE_DAYS else _both("0.20")
    if listed_days <= _FREE_DAYS:
        free_since = _CHINEXT_20 if board is Board.CHINEXT else _MAIN_REGISTRATION
        # Both dates are Mondays, so counting days back stays exact for the five trading days that matter.
        if on - timedelta(days=listed_days - 1) >= free_since:
            return None
        if listed_days <= 1:
            return Decimal("0.36"), Decimal("0.44")
    if board is Board.CHINEXT and on >= _CHINEXT_20:
        return _both("0.20")
    if status is Status.ST and on < _ST_MAIN_10:
        return _both("0.05")
    return _both("0.10")


def _both(rate: str) -> tuple[Decimal, Decimal]:
    return Decimal(rate), Decimal(rate)


def price_band(pre_close_li: int, board: Board, status: Status, on: date, listed_days: int) -> Band:
    """Return the limit prices from the ex-right previous close: round half up to the tick, at least one tick away."""
    rates = limit_rates(board, status, on, listed_days)
    if rates is None:
        return Band(None, None)
    down, up = rates
    return Band(
        max(TICK_LI, min(_to_tick(pre_close_li * (1 - down)), pre_close_li - TICK_LI)),
        max(_to_tick(pre_close_li * (1 + up)), pre_close_li + TICK_LI),
    )


def _to_tick(price_li: Decimal, rounding: str = ROUND_HALF_UP) -> int:
    return int((price_li / TICK_LI).quantize(Decimal(1), rounding=rounding)) * TICK_LI


def cage_limit_li(side: Side, base_li: int, board: Board, on: date) -> int | None:
    """Return the worst price a limit order may carry in continuous trading, None where no cage applies.

    Buy at most max(102 % of base, base + 10 ticks), sell at least min(98 %, base − 10 ticks), never below one tick:
    main from 2023-04-10; STAR from 2019-07-22 and ChiNext from 2020-08-24 (where an order outside was held back, not
    refused), both without the tick floor before 2023-04-10; BSE 5 % or 10 ticks. A price between ticks falls inward.
    """
    if board is Board.BSE:
        share, floor = Decimal("0.05"), True
    elif on >= _MAIN_REGISTRATION:
        share, floor = Decimal("0.02"), True
    elif board is Board.STAR or (board is Board.CHINEXT and on >= _CHINEXT_20):
        share, floor = Decimal("0.02"), False
    else:
        return None
    ticks = _CAGE_TICKS * TICK_LI if floor else 0
    if side is Side.BUY:
        return _to_tick(max(base_li * (1 + share), Decimal(base_li + ticks)), ROUND_FLOOR)
    return max(TICK_LI, _to_tick(min(base_li * (1 - share), Decimal(base_li - ticks)), ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class LotRule:
    """Order sizes of a board: buys are `minimum` plus multiples of `step`, at most `maximum` shares an order."""

    minimum: int
    step: int
    maximum: int


_LOTS = {
    Board.MAIN: LotRule(100, 100, 1_000_000),
    Board.CHINEXT: LotRule(100, 100, 300_000),
    Board.STAR: LotRule(200, 1, 100_000),
    Board.BSE: LotRule(100, 1, 1_000_000),
}


def lot_rule(board: Board) -> LotRule:
    """Return the board's lot rule."""
    return _LOTS[board]


def round_buy(qty_shares: int, board: Board) -> int:
    """Return the largest valid buy not above `qty_shares`; 0 where even the minimum does not fit."""
    rule = _LOTS[board]
    if qty_shares < rule.minimum:
        return 0
    return min(rule.minimum + (qty_shares - rule.minimum) // rule.step * rule.step, rule.maximum)


def round_sell(qty_shares: int, held_shares: int, board: Board) -> int:
    """Return a valid sale not above `qty_shares`: all of it, or whole lots so that no odd remainder is split."""
    rule = _LOTS[board]
    if qty_shares >= held_shares:
        return min(held_shares, rule.maximum)
    if rule.step == 1:
        return min(qty_shares, rule.maximum) if qty_shares >= rule.minimum else 0
    return min(qty_shares // rule.step * rule.step, rule.maximum)


def valid_size(side: Side, qty_shares: int, held_shares: int, board: Board) -> bool:
    """Whether the exchange takes an order of that size.

    The odd remainder of a holding (below 100; STAR below 200) is sold in one order, alone or with whole lots.
    """
    rule = _LOTS[board]
    if qty_shares <= 0 or qty_shares > rule.maximum:
        return False
    if side is Side.BUY:
        return round_buy(qty_shares, board) == qty_shares
    if qty_shares > held_shares:
        return False
    if rule.step == 1:
        return qty_shares >= rule.minimum or qty_shares == held_shares
    return qty_shares % rule.step in {0, held_shares % rule.step}


@dataclass(frozen=True, slots=True)
class Fees:
    """What one order costs besides its notional, all in fen."""

    commission_fen: int
    stamp_fen: int
    transfer_fen: int

    @property
    def total_fen(self) -> int:
        """All three together."""
        return self.commission_fen + self.stamp_fen + self.transfer_fen


_STAMP_SELL = ((date(2023, 8, 28), Decimal("0.0005")), (date(2008, 9, 19), Decimal("0.001")))
_TRANSFER = ((date(2022, 4, 29), Decimal("0.00001")), (date(2015, 8, 1), Decimal("0.00002")))


def _on(table: tuple[tuple[date, Decimal], ...], on: date) -> Decimal:
    return next((rate for since, rate in table if on >= since), table[-1][1])


def order_fees(side: Side, amount_fen: int, on: date, commission_rate: Decimal, commission_min_fen: int) -> Fees:
    """Return the fees of one order's whole traded amount; zero where nothing traded.

    Charged per order, not per fill. Stamp duty on sales 0.1 % from 2008-09-19, 0.05 % from 2023-08-28; transfer fee on
    both sides 0.002 % from 2015-08-01, 0.001 % from 2022-04-29. Handling and regulatory fees are inside commission.
    """
    if amount_fen == 0:
        return Fees(0, 0, 0)
    commission = max(commission_min_fen, round_rate_fen(amount_fen, commission_rate))
    stamp = round_rate_fen(amount_fen, _on(_STAMP_SELL, on)) if side is Side.SELL else 0
    return Fees(commission, stamp, round_rate_fen(amount_fen, _on(_TRANSFER, on)))
