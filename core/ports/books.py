"""The desk's books: ledger, batches, fills, reconciliation. Append-only; every row carries the run that wrote it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.domain.breaks import Break, BreakAction
from core.domain.holdings import Account, Lot
from core.domain.journal import JournalEntry
from core.domain.orders import Batch, BrokerFigures, ExecReport, Fill, OrderResult
from core.domain.parity import DayParity
from core.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class EquityMark:
    """The account's value after one close; market value at that day's close, benchmark 0.0 where unknown."""

    trade_date: date
    cash_fen: int
    market_value_fen: int
    benchmark_close: float

    @property
    def total_fen(self) -> int:
        """Cash and market value together."""
        return self.cash_fen + self.market_value_fen


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """A released (or about to be released) orders file as the books know it."""

    batch_id: str
    trade_date: date
    sequence: int
    prev_hash: str
    content_hash: str
    rows: int
    notional_fen: int


@dataclass(frozen=True, slots=True)
class BookedEntry:
    """A journal entry as it stands in the ledger: its number and the run that posted it."""

    entry_id: int
    run_seq: int
    entry: JournalEntry


class Books(Protocol):
    """Transactional truth; each method is one transaction, and repeating it with the same rows changes nothing."""

    def post(self, run_seq: int, entries: Sequence[JournalEntry]) -> int:
        """Post entries whose `ref` is new and return how many were; all of them or none."""
        ...

    def posted(self, day: date) -> set[str]:
        """Refs of the entries already posted for `day`: a resumed job leaves them out before it looks at the lots."""
        ...

    def lots(self) -> list[Lot]:
        """Open lots by symbol, then acquisition (FIFO order)."""
        ...

    def account(self, on: date) -> Account:
        """Cash and positions after the entries up to and including `on`, with sellable shares as of `on`."""
        ...

    def trial_balance(self) -> dict[str, int]:
        """Sum in fen per account; the values sum to zero."""
        ...

    def entries(self, first: date, last: date) -> list[BookedEntry]:
        """The entries dated so, in the order they were posted."""
        ...

    def entry(self, ref: str) -> BookedEntry | None:
        """The entry of that ref, None when there is none."""
        ...

    def ledger_faults(self) -> list[str]:
        """What does not hold when all of history is gone through, entry by entry; empty when everything does."""
        ...

    def record_verdicts(self, run_seq: int, verdicts: Sequence[Verdict]) -> None:
        """Keep the gates' answers of a run, evidence included."""
        ...

    def verdicts(self, run_seq: int) -> list[Verdict]:
        """The gates' answers of a run in the order they were given; a resumed run may have asked a gate twice."""
        ...

    def record_batch(self, run_seq: int, batch: Batch, content_hash: str) -> None:
        """Keep a batch before its file is written; the same batch again is no error, a different one is."""
        ...

    def batches(self, day: date) -> list[BatchRecord]:
        """The day's batches by sequence."""
        ...

    def last_batch_hash(self) -> str:
        """Content hash of the newest batch, '' before the first: the next file names it."""
        ...

    def batch_orders(self, batch_id: str) -> Batch:
        """The batch as recorded; KeyError when unknown."""
        ...

    def record_report(self, run_seq: int, report: ExecReport, fast_cancels: Collection[str] = ()) -> None:
        """Keep order results and fills; a fill already known (date, entrust, business id) is kept once.

        A later run's report of the same order adds a row, and `results` answers with the newest. Raises AskHuman when
        a known fill comes back with other figures.
        """
        ...

    def results(self, day: date) -> list[OrderResult]:
        """Order results of the day by client order id, the newest run's for each."""
        ...

    def fills(self, day: date) -> list[Fill]:
        """Fills of the day by entrust and business id."""
        ...

    def record_broker(self, run_seq: int, figures: BrokerFigures) -> None:
        """Keep the broker's positions and cash of a day."""
        ...

    def broker(self, day: date) -> BrokerFigures | None:
        """The broker's figures of that day, None when never recorded."""
        ...

    def record_breaks(self, run_seq: int, breaks: Sequence[Break]) -> None:
        """Keep the differences found by a run; one already known for that day (even a resolved one) is kept once."""
        ...

    def open_breaks(self) -> list[Break]:
        """Breaks nobody has resolved yet, oldest first, with their ids."""
        ...

    def breaks(self, day: date) -> list[Break]:
        """Every break found on that day, decided or not, oldest first."""
        ...

    def wait_for_break(self, run_seq: int, break_id: int, until: date, author: str, reason: str) -> None:
        """Record until when somebody waits; the break stays open. Raises as `resolve_break`."""
        ...

    def resolve_break(self, run_seq: int, break_id: int, action: BreakAction, author: str, reason: str) -> None:
        """Record a person's decision; raises FixAndRestart for an unknown or resolved break, or an empty reason."""
        ...

    def mark_equity(self, run_seq: int, mark: EquityMark) -> None:
        """Keep the account's value after a close."""
        ...

    def equity(self) -> list[EquityMark]:
        """All marks by date, the newest run's for a day with several."""
        ...

    def record_parity(self, run_seq: int, parity: DayParity) -> None:
        """Keep how a day came about beside its plan."""
        ...

    def parity(self, first: date, last: date) -> list[DayParity]:
        """The parity of the days in [first, last], the newest run's for a day with several."""
        ...
