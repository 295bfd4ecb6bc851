"""What the screen of alarms shows and allows, without a screen."""

from datetime import timedelta

import pytest

from app.views.alarms import STANDING
from core.domain.alarms import AlarmState, Condition
from core.ports.views.sheet import Sheet
from tests.fakes.alarm_views import NOW, a_view
from widgets.panels.alarms.state import AlarmsState, age, evidence, tone_of


@pytest.fixture
def state() -> AlarmsState:
    made = AlarmsState()
    made.take(a_view())
    return made


def test_the_filters_count_and_leave_what_they_say(state: AlarmsState) -> None:
    assert state.counts() == {"all": 5, "unacknowledged": 2, "acknowledged": 1, "returned": 1, "shelved": 1}
    for chosen, count in state.counts().items():
        state.chosen = chosen
        assert len(state.sheet()) == count


def test_no_alarm_looks_like_good_news(state: AlarmsState) -> None:
    tones = list(state.sheet().columns["tone"])
    assert tones == ["critical", "warn", "accent", "muted", "warn"]
    for condition in Condition:
        for each in AlarmState:
            assert tone_of({"state": each.value, "priority": 9, "condition": condition.value}) != "good"


def test_what_is_not_known_says_so_in_its_title(state: AlarmsState) -> None:
    assert state.sheet().columns["title"][4] == "The disk is nearly full: no data"


def test_in_a_flood_only_the_urgent_are_told_one_by_one(state: AlarmsState) -> None:
    state.take(a_view(flood=True))
    sheet = state.sheet()
    assert list(sheet.columns["alarm_id"]) == [1, 2, -3, -4]
    assert sheet.columns["title"][2] == "2 alarms of priority 3"
    state.unfolded = True
    assert len(state.sheet()) == 5


@pytest.mark.parametrize(
    ("ids", "acknowledge", "shelve", "unshelve"),
    [
        ([1], "", "", "It is not shelved."),
        ([2], "It is acknowledged already.", "", "It is not shelved."),
        ([3], "", "", "It is not shelved."),
        ([4], "It is shelved; take it off the shelf first.", "It is shelved already.", ""),
        ([1, 4], "It is shelved; take it off the shelf first.", "It is shelved already.", "It is not shelved."),
        ([], "Pick an alarm first.", "Pick an alarm first.", "Pick an alarm first."),
        ([-3], "Pick an alarm first.", "Pick an alarm first.", "Pick an alarm first."),
    ],
)
def test_what_may_be_done_and_why_not(
    state: AlarmsState, ids: list[int], acknowledge: str, shelve: str, unshelve: str
) -> None:
    assert state.why_not_acknowledge(ids, viewer=False) == acknowledge
    assert state.why_not_shelve(ids, viewer=False) == shelve
    assert state.why_not_unshelve(ids, viewer=False) == unshelve
    assert state.why_not_acknowledge(ids, viewer=True) == "This console only looks."


def test_the_commands_are_those_an_operator_types(state: AlarmsState) -> None:
    assert state.acknowledge_command([1, 3], "Wang", "seen") == (
        "alarms", "ack", "1", "3", "--author", "Wang", "--note", "seen",
    )  # fmt: skip
    assert state.author == "Wang"
    assert state.shelve_command([1], "Wang", "later", "4")[-2:] == ("--hours", "4")
    assert state.unshelve_command([4], "Wang", "now")[:3] == ("alarms", "unshelve", "4")


def test_a_pick_that_is_gone_is_forgotten(state: AlarmsState) -> None:
    state.picked = 3
    state.take(a_view())
    assert state.picked == 3
    state.take(a_view(standing=Sheet.of([], STANDING)))
    assert state.picked == 0


def test_who_watches(state: AlarmsState) -> None:
    assert state.is_watched(NOW + timedelta(seconds=60))
    assert not state.is_watched(NOW + timedelta(seconds=61))
    assert not state.is_watched(NOW - timedelta(seconds=61)), "a look from the future is no look"
    assert not AlarmsState().is_watched(NOW)


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "just now"), (59, "59 min"), (61, "1 h 1 min"), (1500, "1 d 1 h"), (43_200, "30 d 0 h")]
)
def test_ages_in_words(minutes: int, told: str) -> None:
    assert age(minutes) == told


def test_the_evidence_reads_as_figures(state: AlarmsState) -> None:
    row = state.row(1)
    assert row is not None
    assert evidence(row) == [("free", "1"), ("of", "a, b")]
