"""Two desks beside each other, day by day: what both meant to trade and to hold, and what came of it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import fsum
from typing import TypeVar

from core.domain.money import notional_fen
from core.domain.orders import Order, Side

_Name = TypeVar("_Name", bound=Hashable)


class Match(StrEnum):
    """How one name's orders of two desks compare."""

    SAME = "same"
    SIZE = "size"
    PRICE = "price"
    SIZE_AND_PRICE = "size_price"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class DeskDay:
    """One desk's day: its Morning's orders before the gates, the targets of its plan, and its result.

    `assets_fen` is what the desk had before the day, None where no day before it was closed; `since` that day, None for
    the capital. `result` is the day's return, None before its Close. `outcome` and `as_of` are the Morning's, '' and
    None where none ran.
    """

    trade_date: date
    outcome: str = ""
    as_of: datetime | None = None
    orders: tuple[Order, ...] = ()
    targets_fen: Mapping[str, int] | None = None
    assets_fen: int | None = None
    since: date | None = None
    result: float | None = None


@dataclass(frozen=True, slots=True)
class OrderPair:
    """The orders two desks meant to give for one name and side; None where a desk meant none."""

    symbol: str
    side: Side
    ours: Order | None
    theirs: Order | None

    @property
    def match(self) -> Match:
        """How they compare."""
        if self.ours is None or self.theirs is None:
            return Match.OURS if self.theirs is None else Match.THEIRS
        same_size = self.ours.qty_shares == self.theirs.qty_shares
        if self.ours.limit_li == self.theirs.limit_li:
            return Match.SAME if same_size else Match.SIZE
        return Match.PRICE if same_size else Match.SIZE_AND_PRICE


@dataclass(frozen=True, slots=True)
class DayBeside:
    """Both desks on one day, and a pair per name and side that either meant to trade."""

    trade_date: date
    ours: DeskDay
    theirs: DeskDay
    pairs: tuple[OrderPair, ...]

    def count(self, *matches: Match) -> int:
        """Return how many pairs compare so."""
        return sum(pair.match in matches for pair in self.pairs)

    @property
    def agrees(self) -> bool:
        """Whether both Mornings ran and meant the very same orders."""
        both_ran = bool(self.ours.outcome and self.theirs.outcome)
        return both_ran and self.count(Match.SAME) == len(self.pairs)

    @property
    def order_overlap(self) -> float | None:
        """The money of the orders both share, see `overlap`."""
        return overlap(
            _values(self.ours.orders), self.ours.assets_fen, _values(self.theirs.orders), self.theirs.assets_fen
        )

    @property
    def target_overlap(self) -> float | None:
        """The targets both plans share, see `overlap`; None where one has no plan."""
        ours, theirs = self.ours.targets_fen, self.theirs.targets_fen
        if ours is None or theirs is None:
            return None
        return overlap(ours, self.ours.assets_fen, theirs, self.theirs.assets_fen)

    @property
    def difference(self) -> float | None:
        """Our return of the day less theirs; None unless both are known and begin on the same day.

        A desk's first day begins with its capital and counts as beginning where the other's does.
        """
        ours, theirs = self.ours, self.theirs
        if ours.result is None or theirs.result is None:
            return None
        alike = ours.since == theirs.since or None in (ours.since, theirs.since)
        return ours.result - theirs.result if alike else None


def beside(ours: DeskDay, theirs: DeskDay) -> DayBeside:
    """Return two desks' same day beside each other; pairs by symbol, then sells before buys."""
    mine, other = _by_name(ours.orders), _by_name(theirs.orders)
    names = sorted({*mine, *other}, key=lambda name: (name[0], name[1] is Side.BUY))
    pairs = tuple(
        OrderPair(symbol, side, mine.get((symbol, side)), other.get((symbol, side))) for symbol, side in names
    )
    return DayBeside(ours.trade_date, ours, theirs, pairs)


def overlap(
    ours_fen: Mapping[_Name, int], our_assets: int | None, theirs_fen: Mapping[_Name, int], their_assets: int | None
) -> float | None:
    """Return Σ min / Σ max over all names of both desks' values, each as a share of its own assets: 0 … 1.

    The weighted Jaccard index (Ruzicka similarity). None where neither has a value, or assets are unknown.
    """
    if not our_assets or not their_assets:
        return None
    ours = {name: value / our_assets for name, value in ours_fen.items()}
    theirs = {name: value / their_assets for name, value in theirs_fen.items()}
    names = {*ours, *theirs}
    most = fsum(max(ours.get(name, 0.0), theirs.get(name, 0.0)) for name in names)
    least = fsum(min(ours.get(name, 0.0), theirs.get(name, 0.0)) for name in names)
    return least / most if most > 0 else None


def compounded(results: Iterable[float | None]) -> float | None:
    """Return the return over days whose returns these are; None where there is none."""
    known = [each for each in results if each is not None]
    total = 1.0
    for each in known:
        total *= 1 + each
    return total - 1 if known else None


def span_results(days: Sequence[DayBeside]) -> tuple[float | None, float | None]:
    """Return both desks' returns over the days on which they can be set against each other."""
    told = [day for day in days if day.difference is not None]
    return compounded(day.ours.result for day in told), compounded(day.theirs.result for day in told)


def _by_name(orders: Iterable[Order]) -> dict[tuple[str, Side], Order]:
    return {(order.symbol, order.side): order for order in orders}


def _values(orders: Iterable[Order]) -> dict[tuple[str, Side], int]:
    return {(order.symbol, order.side): notional_fen(order.limit_li, order.qty_shares) for order in orders}
