"""How urgent a break is, whose, and whether it keeps the next orders back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.breaks import FIGURES, RULES, Break, BreakAction, BreakCode, Priority
from core.pipeline.standing import standing, standings
from core.settings.model import Reconciliation
from tests.fakes.trading import D1, D2, D3

DEFAULT = Reconciliation()
LENIENT = Reconciliation(p2_blocks=False, p3_blocks=False)
URGENT = Break(BreakCode.OVERFILL, D1, "600000.SH", "too many")
FOREIGN = Break(BreakCode.FOREIGN_ORDERS, D1, "", "two orders")


def cash(difference_fen: int) -> Break:
    return Break(BreakCode.CASH_MISMATCH, D1, "", "cash", {"difference_fen": difference_fen})


def test_every_code_has_a_rule_with_an_owner_and_something_to_do() -> None:
    assert set(RULES) == set(BreakCode)
    assert all(rule.actions for rule in RULES.values())


def test_only_figures_of_the_broker_can_be_adopted_and_only_cash_written_off() -> None:
    adopting = {code for code, rule in RULES.items() if BreakAction.ADOPT_BROKER in rule.actions}
    assert adopting == FIGURES
    assert [code for code, rule in RULES.items() if BreakAction.WRITE_OFF in rule.actions] == [BreakCode.CASH_MISMATCH]
    stated = {code for code, rule in RULES.items() if BreakAction.ADOPT_TRADE in rule.actions}
    assert stated == FIGURES - {BreakCode.CASH_MISMATCH, BreakCode.ASSET_MISMATCH}


@pytest.mark.parametrize("code", list(BreakCode))
def test_everything_blocks_by_default(code: BreakCode) -> None:
    assert standing(Break(code, D1, "", ""), D2, 1, DEFAULT).blocks


def test_p1_blocks_whatever_the_settings_say() -> None:
    assert standing(URGENT, D2, 0, LENIENT).blocks
    assert not standing(FOREIGN, D2, 0, LENIENT).blocks


@pytest.mark.parametrize(
    ("fen", "priority"), [(10_000, Priority.P2), (-10_000, Priority.P2), (10_001, Priority.P1), (-10_001, Priority.P1)]
)
def test_a_small_difference_in_cash_is_less_urgent(fen: int, priority: Priority) -> None:
    assert standing(cash(fen), D1, 0, DEFAULT).priority is priority


def test_a_cash_break_without_its_figure_is_urgent() -> None:
    assert standing(replace(cash(1), evidence={}), D1, 0, DEFAULT).priority is Priority.P1


def test_age_makes_it_more_urgent() -> None:
    assert [standing(FOREIGN, D2, age, LENIENT).priority for age in (0, 1, 2, 9)] == ["P2", "P2", "P1", "P1"]
    assert standing(FOREIGN, D2, 2, LENIENT).blocks


def test_a_waiting_break_lets_orders_through_until_its_day_and_returns_more_urgent() -> None:
    waiting = replace(FOREIGN, waits_until=D3)
    before, on_time = standing(waiting, D2, 1, DEFAULT), standing(waiting, D3, 1, LENIENT)
    assert (before.waiting, before.blocks, before.priority) == (True, False, Priority.P2)
    assert (on_time.waiting, on_time.blocks, on_time.priority) == (False, True, Priority.P1)


def test_waiting_never_lets_p1_through() -> None:
    assert standing(replace(URGENT, waits_until=D3), D2, 1, LENIENT).blocks
    assert standing(replace(FOREIGN, waits_until=D3), D2, 2, LENIENT).blocks, "grown to P1 while it waited"


def test_a_role_is_the_owner_until_the_settings_name_a_person() -> None:
    assert standing(URGENT, D2, 0, DEFAULT).owner == "trading"
    assert standing(URGENT, D2, 0, Reconciliation(owners={"trading": "the senior trader"})).owner == "the senior trader"
    with pytest.raises(ValueError, match="no role"):
        Reconciliation(owners={"cook": "nobody"})


def test_the_most_urgent_and_oldest_come_first() -> None:
    old, young = replace(FOREIGN, break_id=1), replace(FOREIGN, break_id=2, trade_date=D2)
    urgent = replace(URGENT, break_id=3, trade_date=D2)
    stand = standings([young, old, urgent], D3, lambda day: (D3 - day) // timedelta(1), DEFAULT)
    assert [each.found.break_id for each in stand] == [1, 3, 2]
