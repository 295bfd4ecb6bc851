"""Floods and chattering, at their edges."""

from datetime import timedelta

import pytest

from core.domain.alarm_flood import Raise, changes, chattering, fold, is_flood
from core.domain.alarms import MANY, AlarmKey, Condition, Move, MoveKind, Sighting, moved, raised
from core.domain.dates import at
from tests.fakes.trading import D1

NOW = at(D1, 10)


def seen(code: str, subject: str, priority: int = 2, many: int = 1) -> Sighting:
    return Sighting(AlarmKey(code, subject, Condition.RAISED), priority, f"{subject} is so", {}, many)


def ago(seconds: float, subject: str = "x") -> Raise:
    return Raise(AlarmKey("A", subject, Condition.RAISED), NOW - timedelta(seconds=seconds))


@pytest.mark.parametrize(("raises", "flood"), [([0, 30, 59], True), ([0, 30, 60], False), ([0, 30], False)])
def test_more_than_a_person_can_read_in_a_minute_is_a_flood(raises: list[float], flood: bool) -> None:
    assert is_flood(map(ago, raises), NOW, 2) is flood


def test_what_comes_again_and_again_chatters_and_its_neighbour_does_not() -> None:
    raises = [*(ago(60 * minute) for minute in (0, 1, 2, 9)), ago(1, "calm"), ago(60 * 10, "calm")]
    assert chattering(raises, NOW, 3, 10) == {AlarmKey("A", "x", Condition.RAISED)}
    assert chattering(raises, NOW, 4, 10) == frozenset()


def test_many_of_one_code_are_told_once_with_their_number_and_the_most_urgent_first() -> None:
    told = fold([seen("A", name, 3) for name in "abcd"] + [seen("A", "z", 1), seen("B", "a")], [], 3)
    one = next(sighting for sighting in told if sighting.key.code == "A")
    assert (one.key.subject, one.priority, one.many) == (MANY, 1, 5)
    assert one.detail == "z is so; a is so; b is so; and 2 more"
    assert one.evidence == {"subjects": ["z", "a", "b", "c", "d"], "of": 5}
    assert len(told) == 2


def test_what_stands_folded_stays_so_until_one_is_left() -> None:
    folded = [AlarmKey("A", MANY, Condition.RAISED)]
    assert [one.key.subject for one in fold([seen("A", "a"), seen("A", "b")], folded, 3)] == [MANY]
    assert [one.key.subject for one in fold([seen("A", "a")], folded, 3)] == ["a"]


def test_a_shelf_that_ends_is_heard_again_in_the_same_look() -> None:
    alarm = raised(1, Move(MoveKind.RAISED, NOW, sighting=seen("A", "a")))
    shelved = moved(alarm, Move(MoveKind.SHELVED, NOW, "Li", "known", NOW + timedelta(hours=1)))
    late = NOW + timedelta(hours=1)
    assert [change.move.kind for change in changes([shelved], [seen("A", "a")], (), late)] == [MoveKind.EXPIRED]
    away = moved(shelved, Move(MoveKind.RETURNED, NOW))
    assert [(one.alarm_id, one.move.kind) for one in changes([away], [seen("A", "a")], (), late)] == [
        (1, MoveKind.EXPIRED), (None, MoveKind.RAISED),
    ]  # fmt: skip


def test_what_gets_worse_wants_a_person_again_and_what_gets_better_does_not() -> None:
    alarm = raised(1, Move(MoveKind.RAISED, NOW, sighting=seen("A", MANY, 2, 5)))
    known = moved(alarm, Move(MoveKind.ACKNOWLEDGED, NOW, "Li", "known"))
    for priority, many, still_known in [(3, 5, True), (2, 4, True), (1, 5, False), (2, 6, False)]:
        after = moved(known, Move(MoveKind.CHANGED, NOW, sighting=seen("A", MANY, priority, many)))
        assert (after.acknowledged is not None) is still_known


@pytest.mark.parametrize(("priority", "many"), [(0, 1), (5, 1), (1, 0)])
def test_a_sighting_without_sense_is_none(priority: int, many: int) -> None:
    with pytest.raises(ValueError, match="expected 1 to 4"):
        seen("A", "a", priority, many)
