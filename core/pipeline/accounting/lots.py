"""Taking shares out of lots, first in first out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from core.domain.errors import AskHuman
from core.domain.holdings import Lot
from core.domain.journal import LotMove


class OpenLots:
    """A working copy of the open lots that entries are built against, one after the other."""

    def __init__(self, lots: Iterable[Lot]) -> None:
        self._lots = [lot for lot in lots if lot.qty_shares > 0]

    def held(self, symbol: str) -> int:
        """Shares of `symbol` left in all lots."""
        return sum(lot.qty_shares for lot in self._lots if lot.symbol == symbol)

    def symbols(self) -> list[str]:
        """Symbols with shares left, sorted."""
        return sorted({lot.symbol for lot in self._lots if lot.qty_shares})

    def take(self, symbol: str, qty_shares: int, on: date | None, what: str) -> tuple[LotMove, ...]:
        """Remove `qty_shares` and return the moves; lots not yet sellable on `on` stay, None takes any.

        A lot sold in part gives up cost in proportion, rounded half up; its last share takes what is left. AskHuman
        naming `what` when there are fewer shares.
        """
        moves: list[LotMove] = []
        left = qty_shares
        for index, lot in enumerate(self._lots):
            if left == 0:
                break
            if lot.symbol != symbol or lot.qty_shares == 0 or (on is not None and lot.sellable_date > on):
                continue
            taken = min(left, lot.qty_shares)
            cost = (2 * lot.cost_fen * taken + lot.qty_shares) // (2 * lot.qty_shares)
            moves.append(LotMove(lot.lot_id, symbol, -taken, -cost, lot.acquired_date, lot.sellable_date))
            self._lots[index] = replace(lot, qty_shares=lot.qty_shares - taken, cost_fen=lot.cost_fen - cost)
            left -= taken
        if left:
            raise AskHuman(
                f"{what} takes {qty_shares} shares of {symbol}, the books have {qty_shares - left} to give"
                f" ({self.held(symbol) + qty_shares - left} held)",
                "compare the execution report with the books before anything is posted",
            )
        return tuple(moves)
