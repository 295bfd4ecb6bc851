"""The folder exchanged with PTrade: one way out, three files back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from core.domain.answers import Ack
from core.domain.approved import ApprovedOrders
from core.domain.orders import Batch, BrokerFigures, ExecReport, OrderResult, OrderState
from core.domain.trading_state import TradingState


@dataclass(frozen=True, slots=True)
class Released:
    """An orders file in place: what was written where; `content_hash` is what the next batch names as `prev_hash`."""

    batch_id: str
    path: Path
    file_sha256: str
    content_hash: str
    rows: int
    notional_fen: int


@dataclass(frozen=True, slots=True)
class TakenBatch:
    """A batch as the executor's own chain names it."""

    trade_date: str
    sequence: str
    batch_id: str
    content_hash: str
    prev_hash: str


@dataclass(frozen=True, slots=True)
class OrderProgress:
    """How far an order has come by the executor's journal: `at` HH:MM:SS, `traded_li` the sum of price × shares.

    No checksum proves a journal: it is there to look at while the day lasts, and nothing is booked from it.
    """

    client_order_id: str
    batch_id: str
    state: OrderState
    filled_shares: int
    traded_li: int
    at: str
    message: str


class ArrivalKind(StrEnum):
    """The kinds of files that come back; each word is how the file's name begins."""

    ACK = "ack"
    EXEC_REPORT = "exec_report"
    POSITIONS = "real_positions"
    JOURNAL = "journal"
    BATCHES = "batches"


GROWING = frozenset({ArrivalKind.JOURNAL, ArrivalKind.BATCHES})
"""Files the executor appends to: a later one begins with all of an earlier one."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A verified file from outside: what it is, whatever it is called; `sequence` is 0 but for an ack.

    `accepted` are the batches a growing file says were taken, `answered` the orders a journal has answers for.
    """

    kind: ArrivalKind
    trade_date: date
    sequence: int
    batch_ids: tuple[str, ...]
    content_hash: str
    file_sha256: str
    path: Path
    data: bytes
    ack: Ack | None
    accepted: tuple[TakenBatch, ...] = ()
    answered: tuple[OrderResult, ...] = ()

    @property
    def name(self) -> str:
        """What the file was called where it came from."""
        return self.path.name


class OrdersOutbox(Protocol):
    """Writes orders files; accepts nothing but ApprovedOrders."""

    def release(self, approved: ApprovedOrders, state_now: Callable[[], TradingState]) -> Released:
        """Write the batch atomically, asking `state_now` in the instant before the rename.

        Releasing the same batch again returns the file already there. Raises Refused when the state is HALTED, or
        REDUCING with a buy in the batch, another file holds the sequence, or `state_now` refuses by itself.
        """
        ...

    def released(self, day: date) -> list[Released]:
        """The day's orders files, by sequence; FixAndRestart naming the file when one is not whole."""
        ...

    def days(self) -> list[date]:
        """The trade dates that have orders files, oldest first."""
        ...

    def hash_of(self, batch: Batch) -> str:
        """The content hash the batch's file carries; FixAndRestart for a batch the format cannot carry."""
        ...

    def read(self, released: Released) -> Batch:
        """The batch in an orders file; FixAndRestart when it is not whole."""
        ...


class ReportsInbox(Protocol):
    """Reads and verifies what the executor wrote; every refusal names file, line and remedy."""

    def ack_path(self, day: date, sequence: int) -> Path:
        """Where the answer to that orders file is expected."""
        ...

    def exec_report_path(self, day: date) -> Path:
        """Where the day's execution report is expected."""
        ...

    def positions_path(self, day: date) -> Path:
        """Where the day's positions file is expected."""
        ...

    def ack(self, day: date, sequence: int) -> Ack | None:
        """The answer to that orders file, None while there is none."""
        ...

    def examine(self, path: Path) -> Arrival:
        """What a file from outside is, verified whole; FixAndRestart for one that is not wholly ours."""
        ...

    def standing(self, arrival: Arrival) -> str | None:
        """Content hash of the file where this one belongs, '' for one that is not whole, None where there is none."""
        ...

    def grown(self, arrival: Arrival) -> bool | None:
        """Whether a growing file begins with all of the one where it belongs; None where that has all of this one.

        FixAndRestart where the two are no two states of one file.
        """
        ...

    def lay(self, arrival: Arrival) -> None:
        """Put a file where it belongs; another that stood there goes to the archive first, unless this one has it."""
        ...

    def set_aside(self, arrival: Arrival) -> Path:
        """Keep a file in the archive only, because another one was booked."""
        ...

    def taken(self) -> list[TakenBatch]:
        """The executor's own list of batches it accepted, oldest first; empty while it never came back."""
        ...

    def journal(self, day: date) -> Arrival | None:
        """The executor's journal of the day as it lies in the folder; None while it never came."""
        ...

    def progress(self, day: date) -> list[OrderProgress]:
        """How far the day's orders have come by the executor's journal, in its order; empty while there is none."""
        ...

    def unread_rows(self, day: date) -> tuple[int, ...]:
        """Numbers of the rows of the day's journal that nobody can read; empty while there is none."""
        ...

    def rests_s(self, day: date) -> Mapping[str, int]:
        """Whole seconds from an order's sending to the first request to cancel it, by order, as the journal tells.

        Empty while there is no journal; an order that nobody asked to cancel is not in it.
        """
        ...

    def exec_report(self, day: date, path: Path | None = None) -> ExecReport | None:
        """The day's execution report from the folder, or from `path` given by hand; None while there is none."""
        ...

    def broker_figures(self, day: date, path: Path | None = None) -> BrokerFigures | None:
        """The day's positions and cash, likewise."""
        ...


class BrokerSession(Protocol):
    """A broker's trading day that software can run: the paper PTrade. A live channel has none."""

    def trade(self, day: date) -> None:
        """Run the whole session of `day`: reads the outbox, leaves ack, exec_report and real_positions."""
        ...
