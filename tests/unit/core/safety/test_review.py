"""The review asks every gate, reduces, and fails closed."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from core.domain.orders import Side
from core.domain.trading_state import TradingState
from core.domain.verdict import Ruling, Verdict
from core.safety.case import Case
from core.safety.registry import GATES, Gate
from core.safety.review import EXPECTED_GATES, Review, review
from tests.fakes.morning import a_case, an_account, buy, sell, with_orders


def _failed(judged: Review) -> list[str]:
    return [verdict.gate for verdict in judged.verdicts if verdict.code == "GATE_FAILED"]


def test_a_sound_morning_is_approved_whole() -> None:
    case = a_case()
    judged = review(case)
    assert judged.approved is not None
    assert judged.approved.batch is case.batch
    assert judged.dropped == ()
    assert tuple(verdict.gate for verdict in judged.verdicts) == EXPECTED_GATES
    assert not judged.nothing_to_do


def test_the_registry_holds_exactly_the_expected_gates() -> None:
    assert tuple(GATES) == EXPECTED_GATES


@pytest.mark.parametrize("name", EXPECTED_GATES)
def test_a_gate_taken_away_blocks(name: str) -> None:
    judged = review(a_case(), {other: gate for other, gate in GATES.items() if other != name})
    assert judged.approved is None
    assert _failed(judged) == [name]


def test_an_unknown_gate_blocks() -> None:
    judged = review(a_case(), dict(GATES) | {"extra": GATES["stop"]})
    assert (judged.approved, _failed(judged)) == (None, ["extra"])


def _raises(case: Case) -> Verdict:
    raise ZeroDivisionError(case.batch.batch_id)


def _silent(case: Case) -> Verdict:
    return None  # type: ignore[return-value]


def _agrees(case: Case) -> Verdict:
    return True  # type: ignore[return-value]


def _poses(case: Case) -> Verdict:
    return Verdict("someone_else", Ruling.PASS, "OK", "")


@pytest.mark.parametrize("gate", [_raises, _silent, _agrees, _poses])
@pytest.mark.parametrize("name", EXPECTED_GATES)
def test_a_gate_that_fails_blocks(name: str, gate: Gate) -> None:
    gates: Mapping[str, Gate] = dict(GATES) | {name: gate}
    judged = review(a_case(), gates)
    assert judged.approved is None
    assert judged.blocked
    assert _failed(judged) == [name]
    assert name in judged.reason


@pytest.mark.parametrize("change", [{"trading_state": TradingState.REDUCING}, {"degraded": True}])
def test_reducing_drops_the_buys_and_approves_the_sells(change: dict[str, object]) -> None:
    case = a_case(**change)
    judged = review(case)
    assert judged.approved is not None
    assert [order.side for order in judged.approved.batch.orders] == [Side.SELL]
    assert judged.dropped == tuple(case.side(Side.BUY))
    assert any(verdict.ruling is Ruling.REDUCE for verdict in judged.approved.verdicts)


def test_a_bad_purchase_does_not_hold_up_a_sale_while_reducing() -> None:
    orders = sell("600000.SH", 500, 9_900), buy("000001.SZ", 150, 10_000)
    active = with_orders(*orders)
    assert review(active).approved is None
    judged = review(replace(active, trading_state=TradingState.REDUCING))
    assert judged.approved is not None
    assert judged.approved.batch.orders == orders[:1]


def test_a_bad_sale_blocks_while_reducing_too() -> None:
    judged = review(a_case(trading_state=TradingState.REDUCING, account=an_account(0, ("600000.SH", 500, 0))))
    assert judged.approved is None
    assert judged.blocked


def test_nothing_left_is_no_approval_and_no_refusal() -> None:
    only_buys = with_orders(buy("000001.SZ", 100, 10_000), trading_state=TradingState.REDUCING)
    for case, reason in ((only_buys, "only buys, and they were dropped"), (with_orders(), "no orders")):
        judged = review(case)
        assert judged.approved is None
        assert judged.nothing_to_do
        assert judged.reason == reason


def test_halted_refuses_and_drops_nothing() -> None:
    judged = review(a_case(trading_state=TradingState.HALTED))
    assert (judged.approved, judged.dropped, judged.nothing_to_do) == (None, (), False)
