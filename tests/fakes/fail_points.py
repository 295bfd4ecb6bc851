"""Every effect of a process on a home, named as it happens, and the process's end at a chosen one.

Nothing of the product knows of it. The interpreter announces each file that is opened for writing, renamed or removed,
and each folder made (audit events); SQLite each statement it begins (trace). So a point cannot be forgotten: code that
writes in a new place shows up as a new name.
"""

import errno
import os
import re
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

if os.name == "posix":
    import resource

# Where there is no SIGKILL (Windows), SIGTERM ends a process as abruptly, with its own number as exit code.
DEATH = getattr(signal, "SIGKILL", signal.SIGTERM)
KILLED_CODE = -DEATH if os.name == "posix" else int(DEATH)

_WRITING = os.O_WRONLY | os.O_RDWR
_VARYING = (
    (re.compile(r"\.\d+\.tmp"), ".tmp"),
    (re.compile(r"(night|morning|close|cycle)-\d{8}-\d\d"), r"\1"),
    (re.compile(r"\d{8}T\d{6,}"), "TIME"),
    (re.compile(r"-[0-9a-f]{12}(?=\.)"), "-HASH"),
    (re.compile(r"\d{8}"), "DAY"),
)
# The lock of the home, which ends with the process, and compiled kernels, which may be deleted at any time.
_CACHES = (".daybreak.lock", "kernels/")
_CHANGES = re.compile(r"\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|CREATE TABLE(?: IF NOT EXISTS)?) \"?(\w+)")


@dataclass(frozen=True, slots=True)
class Point:
    """One effect about to happen to `path`; `effect` brings it about at once, `half` leaves half of a file in it.

    Neither can be done for a commit, nor half of what has no content.
    """

    name: str
    path: str = ""
    effect: Callable[[], object] | None = None
    half: Callable[[], object] | None = None


Act = Callable[[Point], None]


class FailPoints:
    """Names every effect of a job under `home`, in order, and calls `act` just before it.

    A name is job, step and effect, with what differs from day to day taken out; `where` is the step.
    """

    def __init__(self, home: Path, job: str, act: Act) -> None:
        self._root = str(home)
        self._job = job
        self._act = act
        self._seen: Counter[str] = Counter()
        self._changed: dict[int, list[str]] = {}
        self._busy = False
        self.where = "begin"

    def listen(self) -> None:
        """Begin; there is no end but the process's, since an audit hook cannot be taken away."""
        sys.addaudithook(self._heard)
        plain = sqlite3.connect

        def connect(database: Any, *arguments: Any, **named: Any) -> sqlite3.Connection:
            connection = plain(database, *arguments, **named)
            self._trace(connection, str(Path(os.fsdecode(database)).absolute()))
            return connection

        for module in (sqlite3, sqlite3.dbapi2):
            module.connect = connect  # type: ignore[assignment]

    def begin_again(self, act: Act) -> None:
        """Count anew, for another run of the job in this process, and tell `act` from now on."""
        self._act = act
        self._seen.clear()
        self.where = "begin"

    def step(self, said: str) -> None:
        """Take the step's name out of what a job says of its progress."""
        self.where = said.split(": ", 1)[-1] if said.count(": ") == 1 and " (" not in said else self.where

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._busy:
            return
        if event == "open":
            self._opened(*arguments)
        elif event == "os.rename":
            source, target = (os.fsdecode(path) for path in arguments[:2])
            self._reached("rename to", target, lambda: Path(source).replace(target), lambda: _halve(source))
        elif event == "os.remove" and os.path.lexists(arguments[0]):
            self._reached("remove", arguments[0], lambda: Path(os.fsdecode(arguments[0])).unlink())
        elif event == "os.mkdir" and not Path(os.fsdecode(arguments[0])).is_dir():
            self._reached("make folder", arguments[0], lambda: Path(os.fsdecode(arguments[0])).mkdir())

    def _opened(self, path: object, mode: object, flags: int) -> None:
        if isinstance(path, str | bytes | os.PathLike) and flags & _WRITING:
            kept = flags & ~getattr(os, "O_EXCL", 0)
            self._reached("open", path, lambda: os.close(os.open(path, kept, 0o666)))

    def _reached(
        self, verb: str, path: Any, effect: Callable[[], object], half: Callable[[], object] | None = None
    ) -> None:
        name = str(Path(os.fsdecode(path)).absolute())
        if not name.startswith(self._root + os.sep):
            return
        shown = name[len(self._root) + 1 :].replace(os.sep, "/")
        if shown.startswith(_CACHES):
            return
        self.name(f"{verb} {shown}", name, effect, half)

    def _trace(self, connection: sqlite3.Connection, path: str) -> None:
        if path.startswith(self._root + os.sep):
            key, database = id(connection), Path(path).stem.split(".")[0]
            connection.set_trace_callback(lambda statement: self._said(key, database, statement))

    def _said(self, key: int, database: str, statement: str) -> None:
        changed = self._changed.setdefault(key, [])
        if match := _CHANGES.match(statement):
            if match[1] not in changed:
                changed.append(match[1])
        elif statement.startswith(("BEGIN", "ROLLBACK")):
            changed.clear()
        elif statement.startswith("COMMIT") and changed:
            tables = ", ".join(changed)
            changed.clear()
            self.name(f"commit {database}: {tables}")

    def name(
        self,
        what: str,
        path: str = "",
        effect: Callable[[], object] | None = None,
        half: Callable[[], object] | None = None,
    ) -> None:
        """Tell of an effect about to happen."""
        for pattern, word in _VARYING:
            what = pattern.sub(word, what)
        name = f"{self._job} | {self.where} | {what}"
        self._seen[name] += 1
        numbered = name if self._seen[name] == 1 else f"{name} ({self._seen[name]})"
        self._busy = True
        try:
            self._act(Point(numbered, path, effect, half))
        finally:
            self._busy = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """Write every point down."""

    log: Path

    def __call__(self, point: Point) -> None:
        with self.log.open("a", encoding="utf-8") as lines:
            lines.write(point.name + "\n")


@dataclass(frozen=True, slots=True)
class Deadly:
    """Kill the process at that point: `before` its effect, right `after` it, or with half of it written (`torn`)."""

    name: str
    side: str

    def __call__(self, point: Point) -> None:
        if point.name != self.name:
            return
        if self.side == "torn":
            assert point.half is not None, point
            point.half()
        if self.side != "after":
            die()
        if point.effect is None:
            sys.setprofile(_die_outside)
        else:
            point.effect()
            die()


class Troubled:
    """Trouble with the disk at that point: full for whatever grows, read-only for folders, no permission to rename.

    A full disk stays full until `over`. With `tries`, the file to rename is held by another program for so many.
    """

    def __init__(self, name: str, tries: int = 0) -> None:
        self._name = name
        self._tries = tries
        self._raised = 0
        self._full = False
        self._over = False

    def over(self) -> None:
        """End the trouble."""
        self._over = True
        limit_files(resource.RLIM_INFINITY)

    def __call__(self, point: Point) -> None:
        if self._over or (self._tries and self._raised == self._tries):
            return
        verb = point.name.split(" | ")[2].split()[0]
        if point.name == self._name and verb in ("open", "commit"):
            self._full = True
            limit_files(0)
        if self._full and verb == "open":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), point.path)
        if verb == "make" and point.name == self._name:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), point.path)
        if verb == "rename" and self._is_the_file(point):
            self._raised += 1
            error = PermissionError(errno.EACCES, os.strerror(errno.EACCES), point.path)
            if self._tries:
                error.winerror = 32  # type: ignore[attr-defined]
            raise error

    def _is_the_file(self, point: Point) -> bool:
        """The same file again is another try of the same rename."""
        return point.name == self._name or point.name.startswith(f"{self._name} (")


def _halve(path: str) -> None:
    os.truncate(path, Path(path).stat().st_size // 2)


def limit_files(size_bytes: int) -> None:
    """Let no file grow beyond that size; SQLite, whose writes nothing announces, then finds no room either."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))


def die() -> None:
    """Kill this process the hard way."""
    os.kill(os.getpid(), DEATH)


def _die_outside(frame: FrameType, event: str, argument: object) -> None:
    """A commit cannot be made from within its own announcement: die at the first thing Python does after it."""
    if frame.f_code.co_filename != __file__:
        die()
