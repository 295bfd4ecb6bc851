import errno
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from core.adapters.store import migrations
from core.adapters.store.database import STATE_FILE, open_database, sqlite_remark
from core.adapters.store.rewind import fork
from core.adapters.store.schema import UPDATED, events, metadata, run_steps, source_state
from core.domain.errors import FixAndRestart


def _tables(engine: Engine) -> set[tuple[str, str]]:
    listing = text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    with engine.connect() as connection:
        return {(row.name, re.sub(r"\s*([(),])\s*|\s+", r"\1 ", row.sql)) for row in connection.execute(listing)}


def _old_home(home: Path, revision: str) -> Path:
    """A home that an older version of the product left."""
    home.mkdir()
    config = Config()
    config.set_main_option("script_location", "core.adapters.store:migrations")
    plain = create_engine(f"sqlite:///{home / STATE_FILE}")
    with plain.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    plain.dispose()
    return home


def test_a_new_home_has_the_schema_that_the_oldest_is_brought_to(engine: Engine, tmp_path: Path) -> None:
    migrated = open_database(_old_home(tmp_path / "old", "0001"))
    for opened in (engine, migrated):
        with opened.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert _tables(migrated) == _tables(engine)
    migrated.dispose()


def test_every_table_but_those_named_is_guarded_also_on_a_fork(engine: Engine, tmp_path: Path) -> None:
    wanted = {f"{name}_no_{verb}" for name in metadata.tables.keys() - UPDATED for verb in ("update", "delete")}
    fork(tmp_path / "home", tmp_path / "fork")
    for home in ("home", "fork"):
        with closing(sqlite3.connect(tmp_path / home / STATE_FILE)) as raw:
            assert {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='trigger'")} == wanted


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET message = 'nothing happened'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events VALUES (1, '2026-01-06', 'info', '', '', '')",
    ],
)
def test_a_record_is_neither_changed_nor_removed(engine: Engine, statement: str) -> None:
    row = {"at": "2026-01-05", "level": "alarm", "topic": "t", "message": "it happened", "detail": ""}
    with engine.begin() as connection:
        connection.execute(insert(events), row)
    with pytest.raises(IntegrityError, match="events is append-only"), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    with engine.connect() as connection:
        assert connection.execute(select(events.c.message)).scalars().all() == ["it happened"]


def test_head_names_the_newest_migration() -> None:
    assert ScriptDirectory(str(Path(migrations.__file__).parent)).get_heads() == [migrations.HEAD]


def test_pragmas(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar_one() == 30_000


def test_foreign_keys_bite(engine: Engine) -> None:
    step = {"run_seq": 99, "name": "data", "position": 0, "started_at": "", "ended_at": "", "detail": "{}"}
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(insert(run_steps), step)


def test_opening_again_keeps_the_rows(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(insert(source_state).values(source="s", state="closed", failures=0, updated_at="t"))
    again = open_database(tmp_path / "home")
    with again.connect() as connection:
        assert connection.execute(select(source_state.c.source)).scalars().all() == ["s"]
    again.dispose()


def test_writers_hold_the_lock_from_the_first_statement_and_readers_do_not(engine: Engine, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "home" / STATE_FILE, timeout=0, isolation_level=None)
    with engine.connect() as connection:
        connection.execute(select(source_state)).all()
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    with engine.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_failed_transaction_leaves_nothing(engine: Engine) -> None:
    row = {"source": "s", "state": "closed", "failures": 0, "updated_at": "t"}

    def insert_twice() -> None:
        with engine.begin() as connection:
            connection.execute(insert(source_state), row)
            connection.execute(insert(source_state), row)

    with pytest.raises(IntegrityError):
        insert_twice()
    with engine.connect() as connection:
        assert connection.execute(select(source_state)).all() == []


def test_a_newer_home_is_refused(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num='9999'"))
    with pytest.raises(FixAndRestart, match="9999"):
        open_database(tmp_path / "home")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / STATE_FILE).write_bytes(b"this was a spreadsheet once" * 100)
    with pytest.raises(FixAndRestart, match="cannot be opened"):
        open_database(tmp_path)


@pytest.mark.parametrize(
    ("version", "bad"),
    [
        ((3, 6, 9), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
    ],
)
def test_wal_reset_bug_range(version: tuple[int, int, int], *, bad: bool) -> None:
    """https://sqlite.org/wal.html: 3.7.0-3.51.2, fixed in 3.51.3 and the back-ports 3.44.6 and 3.50.7."""
    assert bool(sqlite_remark(version)) is bad


def test_a_full_disk_is_told_as_one(engine: Engine, tmp_path: Path) -> None:
    """SQLite is told that the file may not grow, so this is its own answer, not one of ours."""
    row = {"source": "s", "state": "closed", "failures": 0, "updated_at": "t" * 100_000}
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        with pytest.raises(OSError, match="full") as told:
            connection.execute(insert(source_state), row)
    assert (told.value.errno, told.value.filename) == (errno.ENOSPC, str(tmp_path / "home" / STATE_FILE))
    with engine.begin() as connection:
        assert connection.execute(select(source_state)).all() == []


def test_a_disk_that_takes_no_writes_is_told_as_one(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(OSError, match="readonly") as told:
            connection.exec_driver_sql("DELETE FROM source_state")
    assert told.value.errno == errno.EROFS


def test_a_database_another_program_keeps_is_told_as_held(engine: Engine, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "home" / STATE_FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
        with pytest.raises(OSError, match="locked") as told:
            connection.exec_driver_sql("DELETE FROM source_state")
    other.close()
    assert told.value.errno == errno.EBUSY


def test_a_mistake_of_ours_is_not_the_disks(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(OperationalError, match="no such table"):
        connection.exec_driver_sql("DELETE FROM nowhere")
