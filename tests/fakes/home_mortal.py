"""Jobs that die where a test says: kill -9 before a chosen write, without anything in the product knowing of it."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.compose import House, open_house
from core.adapters.paper.feed import day_feed
from core.adapters.paper.session import PaperSession
from core.domain.dates import at
from core.domain.trading_state import TradingState
from core.jobs.close import close_job
from core.jobs.cycle import CLOSE_AT, MORNING_AT, NIGHT_AT, instant, run_session
from core.jobs.desk import Desk
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.run import Job, execute
from core.ports.stop import StopState, StopSwitch

JOBS: dict[str, tuple[Job, Any]] = {
    "night": (NIGHT, NIGHT_AT),
    "morning": (MORNING, MORNING_AT),
    "close": (close_job(), CLOSE_AT),
}
# Where there is no SIGKILL (Windows), SIGTERM ends a process as abruptly, with its own number as exit code.
DEATH = getattr(signal, "SIGKILL", signal.SIGTERM)
KILLED_CODE = -DEATH if os.name == "posix" else int(DEATH)
THE_END = "the end"

_WRITES = {
    "runs": ("begin", "finish_step", "pin_snapshots", "finish", "event"),
    "books": (
        "post", "record_verdicts", "record_batch", "record_report", "record_broker", "record_breaks", "mark_equity",
    ),
    "artifacts": ("put",),
    "snapshots": ("append",),
    "outbox": ("release",),
    # A read, yet the one that stands between the finished temporary file and its rename.
    "stop": ("read",),
}  # fmt: skip


class Witness:
    """Writes down every moment it is told of, and kills the process at the `die_at`th."""

    def __init__(self, log: Path, die_at: int | None) -> None:
        self._log = log
        self._die_at = die_at
        self._count = 0

    def reached(self, moment: str) -> None:
        """Note the moment; perhaps the last thing this process does."""
        with self._log.open("a", encoding="utf-8") as log:
            log.write(moment + "\n")
        self._count += 1
        if self._count == self._die_at:
            os.kill(os.getpid(), DEATH)


class Watched:
    """A port whose writes are announced to the witness just before they are made."""

    def __init__(self, name: str, port: object, calls: tuple[str, ...], witness: Witness) -> None:
        self._name = name
        self._port = port
        self._calls = calls
        self._witness = witness

    def __getattr__(self, call: str) -> Any:
        inner = getattr(self._port, call)
        if call not in self._calls:
            return inner

        def announced(*arguments: Any, **named: Any) -> Any:
            self._witness.reached(" ".join([f"{self._name}.{call}", *_subject(call, arguments)]))
            return inner(*arguments, **named)

        return announced


def _subject(call: str, arguments: tuple[Any, ...]) -> list[str]:
    if call == "finish_step":
        return [arguments[1].name]
    return [str(arguments[1])] if call == "put" else []


def watched(desk: Desk, witness: Witness) -> Desk:
    """The same desk with every port that writes under watch."""
    ports = {name: Watched(name, getattr(desk, name), calls, witness) for name, calls in _WRITES.items()}
    return replace(desk, **ports)  # type: ignore[arg-type]


def run_mortal(home: Path, kind: str, day: date, log: Path, die_at: int | None) -> None:
    """Do what `daybreak run KIND --date DAY` does, and die before the `die_at`th write of it."""
    witness = Witness(log, die_at)
    with open_house(home, _quiet) as house:
        run_with(house, kind, day, watched(house.desk, witness))
    witness.reached(THE_END)


def run_with(house: House, kind: str, day: date, desk: Desk) -> None:
    """Run a job of the house on `desk` at its usual time; exit with its outcome's code unless that is 0."""
    job, clock_time = JOBS[kind]
    house.stand_at(instant(day, clock_time))
    run = execute(replace(desk, clock=house.desk.clock), job, day, instant(day, clock_time))
    if run.outcome is None or run.outcome.exit_code:
        sys.exit(run.outcome.exit_code if run.outcome else 1)


def paper_mortal(home: Path, day: date, log: Path, die_at: int | None) -> None:
    """Do what `daybreak paper --date DAY` does, and die before the `die_at`th opening of its book or published file.

    The interpreter itself announces both (audit events), so nothing of the product is wrapped.
    """
    witness = Witness(log, die_at)
    book, inbox = str(home / "paper"), str(home / "ptrade" / "inbox")

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "sqlite3.connect" and str(arguments[0]).startswith(book):
            witness.reached("paper book opened")
        elif event == "os.rename" and str(arguments[1]).startswith(inbox):
            witness.reached(f"published {Path(arguments[1]).name}")

    sys.addaudithook(heard)
    with open_house(home, _quiet) as house:
        assert house.session is not None
        run_session(house.desk, house.session, day)
    witness.reached(THE_END)


def paper_at(home: Path, day: date, hour: int, minute: int, second: int, act: Callable[[Path], None]) -> None:
    """Play the paper day and call `act` with the home once the simulated clock has reached that time."""
    moment, done = at(day, hour, minute).replace(second=second), []

    def watch(now: datetime) -> None:
        if now >= moment and not done:
            done.append(now)
            act(home)

    with open_house(home, _quiet) as house:
        session = PaperSession(
            exchange=home / "ptrade",
            state_folder=home / "paper",
            feed=lambda on: day_feed(house.store.view(at(on, 23, 59)), on),
            execution=house.desk.settings.execution,
            portfolio=house.desk.settings.portfolio,
            watch=watch,
        )
        run_session(house.desk, session, day)


def die(home: Path) -> None:
    """Kill this process the hard way."""
    os.kill(os.getpid(), DEATH)


def _quiet(step: str) -> None:
    """Nobody watches."""


class PressedInTime:
    """STOP that somebody presses in the instant before its `nth` reading."""

    def __init__(self, stop: StopSwitch, nth: int, state: TradingState) -> None:
        self._stop = stop
        self._nth = nth
        self._state = state
        self._reads = 0

    def read(self) -> StopState:
        """What STOP says, after the pressing if its time has come."""
        self._reads += 1
        if self._reads == self._nth:
            self._stop.press(self._state, "a test", f"pressed before reading {self._nth}", at(date(2025, 6, 17), 9, 26))
        return self._stop.read()


def morning_with_stop(home: Path, day: date, nth: int, state: TradingState) -> None:
    """Do what `daybreak run morning --date DAY` does while somebody presses STOP before its `nth` reading."""
    with open_house(home, _quiet) as house:
        run_with(house, "morning", day, replace(house.desk, stop=PressedInTime(house.desk.stop, nth, state)))  # type: ignore[arg-type]


def press_halted(home: Path) -> None:
    """Drop an empty STOP file, as a person would."""
    (home / "ptrade" / "STOP").touch()
