"""What the bar at the top of the console always shows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.ports.stop import StopState


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
    """Alarms a person has not yet seen, and all that stand; `looked_at` None where nobody looks for them."""

    unacknowledged: int
    standing: int
    worst_priority: int
    looked_at: datetime | None


@dataclass(frozen=True, slots=True)
class HeadingAsk:
    """The state of the desk in one line."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The state of the desk in one line.

    `desk_time` is the time the desk lives at: now, and on a simulated home the moment its newest run stood at.
    `newest_daily` is the last day with stored bars, `data_age_days` how many open days the desk is behind it, None
    where the calendar does not say. `tide` is how far each topic has come; it changes when there is news.
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
