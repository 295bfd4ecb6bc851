"""All that must be the same in two homes that did the same, however often one of them was killed."""

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from core.adapters.store import schema
from core.adapters.store.database import STATE_FILE
from core.domain.dates import ymd

Rows = list[dict[str, Any]]

# When something happened, under which code, and what a run told about itself may differ; what it did may not.
_PASSING = {
    "runs": {"started_at", "ended_at", "code_version"},
    "run_steps": {"started_at", "ended_at", "detail"},
}
_FLEETING = {"code_version", "record_head"}
_NOT_COMPARED = {"events", "source_state", "source_requests", "record_chain"}


def final_state(home: Path) -> dict[str, Any]:
    """Return books, run ledger, manifest, artifacts, exchanged files and the paper broker's own book."""
    state: dict[str, Any] = dict(_tables(home))
    state["artifacts"] = _artifacts(home, state["run_artifacts"])
    state["manifests"] = _manifests(home)
    state["exchanged"] = exchanged(home)
    state["paper"] = _paper(home)
    return state


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Say in which parts two states differ, with the first few rows only one of them has."""
    told = []
    for name in sorted({*one, *other}):
        if one.get(name) != other.get(name):
            first, second = _listed(one.get(name)), _listed(other.get(name))
            told.append(f"{name}: {_only(first, second)} became {_only(second, first)}")
    return told


def exchanged(home: Path) -> dict[str, bytes]:
    """Return every file of the exchange folder by its path; hidden ones count in the outbox."""
    root = home / "ptrade"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and (path.parent.name == "outbox" or not path.name.startswith("."))
    }


def rows(home: Path, table: str) -> Rows:
    """Return a table of the state, in the order the rows came."""
    with closing(sqlite3.connect(home / STATE_FILE)) as database:
        return _rows(database, table)


def _rows(database: sqlite3.Connection, table: str) -> Rows:
    found = database.execute(f"SELECT * FROM {table} ORDER BY rowid")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def journal(home: Path, day: date) -> list[list[str]]:
    """Return the executor's own journal of a day: time, event, fields."""
    path = home / "ptrade" / "inbox" / f"journal_{ymd(day)}.csv"
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines())) if path.is_file() else []


def sends(home: Path, day: date) -> Counter[str]:
    """Return how often each client order id was about to be sent, as the executor wrote down before sending."""
    return Counter(row[2] for row in journal(home, day) if row[1] == "INTENT")


def _tables(home: Path) -> Iterable[tuple[str, Rows]]:
    with closing(sqlite3.connect(home / STATE_FILE)) as database:
        for table in schema.metadata.sorted_tables:
            if table.name not in _NOT_COMPARED:
                passing = _PASSING.get(table.name, set())
                found = _rows(database, table.name)
                yield table.name, [{key: row[key] for key in row if key not in passing} for row in found]


def _artifacts(home: Path, recorded: Rows) -> dict[str, str]:
    """Return the hash of each recorded artifact's file by run and name; a file that is gone has none."""
    run_ids = {row["run_seq"]: row["run_id"] for row in rows(home, "runs")}
    paths = [home / "runs" / run_ids[row["run_seq"]] / row["name"] for row in recorded]
    return {
        f"{path.parent.name}/{path.name}": sha256(path.read_bytes()).hexdigest() if path.is_file() else "gone"
        for path in paths
    }


def _manifests(home: Path) -> dict[str, Any]:
    found = {path.parent.name: json.loads(path.read_bytes()) for path in sorted(home.glob("runs/*/manifest.json"))}
    return {name: {key: value for key, value in one.items() if key not in _FLEETING} for name, one in found.items()}


def _paper(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    path = home / "paper" / "counter.sqlite3"
    if not path.is_file():
        return {}
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3").fetchall() for name in sorted(names)}


def _listed(part: Any) -> list[Any]:
    return sorted(map(repr, part.items())) if isinstance(part, dict) else [repr(each) for each in part or []]


def _only(one: list[str], other: list[str]) -> list[str]:
    return [text[:300] for text in one if text not in set(other)][:3]
