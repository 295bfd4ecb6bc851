"""The records of one quarter as a folder anybody can read: CSV, JSON lines, the files, and how to check them."""

import csv
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine

from core.adapters.store import archive_check
from core.adapters.store.archive_check import LINKS, MANIFEST
from core.adapters.store.chain import (
    GENESIS,
    Link,
    Row,
    key_of,
    links,
    recorded_tables,
    row_hash,
    row_text,
    rows_of,
)
from core.adapters.store.files import sha256_file, write_atomically
from core.domain.dates import ymd
from core.domain.errors import FixAndRestart, Refused
from core.domain.progress import Counted
from core.pipeline.spreadsheet import csv_bytes

RETENTION_YEARS = 5
_README = """\
破晓 Daybreak：{quarter} 交易记录归档 / records of {quarter}, {first} – {last}

records/*.csv    每表一份，可用电子表格打开 / one table each, for a spreadsheet
records/*.jsonl  同样的记录，供校验 / the same records as they are hashed: link, key, record
links.csv        哈希链 / the chain of hashes; links of other quarters in between are there without their records
files/           各次运行留下的文件 / what each run left, orders files and reports included
ptrade/          停止交易的历史 / the history of STOP
manifest.json    每个文件的 SHA-256 / the SHA-256 of every file

校验 / check it:  python verify.py     (needs Python alone; or `daybreak audit verify FOLDER`)
请另行保存 manifest.json 的 SHA-256 / keep the SHA-256 of manifest.json elsewhere: it vouches for all the rest.
按规定保存五年 / keep for five years.
"""


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year, first and last day included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Archive:
    """What was exported; `seal` is the sha256 of its manifest, to be noted elsewhere."""

    folder: Path
    records: int
    files: int
    seal: str


def quarter_of(text: str) -> Quarter:
    """Read 2026Q3; FixAndRestart for anything else."""
    match = re.fullmatch(r"(\d{4})Q([1-4])", text.upper())
    if match is None or match[1] == "0000":
        raise FixAndRestart(f"{text!r} is not a quarter", "write it as 2026Q3")
    year, number = int(match[1]), int(match[2])
    after = date(year + number // 4, number % 4 * 3 + 1, 1) if year < date.max.year else date.max
    return Quarter(text.upper(), date(year, number * 3 - 2, 1), after - timedelta(days=1))


def export_quarter(
    home: Path, engine: Engine, quarter: Quarter, out: Path, progress: Callable[[str], None] = lambda line: None
) -> Archive:
    """Write the records of `quarter` to the new folder `out`, whole or not at all.

    FixAndRestart where `out` is there already, Refused where a record is not what was linked: an archive must not make
    a change look genuine.
    """
    if out.exists():
        raise FixAndRestart(f"{out} is there already", "name a new folder; an archive is never overwritten")
    unfinished = out.with_name(f"{out.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    with engine.connect() as connection:
        raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        chain = _cut(list(links(raw)), quarter)
        records = 0
        tables = recorded_tables(raw)
        for place, table in enumerate(tables):
            progress(Counted(f"records of {table}", place, len(tables)))
            records += _write_table(raw, table, _wanted(chain, table, quarter), unfinished / "records")
        runs = raw.execute(
            "SELECT run_id FROM runs WHERE trade_date BETWEEN ? AND ?", (ymd(quarter.first), ymd(quarter.last))
        ).fetchall()
        before = raw.execute(
            "SELECT chain_hash FROM record_chain WHERE link_id = ?", (chain[0].link_id - 1 if chain else 0,)
        ).fetchone()
    _write_links(chain, unfinished / LINKS)
    _copy_files(home, [run_id for (run_id,) in runs], unfinished, progress)
    progress("sealing")
    seal = _seal(unfinished, quarter, chain, before[0] if before else GENESIS, records)
    unfinished.rename(out)
    return Archive(out, records, sum(1 for path in (out / "files").rglob("*") if path.is_file()), seal)


def not_in_chain(folder: Path, engine: Engine) -> list[str]:
    """Return the links of an archive that the home's chain does not hold alike."""
    with (folder / LINKS).open(encoding="utf-8", newline="") as file:
        archived = [(int(row["link_id"]), row["chain_hash"]) for row in csv.DictReader(file)]
    with engine.connect() as connection:
        raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        ours = {link.link_id: link.chain_hash for link in links(raw)}
    return [f"link {number} is another one in this home" for number, said in archived if ours.get(number) != said]


def _cut(chain: list[Link], quarter: Quarter) -> list[Link]:
    """Return the chain from the quarter's first link to its last, others in between included."""
    inside = [place for place, link in enumerate(chain) if _is_in(link, quarter)]
    return chain[inside[0] : inside[-1] + 1] if inside else []


def _is_in(link: Link, quarter: Quarter) -> bool:
    return ymd(quarter.first) <= link.day <= ymd(quarter.last)


def _wanted(chain: Iterable[Link], table: str, quarter: Quarter) -> dict[str, Link]:
    """Return the newest link of every record of the table, by key."""
    return {link.key: link for link in chain if link.table == table and _is_in(link, quarter)}


def _write_table(raw: sqlite3.Connection, table: str, wanted: dict[str, Link], folder: Path) -> int:
    found: list[tuple[Link, Row]] = []
    for rowid, row in rows_of(raw, table) if wanted else ():
        link = wanted.pop(key_of(table, rowid, row), None)
        if link is None:
            continue
        if row_hash(row_text(table, row)) != link.row_hash:
            raise Refused(f"{table} {link.key} is not what was written", "`daybreak audit verify` shows what changed")
        found.append((link, row))
    if wanted:
        raise Refused(f"{table} {next(iter(wanted))} is gone", "`daybreak audit verify` shows what changed")
    if found:
        found.sort(key=lambda pair: pair[0].link_id)
        lines = [
            f'{{"link":{link.link_id},"key":{json.dumps(link.key)},"record":{row_text(table, row)}}}\n'
            for link, row in found
        ]
        write_atomically(folder / f"{table}.jsonl", "".join(lines).encode())
        write_atomically(folder / f"{table}.csv", csv_bytes([row for _, row in found]))
    return len(found)


def _write_links(chain: Iterable[Link], path: Path) -> None:
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(["link_id", "table", "key", "day", "row_hash", "chain_hash"])
    writer.writerows([link.link_id, link.table, link.key, link.day, link.row_hash, link.chain_hash] for link in chain)
    write_atomically(path, sink.getvalue().encode())


def _copy_files(home: Path, runs: Sequence[str], folder: Path, progress: Callable[[str], None]) -> None:
    for place, run_id in enumerate(runs):
        progress(Counted(f"files of {run_id}", place, len(runs)))
        if (home / "runs" / run_id).is_dir():
            shutil.copytree(home / "runs" / run_id, folder / "files" / run_id, ignore=shutil.ignore_patterns(".*"))
    for history in sorted((home / "ptrade").glob("*.history")):
        (folder / "ptrade").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(history, folder / "ptrade" / history.name)


def _seal(folder: Path, quarter: Quarter, chain: list[Link], before: str, records: int) -> str:
    source = Path(archive_check.__file__).read_bytes()
    write_atomically(folder / "verify.py", source)
    words = _README.format(quarter=quarter.name, first=quarter.first, last=quarter.last)
    write_atomically(folder / "README.txt", words.encode("utf-8-sig"))
    files = {
        path.relative_to(folder).as_posix(): sha256_file(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }
    manifest = {
        "quarter": quarter.name,
        "first_day": ymd(quarter.first),
        "last_day": ymd(quarter.last),
        "keep_until": f"{quarter.last.year + RETENTION_YEARS}-12-31",
        "records": records,
        "first_link": chain[0].link_id if chain else 1,
        "last_link": chain[-1].link_id if chain else 0,
        "previous_hash": before,
        "head_hash": chain[-1].chain_hash if chain else before,
        "files": files,
    }
    write_atomically(folder / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
    return sha256_file(folder / MANIFEST)
