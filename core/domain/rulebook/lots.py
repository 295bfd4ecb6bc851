"""How many shares one order may carry, by board, side, kind of order and date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.domain.orders import Side
from core.domain.rulebook.dated import CHINEXT_REFORM, in_force
from core.domain.symbols import Board


class OrderKind(StrEnum):
    """What an order says of its price; each has its own largest size. AFTER_HOURS trades at the day's close."""

    LIMIT = "limit"
    MARKET = "market"
    AFTER_HOURS = "after_hours"


@dataclass(frozen=True, slots=True)
class LotRule:
    """Order sizes of a board: buys are `minimum` plus multiples of `step`, at most `maximum` shares an order.

    `maximum` is that of limit orders; a market order takes at most `market_maximum`, one after hours
    `after_hours_maximum`.
    """

    minimum: int
    step: int
    maximum: int
    market_maximum: int
    after_hours_maximum: int = 1_000_000

    def largest(self, kind: OrderKind) -> int:
        """The largest order of that kind, in shares."""
        by_kind = {OrderKind.MARKET: self.market_maximum, OrderKind.AFTER_HOURS: self.after_hours_maximum}
        return by_kind.get(kind, self.maximum)


_HUNDREDS = LotRule(100, 100, 1_000_000, 1_000_000)
_LOTS: dict[Board, tuple[tuple[date, LotRule], ...]] = {
    Board.MAIN: ((date.min, _HUNDREDS),),
    Board.CHINEXT: ((CHINEXT_REFORM, LotRule(100, 100, 300_000, 150_000)), (date.min, _HUNDREDS)),
    Board.STAR: ((date.min, LotRule(200, 1, 100_000, 50_000)),),
    Board.BSE: ((date.min, LotRule(100, 1, 1_000_000, 1_000_000)),),
}


def lot_rule(board: Board, on: date | None = None) -> LotRule:
    """Return the board's lot rule of that day, without a day today's.

    ChiNext took up to 1,000,000 shares an order before 2020-08-24, since then 300,000 (market orders 150,000).
    """
    return in_force(_LOTS[board], on)


def round_buy(qty_shares: int, board: Board, on: date | None = None) -> int:
    """Return the largest valid buy not above `qty_shares`; 0 where even the minimum does not fit."""
    rule = lot_rule(board, on)
    if qty_shares < rule.minimum:
        return 0
    return min(rule.minimum + (qty_shares - rule.minimum) // rule.step * rule.step, rule.maximum)


def round_sell(qty_shares: int, held_shares: int, board: Board, on: date | None = None) -> int:
    """Return a valid sale not above `qty_shares`: all of it, or whole lots so that no odd remainder is split."""
    rule = lot_rule(board, on)
    if qty_shares >= held_shares:
        return min(held_shares, rule.maximum)
    if rule.step == 1:
        return min(qty_shares, rule.maximum) if qty_shares >= rule.minimum else 0
    return min(qty_shares // rule.step * rule.step, rule.maximum)


def valid_size(
    side: Side,
    qty_shares: int,
    held_shares: int,
    board: Board,
    on: date | None = None,
    kind: OrderKind = OrderKind.LIMIT,
) -> bool:
    """Whether the exchange takes an order of that size.

    The odd remainder of a holding (below 100; STAR below 200) is sold in one order, alone or with whole lots.
    """
    rule = lot_rule(board, on)
    if qty_shares <= 0 or qty_shares > rule.largest(kind):
        return False
    if side is Side.BUY:
        return qty_shares >= rule.minimum and (qty_shares - rule.minimum) % rule.step == 0
    if qty_shares > held_shares:
        return False
    if rule.step == 1:
        return qty_shares >= rule.minimum or qty_shares == held_shares
    return qty_shares % rule.step in {0, held_shares % rule.step}
