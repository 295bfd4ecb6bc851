"""Looking for alarms in a home: what a look needs from one to the next, and the one function that looks."""

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.compose import (
    LOCK_FILE,
    House,
    SqlAlarmBook,
    altered_among,
    heartbeats,
    is_held,
    is_home,
    look_into,
    note_look,
    silences,
    source_states,
)
from app.desk_time import desk_time_of
from app.drilling import last_passed
from app.records import lost_snapshots
from core.domain.alarm_flood import Change
from core.jobs.alarm_scene import FilesLost, Surroundings
from core.jobs.alarms import look
from core.ports.alarm_book import LastLook
from core.ports.clock import Clock
from core.ports.views.engine import Presence, read_engine

_FILES_EVERY_S = 600.0
_HASHED_A_LOOK = 20


@dataclass(slots=True)
class AlarmWatch:
    """Looks for alarms again and again; `by` says who looks.

    Going through all snapshot files is too much for every look: what was found is remembered for ten minutes, and each
    look reads the next few files themselves.
    """

    home: Path
    clock: Clock
    by: str
    _gone: tuple[str, ...] = ()
    _gone_at_s: float | None = None
    _skip: int = 0

    def look(self) -> str:
        """Look once, never raising; return '' or why nobody could look: the last look then grows old and tells.

        A folder that is no home yet has nothing to look at.
        """
        try:
            if is_home(self.home):
                with look_into(self.home, _hush, self.clock) as house:
                    self.look_at(house)
        except Exception as error:  # noqa: BLE001 - whatever keeps it from looking, the engine goes on and says so
            return f"{type(error).__name__}: {error}"
        return ""

    def look_at(self, house: House) -> list[Change]:
        """Look once at an opened home and return what changed."""
        changed = look(house.desk, self._around(house), SqlAlarmBook(house.engine))
        note_look(house.home, LastLook(house.desk.clock.now(), self.by))
        return changed

    def _around(self, house: House) -> Surroundings:
        home = house.home
        return Surroundings(
            desk_time=lambda: desk_time_of(house),
            calendar=house.calendar,
            opened_on=house.opened_on,
            last_drill=lambda: last_passed(home),
            pulses=lambda: heartbeats(home),
            silent_s=lambda: silences(home, house.desk.clock.now()),
            sources=lambda: source_states(house),
            files=lambda again: self._files(house, again),
            free_gib=lambda: shutil.disk_usage(home).free / 1024**3,
            engine_trouble=lambda: _engine_trouble(home, house.desk.clock.now()),
            engine=lambda: read_engine(home, house.desk.clock.now()).state,
            is_busy=lambda: is_held(home / LOCK_FILE),
        )

    def _files(self, house: House, again: Collection[str]) -> FilesLost:
        now_s = house.desk.clock.monotonic()
        if self._gone_at_s is None or now_s - self._gone_at_s > _FILES_EVERY_S:
            self._gone, self._gone_at_s = tuple(lost_snapshots(house)), now_s
        altered = altered_among(house.lender, house.engine, again, _HASHED_A_LOOK, self._skip)
        self._skip += _HASHED_A_LOOK
        return FilesLost(self._gone, tuple(altered))


def _engine_trouble(home: Path, now: datetime) -> str:
    found = read_engine(home, now)
    if found.presence is Presence.STALE and found.state is not None:
        return f"it last spoke at {found.state.beat_at:%Y-%m-%d %H:%M:%S}"
    return found.why if found.presence is Presence.UNREADABLE else ""


def _hush(_: str) -> None:
    return None
