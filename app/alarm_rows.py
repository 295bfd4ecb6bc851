"""Alarms and their history as rows, for screens and for the command line."""

from collections import defaultdict
from collections.abc import Collection

from core.domain.alarms import MANY, Alarm, AlarmKey
from core.jobs.alarms import CATALOGUE
from core.ports.alarm_book import AlarmMove

Row = dict[str, object]


def standing_row(alarm: Alarm, restless: Collection[AlarmKey] = ()) -> Row:
    """Return an alarm as a row."""
    card = CATALOGUE.get(alarm.key.code)
    person = alarm.shelved or alarm.acknowledged
    return {
        "alarm_id": alarm.alarm_id,
        "code": alarm.key.code,
        "subject": alarm.key.subject,
        "condition": alarm.key.condition.value,
        "state": alarm.state.value,
        "priority": alarm.seen.priority,
        "owner": str(alarm.seen.evidence.get("owner") or (card.owner if card else "operations")),
        "panel": card.panel if card else "audit",
        "place": _place(alarm, card.place if card else ""),
        "detail": alarm.seen.detail,
        "evidence": dict(alarm.seen.evidence),
        "many": alarm.seen.many,
        "count": alarm.count,
        "first_at": alarm.first_at,
        "since": alarm.since,
        "chattering": alarm.key in restless,
        "by": person.by if person else "",
        "note": person.note if person else "",
        "until": alarm.shelved.until if alarm.shelved else None,
    }


def _place(alarm: Alarm, form: str) -> str:
    """Return where on its screen an alarm leads; nowhere in particular for one that stands for many."""
    if alarm.key.subject == MANY:
        return ""
    return form.format_map(defaultdict(str, {**alarm.seen.evidence, "subject": alarm.key.subject}))


def history_row(one: AlarmMove) -> Row:
    """Return a move as a row."""
    seen = one.move.sighting
    return {
        "at": one.move.at,
        "alarm_id": one.alarm_id,
        "code": one.code,
        "subject": one.subject,
        "condition": one.condition,
        "move": one.move.kind.value,
        "state": one.state.value,
        "priority": seen.priority if seen else None,
        "detail": seen.detail if seen else "",
        "by": one.move.by,
        "note": one.move.note,
        "until": one.move.until,
    }
