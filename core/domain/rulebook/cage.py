"""The price cage: how far from the best quote a limit order may lie while trading is continuous."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from core.domain.orders import Side
from core.domain.rulebook.dated import BSE_OPENS, CHINEXT_REFORM, MAIN_REFORM, STAR_OPENS, in_force
from core.domain.rulebook.limits import TICK_LI, to_tick
from core.domain.symbols import Board


@dataclass(frozen=True, slots=True)
class CageRule:
    """A share of the base, or so many ticks where that is wider; outside an order is refused, or held back."""

    share: Decimal
    ticks: int
    refuses: bool = True


_TWO = CageRule(Decimal("0.02"), 10)
_NONE = (date.min, None)
_CAGES: dict[Board, tuple[tuple[date, CageRule | None], ...]] = {
    Board.MAIN: ((MAIN_REFORM, _TWO), _NONE),
    Board.CHINEXT: ((MAIN_REFORM, _TWO), (CHINEXT_REFORM, CageRule(Decimal("0.02"), 0, refuses=False)), _NONE),
    Board.STAR: ((MAIN_REFORM, _TWO), (STAR_OPENS, CageRule(Decimal("0.02"), 0))),
    Board.BSE: ((BSE_OPENS, CageRule(Decimal("0.05"), 10)),),
}


def cage_rule(board: Board, on: date) -> CageRule | None:
    """Return the cage of that board and day, None where there is none.

    Main from 2023-04-10; STAR from 2019-07-22 and ChiNext from 2020-08-24 (where an order outside was held back, not
    refused), both without the floor of ten ticks before 2023-04-10; BSE 5 % or ten ticks. Call auctions have no cage.
    """
    return in_force(_CAGES[board], on)


def cage_base_li(side: Side, bid_li: int | None, ask_li: int | None, last_li: int | None, pre_close_li: int) -> int:
    """Return what the cage is measured from, in 厘; None or 0 stands for a quote that is not there.

    The best quote of the other side, else the best of one's own, else the last trade, else the previous close.
    """
    quotes = (ask_li, bid_li) if side is Side.BUY else (bid_li, ask_li)
    return next((price for price in (*quotes, last_li) if price), pre_close_li)


def cage_limit_li(side: Side, base_li: int, board: Board, on: date) -> int | None:
    """Return the worst price a limit order may carry in continuous trading, None where no cage applies.

    Buy at most max(102 % of base, base + 10 ticks), sell at least min(98 %, base − 10 ticks), never below one tick,
    with the figures of `cage_rule`. A price between ticks falls inward.
    """
    rule = cage_rule(board, on)
    if rule is None:
        return None
    ticks_li = rule.ticks * TICK_LI
    if side is Side.BUY:
        return to_tick(max(base_li * (1 + rule.share), Decimal(base_li + ticks_li)), ROUND_FLOOR)
    return max(TICK_LI, to_tick(min(base_li * (1 - rule.share), Decimal(base_li - ticks_li)), ROUND_CEILING))
