"""Taking shares out of lots, first in first out, and what their dividends owe when they are sold."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
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
        self._netted: Counter[str] = Counter()
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

    def add(self, lot: Lot) -> None:
        """Take in the lot that a purchase opens."""
        self._lots.setdefault(lot.symbol, []).append(lot)

    def take(
        self, symbol: str, qty_shares: int, on: date | None, what: str, bought: Collection[str] = ()
    ) -> tuple[LotMove, ...]:
        """Remove `qty_shares` and return the moves; lots not yet sellable on `on` stay, None takes any.

        `bought` are the lots that purchases of the same day opened. Only old shares can be delivered, but a holder's
        day counts by its net change (财税〔2012〕85号): as far as the day bought as well, the sale takes from those
        lots, and the old ones are held on. A lot sold in part gives up cost and taxable dividends in proportion,
        rounded half up; its last share takes what is left. AskHuman naming `what` when there are fewer old shares.
        """

        def old(lot: Lot) -> bool:
            return lot.lot_id not in bought and (on is None or lot.sellable_date <= on)

        lots = self.of(symbol)
        free = sum(lot.qty_shares for lot in lots if old(lot)) - self._netted[symbol]
        if qty_shares > free:
            raise AskHuman(
                f"{what} takes {qty_shares} shares of {symbol}, the books have {free} to give"
                f" ({self.held(symbol)} held)",
                "compare the execution report with the books before anything is posted",
            )
        netted = min(qty_shares, sum(lot.qty_shares for lot in lots if lot.lot_id in bought))
        self._netted[symbol] += netted
        of_today = self._remove(symbol, netted, lambda lot: lot.lot_id in bought)
        return (*of_today, *self._remove(symbol, qty_shares - netted, old))

    def _remove(self, symbol: str, qty_shares: int, wanted: Callable[[Lot], bool]) -> list[LotMove]:
        moves: list[LotMove] = []
        left, lots = qty_shares, self._lots.get(symbol, [])
        for index, lot in enumerate(lots):
            if left == 0:
                break
            if lot.qty_shares == 0 or not wanted(lot):
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
        return moves


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
