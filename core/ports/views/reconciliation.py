"""What the screen of reconciliation is told: four statements, breaks and what may be done, planned against filled."""

from dataclasses import dataclass, field
from datetime import date, datetime

from core.ports.views.orders import RunMark
from core.ports.views.sheet import EMPTY, Sheet


@dataclass(frozen=True, slots=True)
class FourCash:
    """The cash of a day by the four statements, fen; `broker_fen` None where its figures did not come back."""

    before_fen: int
    intended_fen: int
    filled_fen: int
    ledger_fen: int
    broker_fen: int | None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Another desk laid beside this one: whose home it is, of which run's moment each is, and a row a day.

    `trouble` says why it cannot be told, '' where it can.
    """

    home: str
    channel: str = ""
    our_as_of: datetime | None = None
    their_as_of: datetime | None = None
    days: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class ReconciliationAsk:
    """The reconciliation of a day, the newest reconciled one where none is named."""

    day: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ReconciliationView:
    """The reconciliation of one day, and every break that is open.

    `shares` has a row per symbol by the four statements; `breaks` one per open break with `actions` a tuple of what its
    code allows, `decided` one per decision, newest first; `parity` one per planned trade of the day, fen and 厘;
    `history` one per day. `entries` are the ledger's of the last weeks, to name one; `wait_days` the days a break may
    wait for, `troubles` what could not be told. `trade_date` is None where no day was reconciled yet,
    `beside` where the settings name no desk to compare with.
    """

    as_of: datetime
    trade_date: date | None
    today: date
    days: tuple[date, ...] = ()
    close: RunMark | None = None
    cash: FourCash | None = None
    write_off_fen: int = 0
    wait_days: tuple[date, ...] = ()
    shares: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    breaks: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    decided: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    parity: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    history: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    entries: Sheet = field(default_factory=lambda: Sheet(EMPTY))
    troubles: tuple[str, ...] = ()
    beside: Beside | None = None
