"""What the vendor changed afterwards, in figures, and which runs stood on the old rows."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.adapters.store.revisions import revisions
from core.adapters.store.runs import SqlRuns
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at
from core.domain.errors import FixAndRestart
from core.ports.runs import RunIdentity
from tests.fakes.partitions import bars, brought

MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)
A, B, C = "000001.SZ", "600000.SH", "600519.SH"


def a_run(engine: Engine, kind: str, day: date, pin: int) -> str:
    runs = SqlRuns(engine)
    run = runs.begin(RunIdentity(kind, day, at(day, 20), "PAPER", "", "", 1), at(day, 20))
    runs.pin_snapshots(run.run_seq, pin)
    return run.run_id


def test_cells_rows_size_and_runs_are_told(home: Path, store: SnapshotStore, engine: Engine) -> None:
    old = store.append("daily", MONDAY, bars(MONDAY, {A: 10.0, B: 8.0}), brought(at(MONDAY, 20)))
    stood = [a_run(engine, "night", MONDAY, old), a_run(engine, "morning", TUESDAY, old)]
    a_run(engine, "pull", TUESDAY, old)
    a_run(engine, "night", date(2026, 1, 2), old)
    frame = bars(MONDAY, {A: 10.0, C: 1500.0})
    frame.loc[frame["ts_code"] == A, "close"] = 11.0
    new = store.append("daily", MONDAY, frame, brought(at(TUESDAY, 9)))
    a_run(engine, "night", TUESDAY, new)
    (told,) = revisions(home, engine)
    assert (told.dataset, told.day, told.detected_at) == ("daily", MONDAY, at(TUESDAY, 9))
    assert (told.rows_came, told.rows_went, told.rows_changed) == (1, 1, 1)
    assert told.columns == {"close": 1}
    assert told.largest == pytest.approx({"close": 0.1})
    assert told.symbols == (A, B, C)
    assert list(told.run_ids) == stood


def test_only_one_dataset_may_be_asked_for(home: Path, store: SnapshotStore, engine: Engine) -> None:
    for price in (10.0, 10.5, 11.0):
        store.append("daily", MONDAY, bars(MONDAY, {A: price}), brought(at(MONDAY, 20)))
    assert [told.revision_id for told in revisions(home, engine, "daily")] == [2, 1]
    assert revisions(home, engine, "adj_factor") == []


def test_a_lost_file_is_named(home: Path, store: SnapshotStore, engine: Engine) -> None:
    for price in (10.0, 10.5):
        store.append("daily", MONDAY, bars(MONDAY, {A: price}), brought(at(MONDAY, 20)))
    for path in (home / "snapshots").rglob("*.parquet"):
        path.unlink()
    with pytest.raises(FixAndRestart, match="cannot be read"):
        revisions(home, engine)
