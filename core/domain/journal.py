"""Double entry: entries whose postings sum to zero, and the lot movements that go with them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Ledger(StrEnum):
    """Accounts of the ledger; debit positive. SECURITIES and the result accounts carry a symbol."""

    CASH_SETTLED = "cash:settled"
    CASH_UNSETTLED = "cash:unsettled"
    SECURITIES = "securities"
    CAPITAL = "capital"
    REALISED = "result:realised"
    DIVIDENDS = "result:dividends"
    COMMISSION = "fees:commission"
    STAMP = "fees:stamp"
    TRANSFER = "fees:transfer"
    ADJUSTMENTS = "result:adjustments"


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry, in fen."""

    account: Ledger
    amount_fen: int
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class LotMove:
    """A change to one lot: shares and cost added or taken away."""

    lot_id: str
    symbol: str
    qty_shares: int
    cost_fen: int
    acquired_date: date
    sellable_date: date


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A balanced entry; `ref` makes it unique, so posting it twice posts it once. Unbalanced raises ValueError."""

    ref: str
    trade_date: date
    kind: str
    memo: str
    postings: tuple[Posting, ...]
    lot_moves: tuple[LotMove, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        total = sum(posting.amount_fen for posting in self.postings)
        if total != 0:
            raise ValueError(f"entry {self.ref!r} is out of balance by {total} fen")
        book = sum(posting.amount_fen for posting in self.postings if posting.account is Ledger.SECURITIES)
        moved = sum(move.cost_fen for move in self.lot_moves)
        if book != moved:
            raise ValueError(f"entry {self.ref!r} books {book} fen of securities but moves lots of {moved} fen")
