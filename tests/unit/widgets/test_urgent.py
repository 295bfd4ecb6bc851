"""A sound once for each new urgent alarm."""

from datetime import datetime, timedelta

from core.domain.dates import at
from core.ports.views.heading import AlarmCount
from tests.fakes.trading import D1
from widgets.kit.urgent import UrgentEar

NOW = at(D1, 10)


def told(urgent: datetime | None) -> AlarmCount:
    return AlarmCount(1, 1, 1, NOW, urgent_since=urgent)


def test_each_new_one_is_heard_once_and_what_stood_before_is_not() -> None:
    ear = UrgentEar()
    later = NOW + timedelta(seconds=1)
    heard = [ear.hears(told(each)) for each in (NOW, NOW, later, later, None, NOW, later + timedelta(seconds=1))]
    assert heard == [False, False, True, False, False, False, True]


def test_the_first_one_ever_is_heard_once_there_was_a_word() -> None:
    ear = UrgentEar()
    assert not ear.hears(None)
    assert not ear.hears(told(None))
    assert ear.hears(told(NOW))
