"""A line of the broker's delivery list (交割单): what one trade really cost."""

from dataclasses import dataclass
from datetime import date

from core.domain.orders import Side


@dataclass(frozen=True, slots=True)
class Charges:
    """The fees of a trade in fen, by kind."""

    commission_fen: int = 0
    stamp_fen: int = 0
    transfer_fen: int = 0
    other_fen: int = 0

    @property
    def total_fen(self) -> int:
        """All four together."""
        return self.commission_fen + self.stamp_fen + self.transfer_fen + self.other_fen

    def __add__(self, other: "Charges") -> "Charges":
        """Add kind by kind."""
        return Charges(
            self.commission_fen + other.commission_fen,
            self.stamp_fen + other.stamp_fen,
            self.transfer_fen + other.transfer_fen,
            self.other_fen + other.other_fen,
        )


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivered trade; `entrust_no` is '' where the list has none, `line` its place in the file."""

    line: int
    trade_date: date
    symbol: str
    side: Side
    qty_shares: int
    amount_fen: int
    charges: Charges
    entrust_no: str = ""
