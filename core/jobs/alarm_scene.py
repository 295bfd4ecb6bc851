"""What the rules of the alarms look at: the desk, and what lies around it, each read only when a rule asks."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.domain.dates import TradingCalendar
from core.jobs.desk import Desk
from core.ports.views.engine import EngineState
from core.safety.watchdog import Pulse


@dataclass(frozen=True, slots=True)
class FilesLost:
    """Snapshot files that are gone, and those that are not the bytes that were stored."""

    gone: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The home around the desk, as functions that read it.

    `desk_time` is the time the desk lives at, on a simulated home its newest run's. `silent_s` says for a heartbeat's
    name how long its file has not changed. `files` is told which files to look at again. `engine` is what the engine
    published last, `engine_trouble` why it is not to be relied upon, '' where it is well or was never there. `is_busy`
    tells whether a command works on the home.
    """

    desk_time: Callable[[], datetime]
    calendar: Callable[[], TradingCalendar]
    opened_on: Callable[[], date | None]
    last_drill: Callable[[], datetime | None]
    pulses: Callable[[], Sequence[Pulse]]
    silent_s: Callable[[], Mapping[str, float]]
    sources: Callable[[], Sequence[Mapping[str, object]]]
    files: Callable[[Collection[str]], FilesLost]
    free_gib: Callable[[], float]
    engine_trouble: Callable[[], str]
    engine: Callable[[], EngineState | None]
    is_busy: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Scene:
    """One look at a home at `now`; `standing` are the subjects of the alarms that stand, by code."""

    desk: Desk
    around: Surroundings
    now: datetime
    standing: Mapping[str, Collection[str]]

    @property
    def is_live(self) -> bool:
        """Whether the orders are real."""
        return self.desk.settings.execution.channel == "LIVE"
