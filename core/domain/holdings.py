"""Lots, positions and the account as our own books state them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Lot:
    """Shares bought together: `cost_fen` is the whole remaining cost including fees, sellable from `sellable_date`."""

    lot_id: str
    symbol: str
    qty_shares: int
    cost_fen: int
    acquired_date: date
    sellable_date: date


@dataclass(frozen=True, slots=True)
class Position:
    """All lots of one symbol on one day."""

    symbol: str
    qty_shares: int
    sellable_shares: int
    cost_fen: int


@dataclass(frozen=True, slots=True)
class Account:
    """The books on one day: settled cash, proceeds of that day's sales, and positions by symbol."""

    trade_date: date
    settled_fen: int
    unsettled_fen: int
    positions: dict[str, Position]

    @property
    def cash_fen(self) -> int:
        """Settled and unsettled cash together."""
        return self.settled_fen + self.unsettled_fen


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
