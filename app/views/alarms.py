"""The screen of alarms: what stands, what came and went, who saw it."""

from datetime import timedelta

from app.alarm_rows import history_row, standing_row
from app.compose import House, SqlAlarmBook, last_look
from app.views.building import Builders
from core.domain.alarm_flood import chattering, is_flood
from core.ports.views.alarms import AlarmsAsk, AlarmsView
from core.ports.views.sheet import Sheet

STANDING = (
    "alarm_id", "code", "subject", "condition", "state", "priority", "owner", "panel", "place", "detail", "evidence",
    "many", "count", "first_at", "since", "chattering", "by", "note", "until",
)  # fmt: skip
HISTORY = (
    "at", "alarm_id", "code", "subject", "condition", "move", "state", "priority", "detail", "by", "note", "until",
)  # fmt: skip


def alarms(house: House, ask: AlarmsAsk) -> AlarmsView:
    """Return the alarms of a home; reads nothing but their own tables."""
    book, now = SqlAlarmBook(house.engine), house.desk.clock.now()
    settings, looked = house.desk.settings.alarms, last_look(house.home)
    raises = book.raises_since(now - timedelta(minutes=max(settings.chatter_min, 1.0)))
    restless = chattering(raises, now, settings.chatter_times, settings.chatter_min)
    standing = sorted(book.standing(), key=lambda alarm: (alarm.seen.priority, -alarm.since.timestamp()))
    return AlarmsView(
        as_of=now,
        standing=Sheet.of([standing_row(alarm, restless) for alarm in standing], STANDING),
        history=Sheet.of(map(history_row, book.history(ask.history)), HISTORY),
        flood=is_flood(raises, now, settings.flood_a_minute),
        looked_at=None if looked is None else looked.at,
        looked_by="" if looked is None else looked.by,
        unwatched_after_s=settings.unwatched_after_s,
        sound=house.desk.settings.console.sound,
    )


BUILDERS: Builders = {AlarmsAsk: alarms}
