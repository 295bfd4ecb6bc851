"""The day as a timeline: its jobs, what went before them, what is to be checked before orders go out."""

from dataclasses import dataclass
from datetime import date, datetime

from core.ports.views.sheet import Sheet

WAITING, RUNNING, INTERRUPTED = "waiting", "running", "interrupted"
"""States of a job that has not ended; one that has carries its outcome's word."""

Figures = tuple[tuple[str, int | float | str], ...]
"""What a step left, by name; the end of a name is its unit: _fen, _bp."""


@dataclass(frozen=True, slots=True)
class TodayAsk:
    """One trade date; None for the one the desk lives at."""

    trade_date: date | None = None


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a job; `seconds` None while unfinished, and 0 where the clock of a simulated day stood still.

    `lacking` says what it went on without. A step the job ended before is `skipped`; one that ended the job early
    `stopped` it.
    """

    name: str
    seconds: float | None
    figures: Figures = ()
    lacking: tuple[str, ...] = ()
    skipped: bool = False
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class ArtifactView:
    """A file a run left."""

    name: str
    path: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class JobView:
    """One job of the day: its latest run, or none yet.

    `state` is an outcome's word, or waiting, running, interrupted. `kind` is night, morning, session or close.
    `scheduled_at` is Beijing time, HH:MM. `doing` is what a running one says of itself, `log` the file it writes.
    """

    kind: str
    trade_date: date
    scheduled_at: str
    state: str
    run_id: str = ""
    attempt: int = 0
    reason: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    steps: tuple[StepView, ...] = ()
    artifacts: tuple[ArtifactView, ...] = ()
    doing: str = ""
    log: str = ""
    is_held_by_engine: bool = False


@dataclass(frozen=True, slots=True)
class CheckView:
    """One line of the morning checklist: `tone` good, warn, bad or muted for unknown; `panel` shows more of it."""

    code: str
    tone: str
    evidence: str
    panel: str


@dataclass(frozen=True, slots=True)
class TodayView:
    """A trade date from the Night that plans it to the Night that follows it.

    `days` are the dates something ran for, oldest first. `events` has columns at, level, topic, message, newest first.
    `log` is the end of what the newest job wrote. `is_worked_on` while a command holds the home.
    """

    as_of: datetime
    trade_date: date
    days: tuple[date, ...]
    jobs: tuple[JobView, ...]
    checks: tuple[CheckView, ...]
    events: Sheet
    log: tuple[str, ...]
    channel: str
    is_worked_on: bool
    engine_lives: bool
