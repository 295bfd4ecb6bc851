"""What the screen of alarms is told: those that stand, and what happened lately."""

from dataclasses import dataclass
from datetime import datetime

from core.ports.views.sheet import Sheet


@dataclass(frozen=True, slots=True)
class AlarmsAsk:
    """Every alarm that stands, and the newest `history` moves of all."""

    history: int = 200


@dataclass(frozen=True, slots=True)
class AlarmsView:
    """The alarms of a home.

    `standing` has a row an alarm, most urgent first: alarm_id, code, subject, condition, state, priority, owner, panel,
    place, detail, evidence, many, count, first_at, since, chattering, by, note, until; `by` and `note` are those of who
    acknowledged or shelved it. `history` has a row a move, newest first: at, alarm_id, code, subject, condition, move,
    state, priority, detail, by, note, until. `flood` tells that more came up in the last minute than can be read.
    """

    as_of: datetime
    standing: Sheet
    history: Sheet
    flood: bool
    looked_at: datetime | None
    looked_by: str
    unwatched_after_s: float
    sound: bool

    def is_watched(self, now: datetime) -> bool:
        """Whether somebody still looks for alarms."""
        return self.looked_at is not None and abs((now - self.looked_at).total_seconds()) <= self.unwatched_after_s
