"""What stands between a person and trading again."""

from datetime import timedelta

import pytest

from core.domain.dates import at
from core.domain.errors import FixAndRestart, Refused
from core.domain.stop import EVERYTHING, Hold, Scope, ScopeKind
from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from core.safety.rearming import Obstacle, Override, changes, cooling, refuse
from core.safety.stop import state_of
from tests.fakes.morning import TODAY

NOON = at(TODAY, 12)
BANK = Scope(ScopeKind.SYMBOL, "600000.SH")
LEAD = Override("the lead", "checked against the counter")


def pressed(seconds_ago: float | None, scope: Scope = EVERYTHING) -> StopState:
    when = "" if seconds_ago is None else (NOON - timedelta(seconds=seconds_ago)).isoformat()
    return state_of([Hold(scope, TradingState.HALTED, False, "cli", "ops", "odd", when)], (), "STOP")


@pytest.mark.parametrize(
    ("seconds_ago", "cooled"), [(0, False), (299, False), (300, True), (90_000, True), (-60, False), (None, False)]
)
def test_the_cool_off(seconds_ago: float | None, cooled: bool) -> None:
    """A press nobody dated, or dated to come, is not over; the clock may have been put back."""
    found = cooling(pressed(seconds_ago), None, NOON, 300.0)
    assert (found == []) is cooled
    assert all(each.may_be_overridden for each in found)


def test_only_the_scope_that_is_re_armed_has_to_cool() -> None:
    assert cooling(pressed(1, BANK), EVERYTHING, NOON, 300.0) == []
    assert cooling(pressed(1, BANK), BANK, NOON, 300.0)


def test_every_hold_is_shown_with_what_becomes_of_it() -> None:
    both = state_of([*pressed(1).everywhere, *pressed(1, BANK).everywhere], (), "STOP")
    shown = {str(change.hold.scope): change.state_after for change in changes(both, EVERYTHING)}
    assert shown == {"everything": TradingState.ACTIVE, "symbol 600000.SH": TradingState.HALTED}
    with pytest.raises(FixAndRestart, match="is not held"):
        changes(pressed(1), BANK)


def test_without_an_obstacle_nothing_is_refused() -> None:
    refuse([], None)


def test_an_obstacle_refuses_until_a_named_person_overrides_it_with_a_reason() -> None:
    cause = [Obstacle("drawdown would press again", True)]
    with pytest.raises(Refused, match="drawdown would press again"):
        refuse(cause, None)
    refuse(cause, LEAD)
    for nobody in (Override("", "because"), Override("the lead", " ")):
        with pytest.raises(FixAndRestart, match="name and a reason"):
            refuse(cause, nobody)


def test_some_obstacles_nobody_overrides() -> None:
    with pytest.raises(Refused, match="cannot be read"):
        refuse([Obstacle("STOP cannot be read", False), Obstacle("cool-off", True)], LEAD)
