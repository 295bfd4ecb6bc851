"""Taking shares out of lots, first in first out, and what their dividends owe when they are sold."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.domain.dividend_tax import dividend_tax_rate
from core.domain.errors import AskHuman
from core.domain.holdings import Lot
from core.domain.journal import LotMove
from core.domain.money import round_rate_fen


class OpenLots:
    """A working copy of the open lots that entries are built against, one after the other."""

    def __init__(self, lots: Iterable[Lot]) -> None:
        self._lots: dict[str, list[Lot]] = {}
        for lot in lots:
            if lot.qty_shares > 0:
                self._lots.setdefault(lot.symbol, []).append(lot)

    def held(self, symbol: str) -> int:
        """Shares of `symbol` left in all lots."""
        return sum(lot.qty_shares for lot in self._lots.get(symbol, ()))

    def symbols(self) -> list[str]:
        """Symbols with shares left, sorted."""
        return sorted(symbol for symbol in self._lots if self.held(symbol))

    def of(self, symbol: str) -> list[Lot]:
        """The lots of `symbol` with shares left, first in first."""
        return [lot for lot in self._lots.get(symbol, ()) if lot.qty_shares]

    def take(self, symbol: str, qty_shares: int, on: date | None, what: str) -> tuple[LotMove, ...]:
        """Remove `qty_shares` and return the moves; lots not yet sellable on `on` stay, None takes any.

        A lot sold in part gives up cost and taxable dividends in proportion, rounded half up; its last share takes what
        is left. AskHuman naming `what` when there are fewer shares.
        """
        moves: list[LotMove] = []
        left = qty_shares
        lots = self._lots.get(symbol, [])
        for index, lot in enumerate(lots):
            if left == 0:
                break
            if lot.qty_shares == 0 or (on is not None and lot.sellable_date > on):
                continue
            taken = min(left, lot.qty_shares)
            move = _part_of(lot, taken)
            moves.append(move)
            lots[index] = replace(
                lot,
                qty_shares=lot.qty_shares - taken,
                cost_fen=lot.cost_fen + move.cost_fen,
                taxable_fen=lot.taxable_fen + move.taxable_fen,
            )
            left -= taken
        if left:
            raise AskHuman(
                f"{what} takes {qty_shares} shares of {symbol}, the books have {qty_shares - left} to give"
                f" ({self.held(symbol) + qty_shares - left} held)",
                "compare the execution report with the books before anything is posted",
            )
        return tuple(moves)


def _part_of(lot: Lot, taken: int) -> LotMove:
    cost, taxable = (
        (2 * whole_fen * taken + lot.qty_shares) // (2 * lot.qty_shares)
        for whole_fen in (lot.cost_fen, lot.taxable_fen)
    )
    return LotMove(lot.lot_id, lot.symbol, -taken, -cost, lot.acquired_date, lot.sellable_date, -taxable)


def tax_fen(moves: Iterable[LotMove], on: date) -> int:
    """Return the tax on the dividends of shares sold `on`, in fen: summed by rate, each sum rounded half up once."""
    taxable: defaultdict[Decimal, int] = defaultdict(int)
    for move in moves:
        taxable[dividend_tax_rate(move.acquired_date, on)] -= move.taxable_fen
    return sum(round_rate_fen(amount, rate) for rate, amount in taxable.items())
