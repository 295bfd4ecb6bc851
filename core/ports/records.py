"""What a person looks up among the records: events, runs, orders, and the snapshot files behind them. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.ports.runs import Run

MOST_COUNTED = 100_000


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events: words that all stand somewhere in one, levels and topics of which empty means any, and days.

    `between` are two instants, both included.
    """

    text: str = ""
    levels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    between: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event; `detail` is the JSON that was kept with it."""

    event_id: int
    at: datetime
    level: str
    topic: str
    message: str
    detail: str


@dataclass(frozen=True, slots=True)
class RunQuery:
    """Which runs: words in id or reason, kinds and outcomes (`""` the unfinished), empty meaning any, and days."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run with its attempt and when it ran; `ended_at` None while unfinished."""

    run: Run
    attempt: int
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order of a batch, the run that released it, and the newest known of it: `state` empty for nothing."""

    client_order_id: str
    batch_id: str
    trade_date: date
    run_id: str
    symbol: str
    side: str
    qty_shares: int
    limit_li: int
    reason: str
    state: str
    filled_shares: int
    message: str


@dataclass(frozen=True, slots=True)
class SnapshotLine:
    """One snapshot file with everything the manifest says of it; `revises` the snapshot it replaces."""

    snapshot_id: int
    dataset: str
    day: date
    path: str
    rows: int
    sha256: str
    payload_hash: str
    source_name: str
    source_url: str
    ingest_time: datetime
    run_id: str
    strategy_id: str
    revises: int | None


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """A day that came back different, as noted when it did; how it differs has to be compared."""

    revision_id: int
    dataset: str
    day: date
    rows_changed: int
    detected_at: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """One stored day that came back different.

    `columns` counts changed cells by column and `largest` is the largest relative change of a figure in each, None
    where nothing was a figure; `symbols` are those with a row that came, went or changed; `run_ids` the runs that could
    read the old rows and not the new ones.
    """

    revision_id: int
    dataset: str
    day: date
    detected_at: datetime
    rows_came: int
    rows_went: int
    rows_changed: int
    columns: dict[str, int]
    largest: dict[str, float]
    symbols: tuple[str, ...]
    run_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestLine:
    """What was asked of one interface of a source on a day; times on the wire in ms, the busiest minute in requests."""

    source: str
    interface: str
    day: date
    requests: int
    failures: int
    throttled: int
    rows: int
    mean_ms: float
    slowest_ms: float
    last_ms: float
    busiest_minute: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class ChainLine:
    """What the chain of records holds of one table: how many links, and the days of its records."""

    table: str
    links: int
    first: date | None
    last: date | None


class Records(Protocol):
    """Look-ups over one home; what is long comes in pages, newest first, with how many there are in all.

    More than MOST_COUNTED are not counted.
    """

    def events(self, query: EventQuery, skip: int, count: int) -> tuple[list[EventLine], int]:
        """A page of events, and how many match."""
        ...

    def topics(self) -> list[str]:
        """The topics the newest events have, by name."""
        ...

    def runs(self, query: RunQuery, skip: int, count: int) -> tuple[list[RunLine], int]:
        """A page of runs, and how many match."""
        ...

    def run(self, run_id: str) -> RunLine | None:
        """The run, None where there is none of that id."""
        ...

    def orders(self, text: str, skip: int, count: int) -> tuple[list[OrderLine], int]:
        """A page of orders whose id or symbol holds `text`, and how many do."""
        ...

    def order(self, client_order_id: str) -> OrderLine | None:
        """The order, None where there is none of that id."""
        ...

    def files_read(self, dataset: str, day: date, as_of: datetime, pin: int) -> SnapshotLine | None:
        """The file a run reads for `day`, that stands at `as_of` and may use snapshots up to `pin`; None for none."""
        ...

    def snapshot(self, snapshot_id: int) -> SnapshotLine | None:
        """The snapshot file of that number, None where there is none."""
        ...

    def is_intact(self, line: SnapshotLine) -> bool | None:
        """Whether the file on disk still has the bytes that were stored; None where it is not there."""
        ...

    def rows_by_day(self, since: date) -> Mapping[str, Mapping[date, int]]:
        """By dataset, the rows of the newest file of each stored day from `since` on."""
        ...

    def newest_ingest(self) -> Mapping[str, datetime]:
        """By dataset, when its newest file came in."""
        ...

    def revisions(self, count: int) -> tuple[Sequence[RevisionLine], int]:
        """The newest vendor revisions, and how many there are."""
        ...

    def revision(self, revision_id: int) -> Revision:
        """One vendor revision compared cell by cell; FixAndRestart where there is none of that number."""
        ...

    def chain(self) -> list[ChainLine]:
        """What the chain of records holds by table, the most first."""
        ...

    def requests(self, count: int) -> list[RequestLine]:
        """What was asked of each interface a day, newest day first."""
        ...

    def cell(
        self, dataset: str, day: date, ts_code: str, column: str, new_value: str | None, at: datetime
    ) -> str | None:
        """The value a correction to `new_value` would overrule at that instant, None for a missing one.

        FixAndRestart where it is no cell that can be corrected, or the new value is none for it.
        """
        ...
