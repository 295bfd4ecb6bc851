"""Open state.sqlite3: durable, safe between processes, and at the newest schema."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Dialect,
    Engine,
    ExceptionContext,
    MetaData,
    NullPool,
    Pool,
    PrimaryKeyConstraint,
    String,
    Table,
    create_engine,
    event,
    insert,
)
from sqlalchemy.exc import DatabaseError

from core.adapters.store.chain import begin_links
from core.adapters.store.files import disk_trouble
from core.adapters.store.migrations import HEAD
from core.adapters.store.schema import metadata
from core.domain.errors import FixAndRestart

STATE_FILE = "state.sqlite3"
_BUSY_TIMEOUT_MS = 30_000
_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
_WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))
_WAL_RESET_BACKPORTS = ((3, 44, 6), (3, 50, 7))

_log = logging.getLogger(__name__)


class StateEngine(Engine):
    """An engine whose `begin()` takes the write lock at once and whose `connect()` reads one consistent state.

    A transaction that reads first and asks for the write lock later fails at once, without waiting, when another
    process wrote in between; so writers always use `begin()`.
    """

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a writing transaction; commits at the end, rolls back on an exception.

        What it wrote is linked into the chain of records before it commits.
        """
        with self.connect().execution_options(writes=True) as connection, connection.begin():
            links = begin_links(connection)
            yield connection
            try:
                links.seal()
            except sqlite3.OperationalError as error:
                raise disk_trouble(error, Path(str(self.url.database))) or error from None


def open_database(home: Path) -> Engine:
    """Return the engine of `home`'s state, created or migrated to the newest schema where needed.

    Raises FixAndRestart when a newer version of the product wrote the file, or it is no database.
    """
    home.mkdir(parents=True, exist_ok=True)
    engine = _engine(home / STATE_FILE)
    remark = sqlite_remark(sqlite3.sqlite_version_info)
    if remark:
        _log.info(remark)
    try:
        _to_head(engine, home / STATE_FILE)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def opened_to_read(home: Path) -> Iterator[Engine]:
    """Yield an engine on the state of `home` that changes not a byte there: no migration, no lock, nothing beside it.

    For the home of another desk, and another version: what is not there as it is here raises FixAndRestart when asked.
    """
    path = home / STATE_FILE
    engine = StateEngine(*_reading(path))
    event.listen(engine, "begin", _begin)
    try:
        yield engine
    except DatabaseError as error:
        raise FixAndRestart(
            f"{path} cannot be read: {error.orig}", "if another version wrote it, look with that version"
        ) from error
    finally:
        engine.dispose()


def _reading(path: Path) -> tuple[Pool, Dialect, URL]:
    def connect() -> sqlite3.Connection:
        # Without a log nobody has it open, and SQLite would leave one of its own unless told that nothing changes.
        nobody = "" if path.with_name(f"{STATE_FILE}-wal").exists() else "&immutable=1"
        uri = f"{path.absolute().as_uri()}?mode=ro{nobody}"
        return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_TIMEOUT_MS / 1e3)

    plain = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    return plain.pool, plain.dialect, plain.url


def sqlite_remark(version: tuple[int, ...]) -> str:
    """Say what is wrong with that SQLite version, empty when nothing is.

    3.7.0 to 3.51.2 (except the back-ports 3.44.6 and 3.50.7) may lose a commit when two connections write and
    checkpoint in the same instant (https://sqlite.org/wal.html, "The WAL-Reset Bug").
    """
    first, last = _WAL_RESET_BUG
    fixed = any(version[:2] == backport[:2] and version >= backport for backport in _WAL_RESET_BACKPORTS)
    if fixed or not first <= version <= last:
        return ""
    found = ".".join(map(str, version))
    return f"SQLite {found} has the WAL-reset bug; 3.51.3 or newer is safe, keep backups of {STATE_FILE} until then"


def _engine(path: Path) -> StateEngine:
    plain = create_engine(
        f"sqlite:///{path}", connect_args={"isolation_level": None, "timeout": _BUSY_TIMEOUT_MS / 1e3}
    )
    engine = StateEngine(plain.pool, plain.dialect, plain.url)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", lambda context: _tell_disk_trouble(context, path))
    return engine


def _configure(connection: Any, _record: object) -> None:
    try:
        connection.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        # Else INSERT OR REPLACE would remove a guarded row without asking its guard.
        connection.execute("PRAGMA recursive_triggers=ON")
    except sqlite3.DatabaseError as error:
        connection.close()
        kept_out = isinstance(error, sqlite3.OperationalError)
        remedy = "let this user write the home" if kept_out else "restore it from a backup, or move it away, start anew"
        raise FixAndRestart(f"{STATE_FILE} cannot be opened: {error}", remedy) from error


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _tell_disk_trouble(context: ExceptionContext, path: Path) -> None:
    """A disk that is full or read-only is no defect: raise it as what it is, naming the file."""
    trouble = disk_trouble(context.original_exception, path)
    if trouble is not None:
        raise trouble from context.original_exception


def _to_head(engine: Engine, path: Path) -> None:
    """Create or migrate under the write lock; Alembic, slow to import, is for homes of an older version."""
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with engine.begin() as connection:
        version = _version(connection)
        if version == HEAD:
            return
        if version is not None and version > HEAD:
            raise FixAndRestart(
                f"{path} has schema {version}, this program knows {HEAD}", "update the program, or use another --home"
            )
        if version is None:
            _create(connection)
        else:
            _upgrade(connection)


def _create(connection: Connection) -> None:
    """Make every table as declared, which is what all migrations together make."""
    metadata.create_all(connection, checkfirst=False)
    _VERSION.create(connection, checkfirst=True)
    connection.execute(insert(_VERSION).values(version_num=HEAD))


def _version(connection: Connection) -> str | None:
    exists = "SELECT count(*) FROM sqlite_master WHERE type='table' AND name='alembic_version'"
    if not connection.exec_driver_sql(exists).scalar_one():
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "core.adapters.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
