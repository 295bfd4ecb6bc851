"""Long work: a command that tells of itself in the home, stands back behind others, and can be ended from a screen."""

import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread
from types import FrameType, TracebackType
from typing import ClassVar
from uuid import uuid4

import typer
from filelock import FileLock

from app.compose import WorkFolder, is_home, own_birth, stand_back, system_clock
from app.watch import SUPERVISED, Watch
from core.domain.ending import Ending
from core.domain.errors import DaybreakError
from core.domain.outcome import Outcome
from core.domain.progress import Counted
from core.ports.views.work import FORM, Stage
from core.settings.load import load_settings

_EVERY_S = 0.5
_PAUSE_S = 0.5
_PLACES_OF_RESULTS = ("report", "file", "folder", "home")
_Handler = Callable[[int, FrameType | None], object] | int | signal.Handlers | None


class Finished(typer.Exit):
    """The end of a verb, with all it said."""

    def __init__(self, document: Mapping[str, object]) -> None:
        super().__init__(int(str(document["exit_code"])))
        self.document = document


class Pace:
    """How long the rest takes, by how fast this stretch of the work has gone; a count that falls begins another."""

    def __init__(self) -> None:
        self._total = self._first = self._last = 0
        self._began_s = 0.0

    def left_s(self, done: int, total: int, now_s: float) -> float | None:
        """Return the seconds left; None where that is not known yet."""
        if total != self._total or done < self._last:
            self._total, self._first, self._began_s = total, done, now_s
        self._last = done
        passed_s, gone = now_s - self._began_s, done - self._first
        return passed_s / gone * (total - done) if total and gone and passed_s > 0 else None


class Work(Watch):
    """A command's watch that also keeps its file of work, twice a second at most, in a folder that is a home.

    `takes_place`: it waits until fewer than `schedule.studies_at_once` are at work. A run of the engine takes no place
    and does not stand back: its supervisor has its own rules.
    """

    stands_back: ClassVar[bool] = False
    """Whether this process does nothing else and may lower its own priority."""

    def __init__(self, home: Path, kind: str, for_machine: bool, about: str = "", takes_place: bool = True) -> None:
        super().__init__(for_machine)
        self._home, self._kind, self._about, self._takes_place = home, kind, about, takes_place
        self._clock = system_clock()
        self._folder = WorkFolder(home) if is_home(home) else None
        self._pace = Pace()
        self._stage = Stage.WAITING
        self._line: tuple[str, int, int, float | None] = ("", 0, 0, None)
        self._is_new, self._is_over = True, Event()
        self._before: _Handler = None
        self._place: FileLock | None = None

    def __enter__(self) -> "Work":
        if self._folder is None:
            return self
        self._began_at = self._clock.now()
        self._id = f"{self._began_at:%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
        self._birth = own_birth()
        self._folder.tidy()
        if current_thread() is main_thread():
            self._before = signal.signal(signal.SIGTERM, _interrupt)
        self._keep()
        self._teller = Thread(target=self._go_on_telling, name="work", daemon=True)
        self._teller.start()
        try:
            self._stand_in_line(self._folder)
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is None:
            return
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)
        told = self._folder.told(self._id)
        end = _end_of(error, told)
        self._is_over.set()
        self._teller.join()
        if self._place is not None:
            self._place.release()
        self._folder.close(self._id, self._document() | end | {"stage": Stage.ENDED, "ended_at": self._clock.now()})

    def show(self, line: str) -> None:
        """Show a line, for the next time it is written down."""
        super().show(line)
        if isinstance(line, Counted):
            left_s = self._pace.left_s(line.done, line.total, self._clock.monotonic())
            self._line = line.doing, line.done, line.total, left_s
        else:
            self._line = line, 0, 0, None
        self._is_new = True

    def _go_on_telling(self) -> None:
        """Write down what is new, twice a second: however often work speaks, its own thread waits for no disk."""
        while not self._is_over.wait(_EVERY_S):
            if self._is_new:
                self._keep()

    def _keep(self) -> None:
        self._is_new = False
        if self._folder is not None:
            self._folder.keep(self._id, self._document())

    def _document(self) -> dict[str, object]:
        doing, done, total, left_s = self._line
        return {
            "form": FORM,
            "kind": self._kind,
            "about": self._about,
            "stage": self._stage,
            "pid": os.getpid(),
            "birth": self._birth,
            "by_engine": _is_the_engines(),
            "began_at": self._began_at,
            "told_at": self._clock.now(),
            "doing": doing,
            "done": done,
            "total": total,
            "left_s": left_s,
            "ended_at": None,
            "outcome": "",
            "message": "",
            "remedy": "",
            "where": "",
        }

    def _stand_in_line(self, folder: WorkFolder) -> None:
        """Lower the priority, and wait for a place."""
        if self.stands_back and not _is_the_engines():
            stand_back()
        if self._takes_place and not _is_the_engines():
            places = load_settings(self._home, os.environ).schedule.studies_at_once
            while (place := folder.take_place(places)) is None:
                self.step(f"waits: {places} are at work already")
                self._clock.sleep(_PAUSE_S)
            self._place = place
        self._stage = Stage.RUNNING
        self.step("begins")


def _is_the_engines() -> bool:
    return bool(os.environ.get(SUPERVISED))


def _interrupt(number: int, _frame: FrameType | None) -> None:
    """End as by Ctrl-C; asked again while it tidies up, it is not disturbed: who will not wait kills."""
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _end_of(error: BaseException | None, told: Ending | None) -> dict[str, object]:
    """Return how work ended, from what ended it."""
    if isinstance(error, Finished):
        said = error.document
        where = next((said[name] for name in _PLACES_OF_RESULTS if said.get(name)), "")
        return {"outcome": said["outcome"], "message": said["message"], "where": where}
    if isinstance(error, DaybreakError):
        return {"outcome": error.outcome.word, "message": error.message, "remedy": error.remedy}
    if error is None or isinstance(error, typer.Exit):
        return {"outcome": Outcome.DONE.word}
    if isinstance(error, Exception):
        return {"outcome": Outcome.FAILURE.word, "message": f"{type(error).__name__}: {error}"}
    return {"outcome": (told or Ending.CANCELLED).value}
