"""An engine without processes: a clock that is moved, commands that end when they are told to, and what was run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from core.adapters.scheduler.timetable import CronTimetable
from core.domain.job_names import JobName
from core.jobs.schedule.board import Board
from core.jobs.schedule.firing import Firing, Note
from core.jobs.schedule.plan import JobPlan, job_plans
from core.jobs.schedule.remembered import document_of, memories_of, running_of, waiting_of
from core.jobs.schedule.supervisor import Means, Supervisor
from core.jobs.schedule.timekeeper import Timekeeper
from core.ports.processes import Child, Gone
from core.settings.model import Settings

ExitOf = Callable[[JobName, date, int], int]


@dataclass(frozen=True, slots=True)
class Ran:
    """One start: which job, for which day, at which instant, why."""

    job: JobName
    day: date
    at: datetime
    cause: str


@dataclass(slots=True)
class PretendedProcesses:
    """Processes that take `takes_s` of the monotonic clock and end with what `exit_of` says."""

    exit_of: ExitOf = lambda job, day, attempt: 0
    takes_s: dict[JobName, float] = field(default_factory=dict)
    now_s: float = 0.0
    ended: list[int] = field(default_factory=list)
    killed: list[int] = field(default_factory=list)
    stubborn: bool = False
    fails_to_start: bool = False
    _living: dict[int, tuple[float, int, str]] = field(default_factory=dict)
    _attempts: dict[tuple[str, str], int] = field(default_factory=dict)
    _count: int = 0

    def start(self, command: Sequence[str], log: Path, token: str = "") -> Child:
        if self.fails_to_start:
            raise FileNotFoundError(2, "no such program")
        job, day = JobName(command[0]), date.fromisoformat(command[1])
        self._count += 1
        attempt = self._attempts[(command[0], command[1])] = self._attempts.get((command[0], command[1]), 0) + 1
        until = self.now_s + self.takes_s.get(job, 60.0)
        self._living[self._count] = (until, self.exit_of(job, day, attempt), token)
        return Child(self._count, f"birth-{self._count}")

    def find(self, token: str) -> Child | None:
        found = [pid for pid, (_, _, mine) in self._living.items() if mine == token]
        return Child(found[0], f"birth-{found[0]}") if found else None

    def look(self, child: Child) -> Gone | None:
        found = self._living.get(child.pid)
        if found is None:
            return Gone(None)
        if self.now_s < found[0]:
            return None
        del self._living[child.pid]
        return Gone(found[1])

    def end(self, child: Child) -> None:
        self.ended.append(child.pid)
        if not self.stubborn and child.pid in self._living:
            self._living[child.pid] = (self.now_s, -15, "")

    def kill(self, child: Child) -> None:
        self.killed.append(child.pid)
        if child.pid in self._living:
            self._living[child.pid] = (self.now_s, -9, "")


class PretendedEngine:
    """A supervisor that is told the time by hand; `ran` is every start, `notes` everything it said."""

    def __init__(self, settings: Settings, now: datetime, processes: PretendedProcesses | None = None) -> None:
        self.plans = job_plans(settings)
        self.now = now
        self.now_s = 0.0
        self.processes = processes or PretendedProcesses()
        self.ran: list[Ran] = []
        self.notes: list[Note] = []
        self._firings: list[Firing] = []
        self._time = Timekeeper(60.0)
        self._tokens = 0
        self.supervisor = self._build()
        self.step()

    @property
    def board(self) -> Board:
        return self.supervisor.board

    def advance(self, seconds: float) -> None:
        """Let time pass and look."""
        self.processes.now_s += seconds
        self.now_s += seconds
        self.now += timedelta(seconds=seconds)
        self.step()

    def until(self, moment: datetime, step_s: float = 60.0) -> None:
        """Let time pass up to `moment`, looking at every step."""
        while self.now < moment:
            self.advance(min(step_s, (moment - self.now).total_seconds()))

    def sleep_until(self, moment: datetime) -> None:
        """Suspend the machine: the wall clock goes on, the monotonic one does not."""
        self.now = moment
        self.step()

    def step(self) -> list[Note]:
        jump = self._time.look(self.now, self.now_s)
        if jump is not None and jump.back:
            self.board.clock_set_back(self.now)
        known = len(self._firings)
        said = self.supervisor.step(self.now, self.now_s)
        self.notes += said
        for firing in self._firings[known:]:
            self.ran.append(Ran(firing.job, firing.day, self.now, firing.cause.value))
        return said

    def restart(self) -> None:
        """Kill the engine and start another that remembers what was kept."""
        document = document_of(self.board, self.supervisor.running)
        self.supervisor = self._build()
        self._time = Timekeeper(60.0)
        self.board.memories.update(memories_of(document))
        self.board.waiting = waiting_of(document)
        running = running_of(document)
        if running is not None:
            self.notes += self.supervisor.adopt(running, self.now, self.now_s)

    def said(self, kind: str) -> list[str]:
        """The texts of all notes of a kind."""
        return [note.text for note in self.notes if note.kind == kind]

    def _build(self) -> Supervisor:
        means = Means(self._command, self._log, lambda _: None, lambda: None, self._token, 10.0)
        return Supervisor(Board(self.plans, tables_of(self.plans)), self.processes, means)

    def _command(self, plan: JobPlan, day: date) -> tuple[str, str]:
        return plan.name.value, day.isoformat()

    def _log(self, firing: Firing, now: datetime) -> Path:
        self._firings.append(firing)
        return Path(f"{firing.job}.log")

    def _token(self) -> str:
        self._tokens += 1
        return f"token-{self._tokens}"


def tables_of(plans: Sequence[JobPlan]) -> dict[JobName, CronTimetable]:
    """The instants of every job that has a time of its own."""
    return {plan.name: CronTimetable(plan.when) for plan in plans if plan.when is not None}


def online(settings: Settings | None = None) -> Settings:
    """Settings of a home that may ask a source, so that no job is held back."""
    chosen = settings or Settings()
    source = chosen.data_source.model_copy(update={"mode": "tushare_official"})
    return chosen.model_copy(update={"data_source": source})
