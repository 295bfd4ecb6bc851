"""A home as it was before a given run: the same snapshots, the books without that run and all that came later."""

import sqlite3
from contextlib import closing
from pathlib import Path

from core.adapters.store import schema
from core.adapters.store.database import STATE_FILE
from core.ports.runs import Run


def rewind(home: Path, scratch: Path, run: Run) -> None:
    """Make `scratch` the home as it was when `run` began.

    Copies the state through SQLite's backup, so a running engine is not disturbed; drops every row of the run and of
    later ones, and the manifest of snapshots newer than the run's pin. Snapshot files themselves stay in `home`.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    target = scratch / STATE_FILE
    with closing(sqlite3.connect(home / STATE_FILE)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA foreign_keys=OFF")
        for table in reversed(schema.metadata.sorted_tables):
            if "run_seq" in table.columns:
                copy.execute(f"DELETE FROM {table.name} WHERE run_seq >= ?", (run.run_seq,))  # noqa: S608 - own names
        copy.execute("DELETE FROM snapshot_files WHERE snapshot_id > ?", (run.snapshot_pin,))
        copy.execute("DELETE FROM events")
        _reset_counters(copy)
        copy.commit()


def _reset_counters(connection: sqlite3.Connection) -> None:
    """Let the next row of each table get the number it got the first time."""
    for table in schema.metadata.sorted_tables:
        if table.dialect_options["sqlite"]["autoincrement"]:
            key = table.primary_key.columns.keys()[0]
            (newest,) = connection.execute(f"SELECT coalesce(max({key}), 0) FROM {table.name}").fetchone()  # noqa: S608 - own names
            connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (newest, table.name))


def fork(home: Path, scratch: Path) -> None:
    """Make `scratch` a home with the same snapshots and no books: where a span of days is replayed."""
    scratch.mkdir(parents=True, exist_ok=True)
    keep = {"snapshot_files", "snapshot_corrections", "vendor_revisions", "alembic_version"}
    with (
        closing(sqlite3.connect(home / STATE_FILE)) as source,
        closing(sqlite3.connect(scratch / STATE_FILE)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA foreign_keys=OFF")
        for table in reversed(schema.metadata.sorted_tables):
            if table.name not in keep:
                copy.execute(f"DELETE FROM {table.name}")  # noqa: S608 - own names
        copy.execute("DELETE FROM sqlite_sequence WHERE name NOT IN ('snapshot_files', 'snapshot_corrections')")
        copy.commit()
