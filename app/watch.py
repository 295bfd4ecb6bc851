"""Progress for the person in front of the command line."""

import os
import time
from typing import ClassVar

from rich.console import Console
from rich.status import Status

from app.listening import HEARD

SUPERVISED = "DAYBREAK_SUPERVISED"
_SILENCE_S, _HEARD_S = 5.0, 0.5


class Watch:
    """Progress on stderr: `say` leaves a line, `step` is gone with the next one.

    Where stderr is no terminal a step is printed only after some seconds of silence. A machine's watch says nothing,
    unless the engine started it, whose log keeps what it says, or a window, which shows it.
    """

    _shown: ClassVar[list[Status]] = []

    def __init__(self, for_machine: bool) -> None:
        heard = bool(os.environ.get(HEARD))
        silent = for_machine and not heard and not os.environ.get(SUPERVISED)
        self._silence_s = _HEARD_S if heard else _SILENCE_S
        self._console = None if silent else Console(stderr=True, highlight=False)
        self._status: Status | None = None
        # Who listens hears the first step at once.
        self._spoke = time.monotonic() - (_HEARD_S if heard else 0)

    def say(self, text: str) -> None:
        """Leave a line."""
        if self._console is not None:
            self._console.print(text, style="dim", markup=False, soft_wrap=True)
            self._spoke = time.monotonic()

    def step(self, text: str) -> None:
        """Show what is being done right now."""
        if self._console is None:
            return
        if not self._console.is_terminal:
            if time.monotonic() - self._spoke > self._silence_s:
                self.say(text)
            return
        if self._status is None:
            self._status = self._console.status(text)
            self._status.start()
            self._shown.append(self._status)
        self._status.update(text)

    @classmethod
    def close(cls) -> None:
        """Take every step off the screen, before a result is printed."""
        while cls._shown:
            cls._shown.pop().stop()
