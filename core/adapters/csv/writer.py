"""Store what an import reads or derives, in batches, and count it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pandas as pd

from core.adapters.csv.folder import Skipped
from core.domain.dataset import Dataset
from core.domain.dates import SHANGHAI, date_of, ymd
from core.ports.snapshots import Audit, Snapshots

Table = tuple[date, pd.DataFrame]
"""A table replaced whole, and the day from which it stands."""

Progress = Callable[[str, int, int], None]

_BATCH_DAYS = 250


@dataclass(frozen=True, slots=True)
class Imported:
    """One dataset of an import; `stored` counts new or changed partitions, the others were there already."""

    dataset: str
    source_name: str
    rows: int
    partitions: int
    stored: int
    first: date | None
    last: date | None


@dataclass(slots=True)
class ImportReport:
    """What an import brought and which files it left aside."""

    imported: list[Imported] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Span:
    """The trade dates to store, both ends included, as YYYYMMDD."""

    first: int
    last: int

    def holds(self, day: date) -> bool:
        """Whether `day` is inside."""
        return self.first <= ymd(day) <= self.last

    def cut(self, frame: pd.DataFrame, column: str = "trade_date") -> pd.DataFrame:
        """Return the rows dated inside."""
        return frame[frame[column].between(self.first, self.last)]

    def up_to_end(self, frame: pd.DataFrame, column: str = "trade_date") -> pd.DataFrame:
        """Return the rows not dated after it."""
        return frame[frame[column] <= self.last]

    def of_tables(self, tables: Sequence[Table]) -> list[Table]:
        """Return the table that stands when the span begins, and those that replace it inside."""
        before = [table for table in tables if ymd(table[0]) <= self.first][-1:]
        return before + [table for table in tables if self.first < ymd(table[0]) <= self.last]


class Writer:
    """Puts frames into the store under one import's audit fields."""

    def __init__(self, store: Snapshots, audit: Audit, progress: Progress, span: Span) -> None:
        self.store = store
        self.span = span
        self.report = ImportReport()
        self._audit = audit
        self._progress = progress

    @property
    def ingest_time(self) -> datetime:
        """The instant of the import."""
        return self._audit.ingest_time

    @property
    def today(self) -> date:
        """The day of the import."""
        return self._audit.ingest_time.astimezone(SHANGHAI).date()

    def daily(self, spec: Dataset, frame: pd.DataFrame, source_name: str, also: Sequence[date] = ()) -> None:
        """Store the span's partitions of a DAILY dataset, those of `also` even where they are empty."""
        rows = self.span.cut(frame, spec.date_column)
        found = {date_of(number) for number in rows[spec.date_column].unique().tolist()}
        days = sorted(found | {day for day in also if self.span.holds(day)})
        dates, ids, before = rows[spec.date_column], [], self.store.pin()
        for position in range(0, len(days), _BATCH_DAYS):
            batch = days[position : position + _BATCH_DAYS]
            part = rows[dates.between(ymd(batch[0]), ymd(batch[-1]))]
            ids += self.store.append_many(spec.name, batch, part, self._named(source_name))
            self._progress(spec.name, len(ids), len(days))
        self._count(spec, source_name, len(rows), days, sum(number > before for number in ids))

    def tables(self, spec: Dataset, tables: Sequence[Table], source_name: str) -> None:
        """Store a LATEST dataset as it stood from each of the days on."""
        ids, before = [], self.store.pin()
        for day, frame in tables:
            ids.append(self.store.append(spec.name, day, frame, self._named(source_name)))
            self._progress(spec.name, len(ids), len(tables))
        rows = sum(len(frame) for _, frame in tables)
        self._count(spec, source_name, rows, [day for day, _ in tables], sum(number > before for number in ids))

    def _named(self, source_name: str) -> Audit:
        return replace(self._audit, source_name=source_name)

    def _count(self, spec: Dataset, source_name: str, rows: int, days: Sequence[date], stored: int) -> None:
        first, last = (days[0], days[-1]) if days else (None, None)
        self.report.imported.append(Imported(spec.name, source_name, rows, len(days), stored, first, last))
