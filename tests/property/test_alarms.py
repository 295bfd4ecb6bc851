"""Whatever happens to an alarm, it never turns green before it is over and a person has seen it."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from core.domain.alarm_flood import Change, changes, fold
from core.domain.alarms import MANY, Alarm, AlarmKey, AlarmState, Condition, Move, MoveKind, Sighting, folded, moved
from core.domain.alarms import raised as begun
from core.domain.dates import at
from core.domain.errors import FixAndRestart
from tests.fakes.trading import D1

KEY = AlarmKey("DATA_STALE", "daily", Condition.RAISED)
START = at(D1, 9)
sightings = st.builds(
    Sighting,
    key=st.builds(
        AlarmKey, st.sampled_from(["A", "B"]), st.sampled_from(["x", "y", "z", MANY]), st.sampled_from(Condition)
    ),
    priority=st.integers(1, 4),
    detail=st.sampled_from(["one", "two"]),
    many=st.integers(1, 3),
)
looks = st.lists(
    st.tuples(st.lists(sightings, max_size=6), st.frozensets(st.sampled_from(["A", "B"]))), min_size=1, max_size=6
)


class OneAlarm(RuleBasedStateMachine):
    """One alarm beside the plainest model of it: is it there, has a person seen it, until when is it put aside."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        first = Move(MoveKind.RAISED, self.now, sighting=Sighting(KEY, 2, "old"))
        self.moves = [first]
        self.alarm = begun(1, first)
        self.there, self.seen, self.until, self.count = True, False, None, 1
        self.priority = 2

    def _try(self, move: Move, allowed: bool) -> None:
        before = self.alarm
        if not allowed or before.state is AlarmState.NORMAL:
            with pytest.raises(FixAndRestart):
                moved(before, move)
            return
        self.alarm = moved(before, move)
        self.moves.append(move)

    @property
    def _over(self) -> bool:
        return not self.there and self.seen and self.until is None

    @rule(minutes=st.integers(1, 200))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(priority=st.integers(1, 4))
    def comes_up(self, priority: int) -> None:
        allowed = not self.there and not self._over
        self._try(Move(MoveKind.RAISED, self.now, sighting=Sighting(KEY, priority, "again")), allowed)
        if allowed:
            self.there, self.seen, self.priority = True, False, priority
            self.count += 1

    @rule()
    def is_taken_for_another(self) -> None:
        other = Sighting(AlarmKey("DATA_STALE", "other", Condition.RAISED), 1, "")
        self._try(Move(MoveKind.CHANGED, self.now, sighting=other), allowed=False)
        self._try(Move(MoveKind.RAISED, self.now), allowed=False)

    @rule(priority=st.integers(1, 4))
    def changes_its_urgency(self, priority: int) -> None:
        allowed = self.there
        self._try(Move(MoveKind.CHANGED, self.now, sighting=Sighting(KEY, priority, "other")), allowed)
        if allowed:
            self.seen = self.seen and priority >= self.priority
            self.priority = priority

    @rule()
    def goes_away(self) -> None:
        allowed = self.there
        self._try(Move(MoveKind.RETURNED, self.now), allowed)
        self.there = False

    @rule(by=st.sampled_from(["Wang", " ", ""]), note=st.sampled_from(["seen", ""]))
    def is_acknowledged(self, by: str, note: str) -> None:
        allowed = bool(by.strip() and note) and not self.seen and self.until is None
        self._try(Move(MoveKind.ACKNOWLEDGED, self.now, by, note), allowed)
        self.seen = self.seen or allowed

    @rule(minutes=st.integers(-5, 100), note=st.sampled_from(["later", ""]))
    def is_shelved(self, minutes: int, note: str) -> None:
        until = self.now + timedelta(minutes=minutes)
        allowed = bool(note) and self.until is None and minutes > 0 and not self._over
        self._try(Move(MoveKind.SHELVED, self.now, "Li", note, until), allowed)
        if allowed:
            self.until = until

    @rule(note=st.sampled_from(["now", ""]))
    def is_taken_off_the_shelf(self, note: str) -> None:
        allowed = bool(note) and self.until is not None
        self._try(Move(MoveKind.UNSHELVED, self.now, "Li", note), allowed)
        if allowed:
            self.until, self.seen = None, not self.there

    @precondition(lambda self: self.until is not None)
    @rule()
    def its_time_on_the_shelf_is_over(self) -> None:
        allowed = self.until is not None and self.until <= self.now
        self._try(Move(MoveKind.EXPIRED, self.now), allowed)
        if allowed:
            self.until, self.seen = None, not self.there

    @invariant()
    def it_stands_as_the_model_says(self) -> None:
        expected = (
            AlarmState.SHELVED
            if self.until is not None
            else AlarmState.NORMAL
            if self._over
            else (AlarmState.ACKNOWLEDGED if self.seen else AlarmState.UNACKNOWLEDGED)
            if self.there
            else AlarmState.RETURNED
        )
        assert self.alarm.state is expected
        assert self.alarm.count == self.count

    @invariant()
    def it_is_the_fold_of_its_moves(self) -> None:
        assert folded(1, self.moves) == self.alarm


def test_an_alarm_stands_as_the_plainest_model_says() -> None:
    run_state_machine_as_test(OneAlarm, settings=settings(max_examples=40, stateful_step_count=25, deadline=None))  # type: ignore[no-untyped-call]


def made(standing: dict[int, Alarm], wanted: list[Change]) -> dict[int, Alarm]:
    """What the book holds once the changes are made."""
    after, newest = dict(standing), max(standing, default=0)
    for change in wanted:
        if change.alarm_id is None:
            newest += 1
            after[newest] = begun(newest, change.move)
        else:
            after[change.alarm_id] = moved(after[change.alarm_id], change.move)
    return {number: alarm for number, alarm in after.items() if alarm.state is not AlarmState.NORMAL}


@settings(max_examples=80, deadline=None)
@given(looks)
def test_after_a_look_the_alarms_say_what_was_seen_and_a_second_look_changes_nothing(
    seen_in_turn: list[tuple[list[Sighting], frozenset[str]]],
) -> None:
    standing: dict[int, Alarm] = {}
    for number, (seen, blind) in enumerate(seen_in_turn):
        now = START + timedelta(minutes=number)
        wanted = {sighting.key: sighting for sighting in seen}
        before = {alarm.key: alarm for alarm in standing.values()}
        standing = made(standing, changes(standing.values(), seen, blind, now))
        after = {alarm.key: alarm for alarm in standing.values()}
        assert changes(standing.values(), seen, blind, now) == []
        assert len(after) == len(standing), "two alarms of one key"
        for key, sighting in wanted.items():
            assert after[key].active
            assert after[key].seen == sighting
        for key, alarm in before.items():
            kept = key.condition is Condition.RAISED and key.code in blind
            assert after[key].active == (key in wanted or (alarm.active and kept)), "what is not known does not return"
            if not alarm.acknowledged:
                assert key in after, "gone without a person having seen it"


@settings(max_examples=80, deadline=None)
@given(st.lists(sightings, max_size=12, unique_by=lambda one: one.key), st.integers(1, 4), st.booleans())
def test_folding_loses_nothing_and_nothing_gets_less_urgent(
    seen: list[Sighting], most: int, stands_folded: bool
) -> None:
    single = [one for one in seen if one.key.subject != MANY]
    standing = [AlarmKey("A", MANY, Condition.RAISED)] if stands_folded else []
    told = fold(single, standing, most)
    for condition in Condition:
        for code in ("A", "B"):
            group = [one for one in single if (one.key.code, one.key.condition) == (code, condition)]
            said = [one for one in told if (one.key.code, one.key.condition) == (code, condition)]
            assert len(said) <= max(most, 1)
            assert min((one.priority for one in said), default=9) == min((one.priority for one in group), default=9)
            if any(one.key.subject == MANY for one in said):
                assert [one.many for one in said] == [len(group)]
            else:
                assert said == group
