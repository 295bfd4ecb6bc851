"""The manifest of snapshot files: which file holds a partition, and from when it is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, func, select

from core.adapters.store.schema import snapshot_files
from core.domain.dataset import Dataset, Kind
from core.domain.dates import SHANGHAI, date_of, ymd

PUBLISHED_AHEAD = frozenset({"trade_cal"})
"""Datasets about days to come, announced long before: the table stored last counts at any instant, and runs pin it."""

_CHUNK = 500
_COLUMNS = (
    "snapshot_id", "dataset", "trade_date", "path", "rows", "payload_hash", "source_name", "ingest_time", "revises",
)  # fmt: skip
_FIELDS = select(*(snapshot_files.c[name] for name in _COLUMNS))


@dataclass(frozen=True, slots=True)
class Entry:
    """One snapshot file; `revises` is the snapshot it replaces, None for a partition's first file."""

    snapshot_id: int
    dataset: str
    day: date
    path: str
    rows: int
    payload_hash: str
    source_name: str
    ingest_time: datetime
    revises: int | None

    def known_from(self, spec: Dataset) -> datetime | None:
        """The instant from which the file may be read, None for always.

        A first file is known when its day's data are published, whenever it was loaded: history loaded later is still
        that day's history. A revision is what the vendor said later, so not before it came in.
        """
        if self.dataset in PUBLISHED_AHEAD:
            return None
        published = datetime.combine(self.day, spec.known_at, tzinfo=SHANGHAI)
        return published if self.revises is None else max(published, self.ingest_time)


def newest_id(connection: Connection) -> int:
    """Return the highest snapshot id, 0 when none."""
    return int(connection.execute(select(func.coalesce(func.max(snapshot_files.c.snapshot_id), 0))).scalar_one())


def entries(
    connection: Connection, dataset: str, pin: int | None = None, start: date | None = None, end: date | None = None
) -> list[Entry]:
    """Return a dataset's files of days in [start, end] with ids up to `pin`, by day, oldest snapshot first."""
    table = snapshot_files
    query = _FIELDS.where(table.c.dataset == dataset).order_by(table.c.trade_date, table.c.snapshot_id)
    if pin is not None:
        query = query.where(table.c.snapshot_id <= pin)
    if start is not None:
        query = query.where(table.c.trade_date >= ymd(start))
    if end is not None:
        query = query.where(table.c.trade_date <= ymd(end))
    return [_entry(row) for row in connection.execute(query)]


def newest_entries(connection: Connection, dataset: str, days: Sequence[date]) -> dict[date, Entry]:
    """Return the newest file of each of `days` that has one."""
    table = snapshot_files
    found: dict[date, Entry] = {}
    for start in range(0, len(days), _CHUNK):
        wanted = [ymd(day) for day in days[start : start + _CHUNK]]
        query = _FIELDS.where(table.c.dataset == dataset, table.c.trade_date.in_(wanted))
        for row in connection.execute(query.order_by(table.c.snapshot_id)):
            entry = _entry(row)
            found[entry.day] = entry
    return found


def known(spec: Dataset, files: Iterable[Entry], as_of: datetime) -> dict[date, Entry]:
    """Return, per day, the newest file known at `as_of`, by day."""
    newest: dict[date, Entry] = {}
    for entry in files:
        since = entry.known_from(spec)
        if since is None or since <= as_of:
            newest[entry.day] = entry
    return newest


def payloads(connection: Connection, spec: Dataset, pin: int, as_of: datetime) -> dict[int, str]:
    """Return, per day (YYYYMMDD) of a DAILY dataset, the payload hash of the newest file known at `as_of`."""
    table = snapshot_files
    query = select(table.c.trade_date, table.c.payload_hash, table.c.revises, table.c.ingest_time)
    query = query.where(table.c.dataset == spec.name, table.c.snapshot_id <= pin)
    query = query.where(table.c.trade_date <= last_known_date(as_of, spec.known_at))
    rows = connection.execute(query.order_by(table.c.snapshot_id))
    return {
        day: payload
        for day, payload, revises, since in rows
        if revises is None or datetime.fromisoformat(since) <= as_of
    }


def standing(spec: Dataset, files: Iterable[Entry], as_of: datetime) -> Entry | None:
    """Return the file of a LATEST dataset that holds at `as_of`, None before the first.

    That is the one of the newest day; for datasets published ahead the one stored last.
    """
    newest = known(spec, files, as_of)
    if not newest:
        return None
    if spec.name in PUBLISHED_AHEAD:
        return max(newest.values(), key=lambda entry: entry.snapshot_id)
    return newest[max(newest)]


def last_known_date(as_of: datetime, known_at: time) -> int:
    """Return the newest date (YYYYMMDD) whose rows are known at `as_of` when rows become known at `known_at`."""
    local = as_of.astimezone(SHANGHAI)
    day = local.date()
    return ymd(day if local.time() >= known_at else date.fromordinal(day.toordinal() - 1))


def row_cutoff(spec: Dataset, as_of: datetime) -> tuple[str, int] | None:
    """Return the column and newest date a row may carry at `as_of`; None where rows carry no such date."""
    column = spec.date_column if spec.kind is Kind.DAILY else spec.known_column
    return (column, last_known_date(as_of, spec.known_at)) if column else None


def _entry(row: Row[tuple[Any, ...]]) -> Entry:
    values: list[Any] = list(row)
    snapshot_id, dataset, day, path, rows, payload_hash, source, ingest_time, revises = values
    since = datetime.fromisoformat(ingest_time)
    return Entry(snapshot_id, dataset, _day(day), path, rows, payload_hash, source, since, revises)


_day = lru_cache(maxsize=20_000)(date_of)
