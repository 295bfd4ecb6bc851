"""The engine as it says it is: its published state, read without ever raising.

The engine writes <home>/engine/state.json at least once a second while it lives. Whoever shows it must tell an engine
that lives from one that is silent, one that said good-bye, and none at all; none of these is green but the first.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

STATE_FILE = ("engine", "state.json")
SILENT_AFTER_S = 15.0
"""An engine that has not published for so long is not to be relied upon."""

_LARGEST = 4 * 1024**2


class Presence(StrEnum):
    """Whether an engine is there."""

    LIVE = "live"
    STALE = "stale"
    ENDED = "ended"
    ABSENT = "absent"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class RunningJob:
    """A job's process at work; `doing` is what its heartbeat says, '' where it has none."""

    job: str
    day: date
    cause: str
    pid: int
    started_at: datetime
    limit_at: datetime
    doing: str
    log: str
    ending: str
    adopted: bool


@dataclass(frozen=True, slots=True)
class WaitingJob:
    """A firing that waits for its turn, or to be tried again."""

    job: str
    day: date
    cause: str
    not_before: datetime
    expires_at: datetime
    attempt: int


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A firing to come; `trades` is whether the exchange is open that day, None where that is not known."""

    job: str
    at: datetime
    trades: bool | None


@dataclass(frozen=True, slots=True)
class LastRun:
    """How a job's latest run ended: `ending` as its supervisor saw it, `outcome` as the job said itself."""

    day: date
    cause: str
    started_at: datetime
    ended_at: datetime
    ending: str
    outcome: str
    exit_code: int | None
    message: str
    log: str
    attempt: int


@dataclass(frozen=True, slots=True)
class JobState:
    """One job; `title` is the key of its name in the translations, `held` says why it does not run by itself.

    `missed_at` is a firing since its last run that nothing makes up for.
    """

    name: str
    title: str
    command: str
    reason: str
    policy: str
    held: str
    paused: bool
    follows: str
    next_run_at: datetime | None
    misfires: int
    missed_at: datetime | None
    last: LastRun | None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the engine noticed: a missed firing, a jump of the clock, a guard started, a request."""

    at: datetime
    kind: str
    job: str
    text: str


@dataclass(frozen=True, slots=True)
class EngineState:
    """Everything the engine publishes; `remark` says why nothing runs by itself, '' where jobs do.

    `guard` and `lookout` (who looks for alarms) are alive, starting or not_kept.
    """

    pid: int
    version: str
    started_at: datetime
    beat_at: datetime
    ended: bool
    stopping: bool
    channel: str
    guard: str
    lookout: str
    remark: str
    clock_jumps: int
    running: tuple[RunningJob, ...]
    waiting: tuple[WaitingJob, ...]
    upcoming: tuple[Upcoming, ...]
    jobs: tuple[JobState, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class EngineView:
    """What there is to say of a home's engine: whether it is there, its last state if any, and why in words."""

    as_of: datetime
    presence: Presence
    state: EngineState | None
    why: str


def read_engine(home: Path, now: datetime) -> EngineView:
    """Read a home's engine; never raises."""
    path = home.joinpath(*STATE_FILE)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST)
    except FileNotFoundError:
        return EngineView(now, Presence.ABSENT, None, "no engine has run in this home")
    except OSError as error:
        return EngineView(now, Presence.UNREADABLE, None, f"{path}: {error.strerror}")
    try:
        state = parse_state(json.loads(data))
        silent_s = (now - state.beat_at).total_seconds()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return EngineView(now, Presence.UNREADABLE, None, f"{path}: {type(error).__name__}: {error}")
    if state.ended:
        return EngineView(now, Presence.ENDED, state, f"the engine ended at {state.beat_at:%Y-%m-%d %H:%M:%S}")
    if abs(silent_s) > SILENT_AFTER_S:
        return EngineView(now, Presence.STALE, state, f"the engine has said nothing for {silent_s:.0f} s")
    return EngineView(now, Presence.LIVE, state, "")


def parse_state(document: Mapping[str, Any]) -> EngineState:
    """Return the state written as JSON; KeyError, ValueError or TypeError where it is none."""
    return EngineState(
        pid=int(document["pid"]),
        version=str(document["version"]),
        started_at=_instant(document["started_at"]),
        beat_at=_instant(document["beat_at"]),
        ended=document["ended"] is True,
        stopping=document["stopping"] is True,
        channel=str(document["channel"]),
        guard=str(document["guard"]),
        lookout=str(document["lookout"]),
        remark=str(document["remark"]),
        clock_jumps=int(document["clock_jumps"]),
        running=tuple(_running(each) for each in document["running"]),
        waiting=tuple(_waiting(each) for each in document["waiting"]),
        upcoming=tuple(
            Upcoming(str(each["job"]), _instant(each["at"]), {True: True, False: False}.get(each["trades"]))
            for each in document["upcoming"]
        ),
        jobs=tuple(_job(each) for each in document["jobs"]),
        remarks=tuple(
            Remark(_instant(each["at"]), str(each["kind"]), str(each["job"]), str(each["text"]))
            for each in document["remarks"]
        ),
    )


def _instant(text: object) -> datetime:
    found = datetime.fromisoformat(str(text))
    if found.tzinfo is None:
        raise ValueError(f"{text!r} names no time zone")
    return found


def _running(found: Mapping[str, Any]) -> RunningJob:
    return RunningJob(
        job=str(found["job"]),
        day=date.fromisoformat(found["day"]),
        cause=str(found["cause"]),
        pid=int(found["pid"]),
        started_at=_instant(found["started_at"]),
        limit_at=_instant(found["limit_at"]),
        doing=str(found["doing"]),
        log=str(found["log"]),
        ending=str(found["ending"]),
        adopted=found["adopted"] is True,
    )


def _waiting(found: Mapping[str, Any]) -> WaitingJob:
    return WaitingJob(
        job=str(found["job"]),
        day=date.fromisoformat(found["day"]),
        cause=str(found["cause"]),
        not_before=_instant(found["not_before"]),
        expires_at=_instant(found["expires_at"]),
        attempt=int(found["attempt"]),
    )


def _job(found: Mapping[str, Any]) -> JobState:
    upcoming, missed, last = found["next_run_at"], found["missed_at"], found["last"]
    return JobState(
        name=str(found["name"]),
        title=str(found["title"]),
        command=str(found["command"]),
        reason=str(found["reason"]),
        policy=str(found["policy"]),
        held=str(found["held"]),
        paused=found["paused"] is True,
        follows=str(found["follows"]),
        next_run_at=None if upcoming is None else _instant(upcoming),
        misfires=int(found["misfires"]),
        missed_at=None if missed is None else _instant(missed),
        last=None if last is None else _last(last),
    )


def _last(found: Mapping[str, Any]) -> LastRun:
    code = found["exit_code"]
    return LastRun(
        day=date.fromisoformat(found["day"]),
        cause=str(found["cause"]),
        started_at=_instant(found["started_at"]),
        ended_at=_instant(found["ended_at"]),
        ending=str(found["ending"]),
        outcome=str(found["outcome"]),
        exit_code=None if code is None else int(code),
        message=str(found["message"]),
        log=str(found["log"]),
        attempt=int(found["attempt"]),
    )
