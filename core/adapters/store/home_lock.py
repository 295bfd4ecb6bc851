"""One writer at a time in a home, and long writers that let others in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from core.domain.errors import RetryLater

LOCK_FILE = ".daybreak.lock"
WAIT_S = 5.0
LONG_WORK_WAITS_S = 3600.0
"""Long work lets others go first, and waits for them rather than come to nothing."""

_HURRY = ("work", "hurry.lock")


class HomeLock:
    """The lock of one home; free at first."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = FileLock(home / LOCK_FILE)
        self._hurry = FileLock(home.joinpath(*_HURRY))

    @contextmanager
    def held(self, patience_s: float = WAIT_S, in_a_hurry: bool = False) -> Iterator[None]:
        """Hold the home; RetryLater where another command has it for longer than `patience_s`.

        Who is `in_a_hurry` is heard by a long writer, which gives way.
        """
        self._home.mkdir(parents=True, exist_ok=True)
        if in_a_hurry:
            with self._hurrying(patience_s):
                self._take(patience_s)
        else:
            self._take(patience_s)
        try:
            yield
        finally:
            self._lock.release()

    def give_way(self) -> None:
        """Where somebody in a hurry waits for the home, let go of it, and go on when he is done."""
        try:
            self._hurry_file_is_there()
            self._hurry.acquire(timeout=0)
        except Timeout:
            self._lock.release()
            with self._hurrying(LONG_WORK_WAITS_S):
                self._take(LONG_WORK_WAITS_S)
        else:
            self._hurry.release()

    @contextmanager
    def let_go(self) -> Iterator[None]:
        """Leave the home to others meanwhile."""
        self._lock.release()
        try:
            yield
        finally:
            self._take(LONG_WORK_WAITS_S)

    @contextmanager
    def _hurrying(self, patience_s: float) -> Iterator[None]:
        self._hurry_file_is_there()
        try:
            self._hurry.acquire(timeout=patience_s)
        except Timeout:
            raise self._taken() from None
        try:
            yield
        finally:
            self._hurry.release()

    def _take(self, patience_s: float) -> None:
        try:
            self._lock.acquire(timeout=patience_s)
        except Timeout:
            raise self._taken() from None

    def _hurry_file_is_there(self) -> None:
        Path(self._hurry.lock_file).parent.mkdir(exist_ok=True)

    def _taken(self) -> RetryLater:
        return RetryLater(f"another command is working on {self._home}", "wait until it ends and try again")
