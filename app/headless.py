"""The engine: one process per home that runs every job at its time, and sees each run to its end.

It builds itself, as the guard does, from the few adapters it needs: it must supervise where the database or a data
library is broken, and start in a third of a second. Run it as `daybreak serve`, or leaner as
`python -m app.headless --home HOME`.
"""

import argparse
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib import metadata
from pathlib import Path
from uuid import uuid4

from app.engine_kept import kept_alarms, kept_guard
from core.adapters.clock.clocks import SystemClock
from core.adapters.scheduler.folder import EngineFolder, last_words
from core.adapters.scheduler.processes import SystemProcesses
from core.adapters.scheduler.service import ServiceManager
from core.adapters.scheduler.timetable import CronTimetable
from core.adapters.scheduler.works import WorkFolder
from core.adapters.watchdog.heartbeat import Heartbeat, doing
from core.adapters.watchdog.session_days import is_trading_day
from core.domain.errors import DaybreakError, FixAndRestart
from core.domain.job_names import JobName
from core.jobs.schedule.board import Board
from core.jobs.schedule.control import obey
from core.jobs.schedule.firing import Firing, Note
from core.jobs.schedule.overseer import Overseer
from core.jobs.schedule.plan import JobPlan, job_plans
from core.jobs.schedule.publication import Changing, Facts, Seen, state_document
from core.jobs.schedule.remembered import document_of, memories_of, running_of, waiting_of
from core.jobs.schedule.supervisor import Means, Supervisor
from core.jobs.schedule.timekeeper import Timekeeper
from core.ports.clock import Clock
from core.ports.timetable import Timetable
from core.settings.load import load_settings
from core.settings.model import Settings

NAME = "engine"
HOME_MARK = "state.sqlite3"
_PAUSE_S = 0.25
_PUBLISH_S = 1.0
_BEAT_S = 5.0
_SILENCE_S = 30.0
_REMEMBER_S = 60.0
_TIDY_S = 3600.0
_SETTINGS_S = 2.0
_OVERSEE_S = 5.0
_REMARKS = 50

Say = Callable[[str], None]
CommandMaker = Callable[[JobPlan, date], Sequence[str]]


def operator_command(home: Path) -> CommandMaker:
    """Return what makes the very command an operator would type."""

    def command(plan: JobPlan, day: date) -> list[str]:
        words = [word.replace("{home}", str(home)) for word in plan.words(day)]
        return [sys.executable, "-P", "-m", "app", *words, "--home", str(home), "--json"]

    return command


@dataclass(slots=True)
class Rhythm:
    """Something done every so often, measured on the monotonic clock."""

    every_s: float
    last_s: float = float("-inf")

    def is_due(self, now_s: float) -> bool:
        """Whether it is time; if so the next is counted from now."""
        if now_s - self.last_s < self.every_s:
            return False
        self.last_s = now_s
        return True


class Engine:
    """One home's engine; `look` does all there is to do at one moment, `run` does that until told to end."""

    def __init__(
        self, home: Path, load: Callable[[], Settings], clock: Clock, say: Say, command: CommandMaker | None = None
    ) -> None:
        self._clock = clock
        self._say = say
        self._load = load
        self._cfg = home / "cfg.yaml"
        self._cfg_seen = _fingerprint(self._cfg)
        self._settings = settings = load()
        self._folder = EngineFolder(home)
        self._home = home
        self._remarks: deque[tuple[datetime, Note]] = deque(maxlen=_REMARKS)
        self._changing = Changing()
        self._time = Timekeeper(_PAUSE_S)
        self._stop_s: float | None = None
        self._not_kept = ""
        self._publish, self._remember = Rhythm(_PUBLISH_S), Rhythm(_REMEMBER_S)
        self._tidy, self._beat = Rhythm(_TIDY_S), Rhythm(_BEAT_S)
        self._reload = Rhythm(_SETTINGS_S)
        plans = job_plans(settings)
        channel, version = settings.execution.channel.value, metadata.version("daybreak")
        self._facts = Facts(os.getpid(), version, clock.now(), channel, _remark(plans))
        self._guard, self._lookout = kept_guard(home), kept_alarms(home)
        self._beside = SystemProcesses()
        self._oversee, self._overseer = Rhythm(_OVERSEE_S), Overseer(WorkFolder(home), self._beside)
        self._supervisor = self._build(plans, command or operator_command(home))

    @property
    def is_over(self) -> bool:
        """Whether it was told to end, and no run at work is waited for any more."""
        if self._stop_s is None:
            return False
        waited_s = self._clock.monotonic() - self._stop_s
        return self._supervisor.running is None or waited_s >= self._settings.schedule.stop_wait_s

    def stop(self) -> None:
        """Start nothing any more, and end."""
        if self._stop_s is None:
            self._stop_s = self._clock.monotonic()
            self._changing.stopping = True

    def look(self) -> None:
        """Do all there is to do at this moment."""
        now, now_s = self._clock.now(), self._clock.monotonic()
        notes = self._look_at_the_clock(now, now_s)
        notes += self._look_at_the_settings(now) if self._reload.is_due(now_s) else []
        notes += self._supervisor.step(now, now_s, may_start=self._stop_s is None)
        notes += self._requests(now, now_s)
        if self._stop_s is None:
            for kept in (self._guard, self._lookout):
                notes += kept.look(now_s, self._settings, self._beside, self._folder.logs)
        notes += self._look_at_the_work(now, now_s) if self._oversee.is_due(now_s) else []
        self._changing.guard, self._changing.lookout = self._guard.state, self._lookout.state
        self._note(notes, now)
        if notes or self._remember.is_due(now_s):
            self.remember()
        if notes or self._publish.is_due(now_s):
            self.publish()
        if self._tidy.is_due(now_s):
            self._folder.cap(int(self._settings.schedule.log_max_mb * 1e6))
            self._folder.tidy(now, self._settings.schedule.log_keep_days)

    def run(self, pause_s: float = _PAUSE_S) -> None:
        """Look again and again, with a heartbeat, until told to end; the home is held all the while.

        RetryLater where another engine has it.
        """
        manager = ServiceManager(os.environ)
        watchdog = Rhythm(manager.interval_s)
        with self._folder.lock(), Heartbeat(self._home, NAME, _SILENCE_S) as heart:
            self._begin()
            manager.tell("READY=1")
            while not self.is_over:
                self.look()
                now_s = self._clock.monotonic()
                if self._beat.is_due(now_s):
                    heart.beat(self._doing())
                if manager.interval_s and watchdog.is_due(now_s):
                    manager.tell("WATCHDOG=1")
                self._clock.sleep(pause_s)
            manager.tell("STOPPING=1")
            self._end()

    def publish(self) -> None:
        """Put the state in place."""
        now, now_s = self._clock.now(), self._clock.monotonic()
        self._folder.publish(
            state_document(
                self._facts,
                self._changing,
                self._supervisor,
                list(self._remarks),
                Seen(lambda name: doing(self._home, name), lambda day: is_trading_day(self._home, day)),
                now,
                now_s,
            )
        )

    def remember(self) -> None:
        """Keep what a later engine must know; a full disk is told once, and stops no job."""
        try:
            self._folder.remember(document_of(self._supervisor.board, self._supervisor.running))
            self._not_kept = ""
        except OSError as error:
            if not self._not_kept:
                text = f"what a later engine must know cannot be kept: {error}"
                self._note([Note("memory", "", text)], self._clock.now())
            self._not_kept = str(error)

    def _build(self, plans: Sequence[JobPlan], command: CommandMaker) -> Supervisor:
        means = Means(
            command=command,
            log=self._log_of,
            last_words=last_words,
            remember=self.remember,
            token=lambda: uuid4().hex,
            kill_after_s=self._settings.schedule.kill_after_s,
        )
        return Supervisor(Board(plans, _tables(plans)), SystemProcesses(), means)

    def _begin(self) -> None:
        """Take over what an earlier engine left."""
        now, now_s = self._clock.now(), self._clock.monotonic()
        board = self._supervisor.board
        try:
            document = self._folder.memory() or {"form": 1, "jobs": {}, "waiting": [], "running": None}
            memories, waiting, running = memories_of(document), waiting_of(document), running_of(document)
        except (OSError, ValueError, KeyError, TypeError) as error:
            aside = self._folder.set_memory_aside(now)
            text = f"the engine's memory is broken and lies in {aside}: {type(error).__name__}: {error}"
            self._note([Note("memory", "", f"{text}; nothing missed is made up for")], now)
            return
        board.memories.update({job: memory for job, memory in memories.items() if job in board.plans})
        board.waiting = [firing for firing in waiting if firing.job in board.plans]
        if any(memory.seen_until is not None and memory.seen_until > now for memory in board.memories.values()):
            board.clock_set_back(now)
        notes = [Note("began", "", f"engine {self._facts.pid} serves {self._home}")]
        if running is not None and running.firing.job in board.plans:
            notes += self._supervisor.adopt(running, now, now_s)
        self._note(notes, now)

    def _end(self) -> None:
        running = self._supervisor.running
        text = "the engine ends" + (f"; {running.firing.job} goes on by itself" if running else "")
        self._changing.ended = True
        self._note([Note("ended", "", text)], self._clock.now())
        self.remember()
        self.publish()

    def _look_at_the_clock(self, now: datetime, now_s: float) -> list[Note]:
        jump = self._time.look(now, now_s)
        if jump is None:
            return []
        self._changing.clock_jumps += 1
        if jump.back:
            self._supervisor.board.clock_set_back(now)
        return [Note("clock", "", jump.text)]

    def _look_at_the_settings(self, now: datetime) -> list[Note]:
        """Go by cfg.yaml as it is now; one that is not understood changes nothing."""
        seen = _fingerprint(self._cfg)
        if seen == self._cfg_seen:
            return []
        self._cfg_seen = seen
        try:
            settings = self._load()
        except (DaybreakError, OSError) as error:
            return [Note("settings", "", f"the engine goes by the settings it had, the new ones are wrong: {error}")]
        self._settings, plans = settings, job_plans(settings)
        self._facts = replace(self._facts, channel=settings.execution.channel.value, remark=_remark(plans))
        self._supervisor.board.replan(plans, _tables(plans), now)
        return [Note("settings", "", "the engine goes by the changed settings")]

    def _look_at_the_work(self, now: datetime, now_s: float) -> list[Note]:
        schedule = self._settings.schedule
        running = self._supervisor.running
        kept = [self._folder.logs / f"{name}.log" for name in ("guard", "lookout")]
        self._folder.cap(int(schedule.log_max_mb * 1e6), *kept, *([running.log] if running else []))
        return self._overseer.look(now, now_s, schedule.study_limit_min * 60, schedule.kill_after_s)

    def _requests(self, now: datetime, now_s: float) -> list[Note]:
        notes = []
        for request_id, document in self._folder.take_requests():
            answer = obey(self._supervisor, document, now, now_s)
            if answer.done and document is not None and document["verb"] == "stop":
                self.stop()
            self.remember()  # what is answered holds, also where the engine is killed now, and shows
            self.publish()
            self._folder.answer(request_id, answer.as_document())
            asked = document or {}
            who = f"{asked.get('by', 'somebody')} asked to {asked.get('verb', '?')} {asked.get('job', '')}".strip()
            notes.append(Note("request", str(asked.get("job", "")), f"{who}: {answer.text}"))
        return notes

    def _note(self, notes: Sequence[Note], now: datetime) -> None:
        for note in notes:
            self._remarks.append((now, note))
            self._folder.record({"at": now.isoformat(), "kind": note.kind, "job": str(note.job), "text": note.text})
            self._say(f"{now:%Y-%m-%d %H:%M:%S} {note.kind:<9} {note.text}")

    def _log_of(self, firing: Firing, now: datetime) -> Path:
        return self._folder.logs / f"{firing.job}-{firing.day:%Y%m%d}-{now:%Y%m%dT%H%M%S}-{firing.attempt}.log"

    def _doing(self) -> str:
        running = self._supervisor.running
        return "waiting" if running is None else f"supervising {running.firing.job}"


def _tables(plans: Sequence[JobPlan]) -> dict[JobName, Timetable]:
    return {plan.name: CronTimetable(plan.when) for plan in plans if plan.when is not None}


def _fingerprint(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _remark(plans: Sequence[JobPlan]) -> str:
    reasons = {plan.held for plan in plans}
    return f"nothing runs by itself: {next(iter(reasons))}" if len(reasons) == 1 and "" not in reasons else ""


def serve(home: Path, clock: Clock, say: Say, environ: Mapping[str, str], command: CommandMaker | None = None) -> None:
    """Serve a home until told to end by a signal or a request.

    FixAndRestart for a folder that is no home or settings that are not understood, RetryLater where an engine serves
    it already.
    """
    if not (home / HOME_MARK).is_file():
        raise FixAndRestart(f"{home} is not a Daybreak home", "run `daybreak init` first, or name another --home")
    engine = Engine(home, lambda: load_settings(home, environ), clock, say, command)
    handlers = {number: signal.signal(number, lambda *_: engine.stop()) for number in _signals()}
    try:
        engine.run()
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _signals() -> list[signal.Signals]:
    names = ("SIGTERM", "SIGINT", "SIGBREAK")
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the home named by --home until told to end; 78 where that is none, 11 where an engine serves it."""
    parser = argparse.ArgumentParser(prog="python -m app.headless", description="Run every job at its time.")
    parser.add_argument("--home", required=True, type=Path, help="the desk's home folder")

    def say(text: str) -> None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    try:
        serve(parser.parse_args(arguments).home.expanduser().absolute(), SystemClock(), say, os.environ)
    except DaybreakError as error:
        say(str(error))
        return error.outcome.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
