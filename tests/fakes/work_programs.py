"""Long work that does nothing but tell of itself, each piece a process of its own."""

import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import typer

from app.commands.shared import Result, finish
from app.working import Work
from core.adapters.clock.clocks import SystemClock
from core.domain.errors import RetryLater
from core.domain.outcome import Outcome
from core.domain.progress import Counted
from tests.fakes.home_processes import _CONTEXT

_PATIENCE_S = 60.0


def begin(home: Path, about: str = "5 d") -> multiprocessing.Process:
    """Start a study of `home` that is at 3 of 10 days until <home>/go is there, then ends well."""
    process: Any = _CONTEXT.Process(target=_study, args=(home, about))
    process.start()
    return process  # type: ignore[no-any-return]


def wait_until(so: Callable[[], object], what: str) -> None:
    """Wait for other processes; AssertionError where it is in vain."""
    until_s = time.monotonic() + _PATIENCE_S
    while not so():
        assert time.monotonic() < until_s, f"waited in vain until {what}"
        time.sleep(0.01)


def sheet(**changes: object) -> dict[str, object]:
    """The file of work that began just now and runs."""
    now = SystemClock().now()
    whole: dict[str, object] = {
        "form": 1, "kind": "factors_ic", "about": "", "stage": "running", "by_engine": False, "pid": 0, "birth": "",
        "began_at": now, "told_at": now, "doing": "", "done": 0, "total": 0, "left_s": None, "ended_at": None,
        "outcome": "", "message": "", "remedy": "", "where": "",
    }  # fmt: skip
    return whole | changes


def children(home: Path) -> list[psutil.Process]:
    """What the studies of `home` started and what lives of that."""
    pids = [int(path.name.partition("-")[2]) for path in home.glob("child-*")]
    return [psutil.Process(pid) for pid in pids if _lives(pid)]


def end_children(home: Path) -> None:
    """End what a killed study left."""
    for child in children(home):
        child.kill()


def _lives(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _study(home: Path, about: str) -> None:
    try:
        with Work(home, "factors_ic", True, about) as work:
            work.step(Counted("days", 3, 10))
            child = subprocess.Popen([sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"])
            (home / f"child-{child.pid}").touch()
            while not (home / "go").exists():
                time.sleep(0.01)
            child.kill()
            if (home / "go").read_text(encoding="utf-8"):
                raise RetryLater("no bars are stored", "pull first")
            finish(Result(Outcome.DONE, "kept as 5d", data={"home": "/r/1"}), True)
    except (typer.Exit, RetryLater, KeyboardInterrupt):
        return
