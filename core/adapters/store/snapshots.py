"""The append-only snapshot files and the one way they come into being."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Connection, Engine, func, insert, select

from core.adapters.store.canonical import canonical_table, parquet_bytes, payload_hash
from core.adapters.store.files import sha256_bytes, write_atomically
from core.adapters.store.manifest import Entry, newest_entries, newest_id
from core.adapters.store.schema import snapshot_files, vendor_revisions
from core.adapters.store.view import SnapshotView
from core.domain.dataset import DATASETS, Dataset, Kind
from core.domain.dates import SHANGHAI, date_of, ymd
from core.domain.errors import FixAndRestart, RetryLater
from core.ports.snapshots import Audit

FOLDER = "snapshots"
_WRITERS = 4
_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")


@dataclass(frozen=True, slots=True)
class _Partition:
    """One day's canonical rows and the file that was newest when they came."""

    day: date
    table: pa.Table
    payload_hash: str
    before: Entry | None

    @property
    def is_new(self) -> bool:
        return self.before is None or self.before.payload_hash != self.payload_hash


@dataclass(frozen=True, slots=True)
class _File:
    partition: _Partition
    path: str
    sha256: str


class SnapshotStore:
    """Snapshot files under one home and their manifest.

    A file is written whole, then entered in the manifest; a kill in between leaves an orphan for the sweep.
    """

    def __init__(self, home: Path, engine: Engine) -> None:
        self._home = home
        self._engine = engine

    def append(self, dataset: str, day: date, frame: pd.DataFrame, audit: Audit) -> int:
        """Store one partition and return its snapshot id.

        The same payload again returns the old id and writes nothing; a changed one is a new file, recorded as a vendor
        revision. Raises FixAndRestart on missing columns, foreign dates, duplicate keys or wrong types.
        """
        return self.append_many(dataset, [day], frame, audit)[0]

    def append_many(self, dataset: str, days: Sequence[date], frame: pd.DataFrame, audit: Audit) -> list[int]:
        """Store the partitions of `days` out of one frame and return their ids in that order.

        A day without rows is stored empty; a row of another day is refused, and then nothing is stored. A LATEST
        dataset takes one day. Raises as `append`, and RetryLater when another process interfered.
        """
        spec = DATASETS[dataset]
        _check_audit(audit)
        tables = _split(spec, days, canonical_table(spec, frame))
        with self._engine.connect() as connection:
            newest = newest_entries(connection, dataset, days)
        hashes = {day: payload_hash(spec, table) for day, table in tables.items()}
        parts = [_Partition(day, tables[day], hashes[day], newest.get(day)) for day in days]
        fresh = [part for part in parts if part.is_new]
        ids = {part.day: part.before.snapshot_id for part in parts if part.before is not None and not part.is_new}
        if fresh:
            with ThreadPoolExecutor(_WRITERS) as pool:
                files = list(pool.map(lambda part: self._write(spec, part, audit), fresh))
            ids |= self._record(spec, files, audit)
        return [ids[day] for day in days]

    def has(self, dataset: str, day: date) -> bool:
        """Whether a partition of that day is stored (even an empty one)."""
        return self._newest(dataset, day) is not None

    def rows(self, dataset: str, day: date) -> int:
        """How many rows the newest partition of that day has, 0 when none is stored."""
        entry = self._newest(dataset, day)
        return 0 if entry is None else entry.rows

    def stored_dates(self, dataset: str) -> set[date]:
        """All days with a stored partition."""
        query = select(snapshot_files.c.trade_date).where(snapshot_files.c.dataset == dataset).distinct()
        with self._engine.connect() as connection:
            return {date_of(number) for number in connection.execute(query).scalars()}

    def pin(self) -> int:
        """The newest snapshot id, 0 when none."""
        with self._engine.connect() as connection:
            return newest_id(connection)

    def view(self, as_of: datetime, pin: int | None = None) -> SnapshotView:
        """Return the view at `as_of`, limited to snapshot ids up to `pin`."""
        return SnapshotView(self._home, self._engine, as_of, self.pin() if pin is None else pin)

    def _newest(self, dataset: str, day: date) -> Entry | None:
        with self._engine.connect() as connection:
            return newest_entries(connection, dataset, [day]).get(day)

    def _write(self, spec: Dataset, part: _Partition, audit: Audit) -> _File:
        data = parquet_bytes(part.table)
        stamp = audit.ingest_time.astimezone(SHANGHAI).strftime("%Y%m%dT%H%M%S%f")
        folder = Path(FOLDER, spec.name, f"trade_date={ymd(part.day)}")
        path = folder / f"{stamp}-{audit.run_id}.parquet"
        if (self._home / path).exists():
            path = folder / f"{stamp}-{audit.run_id}-{part.payload_hash[:12]}.parquet"
        write_atomically(self._home / path, data)
        return _File(part, path.as_posix(), sha256_bytes(data))

    def _record(self, spec: Dataset, files: list[_File], audit: Audit) -> dict[date, int]:
        changed = {file.partition.day: self._rows_changed(spec, file.partition) for file in files}
        with self._engine.begin() as connection:
            self._check_undisturbed(connection, spec, files)
            first = _next_id(connection)
            ids = {file.partition.day: first + position for position, file in enumerate(files)}
            connection.execute(
                insert(snapshot_files), [_row(spec, file, audit, ids[file.partition.day]) for file in files]
            )
            revised = [file.partition for file in files if file.partition.before is not None]
            if revised:
                connection.execute(
                    insert(vendor_revisions),
                    [_revision(spec, part, ids[part.day], changed[part.day], audit) for part in revised],
                )
        return ids

    def _check_undisturbed(self, connection: Connection, spec: Dataset, files: list[_File]) -> None:
        """Between writing the files and this transaction another process may have stored the day, or swept them."""
        newest = newest_entries(connection, spec.name, [file.partition.day for file in files])
        for file in files:
            moved_on = newest.get(file.partition.day) != file.partition.before
            if moved_on or not (self._home / file.path).is_file():
                raise RetryLater(
                    f"{spec.name} of {file.partition.day} was changed by another process meanwhile", "run it again"
                )

    def _rows_changed(self, spec: Dataset, part: _Partition) -> int:
        """Count keys that came, went or carry other values."""
        if part.before is None:
            return 0
        old = pq.read_table(self._home / part.before.path, schema=part.table.schema, partitioning=None)
        both = pd.concat([old.to_pandas(), part.table.to_pandas()], ignore_index=True)
        once = both.drop_duplicates(keep=False)
        return len(once.drop_duplicates(list(spec.key)))


def _split(spec: Dataset, days: Sequence[date], table: pa.Table) -> dict[date, pa.Table]:
    """Cut a sorted table into its days; FixAndRestart when a row belongs to none of them."""
    if spec.kind is Kind.LATEST:
        if len(days) != 1:
            raise ValueError(f"{spec.name} is stored one table at a time, not {len(days)}")
        return {days[0]: table}
    dates = table.column(spec.date_column).to_numpy()
    parts: dict[date, pa.Table] = {}
    for day in days:
        start, stop = np.searchsorted(dates, ymd(day), "left"), np.searchsorted(dates, ymd(day), "right")
        parts[day] = table.slice(start, stop - start)
    foreign = sorted(set(dates.tolist()) - {ymd(day) for day in parts})
    if foreign:
        span = f"{min(days)}" if len(days) == 1 else f"{len(days)} days from {min(days)} to {max(days)}"
        raise FixAndRestart(
            f"{spec.name}: rows are dated {foreign[:5]}, expected {span}", "the source answered for another day"
        )
    return parts


def _check_audit(audit: Audit) -> None:
    if not _RUN_ID.fullmatch(audit.run_id):
        raise ValueError(f"run id {audit.run_id!r} cannot stand in a file name")
    if audit.ingest_time.tzinfo is None:
        raise ValueError(f"ingest time {audit.ingest_time} has no time zone")


def _next_id(connection: Connection) -> int:
    """Ids are never used twice, not even after rows were deleted by hand, so the sequence table decides."""
    used = "SELECT seq FROM sqlite_sequence WHERE name = 'snapshot_files'"
    highest = connection.execute(select(func.max(snapshot_files.c.snapshot_id))).scalar_one() or 0
    return max(highest, connection.exec_driver_sql(used).scalar_one_or_none() or 0) + 1


def _row(spec: Dataset, file: _File, audit: Audit, snapshot_id: int) -> dict[str, object]:
    before = file.partition.before
    return {
        "snapshot_id": snapshot_id,
        "dataset": spec.name,
        "trade_date": ymd(file.partition.day),
        "path": file.path,
        "rows": file.partition.table.num_rows,
        "sha256": file.sha256,
        "payload_hash": file.partition.payload_hash,
        "source_name": audit.source_name,
        "source_url": audit.source_url,
        "ingest_time": audit.ingest_time.astimezone(SHANGHAI).isoformat(),
        "run_id": audit.run_id,
        "strategy_id": audit.strategy_id,
        "revises": None if before is None else before.snapshot_id,
    }


def _revision(spec: Dataset, part: _Partition, new_id: int, rows_changed: int, audit: Audit) -> dict[str, object]:
    assert part.before is not None  # noqa: S101 only partitions with a predecessor are revisions
    return {
        "dataset": spec.name,
        "trade_date": ymd(part.day),
        "old_snapshot_id": part.before.snapshot_id,
        "new_snapshot_id": new_id,
        "rows_changed": rows_changed,
        "detected_at": audit.ingest_time.astimezone(SHANGHAI).isoformat(),
    }
