"""The desk's books on SQLite: one transaction per method, append-only, repeatable."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Engine

from core.adapters.store import book_breaks, book_broker, book_ledger, book_orders
from core.adapters.store.book_points import POINT_EVERY, standing_on
from core.domain.breaks import Break, BreakAction
from core.domain.holdings import Account, Lot
from core.domain.journal import JournalEntry
from core.domain.orders import Batch, BrokerFigures, ExecReport, Fill, OrderResult
from core.domain.parity import DayParity
from core.domain.verdict import Verdict
from core.ports.books import BatchRecord, BookedEntry, EquityMark


class SqlBooks:
    """`core.ports.books.Books` on an engine whose transactions start with BEGIN IMMEDIATE."""

    def __init__(self, engine: Engine, point_every: int = POINT_EVERY) -> None:
        """Take an engine; a resting point of the ledger is laid down every `point_every` entries."""
        self._engine = engine
        self._point_every = point_every

    def post(self, run_seq: int, entries: Sequence[JournalEntry]) -> int:
        """Post entries whose `ref` is new and return how many were; all of them or none.

        AskHuman, and nothing posted, when after any single one of them the ledger would be out of balance, a lot
        impossible, or settled, reserved or total cash below zero.
        """
        with self._engine.begin() as connection:
            return book_ledger.post_entries(connection, run_seq, entries, self._point_every)

    def posted(self, day: date) -> set[str]:
        """Refs of the entries already posted for `day`."""
        with self._engine.connect() as connection:
            return book_ledger.posted_refs(connection, day)

    def lots(self) -> list[Lot]:
        """Open lots by symbol, then acquisition (FIFO order)."""
        with self._engine.connect() as connection:
            return standing_on(connection).lots()

    def account(self, on: date) -> Account:
        """Cash and positions after the entries up to and including `on`, with sellable shares as of `on`."""
        with self._engine.connect() as connection:
            return standing_on(connection, on).account(on)

    def trial_balance(self) -> dict[str, int]:
        """Sum in fen per account; the values sum to zero."""
        with self._engine.connect() as connection:
            return standing_on(connection).balances()

    def entries(self, first: date, last: date) -> list[BookedEntry]:
        """The entries dated so, in the order they were posted."""
        with self._engine.connect() as connection:
            return book_ledger.entries_between(connection, first, last)

    def entry(self, ref: str) -> BookedEntry | None:
        """The entry of that ref, None when there is none."""
        with self._engine.connect() as connection:
            return book_ledger.entry_of(connection, ref)

    def ledger_faults(self) -> list[str]:
        """What does not hold when all of history is gone through, entry by entry; empty when everything does."""
        with self._engine.connect() as connection:
            return book_ledger.ledger_faults(connection)

    def record_verdicts(self, run_seq: int, verdicts: Sequence[Verdict]) -> None:
        """Keep the gates' answers of a run, evidence included."""
        with self._engine.begin() as connection:
            book_orders.add_verdicts(connection, run_seq, verdicts)

    def verdicts(self, run_seq: int) -> list[Verdict]:
        """The gates' answers of a run in the order they were given."""
        with self._engine.connect() as connection:
            return book_orders.verdicts_of(connection, run_seq)

    def record_batch(self, run_seq: int, batch: Batch, content_hash: str) -> None:
        """Keep a batch before its file is written; the same again is no error, a different one raises Refused."""
        with self._engine.begin() as connection:
            book_orders.add_batch(connection, run_seq, batch, content_hash)

    def batches(self, day: date) -> list[BatchRecord]:
        """The day's batches by sequence."""
        with self._engine.connect() as connection:
            return book_orders.batches_of(connection, day)

    def last_batch_hash(self) -> str:
        """Content hash of the newest batch, '' before the first."""
        with self._engine.connect() as connection:
            return book_orders.newest_hash(connection)

    def batch_orders(self, batch_id: str) -> Batch:
        """The batch as recorded; KeyError when unknown."""
        with self._engine.connect() as connection:
            return book_orders.batch_of(connection, batch_id)

    def record_report(self, run_seq: int, report: ExecReport, fast_cancels: Collection[str] = ()) -> None:
        """Keep order results and fills; AskHuman when a known fill comes back with other figures.

        `fast_cancels` are orders that were asked to be cancelled within a second: those of the report are counted.
        """
        with self._engine.begin() as connection:
            book_orders.add_report(connection, run_seq, report, fast_cancels)

    def results(self, day: date) -> list[OrderResult]:
        """Order results of the day by client order id, the newest run's for each."""
        with self._engine.connect() as connection:
            return book_orders.results_of(connection, day)

    def fills(self, day: date) -> list[Fill]:
        """Fills of the day by entrust and business id."""
        with self._engine.connect() as connection:
            return book_orders.fills_of(connection, day)

    def record_broker(self, run_seq: int, figures: BrokerFigures) -> None:
        """Keep the broker's positions and cash of a day."""
        with self._engine.begin() as connection:
            book_broker.add_figures(connection, run_seq, figures)

    def broker(self, day: date) -> BrokerFigures | None:
        """The broker's figures of that day, None when never recorded."""
        with self._engine.connect() as connection:
            return book_broker.figures_of(connection, day)

    def record_breaks(self, run_seq: int, breaks: Sequence[Break]) -> None:
        """Keep the differences found by a run; one already known for that day is kept once."""
        with self._engine.begin() as connection:
            book_breaks.add_breaks(connection, run_seq, breaks)

    def open_breaks(self) -> list[Break]:
        """Breaks nobody has resolved yet, oldest first, with their ids."""
        with self._engine.connect() as connection:
            return book_breaks.unresolved(connection)

    def breaks(self, day: date) -> list[Break]:
        """Every break found on that day, decided or not."""
        with self._engine.connect() as connection:
            return book_breaks.breaks_on(connection, day)

    def wait_for_break(self, run_seq: int, break_id: int, until: date, author: str, reason: str) -> None:
        """Record until when somebody waits; the break stays open. FixAndRestart as `resolve_break`."""
        with self._engine.begin() as connection:
            book_breaks.add_wait(connection, run_seq, break_id, until, author, reason)

    def resolve_break(self, run_seq: int, break_id: int, action: BreakAction, author: str, reason: str) -> None:
        """Record a person's decision; FixAndRestart for an unknown or resolved break, or an empty reason."""
        with self._engine.begin() as connection:
            book_breaks.add_action(connection, run_seq, break_id, action, author, reason)

    def mark_equity(self, run_seq: int, mark: EquityMark) -> None:
        """Keep the account's value after a close."""
        with self._engine.begin() as connection:
            book_broker.add_mark(connection, run_seq, mark)

    def equity(self) -> list[EquityMark]:
        """All marks by date, the newest run's for a day with several."""
        with self._engine.connect() as connection:
            return book_broker.marks(connection)

    def record_parity(self, run_seq: int, parity: DayParity) -> None:
        """Keep how a day came about beside its plan."""
        with self._engine.begin() as connection:
            book_broker.add_parity(connection, run_seq, parity)

    def parity(self, first: date, last: date) -> list[DayParity]:
        """The parity of the days in [first, last], the newest run's for a day with several."""
        with self._engine.connect() as connection:
            return book_broker.parities(connection, first, last)
