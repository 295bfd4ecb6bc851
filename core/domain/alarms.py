"""An alarm from the moment its condition is seen until it is over and a person has seen it, after ISA-18.2.

An alarm is the fold of its moves; nothing about it is kept that its moves do not say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from core.domain.errors import FixAndRestart

MOST_URGENT, LEAST_URGENT = 1, 4
URGENT = 2
"""Alarms up to this priority are heard as well as seen."""

MANY = "*"
"""The subject of an alarm that stands for many of one code."""


class AlarmState(StrEnum):
    """How an alarm stands; NORMAL is over, and the only state that is green."""

    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    SHELVED = "shelved"
    NORMAL = "normal"


class Condition(StrEnum):
    """What was seen: the fact itself, that nothing is known of it, or that looking at it failed."""

    RAISED = "raised"
    NO_DATA = "no_data"
    ERROR = "error"


class MoveKind(StrEnum):
    """What can happen to an alarm."""

    RAISED = "raised"
    CHANGED = "changed"
    RETURNED = "returned"
    ACKNOWLEDGED = "acknowledged"
    SHELVED = "shelved"
    UNSHELVED = "unshelved"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, order=True)
class AlarmKey:
    """What makes two sightings the same alarm: its code, about whom or what, and what was seen of it."""

    code: str
    subject: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Sighting:
    """One condition as it was seen: how urgent (1 most to 4), in words, the figures behind it, and how many it covers.

    `detail` says what is so, never for how long: it changes only when the fact does. Raises ValueError for another
    priority, or for covering nothing.
    """

    key: AlarmKey
    priority: int
    detail: str
    evidence: Mapping[str, object] = field(default_factory=dict)
    many: int = 1

    def __post_init__(self) -> None:
        if not MOST_URGENT <= self.priority <= LEAST_URGENT or self.many < 1:
            raise ValueError(f"priority {self.priority} over {self.many}: expected 1 to 4 over at least one")


@dataclass(frozen=True, slots=True)
class Move:
    """Something that happened to an alarm: by whom and why where a person did it, until when where it was shelved."""

    kind: MoveKind
    at: datetime
    by: str = ""
    note: str = ""
    until: datetime | None = None
    sighting: Sighting | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm as its moves leave it; `count` is how often its condition came up, `since` when it last did."""

    alarm_id: int
    seen: Sighting
    first_at: datetime
    since: datetime
    count: int = 1
    active: bool = True
    acknowledged: Move | None = None
    shelved: Move | None = None

    @property
    def key(self) -> AlarmKey:
        """What makes it this alarm."""
        return self.seen.key

    @property
    def state(self) -> AlarmState:
        """How it stands."""
        if self.shelved is not None:
            return AlarmState.SHELVED
        if self.acknowledged is None:
            return AlarmState.UNACKNOWLEDGED if self.active else AlarmState.RETURNED
        return AlarmState.ACKNOWLEDGED if self.active else AlarmState.NORMAL

    def is_due(self, now: datetime) -> bool:
        """Whether its time on the shelf is over."""
        return self.shelved is not None and self.shelved.until is not None and self.shelved.until <= now


def raised(alarm_id: int, move: Move) -> Alarm:
    """Return a new alarm from its first move; ValueError unless that raises it."""
    if move.kind is not MoveKind.RAISED or move.sighting is None:
        raise ValueError(f"an alarm begins by being raised, not {move.kind}")
    return Alarm(alarm_id, move.sighting, move.at, move.at)


def moved(alarm: Alarm, move: Move) -> Alarm:
    """Return the alarm after a move; FixAndRestart where it does not stand so that this could happen."""
    refusal = why_not(alarm, move)
    if refusal:
        raise FixAndRestart(f"alarm {alarm.alarm_id}: {refusal}", "`daybreak alarms list` shows how each stands")
    if move.kind is MoveKind.RETURNED:
        return replace(alarm, active=False)
    if move.kind is MoveKind.ACKNOWLEDGED:
        return replace(alarm, acknowledged=move)
    if move.kind is MoveKind.SHELVED:
        return replace(alarm, shelved=move)
    if move.kind in (MoveKind.UNSHELVED, MoveKind.EXPIRED):
        # What still stands is heard anew; what went away meanwhile is over.
        return replace(alarm, shelved=None, acknowledged=None if alarm.active else move)
    seen = move.sighting or alarm.seen
    if move.kind is MoveKind.CHANGED:
        worse = seen.priority < alarm.seen.priority or seen.many > alarm.seen.many
        return replace(alarm, seen=seen, acknowledged=None if worse else alarm.acknowledged)
    return replace(alarm, seen=seen, active=True, acknowledged=None, since=move.at, count=alarm.count + 1)


def folded(alarm_id: int, moves: Iterable[Move]) -> Alarm:
    """Return the alarm its moves leave, oldest first; ValueError or FixAndRestart for moves that cannot follow so."""
    first, *later = moves
    alarm = raised(alarm_id, first)
    for move in later:
        alarm = moved(alarm, move)
    return alarm


def why_not(alarm: Alarm, move: Move) -> str:
    """Say why a move cannot happen to an alarm, '' where it can."""
    if alarm.state is AlarmState.NORMAL:
        return "it is over"
    if move.kind in (MoveKind.RAISED, MoveKind.CHANGED) and (move.sighting is None or move.sighting.key != alarm.key):
        return "that is another alarm"
    personal = move.kind in (MoveKind.ACKNOWLEDGED, MoveKind.SHELVED, MoveKind.UNSHELVED)
    if personal and not (move.by.strip() and move.note.strip()):
        return "it needs a name and a reason"
    return _CANNOT[move.kind](alarm, move)


def _cannot_acknowledge(alarm: Alarm, _: Move) -> str:
    if alarm.shelved is not None:
        return "it is shelved; take it off the shelf first"
    return "it is acknowledged already" if alarm.acknowledged is not None else ""


def _cannot_shelve(alarm: Alarm, move: Move) -> str:
    if alarm.shelved is not None:
        return "it is shelved already"
    return "" if move.until is not None and move.until > move.at else "it needs a time in the future until when"


def _cannot_expire(alarm: Alarm, move: Move) -> str:
    return "" if alarm.is_due(move.at) else "its time on the shelf is not over"


_CANNOT = {
    MoveKind.RAISED: lambda alarm, _: "it stands already" if alarm.active else "",
    MoveKind.CHANGED: lambda alarm, _: "" if alarm.active else "it has returned",
    MoveKind.RETURNED: lambda alarm, _: "" if alarm.active else "it has returned already",
    MoveKind.ACKNOWLEDGED: _cannot_acknowledge,
    MoveKind.SHELVED: _cannot_shelve,
    MoveKind.UNSHELVED: lambda alarm, _: "" if alarm.shelved is not None else "it is not shelved",
    MoveKind.EXPIRED: _cannot_expire,
}
