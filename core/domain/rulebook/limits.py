"""Price limits: how far from the ex-right previous close a share may be quoted that day."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from core.domain.rulebook.dated import CHINEXT_REFORM, DELISTING_REFORM, MAIN_REFORM, RULES_2026
from core.domain.symbols import Board

TICK_LI = 10
FREE_DAYS = 5
"""Trading days without limits after a listing under registration."""

DELISTING_DAYS = 15
"""Trading days a delisting period lasts."""


class Status(StrEnum):
    """What limits a share's price besides its board."""

    NORMAL = "normal"
    ST = "st"
    DELISTING = "delisting"


class Occasion(StrEnum):
    """What is special about one day of a share, besides how long it is listed.

    RELISTED is the first day after a suspended or withdrawn listing; coming back from an ordinary suspension is an
    ORDINARY day, limited from the last close (less what went ex meanwhile).
    """

    ORDINARY = "ordinary"
    DELISTING_FIRST = "delisting_first"
    RELISTED = "relisted"


@dataclass(frozen=True, slots=True)
class Band:
    """Lowest and highest price allowed that day, in 厘; None on a day without limits."""

    down_li: int | None
    up_li: int | None

    def contains(self, price_li: int) -> bool:
        """Whether `price_li` may be quoted."""
        return (self.down_li is None or price_li >= self.down_li) and (self.up_li is None or price_li <= self.up_li)


def limit_rates(
    board: Board, status: Status, on: date, listed_days: int, occasion: Occasion = Occasion.ORDINARY
) -> tuple[Decimal, Decimal] | None:
    """Return the (down, up) limit as fractions, or None where the day has none.

    `listed_days` is 1 on the first trading day. Main-board ST is ±5 % until 2026-07-03 and ±10 % from 2026-07-06;
    the first five days are free on STAR (2019-07-22), ChiNext (2020-08-24) and main (2023-04-10) for shares listed
    from that day on, before that main and ChiNext had −36 %/+44 % on day one; BSE is free on its first day. The first
    day of a delisting period is free from 2020-12-31, its others have the board's ordinary limits.
    """
    if occasion is Occasion.RELISTED:
        return None
    if occasion is Occasion.DELISTING_FIRST and on >= DELISTING_REFORM:
        return None
    if board is Board.BSE:
        return None if listed_days <= 1 else _both("0.30")
    if board is Board.STAR:
        return None if listed_days <= FREE_DAYS else _both("0.20")
    if listed_days <= FREE_DAYS:
        free_since = CHINEXT_REFORM if board is Board.CHINEXT else MAIN_REFORM
        # Both dates are Mondays, so counting days back stays exact for the five trading days that matter.
        if on - timedelta(days=listed_days - 1) >= free_since:
            return None
        if listed_days <= 1:
            return Decimal("0.36"), Decimal("0.44")
    if board is Board.CHINEXT and on >= CHINEXT_REFORM:
        return _both("0.20")
    if status is Status.ST and on < RULES_2026:
        return _both("0.05")
    return _both("0.10")


def _both(rate: str) -> tuple[Decimal, Decimal]:
    return Decimal(rate), Decimal(rate)


def price_band(
    pre_close_li: int,
    board: Board,
    status: Status,
    on: date,
    listed_days: int,
    occasion: Occasion = Occasion.ORDINARY,
) -> Band:
    """Return the limit prices from the ex-right previous close: round half up to the tick, at least one tick away."""
    rates = limit_rates(board, status, on, listed_days, occasion)
    if rates is None:
        return Band(None, None)
    down, up = rates
    return Band(
        max(TICK_LI, min(to_tick(pre_close_li * (1 - down)), pre_close_li - TICK_LI)),
        max(to_tick(pre_close_li * (1 + up)), pre_close_li + TICK_LI),
    )


def to_tick(price_li: Decimal, rounding: str = ROUND_HALF_UP) -> int:
    """Return the price on the tick, in 厘; half a tick goes up unless another rounding of `decimal` is named."""
    return int((price_li / TICK_LI).quantize(Decimal(1), rounding=rounding)) * TICK_LI
