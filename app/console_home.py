"""What the console itself touches in a home: STOP, lock, layout, log. Light: works where the rest does not."""

import getpass
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from core.adapters.clock.clocks import SystemClock
from core.adapters.ptrade.stop_file import StopFile
from core.adapters.store.files import write_atomically

_FOLDER = "console"
_LAYOUT = "layout.json"
_LOG = "console.log"
_LOG_BYTES = 1_000_000


class ConsoleHome:
    """One home as its console sees it; nothing is written into a folder that is no home yet."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._lock: FileLock | None = None

    @property
    def is_home(self) -> bool:
        """Whether the folder was initialised."""
        return (self.home / "state.sqlite3").is_file()

    def switch(self) -> StopFile:
        """Return STOP's file."""
        return StopFile(self.home / "ptrade" / "STOP")

    def take_desk(self) -> bool:
        """Take the desk for this console; False where another console has it, or the folder cannot be written."""
        if self._lock is not None or not self.is_home:
            return True
        folder = self.home / _FOLDER
        try:
            folder.mkdir(exist_ok=True)
            lock = FileLock(folder / "lock", timeout=0)
            lock.acquire()
        except (Timeout, OSError):
            return False
        self._lock = lock
        return True

    def leave_desk(self) -> None:
        """Let another console have the desk."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def note(self, text: str) -> None:
        """Keep what went wrong in this window, for whoever looks later; a full or absent disk keeps nothing."""
        if self._lock is None:
            return
        path = self.home / _FOLDER / _LOG
        try:
            if path.is_file() and path.stat().st_size > _LOG_BYTES:
                older = path.with_suffix(".old.log")
                path.replace(older)
                text = f"what was before is in {older.name}; what was in that was cut\n{text}"
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{SystemClock().now():%Y-%m-%d %H:%M:%S} {text}\n")
        except OSError:
            return

    def layout(self) -> bytes | None:
        """Return the layout of the last time, None where there was none."""
        try:
            return (self.home / _FOLDER / _LAYOUT).read_bytes()
        except OSError:
            return None

    def keep_layout(self, raw: bytes) -> None:
        """Keep the layout; a home that cannot be written is left without."""
        if self._lock is None:
            return
        try:
            write_atomically(self.home / _FOLDER / _LAYOUT, raw)
        except OSError:
            return


def shanghai_now() -> Callable[[], datetime]:
    """Return the clock of the wall."""
    return SystemClock().now


def who_sits_here() -> str:
    """Return the name this person is logged in by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
