"""A heartbeat: a file with a counter, and a lock that the operating system lets go of when its process dies."""

import json
import os
from datetime import datetime
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from filelock import FileLock, Timeout

from core.adapters.store.files import write_atomically
from core.safety.watchdog import Pulse

FOLDER = "heartbeats"
_BEGIN_WAIT_S = 5.0


class Heartbeat:
    """The heartbeat of one program, written while it is entered; leaving it says good-bye, dying does not.

    A beat that cannot be written is only silence: the guard hears that as well. Raises filelock.Timeout where another
    program of that name lives.
    """

    def __init__(self, home: Path, name: str, within_s: float) -> None:
        self._folder = home / FOLDER
        self._name = name
        self._within_s = within_s
        self._start = uuid4().hex
        self._beat = 0
        self._lock = FileLock(self._folder / f"{name}.lock", timeout=_BEGIN_WAIT_S)

    def __enter__(self) -> "Heartbeat":
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock.acquire()
        self.beat("starting")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write("", ended=True)
        self._lock.release()

    def beat(self, doing: str) -> None:
        """Say that the program is alive, what it does, and by that when it will speak again."""
        self._write(doing, ended=False)

    def _write(self, doing: str, ended: bool) -> None:
        self._beat += 1
        document = {
            "start": self._start,
            "beat": self._beat,
            "within_s": self._within_s,
            "doing": doing,
            "ended": ended,
            "pid": os.getpid(),
        }
        try:
            write_atomically(self._folder / f"{self._name}.json", json.dumps(document, ensure_ascii=False).encode())
        except OSError:
            return


def pulses(home: Path) -> list[Pulse]:
    """Return every heartbeat of a home by name; one that cannot be read counts as that of a dead process."""
    return [_pulse(path) for path in sorted((home / FOLDER).glob("*.json")) if not path.name.startswith(".")]


def _pulse(path: Path) -> Pulse:
    name = path.stem
    try:
        found = json.loads(path.read_bytes())
        return Pulse(
            name,
            str(found["start"]),
            int(found["beat"]),
            float(found["within_s"]),
            str(found["doing"]),
            found["ended"] is True,
            is_held(path.with_suffix(".lock")),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Pulse(name, "", 0, 0.0, "its heartbeat cannot be read", ended=False, alive=False)


def doing(home: Path, name: str) -> str:
    """Return what the program of that name says it is doing, '' where it says nothing or has ended."""
    try:
        found = json.loads((home / FOLDER / f"{name}.json").read_bytes())
        return "" if found["ended"] is True else str(found["doing"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def is_held(lock: Path) -> bool:
    """Whether a living process holds the lock; a lock that cannot be looked at counts as let go of."""
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def silences(home: Path, now: datetime) -> dict[str, float]:
    """Return by name how many seconds ago each heartbeat's file changed, on the file system's clock."""
    found = {}
    for path in (home / FOLDER).glob("*.json"):
        try:
            found[path.stem] = max(now.timestamp() - path.stat().st_mtime, 0.0)
        except OSError:
            # It was replaced or removed in this moment: `pulses` tells what is there.
            continue
    return found
