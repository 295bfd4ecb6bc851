"""Progress for the person in front of the command line."""

import os
import time
from typing import ClassVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from app.listening import HEARD
from core.domain.progress import Counted

SUPERVISED = "DAYBREAK_SUPERVISED"
_SILENCE_S, _HEARD_S = 5.0, 0.5


class Watch:
    """Progress on stderr: `say` leaves a line, `step` is gone with the next one, and a bar shows how far it is.

    Where stderr is no terminal a step is printed only after some seconds of silence. A machine's watch says nothing,
    unless the engine started it, whose log keeps what it says, or a window, which shows it.
    """

    _shown: ClassVar[list[Progress]] = []

    def __init__(self, for_machine: bool) -> None:
        heard = bool(os.environ.get(HEARD))
        silent = for_machine and not heard and not os.environ.get(SUPERVISED)
        self._silence_s = _HEARD_S if heard else _SILENCE_S
        self._console = None if silent else Console(stderr=True, highlight=False)
        self._bar: Progress | None = None
        self._whole: tuple[int, int] | None = None
        # Who listens hears the first step at once.
        self._spoke = time.monotonic() - (_HEARD_S if heard else 0)

    def say(self, text: str) -> None:
        """Leave a line."""
        if self._console is not None:
            self._console.print(text, style="dim", markup=False, soft_wrap=True)
            self._spoke = time.monotonic()

    def count(self, done: int, total: int) -> None:
        """Say how much of the whole is done; steps said from now on are parts of it, whatever they count themselves."""
        self._whole = done, total

    def step(self, text: str) -> None:
        """Show what is being done right now, and how far it is where that is known."""
        self.show(text if self._whole is None else Counted(_plain(text), *self._whole))

    def show(self, line: str) -> None:
        """Show a line in the place of the one before."""
        if self._console is None:
            return
        if not self._console.is_terminal:
            if time.monotonic() - self._spoke > self._silence_s:
                self.say(line)
            return
        if self._bar is None:
            self._bar = _bar(self._console)
            self._bar.start()
            self._shown.append(self._bar)
        done, total = (line.done, line.total) if isinstance(line, Counted) else (0, None)
        self._bar.update(self._bar.task_ids[0], description=_plain(line), completed=done, total=total)

    @classmethod
    def close(cls) -> None:
        """Take every step off the screen, before a result is printed."""
        while cls._shown:
            cls._shown.pop().stop()


def _plain(line: str) -> str:
    return line.doing if isinstance(line, Counted) else line


def _bar(console: Console) -> Progress:
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    bar.add_task("", total=None)
    return bar
