"""What the bar at the top of the console always shows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.ports.stop import StopState
from core.ports.views.work import WorkView


class Pulse(StrEnum):
    """Whether the engine lives: `alive`, `silent` where it no longer says so, `absent` where none was started."""

    ALIVE = "alive"
    SILENT = "silent"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class EngineLamp:
    """The engine as its own file tells: what runs now, and which job comes next."""

    pulse: Pulse
    beat_at: datetime | None = None
    running: tuple[str, ...] = ()
    next_job: str = ""
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AlarmCount:
    """Alarms a person has not yet seen, and all that stand, shelved ones apart.

    `worst_priority` is 1 to 4, 0 where none stands. `looked_at` is when somebody last looked for them, None where
    nobody ever did; older than `alarms.unwatched_after_s` nobody is watching, and nothing is green. `urgent_since` is
    when the newest unseen alarm of priority 1 or 2 came up: a sound for each.
    """

    unacknowledged: int
    standing: int
    worst_priority: int
    looked_at: datetime | None
    unwatched_after_s: float = 60.0
    urgent_since: datetime | None = None

    def is_watched(self, now: datetime) -> bool:
        """Whether somebody still looks for alarms."""
        return self.looked_at is not None and abs((now - self.looked_at).total_seconds()) <= self.unwatched_after_s


@dataclass(frozen=True, slots=True)
class HeadingAsk:
    """The state of the desk in one line."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The state of the desk in one line.

    `desk_time` is the time the desk lives at: now, and on a simulated home the moment its newest run stood at.
    `newest_daily` is the last day with stored bars, `data_age_days` how many open days the desk is behind it, None
    where the calendar does not say. `tide` is how far each topic has come; it changes when there is news. `works` is
    long work under way or ended lately, the newest first. `trouble` says what is wrong with the settings, '' where they
    load.
    """

    as_of: datetime
    channel: str
    data_mode: str
    desk_time: datetime
    trade_date: date | None
    stop: StopState
    engine: EngineLamp
    newest_daily: date | None
    data_age_days: int | None
    alarms: AlarmCount | None = None
    tide: dict[str, object] = field(default_factory=dict)
    works: tuple[WorkView, ...] = ()
    trouble: str = ""
