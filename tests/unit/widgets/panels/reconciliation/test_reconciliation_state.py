"""What the screen of reconciliation shows and allows, without a screen."""

from dataclasses import replace

import pytest

from core.domain.breaks import RULES, BreakAction
from core.ports.views.sheet import Sheet
from tests.fakes.trade_views import AGREED, BEFORE, BOUGHT, HELD, RECONCILIATION
from widgets.panels.reconciliation.state import ACTIONS, ReconciliationState, causes_text, standing_of

WHO = {"author": " an author ", "reason": " found by phone "}


def shown(break_id: int = 0) -> ReconciliationState:
    state = ReconciliationState(break_id=break_id)
    state.take(RECONCILIATION)
    return state


def test_the_most_urgent_break_is_chosen_and_a_chosen_one_stays_while_it_is_open() -> None:
    assert shown().break_id == 17
    assert shown(18).break_id == 18
    state = shown(18)
    state.take(AGREED)
    assert (state.break_id, state.chosen()) == (0, None)


def test_every_action_of_the_rules_has_a_button_and_a_consequence() -> None:
    assert set(ACTIONS) == {action.value for action in BreakAction}
    assert {action for rule in RULES.values() for action in rule.actions} == set(BreakAction)


def test_an_action_the_break_does_not_allow_says_which_it_does() -> None:
    state = shown(18)
    assert state.why_not("wait", False) == ""
    assert "Wait for it" in state.why_not("adopt_broker", False)
    assert state.why_not("wait", True)
    assert ReconciliationState().why_not("wait", False)


def test_waiting_needs_a_known_day_and_taking_back_an_entry() -> None:
    state = shown()
    state.take(replace(RECONCILIATION, wait_days=(), entries=Sheet({})))
    assert state.why_not("wait", False)
    assert state.why_not("reverse", False)


@pytest.mark.parametrize(
    ("action", "values", "named"),
    [
        ("explained", {}, ()),
        ("wait", {"until": "2026-07-24"}, ("--until", "2026-07-24")),
        ("reverse", {"entry": "trade:20260723:1"}, ("--entry", "trade:20260723:1")),
        (
            "adopt_trade",
            {"side": "SELL", "shares": "100", "price": "10.35", "fees": "5.62"},
            ("--side", "SELL", "--shares", "100", "--price", "10.35", "--fees", "5.62"),
        ),
    ],
)
def test_a_decision_is_the_command_an_operator_types(
    action: str, values: dict[str, str], named: tuple[str, ...]
) -> None:
    expected = (
        "breaks",
        "resolve",
        "17",
        "--action",
        action,
        *named,
        "--author",
        "an author",
        "--reason",
        "found by phone",
    )
    assert shown().command(action, values | WHO) == expected


def test_what_differs_stands_first_with_its_breaks_in_words() -> None:
    shares = shown().shares()
    assert list(shares.columns["symbol"]) == [BOUGHT, HELD]
    assert shares.columns["codes"][0] == "Position differs"
    assert (shown().differing(), shown().blocking(), shown().parity()) == (1, 1, 0.95)


def test_nothing_known_counts_nothing() -> None:
    state = ReconciliationState()
    assert (state.differing(), state.blocking(), state.parity(), state.entries(), state.wait_days()) == (
        0,
        0,
        None,
        (),
        (),
    )
    assert len(state.breaks()) == len(state.shares()) == 0
    assert not state.step_day(-1)


def test_a_break_says_whether_it_holds_orders_back() -> None:
    rows = [shown(number).chosen() for number in (17, 18)]
    assert [standing_of(row) for row in rows if row] == ["blocks orders", "lets orders through"]
    waiting = {"blocks": False, "waiting": True, "waits_until": BEFORE}
    assert standing_of(waiting) == f"waits until {BEFORE}"


def test_the_causes_of_a_day_are_counted_in_words() -> None:
    assert shown().history().columns["causes"] == ["", "another amount, another fee ×2; slippage ×1"]
    assert causes_text(None) is None
