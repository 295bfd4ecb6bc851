from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from core.adapters.store.snapshots import SnapshotStore
from core.adapters.store.sweep import altered_files, missing_files, sweep
from core.domain.dates import at
from tests.fakes.partitions import bars, brought

MONDAY = date(2026, 1, 5)
NIGHT = at(MONDAY, 20)
FOLDER = "snapshots/daily/trade_date=20260105"


def test_orphans_are_set_aside_and_nothing_else_moves(store: SnapshotStore, home: Path, engine: Engine) -> None:
    assert sweep(home, engine) == []
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(NIGHT))
    kept = set((home / FOLDER).iterdir())
    orphan, half = home / FOLDER / "20260105T200001000000-night.parquet", home / FOLDER / ".x.parquet.7.tmp"
    orphan.write_bytes(b"orphan")
    half.write_bytes(b"half")
    orphans = home / "snapshots/.orphans/daily/trade_date=20260105"
    assert sweep(home, engine) == [orphans / half.name, orphans / orphan.name]
    assert set((home / FOLDER).iterdir()) == kept
    assert (orphans / orphan.name).read_bytes() == b"orphan"
    assert sweep(home, engine) == []
    orphan.write_bytes(b"another")
    assert sweep(home, engine) == [orphans / f"{orphan.name}.1"]
    assert (orphans / orphan.name).read_bytes() == b"orphan"
    assert len(store.view(NIGHT).read("daily")) == 1


def test_missing_files_are_named(store: SnapshotStore, home: Path, engine: Engine) -> None:
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(NIGHT))
    assert missing_files(home, engine) == []
    (path,) = (home / FOLDER).iterdir()
    path.unlink()
    assert missing_files(home, engine) == [path.relative_to(home).as_posix()]


def test_a_file_that_is_not_the_one_stored_is_named_up_to_the_pin(
    store: SnapshotStore, home: Path, engine: Engine
) -> None:
    first = store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(NIGHT))
    assert altered_files(home, engine, first) == []
    (path,) = (home / FOLDER).iterdir()
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(data)
    named = path.relative_to(home).as_posix()
    assert altered_files(home, engine, first) == [named]
    assert altered_files(home, engine, first - 1) == []
    path.unlink()
    assert altered_files(home, engine, first) == [named]
