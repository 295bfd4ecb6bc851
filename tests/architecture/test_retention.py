"""Records are kept for five years: every place in the code that deletes anything is known, with what it deletes."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DELETES = re.compile(r"rmtree\(|\.unlink\(|os\.remove\(|os\.unlink\(|\.rmdir\(|DELETE FROM|\bdelete\(")

ALLOWED = {
    "app/bridge.py": "its own temporary file, what a command said",
    "app/commands/shared.py": "scratch homes of the demo and of replays, each by its mark",
    "app/resetting.py": "an empty folder; a simulated home's books move to backups",
    "core/adapters/paper/": "the simulated counter's own journals",
    "core/adapters/ptrade/stop_file.py": "STOP itself, after its history has the line",
    "core/adapters/store/archive.py": "an export that was not finished",
    "core/adapters/store/chain.py": "the chain of a copy, begun anew",
    "core/adapters/store/files.py": "its own temporary files",
    "core/adapters/store/panel_files.py": "panels, a cache",
    "core/adapters/store/panels.py": "panels, a cache",
    "core/adapters/store/rewind.py": "rows of a copy, for a replay",
    "widgets/kit/saving.py": "its own temporary file, of an export",
    "widgets/shell/window.py": "widgets of a window taken apart",
}


def test_nothing_else_deletes_anything() -> None:
    deleting = {
        path.relative_to(ROOT).as_posix()
        for room in ("app", "core", "widgets")
        for path in (ROOT / room).rglob("*.py")
        if DELETES.search(path.read_text(encoding="utf-8"))
    }
    assert sorted(path for path in deleting if not path.startswith(tuple(ALLOWED))) == []


def test_every_exception_is_still_one() -> None:
    for path in ALLOWED:
        files = [ROOT / path] if path.endswith(".py") else sorted((ROOT / path).glob("*.py"))
        assert any(DELETES.search(file.read_text(encoding="utf-8")) for file in files), path
