"""What the engine keeps alive beside its jobs: the guard, and whoever looks for alarms. It ends neither."""

import sys
from collections.abc import Callable
from pathlib import Path

from core.adapters.watchdog.heartbeat import FOLDER, is_held
from core.jobs.schedule.firing import Note
from core.ports.processes import Child, Processes
from core.safety.watchdog import OWN_NAME
from core.settings.model import Settings

ALARMS_LOCK = ("alarms", "watch.lock")
"""Held by the process that looks for a home's alarms."""

_LOOK_S = 5.0
_FIRST_PAUSE_S = 10.0
_LONGEST_PAUSE_S = 300.0


class Kept:
    """One program that should be there: looked for every few seconds, started where it is not; the pauses double.

    It is a process of its own that outlives the engine: it is there for the day the engine dies.
    """

    def __init__(
        self, kind: str, lock: Path, module: tuple[str, ...], wanted: Callable[[Settings], bool], home: Path
    ) -> None:
        self._kind = kind
        self._lock = lock
        self._command = [sys.executable, "-P", "-m", *module, "--home", str(home)]
        self._wanted = wanted
        self._child: Child | None = None
        self._next_s = float("-inf")
        self._pause_s = _FIRST_PAUSE_S
        self.state = "not_kept"
        """One of not_kept, alive, starting."""

    def look(self, now_s: float, settings: Settings, processes: Processes, logs: Path) -> list[Note]:
        """Look, and start it where it is wanted and none lives."""
        if now_s < self._next_s:
            return []
        self._next_s = now_s + _LOOK_S
        if self._child is not None and processes.look(self._child) is not None:
            self._child = None
        if is_held(self._lock):
            self.state, self._pause_s = "alive", _FIRST_PAUSE_S
            return []
        if not self._wanted(settings):
            self.state = "not_kept"
            return []
        self.state = "starting"
        self._next_s = now_s + self._pause_s
        self._pause_s = min(self._pause_s * 2, _LONGEST_PAUSE_S)
        try:
            self._child = processes.start(self._command, logs / f"{self._kind}.log")
        except OSError as error:
            return [Note("kept", "", f"no {self._kind} watches, and none could be started: {error}")]
        return [Note("kept", "", f"no {self._kind} watched: one is started, process {self._child.pid}")]


def kept_guard(home: Path) -> Kept:
    """Keep a guard where the settings want one."""

    def wanted(settings: Settings) -> bool:
        keep = settings.schedule.keep_guard
        return keep == "always" or (keep == "where_required" and settings.stop.is_guarded(settings.execution.channel))

    return Kept("guard", home / FOLDER / f"{OWN_NAME}.lock", ("app.guard",), wanted, home)


def kept_alarms(home: Path) -> Kept:
    """Keep somebody who looks for alarms: another process, so that a look that hangs or crashes holds up no Morning."""
    words = ("app", "alarms", "watch", "--while-engine")
    return Kept("lookout", home.joinpath(*ALARMS_LOCK), words, lambda settings: settings.schedule.watch_alarms, home)
