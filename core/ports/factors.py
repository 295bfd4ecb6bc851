"""What is kept of factors: the panels they read, the table of their values, and the book of their declarations."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.domain.late_bar import LateBar
from core.ports.snapshots import DataView

Float32 = npt.NDArray[np.float32]


class Declared(Protocol):
    """A factor's declaration, as far as the book keeps it."""

    @property
    def name(self) -> str:
        """Unique among the factors of one registry."""
        ...

    @property
    def version(self) -> int:
        """Raised whenever the expression changes."""
        ...

    @property
    def digest(self) -> str:
        """Hex SHA-256 of the expression."""
        ...

    @property
    def expression(self) -> str:
        """The formula as it was written."""
        ...

    @property
    def status(self) -> str:
        """Active, shadow or deprecated."""
        ...

    @property
    def category(self) -> str:
        """Its family."""
        ...

    @property
    def dtype(self) -> str:
        """What its column holds."""
        ...

    @property
    def source(self) -> str:
        """Where it is from."""
        ...

    @property
    def column(self) -> str:
        """The column of the table of values."""
        ...


@dataclass(frozen=True, slots=True)
class FactorChange:
    """One thing the book learnt: `topic` is factor.added, factor.status or factor.gone."""

    topic: str
    name: str
    version: int
    message: str


@dataclass(frozen=True, slots=True)
class LeakCheck:
    """One check of one factor in the leak lab; `evidence` is what was tried and what was seen, fit for JSON."""

    name: str
    version: int
    digest: str
    engine_version: int
    passed: bool
    evidence: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """A leak check with the instant it was made at."""

    check: LeakCheck
    checked_at: datetime


class FactorBook(Protocol):
    """Which factors there are and were, and what the leak lab said of them."""

    def sync(self, factors: Iterable[Declared], now: datetime) -> list[FactorChange]:
        """Bring the book up to date with the code, write each change to the event table and return them.

        A factor that vanished is deprecated and keeps its column. Raises FixAndRestart, and changes nothing, where a
        name and version stand for another expression than before.
        """
        ...

    def columns(self) -> tuple[str, ...]:
        """Every column the table of values ever had, in the order they came."""
        ...

    def record_leaks(self, checks: Sequence[LeakCheck], now: datetime) -> None:
        """Append checks made at `now`."""
        ...

    def newest_checks(self, factors: Iterable[Declared]) -> dict[str, KeptCheck]:
        """Return, by name, the newest check of each factor as it stands today: its digest and the engine's version."""
        ...

    def fresh_passes(self, factors: Iterable[Declared], now: datetime, max_age_days: float) -> set[str]:
        """Return the names whose newest check, of this digest and engine, passed and is at most that old.

        A check made later than `now` counts: in a replayed past it tells of the same formula.
        """
        ...


@dataclass(frozen=True, eq=False, slots=True)
class PanelRows:
    """T dates (int32 YYYYMMDD, ascending) × N symbols of float32 fields, read-only and memory-mapped.

    `late` are the cells that some of these evenings knew otherwise. `prints` tells, per date, everything the rows up
    to it were made of: equal prints mean equal values.
    """

    dates: npt.NDArray[np.int32]
    symbols: tuple[str, ...]
    fields: Mapping[str, Float32]
    late: tuple[LateBar, ...]
    prints: tuple[str, ...]


class Panels(Protocol):
    """The date × symbol matrices factors read: made of snapshots, kept to be quick, never truth."""

    def open(self, view: DataView, upto: date, progress: Callable[[str], None]) -> PanelRows:
        """Return the rows of every trading day up to `upto` as `view` knows them, bringing the kept ones up to date.

        Raises RetryLater when no bars are stored or another process is at it for long, FixAndRestart when the folder
        cannot be written.
        """
        ...


@dataclass(frozen=True, slots=True)
class FactorStamp:
    """What a day's values were made of; two equal ones mean equal values, whatever `as_of` and `pin`."""

    as_of: datetime
    pin: int
    engine_version: int
    registry: str
    panels: str

    def same_values(self, other: "FactorStamp") -> bool:
        """Whether engine, declarations and panels are the same."""
        return (self.engine_version, self.registry, self.panels) == (
            other.engine_version,
            other.registry,
            other.panels,
        )


class FactorTable(Protocol):
    """Factor values, one wide file a trading day."""

    def write(self, day: date, symbols: Sequence[str], values: Mapping[str, Float32 | None], stamp: FactorStamp) -> int:
        """Store the day's columns (N values each, None for a column without any) and return the bytes written.

        Replaces the day's file whole. Raises FixAndRestart when it cannot be written; then the old one stays.
        """
        ...

    def stamp(self, day: date) -> FactorStamp | None:
        """What the day's file was made of, None where there is none or it cannot be read."""
        ...

    def dates(self) -> list[date]:
        """The days with a file, ascending."""
        ...

    def read(self, start: date, end: date, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return trade_date, ts_code and the columns over [start, end], sorted; NaN where a day lacks a column."""
        ...
