"""Long work with real processes: seen, waited for, killed, cancelled, ended by the engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.compose import STATE_FILE, SystemProcesses, WorkFolder
from app.ending_work import cancel_work, find_work
from core.domain.ending import Ending
from core.domain.errors import FixAndRestart
from core.ports.processes import Child
from core.ports.views.work import Stage, WorkView
from tests.fakes.work_programs import begin, children, end_children, wait_until


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / STATE_FILE).touch()
    yield tmp_path
    for view in WorkFolder(tmp_path).found():
        SystemProcesses().kill(Child(view.pid, view.birth))


def newest(home: Path) -> WorkView:
    return WorkFolder(home).found()[0]


def at_three(home: Path) -> bool:
    return any(view.done == 3 for view in WorkFolder(home).found()) and bool(list(home.glob("child-*")))


def test_work_says_how_far_it_is_and_how_it_ended(home: Path) -> None:
    process = begin(home)
    wait_until(lambda: at_three(home), "it says how far it is")
    view = newest(home)
    assert (view.kind, view.about, view.stage, view.percent) == ("factors_ic", "5 d", Stage.RUNNING, 30)
    (home / "go").touch()
    process.join()
    view = newest(home)
    assert (view.outcome, view.went_well, view.message, view.where) == ("done", True, "kept as 5d", "/r/1")


def test_an_error_is_told_with_what_to_do(home: Path) -> None:
    (home / "go").write_text("fail", encoding="utf-8")
    begin(home).join()
    view = newest(home)
    assert (view.outcome, view.message, view.remedy) == ("data_not_ready", "no bars are stored", "pull first")


def test_killed_work_is_told_as_that_by_whoever_looks(home: Path) -> None:
    process = begin(home)
    wait_until(lambda: at_three(home), "it runs")
    process.kill()
    process.join()
    folder = WorkFolder(home)
    assert (newest(home).stage, newest(home).outcome) == (Stage.ENDED, "crashed")
    assert [view.kind for view in folder.settle()] == ["factors_ic"]
    assert folder.settle() == (), "it is told once"
    end_children(home)


def test_cancelled_work_ends_with_all_it_started(home: Path) -> None:
    process = begin(home)
    wait_until(lambda: at_three(home), "it runs")
    cancel_work(home, find_work(home, newest(home).work_id[:12]))
    process.join()
    wait_until(lambda: not children(home), "its child is gone")
    view = newest(home)
    assert (view.outcome, view.is_over) == ("cancelled", True)
    with pytest.raises(FixAndRestart, match="is over"):
        cancel_work(home, view)


def test_more_than_there_are_places_for_wait(home: Path) -> None:
    (home / "cfg.yaml").write_text("schedule: {studies_at_once: 1}", encoding="utf-8")
    first = begin(home, "first")
    wait_until(lambda: at_three(home), "the first runs")
    second = begin(home, "second")
    wait_until(lambda: len(WorkFolder(home).found()) == 2, "the second is there")
    stages = {view.about: view.stage for view in WorkFolder(home).found()}
    assert stages == {"first": Stage.RUNNING, "second": Stage.WAITING}
    (home / "go").touch()
    first.join()
    second.join()
    assert {view.outcome for view in WorkFolder(home).found()} == {"done"}


def test_what_was_told_to_end_and_died_is_cancelled_not_crashed(home: Path) -> None:
    process = begin(home)
    wait_until(lambda: at_three(home), "it runs")
    WorkFolder(home).tell_to_end(newest(home).work_id, Ending.TIMED_OUT)
    assert newest(home).is_told_to_end
    process.kill()
    process.join()
    assert newest(home).outcome == "timed_out"
    end_children(home)


def test_a_folder_that_is_no_home_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    begin(tmp_path).join()
    assert not (tmp_path / "work").exists()
