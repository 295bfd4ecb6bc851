"""Child processes, as a supervisor needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Child:
    """One process: its number, and its birth, since numbers are given away again."""

    pid: int
    birth: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A process that ended; the exit code is negative for a signal, None where nobody was told."""

    exit_code: int | None


class Processes(Protocol):
    """Starts processes in sessions of their own, and looks after them and those an earlier supervisor left."""

    def start(self, command: Sequence[str], log: Path, token: str = "") -> Child:
        """Start a command, what it says going to the end of `log`; OSError where it cannot be started.

        `token` is a word to find it again by.
        """
        ...

    def find(self, token: str) -> Child | None:
        """The living process that was started under `token`."""
        ...

    def look(self, child: Child) -> Gone | None:
        """None while it lives."""
        ...

    def end(self, child: Child) -> None:
        """Ask it and all it started to end."""
        ...

    def kill(self, child: Child) -> None:
        """End it and all it started at once."""
        ...
