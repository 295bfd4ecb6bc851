"""Lots, positions and the account as our own books state them."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from core.domain.money import FEN_PER_YUAN


@dataclass(frozen=True, slots=True)
class Lot:
    """Shares bought together: `cost_fen` is what the remaining shares were bought for, fees apart.

    `taxable_fen` are the dividends they brought that are taxed when they are sold.
    """

    lot_id: str
    symbol: str
    qty_shares: int
    cost_fen: int
    acquired_date: date
    sellable_date: date
    taxable_fen: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """All lots of one symbol on one day."""

    symbol: str
    qty_shares: int
    sellable_shares: int
    cost_fen: int


@dataclass(frozen=True, slots=True)
class Account:
    """The books on one day: cash in three parts, and positions by symbol.

    `settled_fen` is free to be spent: what released orders may still need stands apart as `reserved_fen`, and the day's
    sales as `unsettled_fen`.
    """

    trade_date: date
    settled_fen: int
    unsettled_fen: int
    positions: dict[str, Position]
    reserved_fen: int = 0

    @property
    def cash_fen(self) -> int:
        """All cash, as the broker counts it: settled, unsettled and reserved together."""
        return self.settled_fen + self.unsettled_fen + self.reserved_fen


@dataclass(frozen=True, slots=True)
class Traded:
    """What a day's booked orders did to the books: cash in fen after fees, and shares by symbol, sales negative."""

    cash_fen: int
    shares: dict[str, int]


def positions_of(lots: list[Lot], on: date) -> dict[str, Position]:
    """Fold lots to positions by symbol; a lot counts as sellable from its date on; empty lots vanish."""
    folded: dict[str, Position] = {}
    for lot in lots:
        if lot.qty_shares == 0:
            continue
        old = folded.get(lot.symbol, Position(lot.symbol, 0, 0, 0))
        sellable = lot.qty_shares if lot.sellable_date <= on else 0
        folded[lot.symbol] = Position(
            lot.symbol, old.qty_shares + lot.qty_shares, old.sellable_shares + sellable, old.cost_fen + lot.cost_fen
        )
    return dict(sorted(folded.items()))


def entitlement(shares: int, cash_per_share: Decimal, bonus_per_share: Decimal) -> tuple[int, int]:
    """Return (cash in fen, bonus shares) for `shares` of one account held at the close before the ex-date.

    Yuan per share before tax and shares per share. Cash is rounded half up to the fen, bonus shares fall to whole ones
    (the depository hands out fractions by lot, which a small account cannot count on). ValueError when negative.
    """
    if shares < 0 or not cash_per_share >= 0 or not bonus_per_share >= 0:
        raise ValueError(f"no entitlement for {shares} shares at {cash_per_share} yuan and {bonus_per_share} shares")
    cash = (shares * cash_per_share * FEN_PER_YUAN).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return int(cash), int(shares * bonus_per_share)
