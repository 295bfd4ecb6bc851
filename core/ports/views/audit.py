"""What the Audit screen asks: events, runs, and the way from an order back to the source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.ports.records import EventQuery, RunQuery
from core.ports.views.sheet import Sheet

PAGE_ROWS = 200


@dataclass(frozen=True, slots=True)
class EventsAsk:
    """One page of the events that match, newest first."""

    query: EventQuery = field(default_factory=EventQuery)
    page: int = 0


@dataclass(frozen=True, slots=True)
class RunsAsk:
    """One page of the runs that match, newest first."""

    query: RunQuery = field(default_factory=RunQuery)
    page: int = 0


@dataclass(frozen=True, slots=True)
class OrdersAsk:
    """One page of the orders whose id or symbol holds `text`, newest first."""

    text: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class RecordsAsk:
    """What the chain of records holds, by table."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of `events`, `runs`, `orders` or `records`, and how many there are in all.

    `choices` are the topics there are.
    """

    as_of: datetime
    what: str
    sheet: Sheet
    page: int
    total: int
    choices: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_ROWS))


@dataclass(frozen=True, slots=True)
class RunAsk:
    """Everything about one run."""

    run_id: str


@dataclass(frozen=True, slots=True)
class RunView:
    """One run: what fixed it, how far it got, what it left, what the gates said, what it told.

    `outcome` is empty while it is unfinished. `can_replay` says whether `daybreak replay` takes it.
    """

    as_of: datetime
    run_id: str
    kind: str
    trade_date: date
    outcome: str
    reason: str
    identity: Mapping[str, str]
    steps: Sheet
    artifacts: Sheet
    verdicts: Sheet
    events: Sheet
    orders: Sheet
    can_replay: bool


@dataclass(frozen=True, slots=True)
class LineageAsk:
    """Where an order came from, or what became of a symbol on a day.

    `key` is `order:<client_order_id>` or `symbol:<code>@<date>`, the date being the day of trading.
    """

    key: str


class Mark(StrEnum):
    """How a station of the way was left: passed, ended here, let through with a loss, never reached, or not known."""

    PASSED = "passed"
    ENDED = "ended"
    WARNED = "warned"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Station:
    """One decision on the way of a symbol; `code` in `group` of the report's words, `text` as the run recorded it."""

    name: str
    mark: Mark
    group: str = ""
    code: str = ""
    text: str = ""
    run_id: str = ""


@dataclass(frozen=True, slots=True)
class LineageView:
    """The whole way of one symbol on one day.

    `trail` are the decisions in order: the first that is not passed answers why an order was not placed. Each part
    holds figures by name: `order`, `plan`, `score`; `verdicts` what each gate said that morning, `targets` every row of
    the plan; `factors` a row per factor with raw, z-score, rank, weight and
    contribution; `snapshots` a row per file that was read, whose cells a PayloadAsk tells. What the home does not hold
    is empty.
    """

    as_of: datetime
    key: str
    symbol: str
    name: str
    trade_date: date
    data_date: date | None
    trail: tuple[Station, ...]
    order: Mapping[str, object]
    plan: Mapping[str, object]
    score: Mapping[str, object]
    verdicts: Sheet
    targets: Sheet
    factors: Sheet
    snapshots: Sheet


@dataclass(frozen=True, slots=True)
class PayloadAsk:
    """What the run `read_by` read of `symbol` in one snapshot file."""

    snapshot_id: int
    read_by: str
    symbol: str


@dataclass(frozen=True, slots=True)
class PayloadView:
    """A symbol's row of one snapshot file as the run read it, and where the bytes came from.

    `cells` has column, value (text in canonical units), unit, wire (the vendor's name and factor) and the number of a
    correction laid over it, 0 for none; no row where the file has none of the symbol. `source` holds the manifest's
    words by name. `intact` says whether the file still has the bytes that were stored, None where it is gone.
    """

    as_of: datetime
    snapshot_id: int
    dataset: str
    day: date
    cells: Sheet
    source: Mapping[str, str]
    intact: bool | None
