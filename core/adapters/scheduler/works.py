"""The files in which long work tells of itself, one each under <home>/work, and the places it takes beside others."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from core.adapters.scheduler.processes import birth_of
from core.adapters.store.files import discard, write_atomically
from core.domain.ending import Ending
from core.ports.views.work import Stage, WorkView, parse_work

FOLDER = "work"
MOST_KEPT = 40
"""Files of work that ended long ago go once there are more."""

_LARGEST = 1024**2
_SHOWN_FOR = timedelta(days=2)


class WorkFolder:
    """Long work of one home: whoever does it writes its own file, everybody else only looks, or marks it to end."""

    def __init__(self, home: Path) -> None:
        self._path = home / FOLDER

    def keep(self, work_id: str, document: Mapping[str, object]) -> None:
        """Put a file in place, whole or not at all; a full disk stops no work.

        Without waiting for the disk: the next one comes within a second, and of work that died none is needed.
        """
        path = self._file(work_id)
        temporary = path.with_name(f".{path.name}.tmp")
        try:
            self._path.mkdir(exist_ok=True)
            temporary.write_bytes(json.dumps(document, ensure_ascii=False, default=str).encode())
            temporary.replace(path)
        except OSError:
            discard(temporary)

    def close(self, work_id: str, document: Mapping[str, object]) -> None:
        """Put the last file in place, durably, and take away what only mattered before."""
        with suppress(OSError):
            write_atomically(self._file(work_id), json.dumps(document, ensure_ascii=False, default=str).encode())
        discard(self._mark(work_id))

    def found(self) -> tuple[WorkView, ...]:
        """Return all work there is a file of, the newest first; what died without a word is told as that."""
        views = [self._view(path) for path in self._path.glob("*.json") if not path.name.startswith(".")]
        return tuple(sorted(filter(None, views), key=lambda view: view.work_id, reverse=True))

    def shown(self, now: datetime) -> tuple[WorkView, ...]:
        """Return what a screen shows: work under way, and what ended in the last two days."""
        return tuple(view for view in self.found() if not view.is_over or now - _over_at(view) < _SHOWN_FOR)

    def settle(self) -> tuple[WorkView, ...]:
        """Let the file of work that died without a word say so, and return that work; each is returned once."""
        dead = []
        for view in self.found():
            document = _read(self._file(view.work_id))
            if view.is_over and document is not None and document["stage"] != Stage.ENDED:
                end = {"stage": Stage.ENDED, "ended_at": view.ended_at, "outcome": view.outcome, "left_s": None}
                self.close(view.work_id, document | end)
                dead.append(view)
        return tuple(dead)

    def tell_to_end(self, work_id: str, why: Ending) -> None:
        """Leave word why a piece of work is ended, for it to say so, and for others where it no longer can."""
        write_atomically(self._mark(work_id), why.value.encode())

    def told(self, work_id: str) -> Ending | None:
        """Return why a piece of work was told to end, None where it was not."""
        try:
            return Ending(self._mark(work_id).read_text(encoding="utf-8").strip())
        except (OSError, ValueError):
            return None

    def forget(self, work_id: str) -> None:
        """Take away the file of work that has ended."""
        discard(self._file(work_id))
        discard(self._mark(work_id))

    def tidy(self) -> None:
        """Take away the files of work that ended, beyond the newest."""
        over = [view for view in self.found() if view.is_over]
        for view in over[MOST_KEPT:]:
            self.forget(view.work_id)

    def take_place(self, places: int) -> FileLock | None:
        """Take one of so many places, held until the process ends; None where all are taken."""
        self._path.mkdir(exist_ok=True)
        for number in range(places):
            lock = FileLock(self._path / f"place-{number}.lock", timeout=0)
            with suppress(Timeout):
                lock.acquire()
                return lock
        return None

    def _file(self, work_id: str) -> Path:
        return self._path / f"{work_id}.json"

    def _mark(self, work_id: str) -> Path:
        return self._path / f"{work_id}.end"

    def _view(self, path: Path) -> WorkView | None:
        try:
            seen = path.stat()
        except OSError:
            return None
        view = _parsed(path, (seen.st_mtime_ns, seen.st_size))
        if view is None:
            return None
        if view.is_over:
            return view
        told = self.told(view.work_id)
        if birth_of(view.pid) == view.birth:
            return replace(view, is_told_to_end=told is not None)
        return replace(
            view, stage=Stage.ENDED, ended_at=view.told_at, outcome=(told or Ending.CRASHED).value, left_s=None
        )


def _read(path: Path) -> dict[str, Any] | None:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_LARGEST))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


@lru_cache(4 * MOST_KEPT)
def _parsed(path: Path, _stamp: tuple[int, int]) -> WorkView | None:
    """Return what a file says; one that has not changed is not read again."""
    document = _read(path)
    try:
        return None if document is None else parse_work(path.stem, document)
    except (ValueError, KeyError, TypeError):
        return None


def _over_at(view: WorkView) -> datetime:
    return view.ended_at or view.told_at


def own_birth() -> str:
    """Return what tells this process from a later one of the same number."""
    return birth_of(os.getpid())
