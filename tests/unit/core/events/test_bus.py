"""The bus delivers to everyone, and a handler's failure is itself an alarm."""

import logging
from datetime import datetime

import pytest

from core.domain.dates import SHANGHAI
from core.events.bus import BUS_TOPIC, Bus
from core.events.event import Event, Level

NIGHT = Event(datetime(2026, 1, 5, 20, 0, tzinfo=SHANGHAI), Level.INFO, "job.night", "planned", {"orders": 12})


def broken(event: Event) -> None:
    raise OSError(f"disk full at {event.topic}")


def test_everyone_hears_everything_in_order() -> None:
    bus, heard = Bus(), []
    bus.subscribe(lambda event: heard.append(("first", event)))
    bus.subscribe(lambda event: heard.append(("second", event)))
    bus.publish(NIGHT)
    assert heard == [("first", NIGHT), ("second", NIGHT)]


def test_a_bad_handler_does_not_silence_the_others_and_becomes_an_alarm() -> None:
    bus, before, after = Bus(), [], []
    bus.subscribe(before.append)
    bus.subscribe(broken)
    bus.subscribe(after.append)
    bus.publish(NIGHT)
    assert before == after
    assert before[0] == NIGHT
    alarm = before[1]
    assert (alarm.level, alarm.topic, alarm.at) == (Level.ALARM, BUS_TOPIC, NIGHT.at)
    assert "broken" in alarm.message
    assert "disk full at job.night" in alarm.message
    assert alarm.detail == {"handler": "broken", "topic": "job.night"}


def test_the_bad_handler_hears_the_next_event_again() -> None:
    bus, tries = Bus(), []

    def passing_fault(event: Event) -> None:
        tries.append(event)
        if len(tries) == 1:
            raise ValueError("once")

    bus.subscribe(passing_fault)
    bus.subscribe(lambda event: None)
    bus.publish(NIGHT)
    bus.publish(NIGHT)
    assert tries == [NIGHT, NIGHT]


def test_a_handler_that_fails_only_on_alarms_is_told_to_those_left() -> None:
    bus, heard = Bus(), []

    def fails_on_alarm(event: Event) -> None:
        if event.level is Level.ALARM:
            raise RuntimeError("cannot take alarms")

    bus.subscribe(broken)
    bus.subscribe(fails_on_alarm)
    bus.subscribe(heard.append)
    bus.publish(NIGHT)
    assert [event.topic for event in heard] == ["job.night", BUS_TOPIC, BUS_TOPIC]
    assert "cannot take alarms" in heard[2].message


def test_what_nobody_hears_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    bus = Bus()
    bus.subscribe(broken)
    with caplog.at_level(logging.CRITICAL):
        bus.publish(NIGHT)
    assert "disk full at job.night" in caplog.text


def test_an_unsubscribed_handler_hears_no_more() -> None:
    bus, heard = Bus(), []
    stop = bus.subscribe(heard.append)
    bus.publish(NIGHT)
    stop()
    bus.publish(NIGHT)
    assert heard == [NIGHT]


def test_leaving_the_program_is_not_a_handler_failure() -> None:
    bus = Bus()

    def leave(event: Event) -> None:
        raise SystemExit(3)

    bus.subscribe(leave)
    with pytest.raises(SystemExit):
        bus.publish(NIGHT)


def test_an_event_is_frozen_with_its_detail() -> None:
    detail = {"orders": 12}
    event = Event(NIGHT.at, Level.INFO, "job.night", "planned", detail)
    detail["orders"] = 13
    assert event.detail["orders"] == 12
    with pytest.raises(TypeError):
        event.detail["orders"] = 14  # type: ignore[index]
    with pytest.raises(AttributeError):
        event.topic = "x"  # type: ignore[misc]


def test_an_event_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Event(NIGHT.at.replace(tzinfo=None), Level.INFO, "job.night", "planned")


def test_levels_are_ordered_by_loudness_and_named_as_the_settings_name_them() -> None:
    assert [level.value for level in sorted(Level, key=lambda level: level.loudness)] == ["info", "warning", "alarm"]
