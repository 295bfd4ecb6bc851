"""Many alarms at once: what a look makes of all it saw, folding, floods and chattering."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.domain.alarms import MANY, Alarm, AlarmKey, AlarmState, Condition, Move, MoveKind, Sighting, moved

_NAMED = 12
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One move a look makes; `alarm_id` None where it begins a new alarm."""

    alarm_id: int | None
    move: Move


@dataclass(frozen=True, slots=True)
class Raise:
    """That a condition came up, and when: what floods and chattering are told by."""

    key: AlarmKey
    at: datetime


def changes(standing: Iterable[Alarm], seen: Iterable[Sighting], blind: Collection[str], now: datetime) -> list[Change]:
    """Return what has to happen so that the alarms say what was seen; nothing where they already do.

    Alarms of the `blind` codes do not return: whether their condition is over is not known.
    """
    found: list[Change] = []
    known: dict[AlarmKey, Alarm] = {}
    for alarm in standing:
        expiry = Change(alarm.alarm_id, Move(MoveKind.EXPIRED, now)) if alarm.is_due(now) else None
        left = alarm if expiry is None else moved(alarm, expiry.move)
        found += [] if expiry is None else [expiry]
        if left.state is not AlarmState.NORMAL:
            known[left.key] = left
    wanted = {sighting.key: sighting for sighting in seen}
    found += [
        _seen(known.get(key), wanted[key], now) for key in sorted(wanted) if _is_news(known.get(key), wanted[key])
    ]
    over = [known[key] for key in sorted(set(known) - set(wanted)) if known[key].active]
    return found + [
        Change(alarm.alarm_id, Move(MoveKind.RETURNED, now))
        for alarm in over
        if alarm.key.condition is not Condition.RAISED or alarm.key.code not in blind
    ]


def fold(seen: Sequence[Sighting], standing: Iterable[AlarmKey], most: int) -> list[Sighting]:
    """Return one sighting in place of more than `most` of a code; what stands folded stays so until one is left."""
    groups: dict[tuple[str, Condition], list[Sighting]] = defaultdict(list)
    for sighting in seen:
        groups[sighting.key.code, sighting.key.condition].append(sighting)
    already = {(key.code, key.condition) for key in standing if key.subject == MANY}
    found: list[Sighting] = []
    for group, members in groups.items():
        too_many = len(members) > most or (group in already and len(members) > 1)
        found += [_one_for(sorted(members, key=_by_urgency))] if too_many else members
    return found


def is_flood(raises: Iterable[Raise], now: datetime, most_a_minute: int) -> bool:
    """Whether more conditions came up in the last minute than a person can read."""
    return sum(now - timedelta(minutes=1) < one.at <= now for one in raises) > most_a_minute


def chattering(raises: Iterable[Raise], now: datetime, times: int, minutes: float) -> frozenset[AlarmKey]:
    """Return what came up more than `times` within the last `minutes`."""
    since = now - timedelta(minutes=minutes)
    counted = Counter(one.key for one in raises if since < one.at <= now)
    return frozenset(key for key, count in counted.items() if count > times)


def _is_news(alarm: Alarm | None, sighting: Sighting) -> bool:
    return alarm is None or not alarm.active or alarm.seen != sighting


def _seen(alarm: Alarm | None, sighting: Sighting, now: datetime) -> Change:
    if alarm is None:
        return Change(None, Move(MoveKind.RAISED, now, sighting=sighting))
    kind = MoveKind.CHANGED if alarm.active else MoveKind.RAISED
    return Change(alarm.alarm_id, Move(kind, now, sighting=sighting))


def _by_urgency(sighting: Sighting) -> tuple[int, str]:
    return sighting.priority, sighting.key.subject


def _one_for(members: Sequence[Sighting]) -> Sighting:
    first = members[0]
    told = "; ".join(member.detail for member in members[:_TOLD])
    more = len(members) - _TOLD
    return Sighting(
        AlarmKey(first.key.code, MANY, first.key.condition),
        first.priority,
        f"{told}; and {more} more" if more > 0 else told,
        {"subjects": [member.key.subject for member in members[:_NAMED]], "of": len(members)},
        len(members),
    )
