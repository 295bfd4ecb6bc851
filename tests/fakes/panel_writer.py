"""A process that brings panels up to date day by day and is killed before its n-th write to disk (0: never)."""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from core.adapters.store.database import open_database
from core.adapters.store.panels import PanelStore
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import SHANGHAI

_WRITES = {"os.rename", "os.mkdir", "os.remove", "open"}


def bring_up(home: Path, days: int, die_at: int) -> None:
    """Open the panels for one stored day after another."""
    engine = open_database(home)
    view = SnapshotStore(home, engine).view(datetime(2029, 12, 31, 20, tzinfo=SHANGHAI))
    stored = view.dates("daily")[:days]
    folder, seen = str(home / "panels"), 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event not in _WRITES or not str(arguments[0]).startswith(folder):
            return
        if event == "open" and arguments[1] == "r":
            return
        seen += 1
        if seen == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    for day in stored[12:]:
        PanelStore(home).open(view, day, lambda text: None)
    engine.dispose()
