"""A home as it was before a given run: the same snapshots, the books without that run and all that came later."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.adapters.store import schema
from core.adapters.store.chain import link_all
from core.adapters.store.database import STATE_FILE
from core.adapters.store.files import replace
from core.ports.runs import Run

_KEPT_BY_A_FORK = (
    "snapshot_files", "snapshot_corrections", "correction_proposals", "correction_decisions", "vendor_revisions",
    "factors", "leak_passes", "alembic_version",
)  # fmt: skip
_LATER_CHECKS = (
    "DELETE FROM leak_passes WHERE checked_at > (SELECT coalesce(ended_at, '9999') FROM runs WHERE run_seq = ?)"
)


def rewind(home: Path, scratch: Path, run: Run) -> None:
    """Make `scratch` the home as it was when `run` began.

    Drops every row of the run and of later ones, and the manifest of snapshots newer than the run's pin (a run that
    was never pinned read no market data beyond the calendar, so all stay). Leak checks made after the run ended go
    too. Snapshot files themselves stay in `home`.
    """
    with _copy_of(home, scratch) as copy:
        copy.execute(_LATER_CHECKS, (run.run_seq,))
        for table in schema.metadata.sorted_tables:
            if "run_seq" in table.columns:
                copy.execute(f"DELETE FROM {table.name} WHERE run_seq >= ?", (run.run_seq,))  # noqa: S608 - own names
        if run.snapshot_pin:
            copy.execute("DELETE FROM snapshot_files WHERE snapshot_id > ?", (run.snapshot_pin,))
        for told in ("events", "alarm_moves", "alarms"):
            copy.execute(f"DELETE FROM {told}")  # noqa: S608 - own names
        copy.execute("DELETE FROM record_chain")
        _reset_counters(copy)


def fork(home: Path, scratch: Path) -> None:
    """Make `scratch` a home with the same snapshots and leak checks and no books: where a span of days is replayed."""
    with _copy_of(home, scratch) as copy:
        for table in schema.metadata.sorted_tables:
            if table.name not in _KEPT_BY_A_FORK:
                copy.execute(f"DELETE FROM {table.name}")  # noqa: S608 - own names
                copy.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
        link_all(copy)


def copy_state(home: Path, folder: Path) -> None:
    """Copy the state of `home` to `folder` as it is."""
    with _copy_of(home, folder):
        pass


@contextmanager
def _copy_of(home: Path, scratch: Path) -> Iterator[sqlite3.Connection]:
    """Yield a copy of the state to cut down; it becomes `scratch`'s state whole or not at all.

    Copies through SQLite's backup, so a running engine is not disturbed.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    unfinished = scratch / f"{STATE_FILE}.tmp"
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(home / STATE_FILE)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("PRAGMA foreign_keys=OFF")
        guards = copy.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            copy.execute(f"DROP TRIGGER {name}")
        yield copy
        for _, guard in guards:
            copy.execute(guard)
        copy.commit()
    replace(unfinished, scratch / STATE_FILE)


def _reset_counters(connection: sqlite3.Connection) -> None:
    """Let the next row of each table get the number it got the first time."""
    for table in schema.metadata.sorted_tables:
        if table.dialect_options["sqlite"]["autoincrement"]:
            key = table.primary_key.columns.keys()[0]
            (newest,) = connection.execute(f"SELECT coalesce(max({key}), 0) FROM {table.name}").fetchone()  # noqa: S608 - own names
            connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (newest, table.name))
