"""A home as it was before a run, and a home with nothing but the same snapshots."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from core.adapters.store.database import STATE_FILE, open_database
from core.adapters.store.rewind import copy_state, fork, rewind
from core.adapters.store.runs import SqlRuns
from core.adapters.store.schema import metadata
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at
from core.jobs.close import close_job
from core.jobs.night import NIGHT
from core.ports.runs import Run
from tests.fakes.desk import NEXT, DeskBench, traded_bench

_APART = ("events", "snapshot_files", "record_chain")
TABLES = [table.name for table in metadata.sorted_tables]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = traded_bench(tmp_path / "home")
    yield made
    made.close()


def content(home: Path, *left_out: str) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(home / STATE_FILE)) as state:
        return {
            table: state.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            for table in TABLES if table not in left_out
        }  # fmt: skip


def counters(home: Path) -> dict[str, int]:
    with closing(sqlite3.connect(home / STATE_FILE)) as state:
        return {name: seq for name, seq in state.execute("SELECT name, seq FROM sqlite_sequence") if seq}


def test_rewinding_a_run_brings_back_the_state_before_it(tmp_path: Path, bench: DeskBench) -> None:
    """Every table and every counter but those of snapshots, though Close and Night of NEXT wrote to most of them."""
    bench.close()
    before, numbers = content(bench.home, *_APART), counters(bench.home)
    bench.restart()
    close = bench.run(close_job(), NEXT, 16, 10)
    bench.run(NIGHT, NEXT, 20)
    assert content(bench.home, *_APART) != before
    rewind(bench.home, tmp_path / "scratch", close)
    assert content(tmp_path / "scratch", *_APART) == before
    after = counters(tmp_path / "scratch")
    assert {name: seq for name, seq in after.items() if name not in _APART} == {
        name: seq for name, seq in numbers.items() if name not in _APART
    }
    assert after["snapshot_files"] == close.snapshot_pin


def test_the_next_run_of_a_rewound_home_gets_the_very_id_and_number(tmp_path: Path, bench: DeskBench) -> None:
    close = bench.run(close_job(), NEXT, 16, 10)
    rewind(bench.home, tmp_path / "scratch", close)
    engine = open_database(tmp_path / "scratch")
    again = SqlRuns(engine).begin(close.identity, at(NEXT, 16, 10))
    assert (again.run_seq, again.run_id) == (close.run_seq, close.run_id)
    engine.dispose()


def test_snapshots_newer_than_the_pin_are_out_of_sight(tmp_path: Path, bench: DeskBench) -> None:
    close = bench.run(close_job(), NEXT, 16, 10)
    bench.run(NIGHT, NEXT, 20)
    assert bench.desk.snapshots.has("adj_factor", NEXT)
    rewind(bench.home, tmp_path / "scratch", close)
    engine = open_database(tmp_path / "scratch")
    store = SnapshotStore(bench.home, engine)
    assert store.pin() == close.snapshot_pin < bench.desk.snapshots.pin()
    assert not store.has("adj_factor", NEXT)
    assert store.has("daily", NEXT)
    assert len(store.view(at(NEXT, 23)).read("daily", NEXT, NEXT)) == 40
    engine.dispose()


def test_a_run_that_was_never_pinned_keeps_its_calendar(tmp_path: Path, bench: DeskBench) -> None:
    run = bench.run(NIGHT, NEXT + timedelta(days=6 - NEXT.weekday()), 20)
    assert run.snapshot_pin == 0
    rewind(bench.home, tmp_path / "scratch", run)
    engine = open_database(tmp_path / "scratch")
    assert SnapshotStore(bench.home, engine).pin() == bench.desk.snapshots.pin()
    engine.dispose()


def test_the_home_itself_is_only_read(tmp_path: Path, bench: DeskBench) -> None:
    close = bench.run(close_job(), NEXT, 16, 10)
    before = content(bench.home)
    rewind(bench.home, tmp_path / "one", close)
    fork(bench.home, tmp_path / "two")
    copy_state(bench.home, tmp_path / "three")
    assert content(bench.home) == before == content(tmp_path / "three")


def test_a_fork_has_the_same_snapshots_and_no_books(tmp_path: Path, bench: DeskBench) -> None:
    fork(bench.home, tmp_path / "scratch")
    forked, home = content(tmp_path / "scratch"), content(bench.home)
    kept = {"snapshot_files", "snapshot_corrections", "vendor_revisions", "factors", "leak_passes"}
    assert {table: rows for table, rows in forked.items() if table in kept} == {table: home[table] for table in kept}
    assert all(rows == [] for table, rows in forked.items() if table not in {*kept, "record_chain"})
    assert set(counters(tmp_path / "scratch")) <= {*kept, "record_chain"}


@pytest.mark.parametrize("make", [fork, copy_state])
def test_a_copy_cut_short_is_no_home_and_is_made_anew(
    tmp_path: Path, bench: DeskBench, make: Callable[[Path, Path], None]
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (scratch / f"{STATE_FILE}.tmp").write_bytes(b"left by a kill")
    make(bench.home, scratch)
    assert [path.name for path in scratch.iterdir()] == [STATE_FILE]


def test_a_failure_while_cutting_leaves_no_state(tmp_path: Path, bench: DeskBench) -> None:
    run = bench.desk.runs.recent(1)[0]
    broken = Run(None, run.run_id, run.identity, object(), None, "")  # type: ignore[arg-type]
    with pytest.raises(sqlite3.Error):
        rewind(bench.home, tmp_path / "scratch", broken)
    assert not (tmp_path / "scratch" / STATE_FILE).exists()
