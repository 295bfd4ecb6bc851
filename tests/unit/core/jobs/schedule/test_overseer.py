"""Long work seen by the engine: ended when it takes too long, told of when it died."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core.domain.dates import at
from core.domain.ending import Ending
from core.jobs.schedule.overseer import Overseer
from core.ports.views.work import Stage, WorkView
from tests.fakes.scheduling import PretendedProcesses
from tests.fakes.trading import D1

BEGAN = at(D1, 10)
STUDY = WorkView("w1", "factors_ic", "5 d", Stage.RUNNING, 7, "birth-7", BEGAN, BEGAN)


@dataclass
class Files:
    works: list[WorkView]
    dead: list[WorkView] = field(default_factory=list)

    def found(self) -> list[WorkView]:
        return self.works

    def settle(self) -> list[WorkView]:
        told, self.dead = self.dead, []
        return told

    def tell_to_end(self, work_id: str, why: Ending) -> None:
        self.works = [replace(view, is_told_to_end=view.work_id == work_id) for view in self.works]
        self.why = why


def look(overseer: Overseer, now: datetime, now_s: float) -> list[str]:
    return [note.text for note in overseer.look(now, now_s, 3600.0, 10.0)]


def test_what_takes_too_long_is_ended_and_then_made_to_end() -> None:
    files, processes = Files([STUDY]), PretendedProcesses()
    overseer = Overseer(files, processes)
    assert look(overseer, BEGAN + timedelta(minutes=59), 0.0) == []
    said = look(overseer, BEGAN + timedelta(minutes=61), 120.0)
    assert said == ["factors ic 5 d took longer than 60 min and is ended"]
    assert (processes.ended, processes.killed, files.why) == ([7], [], Ending.TIMED_OUT)
    look(overseer, BEGAN + timedelta(minutes=61), 125.0)
    assert processes.killed == []
    look(overseer, BEGAN + timedelta(minutes=61), 136.0)
    assert (processes.ended, processes.killed) == ([7], [7]), "told once, then killed"


def test_an_engine_that_comes_later_counts_from_when_the_work_began() -> None:
    files, processes = Files([STUDY]), PretendedProcesses()
    look(Overseer(files, processes), BEGAN + timedelta(hours=2), 5000.0)
    assert processes.ended == [7]


def test_a_machine_that_slept_has_ended_nothing_by_that() -> None:
    files, processes = Files([STUDY]), PretendedProcesses()
    overseer = Overseer(files, processes)
    look(overseer, BEGAN, 0.0)
    look(overseer, BEGAN + timedelta(days=2), 5.0)
    assert processes.ended == []


def test_runs_of_the_engine_are_left_to_its_supervisor() -> None:
    files, processes = Files([replace(STUDY, is_engines=True)]), PretendedProcesses()
    look(Overseer(files, processes), BEGAN + timedelta(days=2), 0.0)
    assert processes.ended == []


def test_what_died_is_a_remark() -> None:
    files = Files([], [replace(STUDY, stage=Stage.ENDED, outcome="crashed")])
    assert look(Overseer(files, PretendedProcesses()), BEGAN, 0.0) == ["factors ic 5 d ended without a word: crashed"]
