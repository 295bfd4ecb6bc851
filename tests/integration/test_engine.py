"""The engine with real processes: killed, timed out, asked, doubled, told to end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from textwrap import dedent

import psutil
import pytest

from app.engine_door import ask_engine
from core.adapters.clock.clocks import SystemClock
from core.adapters.scheduler.folder import EngineFolder
from core.adapters.scheduler.processes import birth_of
from core.adapters.scheduler.works import WorkFolder
from core.adapters.watchdog.heartbeat import pulses
from core.domain.errors import RetryLater
from core.jobs.schedule.control import request_document
from core.ports.views.engine import EngineState, EngineView, Presence, read_engine
from tests.conftest import ROOT
from tests.fakes.work_programs import sheet

PATIENCE_S = 90.0
CLOCK = SystemClock()
WAITS = """
    import json, os, pathlib, sys, time
    home = pathlib.Path(sys.argv[1])
    (home / "pid").write_text(str(os.getpid()))
    while not (home / "go").exists():
        time.sleep(0.01)
    print(json.dumps({"outcome": "degraded", "exit_code": 13, "message": "went on"}))
    sys.exit(13)
"""
STUBBORN = """
    import pathlib, signal, subprocess, sys, time
    home = pathlib.Path(sys.argv[1])
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if len(sys.argv) > 3:
        (home / "grandchild").touch()
    else:
        child = subprocess.Popen([sys.executable, "-I", "-S", *sys.argv, "again"], start_new_session=True)
        (home / "pids").write_text(f"{child.pid}")
    while True:
        time.sleep(0.01)
"""


def _wait(so: Callable[[], object], what: str) -> None:
    until_s = time.monotonic() + PATIENCE_S
    while not so():
        if time.monotonic() > until_s:
            raise AssertionError(f"waited in vain until {what}")
        time.sleep(0.01)


class Served:
    """A home with an engine of its own in another process."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.process: subprocess.Popen[bytes] | None = None
        (home / "jobs").mkdir(parents=True)
        (home / "ptrade").mkdir()
        (home / "state.sqlite3").touch()
        self.environment = {"DAYBREAK__SCHEDULE__WATCH_ALARMS": "false"}

    def job(self, name: str, program: str) -> None:
        (self.home / "jobs" / f"{name}.py").write_text(dedent(program), encoding="utf-8")

    def configure(self, text: str) -> None:
        (self.home / "cfg.yaml").write_text(text, encoding="utf-8")

    def start(self, **environment: str) -> None:
        with (self.home / "said").open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.fakes.engine_program", str(self.home)],
                cwd=ROOT, stdout=said, stderr=said, env=os.environ | self.environment | environment,
            )  # fmt: skip
        pid = self.process.pid
        _wait(lambda: self.is_live(pid), f"the engine lives:\n{self.said}")

    def is_live(self, pid: int) -> bool:
        view = self.view
        return view.presence is Presence.LIVE and view.state is not None and view.state.pid == pid

    @property
    def said(self) -> str:
        return (self.home / "said").read_text(encoding="utf-8")

    @property
    def view(self) -> EngineView:
        return read_engine(self.home, CLOCK.now())

    @property
    def state(self) -> EngineState:
        state = self.view.state
        assert state is not None
        return state

    def ask(self, verb: str, job: str = "") -> str:
        answer = ask_engine(self.home, CLOCK, verb, "a test", job)
        return answer.text if answer.done else f"no: {answer.text}"

    def ended(self, job: str) -> tuple[str, int | None, str]:
        _wait(lambda: self._last(job), f"{job} has ended:\n{self.said}")
        last = self._last(job)
        assert last is not None
        return last

    def _last(self, job: str) -> tuple[str, int | None, str] | None:
        last = next(each.last for each in self.state.jobs if each.name == job)
        return None if last is None else (last.ending, last.exit_code, last.message)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def end(self) -> int:
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(PATIENCE_S)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path / "home")
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def _is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_run_ends_as_its_command_says_and_its_log_keeps_what_it_said(served: Served) -> None:
    served.job(
        "doctor", 'print("looking"); print(\'{"exit_code": 12, "message": "blocked by a test"}\'); raise SystemExit(12)'
    )
    served.start()
    assert served.ask("run", "doctor").startswith("doctor of ")
    assert served.ended("doctor") == ("blocked", 12, "blocked by a test")
    last = next(job.last for job in served.state.jobs if job.name == "doctor")
    assert last is not None
    assert "looking" in Path(last.log).read_text(encoding="utf-8")
    assert served.end() == 0
    assert served.view.presence is Presence.ENDED


def test_a_killed_engine_harms_no_run_and_the_next_adopts_it(served: Served) -> None:
    served.job("doctor", WAITS)
    served.start()
    served.ask("run", "doctor")
    _wait((served.home / "pid").exists, "the job runs")
    served.kill()
    pid = int((served.home / "pid").read_text())
    served.start()
    assert not _is_gone(pid)
    _wait(lambda: served.state.running, "the run is adopted")
    assert (served.state.running[0].pid, served.state.running[0].adopted) == (pid, True)
    assert served.ask("run", "doctor").startswith("no: doctor of ")
    (served.home / "go").touch()
    assert served.ended("doctor") == ("done", 13, "went on")
    assert "adopted" in served.said


def test_a_run_that_ended_while_no_engine_lived_is_learned_from_its_log(served: Served) -> None:
    served.job("doctor", WAITS)
    served.start()
    served.ask("run", "doctor")
    _wait((served.home / "pid").exists, "the job runs")
    served.kill()
    (served.home / "go").touch()
    _wait(lambda: _is_gone(int((served.home / "pid").read_text())), "the job has ended")
    served.start()
    assert served.ended("doctor") == ("done", 13, "went on")


@pytest.mark.skipif(os.name != "posix", reason="signals that are ignored, and sessions, are POSIX's")
def test_a_run_past_its_limit_ends_with_all_it_started(served: Served) -> None:
    served.job("doctor", STUBBORN)
    served.configure("schedule: {other_limit_min: 0.01, kill_after_s: 0.1}")
    served.start()
    served.ask("run", "doctor")
    _wait(lambda: served.state.running, "the job runs")
    pid = served.state.running[0].pid
    _wait((served.home / "grandchild").exists, "it has started another")
    assert served.ended("doctor")[:2] == ("timed_out", -signal.SIGKILL)
    grandchild = int((served.home / "pids").read_text())
    _wait(lambda: _is_gone(pid) and _is_gone(grandchild), "both are gone")


def test_a_request_past_its_time_does_nothing(served: Served) -> None:
    served.job("doctor", WAITS)
    served.start()
    folder = EngineFolder(served.home)
    old = request_document("run", "a test", CLOCK.now() - timedelta(seconds=31), "doctor")
    folder.ask("late", old)
    _wait(lambda: (answer := folder.fetch_answer("late")) and not answer["done"], "the request is refused")
    (folder.requests / "broken.json").write_bytes(b"{")
    _wait(lambda: (answer := folder.fetch_answer("broken")) and not answer["done"], "the request is refused")
    assert served.state.running == ()
    assert list(folder.requests.iterdir()) == []


def test_a_request_is_answered_within_a_second_and_a_dead_engine_is_not_waited_for(served: Served) -> None:
    served.job("night", WAITS)
    with pytest.raises(RetryLater, match="no engine answers"):
        served.ask("pause", "night")
    served.start()
    assert served.ask("pause", "night") == "night does not run by itself any more"
    served.kill()
    served.start()
    assert next(job.paused for job in served.state.jobs if job.name == "night")
    assert served.ask("resume", "night").startswith("night runs by itself again")


def test_a_second_engine_is_told_who_holds_the_home(served: Served) -> None:
    served.start()
    second = subprocess.run(
        [sys.executable, "-m", "tests.fakes.engine_program", str(served.home)],
        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert second.returncode == 11
    assert served.process is not None
    assert f"process {served.process.pid}" in second.stderr
    assert served.view.presence is Presence.LIVE


def test_the_state_can_be_read_at_every_instant(served: Served) -> None:
    served.job("doctor", "pass")
    served.start()
    reads, until_s = 0, time.monotonic() + 1.0
    while time.monotonic() < until_s:
        if reads % 50 == 0:
            EngineFolder(served.home).ask(f"r{reads}", request_document("run", "a test", CLOCK.now(), "doctor"))
        assert served.view.presence is Presence.LIVE
        reads += 1
    assert reads > 50


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there is no systemd here")
def test_the_service_manager_is_told_and_an_engine_told_to_end_leaves_its_run_alone(
    served: Served, tmp_path: Path
) -> None:
    served.job("doctor", WAITS)
    served.configure("schedule: {stop_wait_s: 0}")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.settimeout(PATIENCE_S)
        manager.bind(str(tmp_path / "s"))
        served.start(NOTIFY_SOCKET=str(tmp_path / "s"), WATCHDOG_USEC="60000")
        served.ask("run", "doctor")
        _wait((served.home / "pid").exists, "the job runs")
        heart = next(pulse for pulse in pulses(served.home) if pulse.name == "engine")
        assert (heart.alive, heart.ended) == (True, False)
        assert served.end() == 0
        told = [manager.recv(99)]
        while told[-1] != b"STOPPING=1":
            told.append(manager.recv(99))
    assert told[0] == b"READY=1"
    assert b"WATCHDOG=1" in told
    heart = next(pulse for pulse in pulses(served.home) if pulse.name == "engine")
    assert (heart.alive, heart.ended) == (False, True)
    assert not _is_gone(int((served.home / "pid").read_text()))
    (served.home / "go").touch()
    served.start()
    assert served.ended("doctor") == ("done", 13, "went on")


def test_an_engine_asked_to_stop_says_so_and_ends(served: Served) -> None:
    served.start()
    assert served.ask("stop") == "the engine ends; runs at work go on by themselves"
    assert served.process is not None
    assert served.process.wait(PATIENCE_S) == 0
    assert served.view.presence is Presence.ENDED


def test_a_memory_that_cannot_be_read_is_set_aside_and_makes_up_for_nothing(served: Served) -> None:
    (served.home / "engine").mkdir()
    (served.home / "engine" / "memory.json").write_bytes(b'{"form": 1, "jobs": {"night": 7}}')
    served.start()
    assert "the engine's memory is broken" in served.said
    assert [path.suffix for path in (served.home / "engine").glob("memory-*")] == [".broken"]
    assert served.view.presence is Presence.LIVE


def test_a_memory_that_cannot_be_written_is_told_once_and_stops_no_job(served: Served) -> None:
    served.job("doctor", "pass")
    served.start()
    memory = served.home / "engine" / "memory.json"
    memory.unlink(missing_ok=True)
    memory.mkdir()
    for _ in range(2):
        assert served.ask("run", "doctor").startswith("doctor of ")
        _wait(lambda: not served.state.running and not served.state.waiting, "the job has ended")
    assert served.ended("doctor")[:2] == ("done", 0)
    assert served.said.count("cannot be kept") == 1


def test_a_guard_is_kept_and_outlives_the_engine(served: Served) -> None:
    served.configure("schedule: {keep_guard: always}")
    served.start()
    lock = served.home / "heartbeats" / "guard.json"
    _wait(lock.exists, "a guard beats")
    guard = psutil.Process(json.loads(lock.read_bytes())["pid"])
    try:
        served.kill()
        assert guard.is_running()
        assert guard.status() != psutil.STATUS_ZOMBIE
    finally:
        guard.kill()


def test_long_work_nobody_started_here_is_overseen_also_by_the_next_engine(served: Served) -> None:
    served.configure("schedule: {study_limit_min: 0.001, kill_after_s: 0}")
    sleeper = subprocess.Popen([sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"])
    works = WorkFolder(served.home)
    works.keep("long", sheet(kind="replay", pid=sleeper.pid, birth=birth_of(sleeper.pid)))
    works.keep("dead", sheet(kind="factors_ic", pid=sleeper.pid, birth="another"))
    served.start()
    try:
        assert sleeper.wait(PATIENCE_S) < 0
        _wait(lambda: {view.outcome for view in works.found()} == {"timed_out", "crashed"}, "both say how they ended")
        _wait(lambda: {each.kind for each in served.state.remarks} >= {"work"}, "the engine remarks it")
        served.kill()
        served.start()
        assert all(view.is_over for view in works.found())
    finally:
        sleeper.kill()


def test_changed_settings_are_gone_by_and_wrong_ones_are_not(served: Served) -> None:
    served.start()
    served.configure("schedule: {night_at: '21:30', off: [close]}")
    _wait(lambda: _next_of(served, "night") == "21:30", "the new time is gone by")
    assert next(job.held for job in served.state.jobs if job.name == "close") == "switched off by schedule.off"
    served.configure("schedule: {night_at: noon}")
    _wait(lambda: "the new ones are wrong" in served.said, "it says what is wrong")
    assert _next_of(served, "night") == "21:30"


def _next_of(served: Served, name: str) -> str:
    return f"{next(job.next_run_at for job in served.state.jobs if job.name == name):%H:%M}"


def test_a_demo_home_says_why_it_does_nothing_and_beats_all_the_same(served: Served) -> None:
    served.configure("execution: {channel: DEMO}")
    served.start()
    assert served.state.remark.startswith("nothing runs by itself: a DEMO home")
    assert served.state.upcoming == ()
    assert [pulse.alive for pulse in pulses(served.home) if pulse.name == "engine"] == [True]


def test_the_engine_starts_without_a_data_library() -> None:
    heavy = ["pandas", "numpy", "pyarrow", "duckdb", "sqlalchemy", "numba", "PySide6"]
    code = f"import sys, app.headless; print([name for name in {heavy!r} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
