"""Append-only snapshots and the view that cannot see the future."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

import pandas as pd

from core.domain.dates import TradingCalendar


@dataclass(frozen=True, slots=True)
class Audit:
    """Who brought a partition in: recorded with every snapshot file."""

    source_name: str
    source_url: str
    ingest_time: datetime
    run_id: str
    strategy_id: str


class DataView(Protocol):
    """Everything known at `as_of`, and nothing later."""

    @property
    def as_of(self) -> datetime:
        """The instant this view stands at."""
        ...

    @property
    def pin(self) -> int:
        """The highest snapshot id this view may use; with as_of it fixes every byte read."""
        ...

    def read(
        self, dataset: str, start: date | None = None, end: date | None = None, columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """Return known rows with trade dates in [start, end], sorted by date column and ts_code, corrections applied.

        LATEST datasets ignore start and end. Columns are canonical; an unknown dataset raises KeyError. A dataset
        never stored gives an empty frame with its columns.
        """
        ...

    def calendar(self) -> TradingCalendar:
        """Return the trading calendar; RetryLater when trade_cal was never stored."""
        ...

    def dates(self, dataset: str) -> list[date]:
        """Return the trade dates for which a partition is stored and known, ascending."""
        ...

    def fingerprints(self, dataset: str, days: Sequence[date]) -> dict[date, str]:
        """Return, per day with a stored and known partition, what `read` answers for it: equal text, equal rows.

        It names the partition's payload and the corrections laid over it. Only for DAILY datasets.
        """
        ...


class Snapshots(Protocol):
    """The append-only store."""

    def append(self, dataset: str, day: date, frame: pd.DataFrame, audit: Audit) -> int:
        """Store one partition and return its snapshot id.

        The same payload again returns the old id and writes nothing; a changed one is a new file, recorded as a vendor
        revision. Raises FixAndRestart on missing columns, foreign dates, duplicate keys or wrong types.
        """
        ...

    def append_many(self, dataset: str, days: Sequence[date], frame: pd.DataFrame, audit: Audit) -> list[int]:
        """Store the partitions of `days` out of one frame and return their ids in that order.

        A day without rows is stored empty; a row of another day is refused, and then nothing is stored. Raises as
        `append`.
        """
        ...

    def has(self, dataset: str, day: date) -> bool:
        """Whether a partition of that day is stored (even an empty one)."""
        ...

    def rows(self, dataset: str, day: date) -> int:
        """How many rows the newest partition of that day has, 0 when none is stored."""
        ...

    def stored_dates(self, dataset: str) -> set[date]:
        """All days with a stored partition."""
        ...

    def pin(self) -> int:
        """The newest snapshot id, 0 when none."""
        ...

    def view(self, as_of: datetime, pin: int | None = None) -> DataView:
        """Return the view at `as_of`, limited to snapshot ids up to `pin`."""
        ...
