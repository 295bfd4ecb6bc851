"""Double entry: entries whose postings sum to zero, and the lot movements that go with them."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

TRADE = "trade"
"""The kind of an entry that books one order's fills."""


class Ledger(StrEnum):
    """Accounts of the ledger; debit positive. SECURITIES and the result accounts carry a symbol."""

    CASH_SETTLED = "cash:settled"
    CASH_UNSETTLED = "cash:unsettled"
    CASH_RESERVED = "cash:reserved"
    SECURITIES = "securities"
    CAPITAL = "capital"
    REALISED = "result:realised"
    DIVIDENDS = "result:dividends"
    COMMISSION = "fees:commission"
    STAMP = "fees:stamp"
    TRANSFER = "fees:transfer"
    OTHER_FEES = "fees:other"
    DIVIDEND_TAX = "tax:dividends"
    WRITE_DOWNS = "result:writedowns"
    ADJUSTMENTS = "result:adjustments"


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry, in fen."""

    account: Ledger
    amount_fen: int
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class LotMove:
    """A change to one lot: shares, cost and dividends still to be taxed, added or taken away."""

    lot_id: str
    symbol: str
    qty_shares: int
    cost_fen: int
    acquired_date: date
    sellable_date: date
    taxable_fen: int = 0


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A balanced entry; `ref` makes it unique, so posting it twice posts it once.

    ValueError when it is out of balance, when a symbol's securities are booked at another sum than its lots move, or
    when it has no ref.
    """

    ref: str
    trade_date: date
    kind: str
    memo: str
    postings: tuple[Posting, ...]
    lot_moves: tuple[LotMove, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if not self.ref:
            raise ValueError(f"an entry of {self.trade_date} ({self.kind}) has no ref")
        total = sum(posting.amount_fen for posting in self.postings)
        if total != 0:
            raise ValueError(f"entry {self.ref!r} is out of balance by {total} fen")
        booked, moved = self._securities_fen(), self._moved_fen()
        for symbol in booked.keys() | moved.keys():
            if booked[symbol] != moved[symbol]:
                raise ValueError(
                    f"entry {self.ref!r} books {booked[symbol]} fen of securities in {symbol!r}"
                    f" but moves lots of {moved[symbol]} fen"
                )

    def _securities_fen(self) -> Counter[str]:
        booked: Counter[str] = Counter()
        for posting in self.postings:
            if posting.account is Ledger.SECURITIES:
                booked[posting.symbol] += posting.amount_fen
        return booked

    def _moved_fen(self) -> Counter[str]:
        moved: Counter[str] = Counter()
        for move in self.lot_moves:
            moved[move.symbol] += move.cost_fen
        return moved
