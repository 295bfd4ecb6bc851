"""Whatever is done to a record, a link or a file behind our back shows."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, TextClause, create_engine, text
from sqlalchemy.exc import OperationalError

from core.adapters.store import schema
from core.adapters.store.archive import export_quarter, not_in_chain, quarter_of
from core.adapters.store.archive_check import check_archive
from core.adapters.store.chain import NO_RECORDS, REWRITTEN, link_all, row_hash, row_text
from core.adapters.store.chain_check import check_home
from core.adapters.store.database import STATE_FILE, open_database
from core.adapters.store.files import sha256_file
from core.adapters.store.rewind import fork
from core.domain.breaks import Break, BreakCode
from core.domain.dates import at
from core.domain.errors import FixAndRestart, Refused
from core.domain.verdict import Ruling, Verdict
from core.jobs.run import Job, RunContext, Step, execute
from tests.fakes.desk import DeskBench
from tests.fakes.tampering import drop_guards
from tests.fakes.trading import D1, D2

Tamper = Callable[[sqlite3.Connection], object]
QUARTER = quarter_of("2026Q1")


def _act(context: RunContext) -> None:
    context.put("orders_file.csv", b"600000.SH,BUY,100\n")
    context.desk.books.record_verdicts(context.run.run_seq, [Verdict("stop", Ruling.PASS, "OK", "trading, 照常")])
    context.desk.books.record_breaks(context.run.run_seq, [Break(BreakCode.CASH_MISMATCH, D1, "", "one fen, half")])


def work(bench: DeskBench, kind: str = "morning") -> None:
    job = Job(kind, (Step("one", _act), Step("two", lambda _: None)), lambda context, _: _act(context))
    execute(bench.desk, job, D1, at(D1, 9, 26))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which two runs left records and files."""
    bench = DeskBench(tmp_path_factory.mktemp("chain") / "home", at(D1, 9, 26))
    work(bench)
    work(bench, "close")
    bench.close()
    with closing(sqlite3.connect(bench.home / STATE_FILE)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return bench.home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "home")


def kinds(home: Path) -> set[str]:
    engine = open_database(home)
    try:
        return {f"{fault.kind}: {fault.where}" for fault in check_home(home, home, engine).faults}
    finally:
        engine.dispose()


def behind_our_back(home: Path, tamper: Tamper) -> None:
    with closing(sqlite3.connect(home / STATE_FILE)) as raw:
        drop_guards(raw.execute)
        tamper(raw)
        raw.commit()


def archived(home: Path, out: Path) -> Path:
    engine = open_database(home)
    try:
        export_quarter(home, engine, QUARTER, out)
    finally:
        engine.dispose()
    return out


def test_an_untouched_home_has_no_fault(home: Path) -> None:
    assert kinds(home) == set()


def test_every_table_is_linked_or_listed_as_no_record(home: Path) -> None:
    assert set(schema.metadata.tables) >= NO_RECORDS | REWRITTEN
    with closing(sqlite3.connect(home / STATE_FILE)) as raw:
        linked = {name for (name,) in raw.execute("SELECT DISTINCT table_name FROM record_chain")}
    assert {"runs", "run_steps", "run_artifacts", "events", "verdicts", "breaks"} <= linked


TAMPERED: dict[str, tuple[Tamper, str]] = {
    "an edited row": (lambda raw: raw.execute("UPDATE verdicts SET ruling = 'block'"), "row edited: verdicts 1"),
    "an edited float": (lambda raw: raw.execute("UPDATE run_artifacts SET size_bytes = 1 WHERE run_seq = 1"),
                        "row edited: run_artifacts 1|orders_file.csv"),
    "a run's outcome": (lambda raw: raw.execute("UPDATE runs SET outcome = 'blocked'"), "row edited: runs 1"),
    "a removed row": (lambda raw: raw.execute("DELETE FROM breaks WHERE break_id = 1"), "row removed: breaks 1"),
    "an inserted row": (
        lambda raw: raw.execute("INSERT INTO events (at, level, topic, message, detail) VALUES ('x','','','','{}')"),
        "row inserted: events 3",
    ),
    "a row given another number": (
        lambda raw: raw.execute("UPDATE verdicts SET verdict_id = 9 WHERE verdict_id = 1"), "row inserted: verdicts 9",
    ),
    "a removed link": (lambda raw: raw.execute("DELETE FROM record_chain WHERE link_id = 3"),
                       "link removed: record_chain 3"),
    "the last link removed": (
        lambda raw: raw.execute("DELETE FROM record_chain WHERE link_id = (SELECT max(link_id) FROM record_chain)"),
        "link removed: record_chain",
    ),
    "an edited link": (lambda raw: raw.execute("UPDATE record_chain SET day = 20250101 WHERE link_id = 2"),
                       "link edited: record_chain 2"),
    "swapped links": (
        lambda raw: raw.executescript(
            "UPDATE record_chain SET link_id = -2 WHERE link_id = 2; UPDATE record_chain SET link_id = 2 WHERE"
            " link_id = 3; UPDATE record_chain SET link_id = 3 WHERE link_id = -2"
        ),
        "link edited: record_chain 2",
    ),
    "a table thrown away": (lambda raw: raw.execute("DROP TABLE verdicts"), "row removed: verdicts"),
    "all of history written anew": (
        lambda raw: (raw.execute("UPDATE verdicts SET ruling = 'block'"), link_all(raw)),
        "link edited: record_chain",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(TAMPERED))
def test_what_was_done_to_the_database_shows(home: Path, name: str) -> None:
    tamper, shows = TAMPERED[name]
    behind_our_back(home, tamper)
    found = kinds(home)
    assert any(fault.startswith(shows) for fault in found), found


@pytest.mark.parametrize(
    ("tamper", "shows"),
    [
        (lambda folder: (folder / "orders_file.csv").write_bytes(b"600000.SH,BUY,900\n"), "file edited"),
        (lambda folder: (folder / "orders_file.csv").unlink(), "file removed"),
        (lambda folder: (folder / "second_orders.csv").write_bytes(b""), "file inserted"),
        (lambda folder: (folder / "manifest.json").unlink(), "file removed"),
        (lambda folder: (folder / "manifest.json").write_bytes(b"{}"), "file edited"),
        (lambda folder: (folder / "manifest.json").write_bytes(b"{"), "file edited"),
    ],
)
def test_what_was_done_to_a_file_shows(home: Path, tamper: Callable[[Path], object], shows: str) -> None:
    tamper(home / "runs" / "morning-20260105-01")
    assert {fault.split(":")[0] for fault in kinds(home)} == {shows}


def test_a_row_slipped_in_is_not_made_genuine_by_what_comes_after(home: Path) -> None:
    behind_our_back(home, TAMPERED["an inserted row"][0])
    bench = DeskBench(home, at(D1, 16))
    bench.desk.runs.event(at(D1, 16), "info", "later", "an honest line", {})
    bench.close()
    assert kinds(home) == {"row inserted: events 3"}


def _fail_after(connection: Connection, statement: TextClause) -> None:
    connection.execute(statement)
    connection.execute(text("SELECT * FROM nowhere"))


def test_what_a_failed_transaction_wrote_leaves_no_link(home: Path) -> None:
    engine = open_database(home)
    insertion = text("INSERT INTO events (at, level, topic, message, detail) VALUES ('x','','','','{}')")
    with pytest.raises(OperationalError), engine.begin() as connection:
        _fail_after(connection, insertion)
    engine.dispose()
    assert kinds(home) == set()


def test_an_old_home_gets_its_chain_when_it_is_opened(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", "core.adapters.store:migrations")
    plain = create_engine(f"sqlite:///{tmp_path / STATE_FILE}")
    with plain.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0007")
        connection.execute(
            text("INSERT INTO verdicts VALUES (1, 1, 'stop', 'pass', 'OK', 'trading', '{}')"),
        )
    plain.dispose()
    assert kinds(tmp_path) == set()
    behind_our_back(tmp_path, TAMPERED["an edited row"][0])
    assert kinds(tmp_path) == {"row edited: verdicts 1"}


def test_a_home_cut_out_of_another_has_a_chain_of_its_own(home: Path, tmp_path: Path) -> None:
    fork(home, tmp_path / "fork")
    assert kinds(tmp_path / "fork") == set()


def test_a_column_left_empty_or_at_its_default_changes_no_record() -> None:
    row = {"break_id": 1, "code": "CASH_MISMATCH", "evidence": "{}"}
    assert row_hash(row_text("breaks", row)) == row_hash(row_text("breaks", row | {"predecessor": 0, "later": None}))
    assert row_hash(row_text("breaks", row)) != row_hash(row_text("breaks", row | {"predecessor": 1}))


def test_an_archive_is_whole_and_readable_without_the_product(home: Path, tmp_path: Path) -> None:
    out = archived(home, tmp_path / "2026Q1")
    assert check_archive(out) == []
    checked = subprocess.run(
        [sys.executable, "-I", str(out / "verify.py")], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout[:11]) == (0, "0 fault(s);")
    assert "照常" in (out / "records" / "verdicts.csv").read_text(encoding="utf-8-sig")
    assert (out / "files" / "morning-20260105-01" / "orders_file.csv").read_bytes() == b"600000.SH,BUY,100\n"
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert manifest["keep_until"] == "2031-12-31"


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(out: Path) -> None:
        content = (out / name).read_text(encoding="utf-8")
        assert old in content
        (out / name).write_text(content.replace(old, new), encoding="utf-8")

    return edit


def _lines(name: str, change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    def edit(out: Path) -> None:
        lines = (out / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (out / name).write_text("".join(change(lines)), encoding="utf-8")

    return edit


ARCHIVE_TAMPERED: dict[str, tuple[Callable[[Path], object], str]] = {
    "edited record": (_edit("records/verdicts.jsonl", '"ruling":"pass"', '"ruling":"block"'), "row edited: verdicts 1"),
    "removed record": (_lines("records/run_steps.jsonl", lambda lines: lines[1:]), "row removed: run_steps"),
    "inserted record": (
        _lines("records/verdicts.jsonl", lambda lines: [*lines, lines[0].replace('"key":"1"', '"key":"77"')]),
        "row inserted: verdicts 77",
    ),
    "reordered records": (_lines("records/run_steps.jsonl", lambda lines: lines[::-1]), "row out of order: run_steps"),
    "edited table for people": (_edit("records/verdicts.csv", "pass", "block"), "file edited: records/verdicts.csv"),
    "edited link": (_edit("links.csv", ",verdicts,1,", ",verdicts,8,"), "link edited"),
    "removed link": (_lines("links.csv", lambda lines: [*lines[:2], *lines[3:]]), "link removed"),
    "last link removed": (_lines("links.csv", lambda lines: lines[:-1]), "link removed: the last"),
    "edited file": (_edit("files/morning-20260105-01/orders_file.csv", "100", "900"), "file edited: files/morning"),
    "removed file": (lambda out: (out / "files/close-20260105-01/orders_file.csv").unlink(), "file removed"),
    "inserted file": (lambda out: (out / "files/note.txt").write_text("x"), "file inserted: files/note.txt"),
    "manifest not JSON": (lambda out: (out / "manifest.json").write_text("["), "cannot be read"),
}


BY_THE_SEAL_ALONE = {"edited table for people", "inserted file", "manifest not JSON"}


@pytest.mark.parametrize(
    ("name", "resealed"),
    [(name, False) for name in ARCHIVE_TAMPERED]
    + [(name, True) for name in sorted(ARCHIVE_TAMPERED.keys() - BY_THE_SEAL_ALONE)],
)
def test_what_was_done_to_an_archive_shows(home: Path, tmp_path: Path, name: str, resealed: bool) -> None:
    """Whoever also works the manifest's hashes anew is found out by chain and records."""
    tamper, shows = ARCHIVE_TAMPERED[name]
    out = archived(home, tmp_path / "out")
    tamper(out)
    if resealed:
        _reseal(out)
    assert any(fault.startswith(shows) or shows in fault for fault in check_archive(out)), check_archive(out)


def _reseal(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_bytes())
    there = [path for path in out.rglob("*") if path.is_file() and path.name != "manifest.json"]
    manifest["files"] = {path.relative_to(out).as_posix(): sha256_file(path) for path in there}
    for path in out.glob("files/*/manifest.json"):
        manifest["files"][path.relative_to(out).as_posix()] = sha256_file(path)
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_changed_record_is_not_exported_as_genuine(home: Path, tmp_path: Path) -> None:
    behind_our_back(home, TAMPERED["an edited row"][0])
    with pytest.raises(Refused, match="verdicts 1 is not what was written"):
        archived(home, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    behind_our_back(home, lambda raw: raw.execute("DELETE FROM verdicts"))
    with pytest.raises(Refused, match=r"verdicts \d is gone"):
        archived(home, tmp_path / "out")


def test_an_archive_is_never_overwritten_and_knows_its_home(home: Path, tmp_path: Path) -> None:
    out = archived(home, tmp_path / "out")
    with pytest.raises(FixAndRestart, match="there already"):
        archived(home, out)
    bench = DeskBench(home, at(D2, 9, 26))
    assert not_in_chain(out, bench.engine) == []
    bench.close()
    behind_our_back(home, lambda raw: (raw.execute("UPDATE verdicts SET ruling = 'block'"), link_all(raw)))
    bench = DeskBench(home, at(D2, 9, 26))
    assert not_in_chain(out, bench.engine)
    bench.close()


def test_a_quarter_without_records_is_an_empty_archive(home: Path, tmp_path: Path) -> None:
    engine = open_database(home)
    made = export_quarter(home, engine, quarter_of("2019q4"), tmp_path / "out")
    engine.dispose()
    assert (made.records, made.files, check_archive(made.folder)) == (0, 0, [])


@pytest.mark.parametrize("bad", ["2026", "2026Q5", "2026Q0", "Q3", "26Q3", "", "0000Q1"])
def test_what_is_no_quarter_is_refused(bad: str) -> None:
    with pytest.raises(FixAndRestart, match="is not a quarter"):
        quarter_of(bad)


def test_quarters_end_where_they_end() -> None:
    assert [quarter_of(f"2024Q{number}").last.isoformat()[5:] for number in range(1, 5)] == [
        "03-31", "06-30", "09-30", "12-31",
    ]  # fmt: skip
