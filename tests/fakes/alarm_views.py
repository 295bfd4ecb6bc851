"""Alarms of every state, as the screen is told them."""

from datetime import timedelta
from typing import Any

from app.alarm_rows import standing_row
from app.views.alarms import HISTORY, STANDING
from core.domain.alarms import Alarm, AlarmKey, Condition, Move, MoveKind, Sighting
from core.domain.dates import at
from core.ports.views.alarms import AlarmsView
from core.ports.views.sheet import Sheet
from tests.fakes.trading import D1

NOW = at(D1, 10)
SEEN = Move(MoveKind.ACKNOWLEDGED, NOW, "Wang", "known")
PUT_ASIDE = Move(MoveKind.SHELVED, NOW, "Li", "tonight", NOW + timedelta(hours=1))


def an_alarm(number: int, priority: int = 2, condition: Condition = Condition.RAISED, **changed: Any) -> Alarm:
    seen = Sighting(AlarmKey("DISK_LOW", f"s{number}", condition), priority, "low", {"free": 1, "of": ["a", "b"]})
    return Alarm(number, seen, NOW, NOW - timedelta(minutes=number), **changed)


ALARMS = [
    an_alarm(1, 1),
    an_alarm(2, acknowledged=SEEN),
    an_alarm(3, 3, active=False),
    an_alarm(4, 3, shelved=PUT_ASIDE),
    an_alarm(5, 4, Condition.NO_DATA),
]


def a_view(flood: bool = False, **changed: Any) -> AlarmsView:
    whole: dict[str, Any] = {
        "as_of": NOW,
        "standing": Sheet.of([standing_row(alarm) for alarm in ALARMS], STANDING),
        "history": Sheet.of([], HISTORY),
        "flood": flood,
        "looked_at": NOW,
        "looked_by": "engine",
        "unwatched_after_s": 60.0,
        "sound": True,
    }
    return AlarmsView(**(whole | changed))
