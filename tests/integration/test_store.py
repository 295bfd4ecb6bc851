"""The store against real child processes: killed between file and manifest, and two writers at once."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine, select

from core.adapters.store.corrections import Overrule
from core.adapters.store.database import open_database
from core.adapters.store.files import sha256_file
from core.adapters.store.schema import snapshot_files
from core.adapters.store.snapshots import SnapshotStore
from core.adapters.store.sweep import missing_files, sweep
from core.domain.dates import at
from tests.fakes.corrected import add_correction
from tests.fakes.partitions import bars, brought

ROOT = Path(__file__).resolve().parents[2]
MONDAY = date(2026, 1, 5)
NIGHT = at(MONDAY, 20)

_DIES = """
import os, sys
from datetime import date
from pathlib import Path
from core.adapters.store.database import open_database
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at
from tests.fakes.partitions import bars, brought

class Dies(SnapshotStore):
    def _record(self, spec, files, audit):
        os._exit(9)

home, day = Path(sys.argv[1]), date(2026, 1, 5)
Dies(home, open_database(home)).append("daily", day, bars(day, {"000001.SZ": 10.0}), brought(at(day, 20)))
"""

_WRITES = """
import sys
from datetime import date, timedelta
from pathlib import Path
from core.adapters.store.database import open_database
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at
from tests.fakes.partitions import bars, brought

home, price = Path(sys.argv[1]), float(sys.argv[2])
store = SnapshotStore(home, open_database(home))
for offset in range(25):
    day = date(2026, 1, 5) + timedelta(days=2 * offset + int(price) % 2)
    store.append("daily", day, bars(day, {"000001.SZ": price}), brought(at(day, 20), f"writer-{price:.0f}"))
"""


def _child(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", script, *arguments], cwd=ROOT, env=environment)


def _manifest(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        return [(row.path, row.sha256) for row in connection.execute(select(snapshot_files))]


def test_killed_between_file_and_manifest(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    assert _child(_DIES, str(tmp_path)).wait(60) == 9
    orphans = list((tmp_path / "snapshots").rglob("*.parquet"))
    assert len(orphans) == 1
    store = SnapshotStore(tmp_path, engine)
    assert not store.has("daily", MONDAY)
    assert store.view(NIGHT).read("daily").empty
    moved = sweep(tmp_path, engine)
    assert [path.name for path in moved] == [orphans[0].name]
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.0}), brought(NIGHT))
    assert sweep(tmp_path, engine) == []
    assert store.view(NIGHT).read("daily")["close"].tolist() == [10.0]
    engine.dispose()


def test_restarted_without_a_sweep_nothing_is_lost_either(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    assert _child(_DIES, str(tmp_path)).wait(60) == 9
    store = SnapshotStore(tmp_path, engine)
    store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": 10.5}), brought(NIGHT))
    assert len(sweep(tmp_path, engine)) == 1
    assert missing_files(tmp_path, engine) == []
    assert store.view(NIGHT).read("daily")["close"].tolist() == [10.5]
    engine.dispose()


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    children = [_child(_WRITES, str(tmp_path), price) for price in ("10", "11")]
    assert [child.wait(120) for child in children] == [0, 0]
    engine = open_database(tmp_path)
    files = _manifest(engine)
    assert len(files) == 50
    assert all(sha256_file(tmp_path / path) == digest for path, digest in files)
    assert sweep(tmp_path, engine) == []
    engine.dispose()


def test_no_file_is_ever_rewritten(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    store = SnapshotStore(tmp_path, engine)
    later = at(date(2026, 1, 6), 12)
    seen: dict[Path, tuple[str, int]] = {}
    for number, close in enumerate((10.0, 10.5, 10.0, 11.0)):
        store.append("daily", MONDAY, bars(MONDAY, {"000001.SZ": close}), brought(at(MONDAY, 20, number)))
        wanted = Overrule("daily", MONDAY, "000001.SZ", "close", str(close + 1))
        add_correction(engine, store.view(later), wanted, "desk", "exchange notice", later)
        found = sorted((tmp_path / "snapshots").rglob("*.parquet"))
        now = {path: (sha256_file(path), path.stat().st_mtime_ns) for path in found}
        assert seen.items() <= now.items()
        assert len(now) == number + 1
        seen = now
    assert store.view(later).read("daily")["close"].tolist() == [12.0]
    assert store.view(at(MONDAY, 20)).read("daily")["close"].tolist() == [10.0]
    engine.dispose()


def test_equal_inputs_make_equal_bytes(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "two"):
        engine = open_database(tmp_path / name)
        both = pd.concat([bars(MONDAY, {"600000.SH": 8.0}), bars(MONDAY, {"000001.SZ": 10.0})])
        rows = both if name == "one" else both.iloc[::-1]
        SnapshotStore(tmp_path / name, engine).append("daily", MONDAY, rows, brought(NIGHT))
        digests.append(_manifest(engine))
        engine.dispose()
    assert digests[0] == digests[1]
