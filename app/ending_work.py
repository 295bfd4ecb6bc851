"""Ending long work: first it is asked to, then it is made to, and its file says why."""

import os
from pathlib import Path

from app.compose import SystemProcesses, WorkFolder, system_clock
from core.domain.ending import Ending
from core.domain.errors import FixAndRestart
from core.ports.processes import Child
from core.ports.views.work import WorkView
from core.settings.load import load_settings

_PAUSE_S = 0.1


def find_work(home: Path, name: str) -> WorkView:
    """Return the work of that id, or the only one whose id begins so; FixAndRestart where there is none."""
    named = [view for view in WorkFolder(home).found() if view.work_id.startswith(name)]
    if len(named) != 1:
        raise FixAndRestart(f"{len(named)} pieces of work are called {name!r}", "see `daybreak work list`")
    return named[0]


def cancel_work(home: Path, view: WorkView) -> None:
    """End a piece of work with all it started: asked first, killed after `schedule.kill_after_s`.

    FixAndRestart for one that is over, or that the engine runs.
    """
    if view.is_over:
        raise FixAndRestart(f"the work {view.work_id} is over: {view.outcome}", "`daybreak work list` shows what runs")
    if view.is_engines:
        raise FixAndRestart(f"the engine runs the work {view.work_id}", "`daybreak engine cancel JOB` ends it")
    clock, processes = system_clock(), SystemProcesses()
    child = Child(view.pid, view.birth)
    WorkFolder(home).tell_to_end(view.work_id, Ending.CANCELLED)
    processes.end(child)
    until_s = clock.monotonic() + load_settings(home, os.environ).schedule.kill_after_s
    while processes.look(child) is None and clock.monotonic() < until_s:
        clock.sleep(_PAUSE_S)
    if processes.look(child) is None:
        processes.kill(child)
