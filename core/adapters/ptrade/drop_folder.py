"""A folder that downloads fall into: files of ours in it, once nobody writes to them any more."""

from collections.abc import Iterable
from pathlib import Path

from core.adapters.ptrade.executor_journal import ROW

Mark = tuple[int, int]

_BEGINS = (b"#format=daybreak-", b"\xef\xbb\xbf#format=daybreak-")


def drop_folder_of(home: Path, setting: str) -> Path:
    """Return the folder a home's downloads fall into: the one the settings name, else ptrade/drop."""
    return Path(setting).expanduser() if setting else home / "ptrade" / "drop"


class DropFolder:
    """Looks into the folder itself, not below it; a file counts when size and time stand still from look to look.

    Asks for nothing but plain reading, so it works the same on Windows, Linux and network drives. Nothing in the
    folder is moved or deleted: it belongs to whoever downloads into it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, Mark] = {}
        self._handed: dict[Path, Mark] = {}

    def settled(self) -> list[Path]:
        """Return files of ours that have stood still since the last look and were not handed out before, by name.

        OSError where the folder cannot be read.
        """
        now = {path: mark for path in self._folder.iterdir() if (mark := _mark(path)) is not None}
        ready = [
            path
            for path, mark in sorted(now.items())
            if self._seen.get(path) == mark and self._handed.get(path) != mark and _is_ours(path)
        ]
        self._seen = now
        return ready

    def done(self, paths: Iterable[Path]) -> None:
        """Hand these files out no more, unless they change."""
        for path in paths:
            mark = _mark(path)
            if mark is not None:
                self._handed[path] = mark


def _mark(path: Path) -> Mark | None:
    """Size and time of a plain file, None for anything else or one that has just gone."""
    try:
        if path.suffix.lower() != ".csv" or path.is_symlink() or not path.is_file():
            return None
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _is_ours(path: Path) -> bool:
    """Whether it begins like a file of the executor; one that is still locked by a writer is looked at next time."""
    try:
        with path.open("rb") as file:
            begin = file.read(64)
            return begin.startswith(_BEGINS) or ROW.match(begin) is not None
    except OSError:
        return False
