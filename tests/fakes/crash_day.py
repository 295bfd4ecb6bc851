"""One trading day that fetches, plans, releases, trades and books, and the places where it can be cut."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app.compose import open_house
from core.adapters.clock.clocks import StandingClock
from core.adapters.demo.market import DemoExchange
from core.adapters.demo.server import TushareServer
from core.domain.dates import at
from core.jobs.cycle import run_session
from tests.fakes.fail_points import Act, Deadly, FailPoints, Recorded, Troubled
from tests.fakes.home_market import DAY_TWO, NOT_STORED, SEED, SYMBOLS, configure
from tests.fakes.home_mortal import run_with
from tests.fakes.home_processes import Ended, daybreak, in_child
from tests.fakes.home_stages import Stages, command, linked
from tests.fakes.home_state import final_state

TOKEN = "of-the-crash-tests-0123456789"
DAY = NOT_STORED
JOBS = ("morning", "paper", "close", "night")
"""The jobs of a day in their order."""


@dataclass(frozen=True, slots=True)
class CrashDay:
    """Homes before each job of the day and after the last, on a source that answers."""

    folder: Path
    environment: dict[str, str]
    _states: dict[str, dict[str, Any]] = field(default_factory=dict)

    def before(self, job: str, to: Path) -> Path:
        """Copy the home as it was before that job."""
        return self.copy(self.folder / job, to)

    def copy(self, home: Path, to: Path) -> Path:
        """Copy any home of the day."""
        shutil.copytree(home, to, copy_function=linked)
        return to

    def after(self, job: str) -> dict[str, Any]:
        """What a home nobody disturbed holds after that job."""
        names = [*JOBS, "end"]
        following = names[names.index(job) + 1]
        if following not in self._states:
            self._states[following] = final_state(self.folder / following)
        return self._states[following]

    def run(self, home: Path, job: str, day: date = DAY) -> Ended:
        """Run the ordinary command."""
        return daybreak(home, *command(job, day), environment=self.environment)

    def cut(self, home: Path, job: str, name: str, side: str) -> Ended:
        """Run the job until its process is killed at that point."""
        return in_child(_perform, home, job, Deadly(name, side), environment=self.environment)

    def trouble(self, home: Path, job: str, name: str, until: str = "") -> Ended:
        """Run the job into trouble with the disk at that point, and again without it: to its end, or its death."""
        return in_child(_perform_twice, home, job, name, until, environment=self.environment)

    def hold(self, home: Path, job: str, name: str) -> Ended:
        """Run the job while another program holds the file of that point for two tries."""
        return in_child(_perform, home, job, Troubled(name, 2), environment=self.environment)

    def record(self, home: Path, job: str, log: Path) -> list[str]:
        """Run the job and return every point it passes, in order."""
        ended = in_child(_perform, home, job, Recorded(log), environment=self.environment)
        assert ended.exit_code == 0, ended
        return log.read_text(encoding="utf-8").splitlines()


@contextmanager
def crash_day(stages: Stages, folder: Path) -> Iterator[CrashDay]:
    """Make the homes by the commands themselves, out of the end of two days."""
    exchange = DemoExchange(SEED, SYMBOLS, date(2025, 1, 2), date(2025, 6, 30))
    with TushareServer(exchange, token=TOKEN, now=StandingClock(at(DAY, 23)).now) as server:
        source = {"mode": "tushare_proxy", "http_url": server.url, "rate_per_minute": 600_000}
        day = CrashDay(folder, {"TUSHARE_TOKEN": TOKEN})
        home = stages.copy("closed again", folder / JOBS[0])
        configure(home, data_source=source | {"interface_rate_per_minute": {}})
        _must_end_well(day.run(home, "night", DAY_TWO))
        # The paper session's command lives now, so what it would fetch could not be compared.
        span = ["--from", DAY.isoformat(), "--to", DAY.isoformat(), "--dataset", "daily"]
        _must_end_well(daybreak(home, "data", "pull", *span, environment=day.environment))
        for job, following in zip(JOBS, [*JOBS[1:], "end"], strict=True):
            _must_end_well(day.run(day.before(job, folder / following), job))
        yield day


def _must_end_well(ended: Ended) -> None:
    assert ended.exit_code == 0, ended.text


def _perform(home: Path, job: str, act: Act) -> None:
    """Do what the command does, every effect of it told to `act`."""
    points = FailPoints(home, job, act)
    points.listen()
    _do(home, job, points)


def _perform_twice(home: Path, job: str, name: str, until: str) -> None:
    """Print what the first time ended with."""
    trouble, death = Troubled(name), Deadly(until, "before")
    points = FailPoints(home, job, trouble)
    points.listen()
    try:
        _do(home, job, points)
    except OSError as error:
        trouble.over()
        sys.stdout.write(f"{error.filename}: {error.strerror}")
        sys.stdout.flush()
    points.begin_again(death)
    _do(home, job, points)


def _do(home: Path, job: str, points: FailPoints) -> None:
    with open_house(home, points.step) as house:
        if job == "paper":
            assert house.session is not None
            run_session(house.desk, house.session, DAY)
        else:
            run_with(house, job, DAY, house.desk)
