"""The chain of records: every row is linked by hash to the one written before it, in the transaction that wrote it.

A link names table, key and day of a row and the hash of what the row says; its own hash takes in that of the link
before. Works on SQLite's own connection, below everything that writes rows, so that no writer can forget it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from core.adapters.store import schema

CHAIN = schema.record_chain.name
GENESIS = "0" * 64
NO_RECORDS = frozenset({CHAIN, "source_state", "source_requests", "factors"})
"""Tables that tell how things stand rather than what happened: rewritten freely, and not linked."""

REWRITTEN = frozenset({"runs", "run_artifacts"})
"""Tables whose rows may say something new; each time a further link says what. Of all others a row has one link."""

_STAMPS = ("at", "ingest_time", "created_at", "detected_at", "checked_at")
_LINKS_KEY = "record_links"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain; `day` is the record's, YYYYMMDD, 0 where it has none."""

    link_id: int
    table: str
    key: str
    day: int
    row_hash: str
    chain_hash: str

    def follows(self, before: str) -> bool:
        """Whether its hash is right behind a link whose hash is `before`."""
        return self.chain_hash == chain_hash(before, self.link_id, self.table, self.key, self.day, self.row_hash)


def row_text(table: str, row: Row) -> str:
    """Return what a row says as one line of JSON, keys sorted.

    Cells that are empty or at their column's default are left out: a column added later changes no older record.
    """
    defaults = _defaults(table)
    said = {name: value for name, value in row.items() if value is not None and defaults.get(name, _UNSET) != value}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def row_hash(text: str) -> str:
    """Return the hex sha256 of what a row says."""
    return hashlib.sha256(text.encode()).hexdigest()


def chain_hash(before: str, link_id: int, table: str, key: str, day: int, said: str) -> str:
    """Return the hash of a link behind the link whose hash is `before`."""
    return hashlib.sha256(f"{before}\n{link_id}\n{table}\n{key}\n{day}\n{said}".encode()).hexdigest()


def key_of(table: str, rowid: int, row: Row) -> str:
    """Return what names a row in its table: its primary key, or its place where it has none."""
    names = _keys(table)
    return "|".join(str(row[name]) for name in names) if names else f"#{rowid}"


def recorded_tables(raw: sqlite3.Connection) -> list[str]:
    """Return the tables of records that are there, by the order of the schema."""
    present = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if CHAIN not in present:
        return []
    return [name for name in _in_order() if name in present]


def rows_of(
    raw: sqlite3.Connection, table: str, where: str = "", values: Sequence[int] = ()
) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table with their rowids, in the order they were written."""
    cursor = raw.execute(f"SELECT rowid, * FROM {table} {where} ORDER BY rowid", values)  # noqa: S608 - own names
    names = [column[0] for column in cursor.description[1:]]
    for rowid, *cells in cursor:
        yield rowid, dict(zip(names, cells, strict=True))


def head(raw: sqlite3.Connection) -> tuple[int, str]:
    """Return number and hash of the newest link, 0 and zeros before the first."""
    query = f"SELECT link_id, chain_hash FROM {CHAIN} ORDER BY link_id DESC LIMIT 1"  # noqa: S608 - own name
    newest: tuple[int, str] | None = raw.execute(query).fetchone()
    return newest or (0, GENESIS)


def links(raw: sqlite3.Connection, first: int = 1) -> Iterator[Link]:
    """Yield the links from number `first` on, in order."""
    query = f"SELECT link_id, table_name, row_key, day, row_hash, chain_hash FROM {CHAIN} WHERE link_id >= ?"  # noqa: S608
    for cells in raw.execute(f"{query} ORDER BY link_id", (first,)):
        yield Link(*cells)


class NewLinks:
    """What one transaction adds to the chain: rows that were not there when it began, and those it says anew."""

    def __init__(self, raw: sqlite3.Connection, anew: bool = False) -> None:
        self._raw = raw
        self._before = {} if anew else _newest(raw)
        self._amended: set[tuple[str, int]] = set()

    def amend(self, table: str, rowid: int) -> None:
        """Note that a row of a table of REWRITTEN says something new."""
        self._amended.add((table, rowid))

    def seal(self) -> None:
        """Link every new row and every amended one behind the newest link."""
        after = _newest(self._raw)
        fresh = [(table, rowid) for table, rowid in sorted(self._amended) if rowid <= self._before.get(table, 0)]
        number, newest = head(self._raw) if after else (0, GENESIS)
        made = []
        for table in after:
            for rowid, row in self._rows(table, after[table], [rowid for name, rowid in fresh if name == table]):
                number += 1
                said, key, day = row_hash(row_text(table, row)), key_of(table, rowid, row), self._day(row)
                newest = chain_hash(newest, number, table, key, day, said)
                made.append((number, table, key, day, said, newest))
        if made:
            self._raw.executemany(f"INSERT INTO {CHAIN} VALUES (?, ?, ?, ?, ?, ?)", made)  # noqa: S608 - own name

    def _rows(self, table: str, newest: int, amended: Sequence[int]) -> Iterator[tuple[int, Row]]:
        for rowid in amended:
            yield from rows_of(self._raw, table, "WHERE rowid = ?", (rowid,))
        if newest > self._before.get(table, 0):
            yield from rows_of(self._raw, table, "WHERE rowid > ?", (self._before.get(table, 0),))

    def _day(self, row: Row) -> int:
        """Return the day of the run a row belongs to, else its own."""
        run_seq = row.get("run_seq")
        if run_seq is not None and "trade_date" not in row:
            found = self._raw.execute("SELECT trade_date FROM runs WHERE run_seq = ?", (run_seq,)).fetchone()
            return int(found[0]) if found else 0
        if isinstance(row.get("trade_date"), int) and run_seq is not None:
            return int(row["trade_date"])
        stamp = next((str(row[name]) for name in _STAMPS if row.get(name)), "")
        return int(stamp[:10].replace("-", "")) if stamp else int(row.get("trade_date") or 0)


def begin_links(connection: Connection) -> NewLinks:
    """Look at the records as a writing transaction begins."""
    made = NewLinks(_raw(connection))
    connection.info[_LINKS_KEY] = made
    return made


def amend(connection: Connection, table: str, rowid: int) -> None:
    """Note inside a writing transaction that a row of a table of REWRITTEN says something new."""
    noted: NewLinks = connection.info[_LINKS_KEY]
    noted.amend(table, rowid)


def link_all(raw: sqlite3.Connection) -> None:
    """Begin the chain anew with every row that is there: for a copy that was cut down to a home of its own."""
    raw.execute(f"DELETE FROM {CHAIN}")  # noqa: S608 - own name
    raw.execute("DELETE FROM sqlite_sequence WHERE name = ?", (CHAIN,))
    NewLinks(raw, anew=True).seal()


def _raw(connection: Connection) -> sqlite3.Connection:
    raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return raw


def _newest(raw: sqlite3.Connection) -> dict[str, int]:
    """Return the newest rowid of every table of records, 0 where it is empty; empty before there is a chain."""
    tables = recorded_tables(raw)
    if not tables:
        return {}
    query = " UNION ALL ".join(f"SELECT '{name}', coalesce(max(rowid), 0) FROM {name}" for name in tables)  # noqa: S608
    return dict(raw.execute(query).fetchall())


_UNSET = object()


@cache
def _in_order() -> tuple[str, ...]:
    """The tables of records by the order of the schema, which takes longer to find than most transactions."""
    return tuple(table.name for table in schema.metadata.sorted_tables if table.name not in NO_RECORDS)


@cache
def _defaults(table: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for column in schema.metadata.tables[table].columns:
        if isinstance(column.default, ScalarElementColumnDefault):
            found[column.name] = column.default.arg
    return found


@cache
def _keys(table: str) -> tuple[str, ...]:
    return tuple(schema.metadata.tables[table].primary_key.columns.keys())
