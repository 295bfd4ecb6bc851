"""The supervisor: starts what the board chooses, one run at a time, and sees every run to its end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from core.domain.ending import Ending, ending_of
from core.domain.job_names import JobName
from core.jobs.schedule.board import Board
from core.jobs.schedule.firing import Firing, Last, Note
from core.jobs.schedule.plan import JobPlan
from core.ports.processes import Child, Processes

_MESSAGE_LENGTH = 400


@dataclass(slots=True)
class Running:
    """A run at work; `ending` is what it was told to end for, `limit_s` and `told_s` count on the monotonic clock."""

    firing: Firing
    child: Child | None
    token: str
    started_at: datetime
    limit_s: float
    log: Path
    adopted: bool = False
    ending: Ending | None = None
    told_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Means:
    """How runs are carried out: the command of a job for a day, its log, and what a log says at its end.

    `remember` keeps what a later supervisor must know; it is called before a process is started and after.
    """

    command: Callable[[JobPlan, date], Sequence[str]]
    log: Callable[[Firing, datetime], Path]
    last_words: Callable[[Path], Mapping[str, Any] | None]
    remember: Callable[[], None]
    token: Callable[[], str]
    kill_after_s: float


class Supervisor:
    """One board, one run at a time; told the time at every step."""

    def __init__(self, board: Board, processes: Processes, means: Means) -> None:
        self.board = board
        self.running: Running | None = None
        self._processes = processes
        self._means = means

    def adopt(self, running: Running, now: datetime, now_s: float) -> list[Note]:
        """Take over the run of an earlier supervisor: look after it while it lives, learn from its log where not."""
        self.board.started(running.firing)
        child = running.child or self._processes.find(running.token)
        if child is None:
            running.child = Child(0, "")
        else:
            running.child = child
        running.adopted = True
        passed_s = max(0.0, (now - running.started_at).total_seconds())
        running.limit_s = now_s + max(0.0, self.board.plans[running.firing.job].policy.limit_s - passed_s)
        if running.ending is not None:
            running.told_s = now_s
        self.running = running
        lives = self._processes.look(running.child) is None
        text = f"{running.firing.job} of {running.firing.day} {'runs on, process' if lives else 'ended meanwhile, was'}"
        return [Note("adopted", running.firing.job, f"{text} {running.child.pid}"), *self._watch(now, now_s)]

    def step(self, now: datetime, now_s: float, may_start: bool = True) -> list[Note]:
        """Look at the run at work, take in what is due, start what may start."""
        notes = self._watch(now, now_s)
        notes += self.board.look(now)
        chosen = self.board.choose(now)
        if chosen is None or not may_start:
            return notes
        if self.running is None:
            return [*notes, *self._start(chosen, now, now_s)]
        return [*notes, *self._make_room(chosen, now_s)]

    def cancel(self, job: JobName, now_s: float) -> str:
        """End a job's run and take it off the queue; say what was done, '' where there was nothing to do."""
        waited = self.board.drop(job)
        if self.running is not None and self.running.firing.job is job:
            self._tell(self.running, Ending.CANCELLED, now_s)
            return f"{job} is told to end"
        return f"{job} waits no longer" if waited else ""

    def _start(self, firing: Firing, now: datetime, now_s: float) -> list[Note]:
        plan = self.board.plans[firing.job]
        log = self._means.log(firing, now)
        running = Running(firing, None, self._means.token(), now, now_s + plan.policy.limit_s, log)
        self.board.started(firing)
        self.running = running
        self._means.remember()
        try:
            running.child = self._processes.start(self._means.command(plan, firing.day), log, running.token)
        except OSError as error:
            return self._over(running, now, Ending.CRASHED, None, f"it could not be started: {error}")
        return [
            Note("started", firing.job, f"{firing.job} of {firing.day} ({firing.cause}), process {running.child.pid}")
        ]

    def _make_room(self, chosen: Firing, now_s: float) -> list[Note]:
        running = self.running
        if running is None or running.ending is not None:
            return []
        gives_way_to = self.board.plans[running.firing.job].policy.gives_way_to
        if gives_way_to is None or self.board.plans[chosen.job].policy.urgency < gives_way_to:
            return []
        self._tell(running, Ending.GAVE_WAY, now_s)
        return [Note("gave_way", running.firing.job, f"{running.firing.job} is ended: {chosen.job} is due")]

    def _watch(self, now: datetime, now_s: float) -> list[Note]:
        running = self.running
        if running is None or running.child is None:
            return []
        gone = self._processes.look(running.child)
        if gone is not None:
            return self._ended(running, gone.exit_code, now)
        if running.ending is None and now_s > running.limit_s:
            self._tell(running, Ending.TIMED_OUT, now_s)
            plan = self.board.plans[running.firing.job]
            text = f"{plan.name} of {running.firing.day} took longer than {plan.policy.limit_s / 60:g} min and is ended"
            return [Note("timed_out", plan.name, text)]
        if running.ending is not None and now_s - running.told_s > self._means.kill_after_s:
            self._processes.kill(running.child)
        return []

    def _tell(self, running: Running, ending: Ending, now_s: float) -> None:
        if running.ending is None and running.child is not None:
            running.ending, running.told_s = ending, now_s
            self._means.remember()
            self._processes.end(running.child)

    def _ended(self, running: Running, exit_code: int | None, now: datetime) -> list[Note]:
        words = self._means.last_words(running.log) or {}
        if exit_code is None and isinstance(words.get("exit_code"), int):
            exit_code = int(words["exit_code"])
        if running.child is not None and running.ending is not None:
            self._processes.kill(running.child)
        return self._over(running, now, running.ending, exit_code, str(words.get("message", "")))

    def _over(
        self, running: Running, now: datetime, told: Ending | None, exit_code: int | None, message: str
    ) -> list[Note]:
        ending, outcome = ending_of(exit_code)
        if told is not None and ending is not Ending.DONE:
            ending = told
        firing = running.firing
        last = Last(
            firing.day, firing.cause, running.started_at, now, ending, outcome.word if outcome else "", exit_code,
            message[:_MESSAGE_LENGTH], str(running.log), firing.attempt,
        )  # fmt: skip
        self.running = None
        notes = self.board.ended(firing, last, outcome)
        self._means.remember()
        took = (now - running.started_at) / timedelta(seconds=1)
        said = f"{firing.job} of {firing.day} ended {outcome.word if outcome else ending} after {took:.0f} s"
        return [Note("ended", firing.job, f"{said} {message[:_MESSAGE_LENGTH]}".strip()), *notes]
