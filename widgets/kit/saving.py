"""Files a person saves from the screen: asked for by a dialog, written beside the screen's thread, whole or absent."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from widgets.kit.words import tr

AskPath = Callable[[QWidget, str, str], Path | None]
"""Asks where to save: the parent, a name to begin with, and Qt's name filters; None when the person thinks better."""


def ask_path(parent: QWidget, name: str, filters: str) -> Path | None:
    """Ask for a file by the system's dialog; the chosen filter's ending is added where none was typed."""
    chosen, chosen_filter = QFileDialog.getSaveFileName(parent, tr("Save as"), name, filters)
    if not chosen:
        return None
    path = Path(chosen)
    ending = chosen_filter.rpartition("*")[2].rstrip(")")
    return path if path.suffix else path.with_suffix(ending)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Yield a path beside `path` to write to; it takes the place of `path` only when all went well.

    OSError where the folder cannot be written, or another program holds the old file.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()


def breathe() -> None:
    """Let the screen's thread run: called by long writing now and then, because Python runs one thread at a time."""
    time.sleep(0)


class Saver(QObject):
    """Writes files in a thread of Qt's pool, and says on the screen's thread how it went."""

    saved = Signal(str)
    failed = Signal(str)

    def write(self, path: Path, writing: Callable[[Path], None]) -> None:
        """Call `writing` with a path beside `path`; then `saved` with the path, or `failed` with what was wrong."""

        def work() -> None:
            try:
                with whole(path) as beside:
                    writing(beside)
            except OSError as error:
                self.failed.emit(tr("Not written: {why} ({path})", why=error.strerror or error, path=path))
            else:
                self.saved.emit(str(path))

        QThreadPool.globalInstance().start(work)
