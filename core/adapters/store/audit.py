"""What is stored, how whole and how old it is, and where it came from."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine, func, select

from core.adapters.store.corrections import corrections_at
from core.adapters.store.manifest import Entry, entries, known, newest_id
from core.adapters.store.schema import vendor_revisions
from core.adapters.store.view import SnapshotView
from core.domain.dataset import DATASETS, Dataset, Kind
from core.domain.dates import TradingCalendar
from core.domain.errors import RetryLater

DERIVED = "derived:"
"""What a source name holds when values were worked out here instead of delivered."""


@dataclass(frozen=True, slots=True)
class DatasetAudit:
    """The state of one dataset at an instant.

    `age_days` counts open days after `last_date`, or after its arrival for a table whose rows carry their own dates
    (trade_cal, namechange), whatever day it is stored under. `coverage` is the share of open days from first to last
    date that are stored and `gaps` names the others; None and empty for tables replaced whole, None without a calendar.
    """

    dataset: str
    partitions: int
    first_date: date | None
    last_date: date | None
    rows_last: int
    rows_before: int
    age_days: int | None
    coverage: float | None
    gaps: tuple[date, ...]
    sources: tuple[str, ...]
    derived: bool
    revisions: int
    revised_rows: int
    corrections: int


def audit_datasets(view: SnapshotView, engine: Engine) -> list[DatasetAudit]:
    """Return the audit of every dataset as the view stands, by name; never stored ones are there with zeros."""
    try:
        calendar = view.calendar()
    except RetryLater:
        calendar = None
    with engine.connect() as connection:
        return [_audit(connection, DATASETS[name], view.as_of, calendar) for name in sorted(DATASETS)]


def _audit(connection: Connection, spec: Dataset, as_of: datetime, calendar: TradingCalendar | None) -> DatasetAudit:
    newest = known(spec, entries(connection, spec.name), as_of)
    files = [newest[day] for day in sorted(newest)]
    sources = tuple(sorted({entry.source_name for entry in files}))
    coverage, gaps = _coverage(spec, files, calendar)
    revisions, revised_rows = _revisions(connection, spec)
    return DatasetAudit(
        dataset=spec.name,
        partitions=len(files),
        first_date=files[0].day if files else None,
        last_date=files[-1].day if files else None,
        rows_last=files[-1].rows if files else 0,
        rows_before=files[-2].rows if len(files) > 1 else 0,
        age_days=_age(spec, files, as_of, calendar),
        coverage=coverage,
        gaps=gaps,
        sources=sources,
        derived=any(DERIVED in source for source in sources),
        revisions=revisions,
        revised_rows=revised_rows,
        corrections=len(corrections_at(connection, spec, as_of, newest_id(connection))),
    )


def _age(spec: Dataset, files: list[Entry], as_of: datetime, calendar: TradingCalendar | None) -> int | None:
    if calendar is None or not files:
        return None
    last, today = files[-1].day, as_of.date()
    if spec.kind is Kind.LATEST and (spec.date_column or spec.known_column):
        last = max(last, files[-1].ingest_time.date())
    return sum(1 for day in calendar.between(last, today) if day > last)


def _coverage(
    spec: Dataset, files: list[Entry], calendar: TradingCalendar | None
) -> tuple[float | None, tuple[date, ...]]:
    if calendar is None or not files or spec.kind is Kind.LATEST:
        return None, ()
    stored = {entry.day for entry in files}
    span = calendar.between(files[0].day, files[-1].day)
    gaps = tuple(day for day in span if day not in stored)
    return ((len(span) - len(gaps)) / len(span) if span else None), gaps


def _revisions(connection: Connection, spec: Dataset) -> tuple[int, int]:
    table = vendor_revisions
    query = select(func.count(), func.coalesce(func.sum(table.c.rows_changed), 0)).where(table.c.dataset == spec.name)
    count, rows = connection.execute(query).one()
    return int(count), int(rows)
