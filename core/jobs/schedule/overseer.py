"""The engine's eye on long work that it did not start: what takes too long is ended, what died is said to have."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.domain.ending import Ending
from core.jobs.schedule.firing import Note
from core.ports.processes import Child, Processes
from core.ports.views.work import WorkView, name_of


class Works(Protocol):
    """The files of a home's long work."""

    def found(self) -> Sequence[WorkView]:
        """Return all work there is a file of."""
        ...

    def settle(self) -> Sequence[WorkView]:
        """Let the file of work that died say so, and return that work; each is returned once."""
        ...

    def tell_to_end(self, work_id: str, why: Ending) -> None:
        """Leave word why a piece of work is ended."""
        ...


class Overseer:
    """Looks at every piece of work; what an earlier engine knew is in the files, so nothing is to be remembered."""

    def __init__(self, works: Works, processes: Processes) -> None:
        self._works, self._processes = works, processes
        self._began_s: dict[str, float] = {}
        self._told_s: dict[str, float] = {}

    def look(self, now: datetime, now_s: float, limit_s: float, kill_after_s: float) -> list[Note]:
        """Look once; time while the machine slept does not count."""
        notes = [
            Note("work", "", f"{name_of(view)} ended without a word: {view.outcome}") for view in self._works.settle()
        ]
        living = [view for view in self._works.found() if not view.is_over and not view.is_engines]
        for view in living:
            began_s = self._began_s.setdefault(view.work_id, now_s - (now - view.began_at).total_seconds())
            if view.is_told_to_end:
                if now_s - self._told_s.setdefault(view.work_id, now_s) > kill_after_s:
                    self._processes.kill(_process(view))
            elif now_s - began_s > limit_s:
                self._works.tell_to_end(view.work_id, Ending.TIMED_OUT)
                self._processes.end(_process(view))
                notes.append(Note("work", "", f"{name_of(view)} took longer than {limit_s / 60:g} min and is ended"))
        names = {view.work_id for view in living}
        for known in (self._began_s, self._told_s):
            for gone in known.keys() - names:
                del known[gone]
        return notes


def _process(view: WorkView) -> Child:
    return Child(view.pid, view.birth)
