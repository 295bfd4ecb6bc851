"""reset-db: only with the name typed, only a simulation's books, and nothing is lost."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app import resetting
from app.cli import main
from app.resetting import empty_books
from core.adapters.store.database import STATE_FILE, open_database
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at
from core.domain.errors import Refused, RetryLater
from core.domain.outcome import Outcome
from core.domain.trading_state import TradingState
from tests.fakes.desk import CASH_FEN, LIVED, NEXT, DeskBench, settings_of, traded_bench, write_cfg

NOW = at(NEXT, 21)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("DAYBREAK")]:
        monkeypatch.delenv(name)
    bench = traded_bench(tmp_path / "desk")
    write_cfg(bench.home, settings_of())
    bench.close()
    return bench.home


def tree(home: Path) -> dict[str, bytes]:
    """Every file but the lock and SQLite's own side files."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and path.name != ".daybreak.lock" and not path.name.endswith(("-wal", "-shm"))
    }


def rows(state: Path, table: str) -> int:
    with closing(sqlite3.connect(state)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def daybreak(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["daybreak", *words])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


@pytest.mark.parametrize("typed", ["", "Desk", "desk ", "yes"])
def test_another_name_touches_nothing(home: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    before = tree(home)
    code = daybreak(monkeypatch, "reset-db", "--home", str(home), "--confirm", typed, "--json")
    assert code == Outcome.BLOCKED.exit_code
    assert tree(home) == before


def test_it_names_what_it_will_empty_before_it_asks(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    daybreak(monkeypatch, "reset-db", "--home", str(home), "--confirm", "no", "--json")
    said = capsys.readouterr()
    for name in (STATE_FILE, "runs", "ptrade/outbox", "ptrade/inbox", "paper"):
        assert name in said.err
    assert json.loads(said.out)["outcome"] == "blocked"


def test_the_right_name_empties_the_books_and_keeps_the_market(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = rows(home / STATE_FILE, "snapshot_files")
    assert daybreak(monkeypatch, "reset-db", "--home", str(home), "--confirm", "desk", "--json") == 0
    for table in ("batches", "fills", "equity_marks", "breaks", "verdicts"):
        assert rows(home / STATE_FILE, table) == 0
    assert rows(home / STATE_FILE, "journal_entries") == 1, "the opening cash"
    assert rows(home / STATE_FILE, "snapshot_files") == files
    assert list((home / "ptrade" / "outbox").iterdir()) == []
    engine = open_database(home)
    view = SnapshotStore(home, engine).view(at(NEXT, 23))
    assert len(view.read("daily", LIVED[0], NEXT)) == 40 * (len(LIVED) + 1)
    engine.dispose()


def test_the_backup_holds_the_old_state(home: Path) -> None:
    was = tree(home)
    counted = {table: rows(home / STATE_FILE, table) for table in ("runs", "fills", "journal_entries", "events")}
    backup = empty_books(home, NOW, lambda step: None)
    assert {table: rows(backup / STATE_FILE, table) for table in counted} == counted
    kept = tree(backup)
    moved = {name: data for name, data in was.items() if name.startswith(("runs/", "ptrade/", "paper/"))}
    assert moved
    assert {name: data for name, data in kept.items() if name != STATE_FILE} == moved


def test_it_works_twice_and_a_new_life_begins(home: Path) -> None:
    first = empty_books(home, NOW, lambda step: None)
    second = empty_books(home, NOW + timedelta(seconds=1), lambda step: None)
    assert first != second
    bench = DeskBench(home, at(NEXT, 20))
    assert bench.desk.books.trial_balance() == {"capital": -CASH_FEN, "cash:settled": CASH_FEN}
    assert [run.identity.kind for run in bench.desk.runs.recent(9)] == ["init"]
    bench.close()


@pytest.mark.parametrize("state", [TradingState.HALTED, TradingState.REDUCING])
def test_stop_outlives_it(home: Path, state: TradingState) -> None:
    bench = DeskBench(home, NOW)
    bench.desk.stop.press(state, "me", "something is wrong", NOW)
    bench.close()
    empty_books(home, NOW, lambda step: None)
    bench = DeskBench(home, NOW)
    assert bench.desk.stop.read().state is state
    bench.close()


def test_a_live_home_keeps_its_books(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cfg(home, settings_of(execution={"channel": "LIVE"}))
    before = tree(home)
    assert daybreak(monkeypatch, "reset-db", "--home", str(home), "--confirm", "desk", "--json") == 12
    with pytest.raises(Refused, match="LIVE"):
        resetting.doomed(home)
    assert tree(home) == before


def test_while_another_program_reads_the_database_nothing_is_moved(home: Path) -> None:
    reader = open_database(home)
    with reader.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM runs").scalar_one()
        with pytest.raises(RetryLater, match="another program"):
            empty_books(home, NOW, lambda step: None)
    reader.dispose()
    assert any((home / "runs").iterdir())
    assert rows(home / STATE_FILE, "fills") > 0


def test_killed_half_way_the_old_books_are_in_force_and_a_second_call_finishes(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plug is pulled in the instant before the emptied state would take its place."""

    replace = Path.replace

    def pulled(self: Path, target: Path) -> Path:
        if target == home / STATE_FILE:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", pulled)
        with pytest.raises(KeyboardInterrupt):
            empty_books(home, NOW, lambda step: None)
    assert rows(home / STATE_FILE, "fills") > 0
    empty_books(home, NOW + timedelta(seconds=1), lambda step: None)
    assert rows(home / STATE_FILE, "fills") == 0


def test_a_folder_that_is_no_home_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert daybreak(monkeypatch, "reset-db", "--home", str(tmp_path), "--confirm", tmp_path.name, "--json") == 78
    assert list(tmp_path.iterdir()) == []
