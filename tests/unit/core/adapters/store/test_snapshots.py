from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine, delete, select

from core.adapters.store.files import sha256_file
from core.adapters.store.schema import snapshot_files, vendor_revisions
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at
from core.domain.errors import FixAndRestart, RetryLater
from core.ports.snapshots import Snapshots
from tests.fakes.partitions import bars, brought, open_days
from tests.fakes.tampering import drop_guards

MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)
NIGHT = at(MONDAY, 20)
LATER = at(TUESDAY, 7)


def _files(home: Path) -> dict[str, tuple[str, int]]:
    found = sorted((home / "snapshots").rglob("*.parquet"))
    return {path.relative_to(home).as_posix(): (sha256_file(path), path.stat().st_mtime_ns) for path in found}


def test_a_partition_is_one_file_with_its_audit(store: SnapshotStore, home: Path, engine: Engine) -> None:
    port: Snapshots = store
    snapshot_id = port.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(NIGHT))
    name = "snapshots/daily/trade_date=20260105/20260105T200000000000-night-20260105-01.parquet"
    assert set(_files(home)) == {name}
    with engine.connect() as connection:
        row = connection.execute(select(snapshot_files)).one()
    assert (row.snapshot_id, row.dataset, row.trade_date, row.path, row.rows) == (
        snapshot_id,
        "daily",
        20260105,
        name,
        1,
    )
    assert (row.source_name, row.source_url) == ("fake", "https://example.invalid/***")
    assert (row.ingest_time, row.strategy_id) == ("2026-01-05T20:00:00+08:00", "daybreak-test")
    assert row.sha256 == sha256_file(home / name)
    assert row.revises is None


def test_the_same_payload_writes_nothing(store: SnapshotStore, home: Path) -> None:
    frame = bars(MONDAY, {"000001.SZ": 10.0, "600000.SH": 8.0})
    first = store.append("daily", MONDAY, frame, brought(NIGHT))
    before = _files(home)
    assert store.append("daily", MONDAY, frame.iloc[::-1], brought(LATER, "night-20260106-01")) == first
    assert _files(home) == before
    assert store.pin() == first


def test_a_changed_payload_is_a_revision_and_the_old_file_stays(
    store: SnapshotStore, home: Path, engine: Engine
) -> None:
    old = {"000001.SZ": 10.0, "600000.SH": 8.0, "600001.SH": 7.0}
    first = store.append("daily", MONDAY, bars(MONDAY, old), brought(NIGHT))
    before = _files(home)
    new = {"000001.SZ": 10.0, "600000.SH": 8.1, "600002.SH": 6.0}
    second = store.append("daily", MONDAY, bars(MONDAY, new), brought(LATER))
    assert second > first
    assert before.items() <= _files(home).items()
    with engine.connect() as connection:
        row = connection.execute(select(vendor_revisions)).one()
        revises = connection.execute(
            select(snapshot_files.c.revises).where(snapshot_files.c.snapshot_id == second)
        ).scalar_one()
    assert (row.old_snapshot_id, row.new_snapshot_id, row.rows_changed) == (first, second, 3)
    assert revises == first


def test_two_payloads_at_one_instant_are_two_files(store: SnapshotStore, home: Path) -> None:
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(NIGHT))
    before = _files(home)
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.5}), brought(NIGHT))
    assert before.items() <= _files(home).items()
    assert len(_files(home)) == 2


def test_an_empty_partition_is_stored(store: SnapshotStore) -> None:
    store.append("daily", MONDAY, bars(MONDAY, {}), brought(NIGHT))
    assert store.has("daily", MONDAY)
    assert store.rows("daily", MONDAY) == 0
    assert store.stored_dates("daily") == {MONDAY}
    assert store.view(NIGHT).dates("daily") == [MONDAY]
    assert store.view(NIGHT).read("daily").empty


def test_many_partitions_at_once(store: SnapshotStore) -> None:
    both = pd.concat([bars(TUESDAY, {"600000.SH": 8.0}), bars(MONDAY, {"600000.SH": 7.0, "000001.SZ": 1.0})])
    ids = store.append_many("daily", [MONDAY, TUESDAY], both, brought(LATER))
    assert ids == [1, 2]
    assert [store.rows("daily", day) for day in (MONDAY, TUESDAY)] == [2, 1]
    assert store.append_many("daily", [TUESDAY, MONDAY], both, brought(LATER)) == [2, 1]
    read = store.view(at(TUESDAY, 20)).read("daily")
    assert read[["trade_date", "ts_code"]].to_numpy().tolist() == [
        [20260105, "000001.SZ"],
        [20260105, "600000.SH"],
        [20260106, "600000.SH"],
    ]


def test_refusals_leave_nothing(store: SnapshotStore, home: Path) -> None:
    foreign = pd.concat([bars(MONDAY, {"600000.SH": 8.0}), bars(TUESDAY, {"600000.SH": 8.0})])
    with pytest.raises(FixAndRestart, match=r"dated \[20260106\], expected 2026-01-05"):
        store.append("daily", MONDAY, foreign, brought(NIGHT))
    with pytest.raises(FixAndRestart, match="infinity"):
        store.append("daily", MONDAY, bars(MONDAY, {"600000.SH": np.inf}), brought(NIGHT))
    with pytest.raises(KeyError):
        store.append("minutes", MONDAY, foreign, brought(NIGHT))
    for audit in (brought(NIGHT, "../outside"), brought(NIGHT.replace(tzinfo=None))):
        with pytest.raises(ValueError, match=r"run id|time zone"):
            store.append("daily", MONDAY, bars(MONDAY, {}), audit)
    assert _files(home) == {}
    assert store.pin() == 0


def test_a_latest_table_takes_one_day(store: SnapshotStore) -> None:
    frame = open_days(date(2026, 1, 1), date(2026, 1, 31))
    with pytest.raises(ValueError, match="one table at a time"):
        store.append_many("trade_cal", [MONDAY, TUESDAY], frame, brought(NIGHT))


def test_ids_are_never_used_twice(store: SnapshotStore, engine: Engine) -> None:
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(NIGHT))
    with engine.begin() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.execute(delete(snapshot_files))
    assert store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 11.0}), brought(NIGHT)) == 2


class _Meddler(SnapshotStore):
    """Between writing the file and entering it, someone else does something."""

    def __init__(self, home: Path, engine: Engine, deed: object) -> None:
        super().__init__(home, engine)
        self._deed = deed

    def _rows_changed(self, spec: object, part: object) -> int:
        self._deed()  # type: ignore[operator]
        return 0


def test_another_process_storing_the_day_meanwhile_is_noticed(store: SnapshotStore, home: Path, engine: Engine) -> None:
    def store_first() -> None:
        store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 9.0}), brought(NIGHT, "other-1"))

    meddled = _Meddler(home, engine, store_first)
    with pytest.raises(RetryLater, match="another process"):
        meddled.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(NIGHT))
    assert store.view(NIGHT).read("daily")["close"].tolist() == [9.0]


def test_a_file_swept_away_meanwhile_is_not_entered(store: SnapshotStore, home: Path, engine: Engine) -> None:
    def sweep_it() -> None:
        for path in (home / "snapshots").rglob("*.parquet"):
            path.unlink()

    meddled = _Meddler(home, engine, sweep_it)
    with pytest.raises(RetryLater, match="another process"):
        meddled.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(NIGHT))
    assert store.pin() == 0
