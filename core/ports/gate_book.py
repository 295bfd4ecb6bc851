"""What the gates remember from one day to the next: counters, the account's value as it was read, and trips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class LossRule(StrEnum):
    """The gates that trip and stay tripped until a person re-arms them."""

    DAILY_LOSS = "daily_loss"
    DRAWDOWN = "drawdown"


@dataclass(frozen=True, slots=True)
class Counters:
    """What has left the house: today, and over the last trading days before today.

    `order_ids` are today's; `bought_in_a_row` says for a symbol how many of the newest files before today, without a
    gap, bought it; `recent_fast_cancels` counts orders asked to be cancelled within a second, today's too.
    """

    files_today: int
    orders_today: int
    cancels_today: int
    bought_today_fen: int
    sold_today_fen: int
    recent_orders: int
    recent_cancels: int
    order_ids: frozenset[str]
    bought_in_a_row: Mapping[str, int]
    recent_fast_cancels: int


@dataclass(frozen=True, slots=True)
class EquityRead:
    """The account's value read once: from `source`, against the previous close and the highest close before."""

    source: str
    total_fen: int
    base_fen: int
    peak_fen: int


@dataclass(frozen=True, slots=True)
class Trip:
    """A gate that has tripped and waits for a person: since when, at what value, against which."""

    rule: LossRule
    trade_date: date
    run_seq: int
    total_fen: int
    against_fen: int


@dataclass(frozen=True, slots=True)
class LossRecord:
    """Reads by rule since it was last re-armed, oldest first; the highest close, None before the first; open trips."""

    reads: Mapping[LossRule, tuple[EquityRead, ...]]
    peak_fen: int | None
    trips: Mapping[LossRule, Trip]


@dataclass(frozen=True, slots=True)
class CounterRow:
    """One row of the counters, as it was appended."""

    trade_date: date
    source: str
    name: str
    amount: int


class GateBook(Protocol):
    """The gates' memory, append-only; each method is one transaction, and the same again changes nothing.

    Counters of a batch or a report are written by `Books` in the transaction that records it.
    """

    def counters(self, day: date, window: Sequence[date]) -> Counters:
        """Return what was counted on `day` and over the days of `window`."""
        ...

    def counter_rows(self, first: date, last: date) -> list[CounterRow]:
        """Return the counters' rows of these days, oldest first."""
        ...

    def record_reads(self, run_seq: int, day: date, at: datetime, reads: Sequence[EquityRead]) -> None:
        """Keep reads of the account's value; one of the same run and source is kept once, the first."""
        ...

    def record_peak(self, run_seq: int, day: date, at: datetime, total_fen: int) -> None:
        """Raise the highest close to `total_fen`; a lower one changes nothing."""
        ...

    def losses(self, before_run: int | None = None) -> LossRecord:
        """Return reads, peak and open trips.

        Trips and re-arming of `before_run` and later runs are left out: a resumed run sees what it saw at first.
        """
        ...

    def trip(self, run_seq: int, at: datetime, trip: Trip) -> bool:
        """Latch a rule and return whether it was not latched already."""
        ...

    def rearm(self, run_seq: int, day: date, at: datetime, rule: LossRule, author: str, reason: str) -> None:
        """Release a rule; a drawdown counts from then on from the next close.

        FixAndRestart for one that has not tripped, or without a name and a reason.
        """
        ...
