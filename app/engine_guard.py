"""Keeping a guard alive: the engine starts one where the settings want it, and never ends it."""

import sys
from pathlib import Path

from core.adapters.watchdog.heartbeat import FOLDER, is_held
from core.jobs.schedule.firing import Note
from core.ports.processes import Child, Processes
from core.safety.watchdog import OWN_NAME
from core.settings.model import Settings

_LOOK_S = 5.0
_FIRST_PAUSE_S = 10.0
_LONGEST_PAUSE_S = 300.0


class GuardKeeper:
    """Looks every few seconds whether a guard lives, and starts one where none does; its pauses double.

    The guard is a process of its own that outlives the engine: it is there for the day the engine dies.
    """

    def __init__(self, home: Path, settings: Settings, processes: Processes, log: Path) -> None:
        self.follow(settings)
        self._home = home
        self._lock = home / FOLDER / f"{OWN_NAME}.lock"
        self._processes = processes
        self._log = log
        self._child: Child | None = None
        self._next_s = float("-inf")
        self._pause_s = _FIRST_PAUSE_S
        self.state = "not_kept"
        """One of not_kept, alive, starting."""

    def follow(self, settings: Settings) -> None:
        """Want a guard as these settings do."""
        wanted = settings.schedule.keep_guard
        required = settings.stop.is_guarded(settings.execution.channel)
        self._wanted = wanted == "always" or (wanted == "where_required" and required)

    def look(self, now_s: float) -> list[Note]:
        """Look, and start a guard where one is wanted and none lives."""
        if now_s < self._next_s:
            return []
        self._next_s = now_s + _LOOK_S
        if self._child is not None and self._processes.look(self._child) is not None:
            self._child = None
        if is_held(self._lock):
            self.state, self._pause_s = "alive", _FIRST_PAUSE_S
            return []
        if not self._wanted:
            self.state = "not_kept"
            return []
        self.state = "starting"
        self._next_s = now_s + self._pause_s
        self._pause_s = min(self._pause_s * 2, _LONGEST_PAUSE_S)
        try:
            self._child = self._processes.start(
                [sys.executable, "-P", "-m", "app.guard", "--home", str(self._home)], self._log
            )
        except OSError as error:
            return [Note("guard", "", f"no guard watches, and none could be started: {error}")]
        return [Note("guard", "", f"no guard watched: one is started, process {self._child.pid}")]
