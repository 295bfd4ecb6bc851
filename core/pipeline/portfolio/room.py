"""How much more may be bought of an industry and of a board."""

from collections import Counter
from collections.abc import Mapping

from core.domain.errors import SkipName
from core.domain.holdings import Account
from core.domain.money import notional_fen
from core.domain.quote import Quote
from core.domain.symbols import Board, board_of
from core.settings.limits import Exposure


class Room:
    """What is held by place at this morning's references, and what purchases add to it.

    Sales of the same day make no room: they may not fill. A name whose industry is not known may be in any: it counts
    in each, and has the room of the fullest; the settings may give such names more room than an industry has.
    """

    def __init__(self, account: Account, quotes: Mapping[str, Quote], limits: Exposure) -> None:
        self._quotes = quotes
        self._limits = limits
        self._boards: Counter[str] = Counter()
        self._sectors: Counter[str] = Counter()
        self._assets_fen = account.cash_fen
        for symbol, position in account.positions.items():
            quote = quotes.get(symbol)
            value = position.cost_fen if quote is None else notional_fen(quote.ref_li, position.qty_shares)
            self._assets_fen += value
            self.take(symbol, value)

    def take(self, symbol: str, value_fen: int) -> None:
        """Count `value_fen` more of a symbol."""
        self._boards[_board(symbol)] += value_fen
        self._sectors[self._sector(symbol)] += value_fen

    def left_fen(self, symbol: str) -> tuple[int, str]:
        """Return how much more of a symbol may be bought, zero where nothing, and the place that says so."""
        limits = self._limits
        most: dict[str, float] = {
            Board.MAIN: limits.max_main,
            Board.CHINEXT: limits.max_chinext,
            Board.STAR: limits.max_star,
            Board.BSE: limits.max_bse,
        }
        board, sector = _board(symbol), self._sector(symbol)
        board_fen = int(most.get(board, 0.0) * self._assets_fen) - self._boards[board]
        sector_fen = int(limits.max_with_unknown * self._assets_fen) - self._lying_in(sector)
        if sector:
            sector_fen = min(sector_fen, int(limits.max_sector * self._assets_fen) - self._sectors[sector])
        if board_fen < sector_fen:
            return max(board_fen, 0), f"board {board}"
        return max(sector_fen, 0), f"industry {sector or 'unknown'}"

    def _lying_in(self, sector: str) -> int:
        known = self._sectors[sector] if sector else max((v for k, v in self._sectors.items() if k), default=0)
        return known + self._sectors[""]

    def _sector(self, symbol: str) -> str:
        quote = self._quotes.get(symbol)
        return quote.sector if quote else ""


def _board(symbol: str) -> str:
    try:
        return board_of(symbol).value
    except SkipName:
        return ""
