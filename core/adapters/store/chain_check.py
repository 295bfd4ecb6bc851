"""Whether a home's records are what was written: its chain, every row, and every file the records name."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from core.adapters.store.chain import (
    CHAIN,
    GENESIS,
    REWRITTEN,
    Link,
    key_of,
    links,
    recorded_tables,
    row_hash,
    row_text,
    rows_of,
)
from core.adapters.store.files import sha256_file
from core.adapters.store.linked_lines import DRILLED, DRILLS, LINKED, broken_links, unnamed_lines
from core.adapters.store.manifest import newest_id
from core.adapters.store.sweep import altered_files
from core.domain.progress import Counted

_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written: what happened to it, where it stands, and how that shows."""

    kind: str
    where: str
    detail: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was gone through and what was found; `head` is number and hash of the newest link, as number:hash."""

    records: int
    runs: int
    head: str
    faults: tuple[Fault, ...]


def check_home(
    home: Path,
    lender: Path,
    engine: Engine,
    with_files: bool = True,
    progress: Callable[[str], None] = lambda line: None,
) -> Checked:
    """Go through all records of `home` and, `with_files`, the files they name; its snapshots lie in `lender`."""
    progress("the chain and every record")
    with engine.connect() as connection:
        raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        found = [*links(raw)]
        faults = [*_chain_faults(raw, found), *_row_faults(raw, found)]
        runs = 0
        if with_files:
            recorded = _artifacts(raw)
            runs = len(recorded)
            faults += [*_artifact_faults(home, recorded, progress), *_manifest_faults(home, raw, found)]
            pin, drilled = newest_id(connection), _drilled(raw)
    if with_files:
        faults += [
            Fault("file edited", path, "gone, or not the bytes stored")
            for path in altered_files(lender, engine, pin, progress)
        ]
        faults += _line_faults(home, drilled)
    newest = f"{found[-1].link_id}:{found[-1].chain_hash}" if found else "0:"
    return Checked(len({(link.table, link.key) for link in found}), runs, newest, tuple(faults))


def _chain_faults(raw: sqlite3.Connection, found: Iterable[Link]) -> Iterator[Fault]:
    before, number = GENESIS, 0
    for link in found:
        if link.link_id != number + 1:
            yield Fault("link removed", f"{CHAIN} {number + 1}", f"the next link is number {link.link_id}")
        elif not link.follows(before):
            yield Fault(
                "link edited", f"{CHAIN} {link.link_id}", f"does not follow link {number}: {link.table} {link.key}"
            )
        before, number = link.chain_hash, link.link_id
    used = raw.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (CHAIN,)).fetchone()
    if used is not None and used[0] != number:
        yield Fault(
            "link removed", f"{CHAIN} {number + 1}", f"links up to {used[0]} were written, {number} is the last"
        )


def _row_faults(raw: sqlite3.Connection, found: Iterable[Link]) -> Iterator[Fault]:
    said: dict[str, dict[str, str]] = {}
    for link in found:
        known = said.setdefault(link.table, {})
        if link.key in known and link.table not in REWRITTEN:
            yield Fault("row inserted", f"{link.table} {link.key}", f"linked a second time as {link.link_id}")
        known[link.key] = link.row_hash
    for table in recorded_tables(raw):
        expected = said.pop(table, {})
        for rowid, row in rows_of(raw, table):
            key = key_of(table, rowid, row)
            was = expected.pop(key, None)
            if was is None:
                yield Fault("row inserted", f"{table} {key}", "no link names it")
            elif was != row_hash(row_text(table, row)):
                yield Fault("row edited", f"{table} {key}", "does not say what it said when it was written")
        for key in expected:
            yield Fault("row removed", f"{table} {key}", "its link is there, the row is not")
    for table in said:
        yield Fault("row removed", table, "the whole table is gone")


def _artifacts(raw: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return the recorded sha256 of every artifact, by run and name."""
    found: dict[str, dict[str, str]] = {run_id: {} for (run_id,) in raw.execute("SELECT run_id FROM runs")}
    query = "SELECT run_id, name, sha256 FROM run_artifacts JOIN runs USING (run_seq) ORDER BY run_id, name"
    for run_id, name, sha256 in raw.execute(query):
        found[run_id][name] = sha256
    return found


def _artifact_faults(
    home: Path, recorded: dict[str, dict[str, str]], progress: Callable[[str], None]
) -> Iterator[Fault]:
    for place, (run_id, artifacts) in enumerate(recorded.items()):
        progress(Counted(f"files of {run_id}", place, len(recorded)))
        folder = home / "runs" / run_id
        there = {path.name for path in folder.iterdir() if not path.name.startswith(".")} if folder.is_dir() else set()
        for name, sha256 in artifacts.items():
            if name not in there:
                yield Fault("file removed", f"runs/{run_id}/{name}", "recorded, but not there")
            elif sha256_file(folder / name) != sha256:
                yield Fault("file edited", f"runs/{run_id}/{name}", "not the bytes that were recorded")
        if _finished(folder):
            for name in sorted(there - artifacts.keys() - {_MANIFEST}):
                yield Fault("file inserted", f"runs/{run_id}/{name}", "no record names it")


def _drilled(raw: sqlite3.Connection) -> list[str]:
    """Return the hashes of the drills' lines as the events tell them."""
    rows = raw.execute("SELECT detail FROM events WHERE topic = ?", (DRILLED,)).fetchall()
    return [str(json.loads(detail)["line_sha256"]) for (detail,) in rows]


def _line_faults(home: Path, drilled: list[str]) -> Iterator[Fault]:
    for name in LINKED:
        for number, detail in broken_links(home / name):
            yield Fault("line edited", f"{name} {number}", detail)
    for number, detail in unnamed_lines(home / DRILLS, drilled):
        yield Fault("line inserted" if number else "line removed", f"{DRILLS} {number or ''}".strip(), detail)


def _finished(folder: Path) -> bool:
    """A run that was killed may have left a file it had not recorded yet."""
    return (folder / _MANIFEST).is_file()


def _manifest_faults(home: Path, raw: sqlite3.Connection, found: list[Link]) -> Iterator[Fault]:
    """Each run's manifest names the newest link of its time, outside the database: history cannot be written anew."""
    hashes = {link.link_id: link.chain_hash for link in found}
    ended = raw.execute("SELECT run_id, outcome FROM runs WHERE outcome IS NOT NULL ORDER BY run_seq").fetchall()
    for run_id, outcome in ended:
        where, path = f"runs/{run_id}/{_MANIFEST}", home / "runs" / run_id / _MANIFEST
        try:
            manifest = json.loads(path.read_bytes())
        except FileNotFoundError:
            yield Fault("file removed", where, "every finished run leaves one")
            continue
        except ValueError:
            yield Fault("file edited", where, "not JSON any more")
            continue
        if manifest.get("outcome") != outcome:
            yield Fault("file edited", where, f"says {manifest.get('outcome')!r}, the records say {outcome!r}")
        number, _, said = str(manifest.get("record_head") or "0:").partition(":")
        if said and hashes.get(int(number)) != said:
            yield Fault(
                "link edited", f"{CHAIN} {number}", f"{where} remembers another hash: the chain was written anew"
            )
