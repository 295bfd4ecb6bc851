"""The reader: a process beside the console that opens the home and answers its screens.

It holds every heavy library, so the window's process stays light and its thread free. It only reads; what a person
does runs as a command of its own.
"""

import os
from collections.abc import Callable, Hashable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import IO

from app.compose import STATE_FILE, House, is_home, last_settings, look_into, system_clock
from app.views.catalogue import BUILDERS
from app.views.settings import BY_HOME
from app.wire import Wire
from core.domain.errors import DaybreakError, FixAndRestart
from core.ports.clock import Clock
from core.ports.views.asking import Trouble, View
from core.ports.views.heading import Heading, HeadingAsk
from core.ports.views.message import Answer, Question
from core.settings.load import load_settings
from core.settings.model import Settings

Sender = Callable[[object], None]

_GLANCE_S = 0.5
_NO_HOME = Trouble("this folder is no Daybreak home yet", "run the demo, import data or connect a source", True)


class HomeDoor:
    """Keeps a home open to read it, and opens it anew where the folder was made or replaced meanwhile."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self._home = home
        self._clock = clock
        self._stack = ExitStack()
        self._opened: tuple[object, House] | None = None
        self._trouble = ""

    def answer(self, ask: Hashable) -> View | Trouble:
        """Answer one question; never raises."""
        try:
            if type(ask) in BY_HOME and is_home(self._home):
                return BY_HOME[type(ask)](self._home, self._clock.now())
            house = self._house()
            view = _NO_HOME if house is None else BUILDERS[type(ask)](house, ask)
            return self._marked(view) if isinstance(view, Heading) else view
        except DaybreakError as error:
            return Trouble(error.message, error.remedy)
        except Exception as error:  # noqa: BLE001 - a screen that cannot be told anything says so; the others go on
            self._close()
            return Trouble(f"{type(error).__name__}: {error}", "press F5; if it stays, see `daybreak doctor`")

    def _house(self) -> House | None:
        mark = _mark(self._home)
        if self._opened is not None and self._opened[0] != mark:
            self._close()
        if self._opened is None and is_home(self._home):
            settings = self._settings()
            self._opened = (mark, self._stack.enter_context(look_into(self._home, _hush, self._clock, settings)))
        return None if self._opened is None else self._opened[1]

    def _settings(self) -> Settings:
        """Return the settings in force; where they do not load, those of the newest run, to look by only."""
        self._trouble = ""
        try:
            return load_settings(self._home, os.environ)
        except FixAndRestart as error:
            last = last_settings(self._home)
            if last is None:
                raise
            first = error.message.splitlines()[0]
            self._trouble = f"the settings do not load, so nothing runs; shown by those of {last[0]}: {first}"
            return last[1]

    def _marked(self, heading: Heading) -> Heading:
        """Add what only the door knows: whether the settings load, and when their file changes."""
        tide = heading.tide | {"settings": _identity(self._home / "cfg.yaml")}
        return replace(heading, trouble=self._trouble, tide=tide)

    def _close(self) -> None:
        self._stack.close()
        self._opened = None


def _hush(_: str) -> None:
    return None


def _mark(home: Path) -> tuple[object, ...]:
    """Return what changes when the database, the settings or the own factors of a home are replaced."""
    return _identity(home / STATE_FILE)[:1] + _identity(home / "cfg.yaml") + _identity(home / "factors" / "own")


def _identity(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_mtime_ns


def read_for(home: str, questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer questions until their stream ends; headings are sent unasked, two a second."""
    wire, clock = Wire(questions, answers), system_clock()
    Thread(target=_glance, args=(Path(home), clock, wire.send), name="glance", daemon=True).start()
    door = HomeDoor(Path(home), clock)
    try:
        while True:
            question = wire.receive()
            if isinstance(question, Question):
                wire.send(Answer(question.number, door.answer(question.ask)))
    except (EOFError, OSError):
        # The glancing thread may be inside SQLite: there is nothing to save, so nothing waits for it.
        os._exit(0)


def _glance(home: Path, clock: Clock, send: Sender) -> None:
    """Send the heading again and again, so that silence means that nobody looks."""
    door = HomeDoor(home, clock)
    while True:
        try:
            send(door.answer(HeadingAsk()))
        except OSError:
            # The console is gone; whatever long answer is being made meanwhile, nobody waits for it.
            os._exit(0)
        clock.sleep(_GLANCE_S)
