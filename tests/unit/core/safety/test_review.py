"""The review asks every gate, reduces, and fails closed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from core.domain.gate_names import EXPECTED_GATES
from core.domain.orders import Order, Side
from core.domain.trading_state import TradingState
from core.domain.verdict import Ruling, Verdict
from core.safety.case import Case
from core.safety.reducing import STILL_APPLY
from core.safety.registry import GATES, Gate
from core.safety.review import Review, review
from tests.fakes.morning import a_case, an_account, buy, counted, read_as, sell, settings_with, with_orders


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


def _leaves(case: Case) -> Verdict:
    raise SystemExit(0)


def _silent(case: Case) -> Verdict:
    return None  # type: ignore[return-value]


def _agrees(case: Case) -> Verdict:
    return True  # type: ignore[return-value]


def _poses(case: Case) -> Verdict:
    return Verdict("someone_else", Ruling.PASS, "OK", "fine")


def _answering(*parts: object) -> Callable[[str], Gate]:
    """A maker of gates whose verdict bears the right name and else `parts`."""
    return lambda name: lambda case: Verdict(name, *parts)  # type: ignore[arg-type]


BROKEN: dict[str, Callable[[str], Gate]] = {
    "raises": lambda name: _raises,
    "leaves": lambda name: _leaves,
    "silent": lambda name: _silent,
    "agrees": lambda name: _agrees,
    "poses": lambda name: _poses,
    "rules in text": _answering("pass", "OK", "fine"),
    "rules what is no ruling": _answering("maybe", "OK", "fine"),
    "passes with a refusal's code": _answering(Ruling.PASS, "TURNOVER", "fine"),
    "refuses with OK": _answering(Ruling.BLOCK, "OK", "fine"),
    "gives no reason": _answering(Ruling.PASS, "OK", " "),
    "evidence no file can hold": _answering(Ruling.PASS, "OK", "fine", {"share": float("nan")}),
    "evidence that is none": _answering(Ruling.PASS, "OK", "fine", 7),
}


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("name", EXPECTED_GATES)
def test_a_gate_that_fails_blocks(name: str, how: str) -> None:
    gates: Mapping[str, Gate] = dict(GATES) | {name: BROKEN[how](name)}
    judged = review(a_case(), gates)
    assert judged.approved is None
    assert judged.blocked
    assert _failed(judged) == [name]
    assert name in judged.reason


@pytest.mark.parametrize("name", EXPECTED_GATES)
def test_a_gate_that_hangs_blocks_and_the_review_ends(name: str) -> None:
    """Nobody lets the gate go before the review is over, so only the limit can have ended it."""
    let_go = Event()

    def hangs(case: Case) -> Verdict:
        let_go.wait()
        return Verdict(name, Ruling.PASS, "OK", "at last")

    case = a_case(settings=settings_with("gates", time_limit_s=0.005))
    patient = {other: _at_once(other) for other in EXPECTED_GATES}
    try:
        judged = review(case, patient | {name: hangs})
    finally:
        let_go.set()
    assert judged.approved is None
    assert [verdict.gate for verdict in judged.verdicts if verdict.code == "GATE_HUNG"] == [name]


def _at_once(name: str) -> Gate:
    return _answering(Ruling.PASS, "OK", "fine")(name)


LIMITS_ON_BUYING: dict[str, dict[str, Any]] = {
    "cash": {"account": an_account(0, ("600000.SH", 500, 500))},
    "symbol_cap": {"settings": settings_with("portfolio", max_weight=0.001)},
    "sector_cap": {"settings": settings_with("exposure", max_sector=0.001)},
    "board_cap": {"settings": settings_with("exposure", max_main=0.001)},
    "gross_exposure": {"settings": settings_with("exposure", max_gross=0.001)},
    "turnover": {"settings": settings_with("sanity", max_turnover=0.001)},
    "order_value": {"settings": settings_with("sanity", max_order_yuan=1.0)},
    "repeated_execution": {"counters": counted(bought_in_a_row={"000001.SZ": 99, "600000.SH": 99})},
    "daily_loss": {"losses": read_as(1, 1, 1, peak_fen=1)},
    "drawdown": {"losses": read_as(1, 1, 1, base_fen=1)},
    "blacklist": {"settings": settings_with("sanity", blacklist=("000001.SZ", "600000.SH"))},
    "strength": {"strength": 0.0},
    "cancel_ratio": {"counters": counted(recent_orders=100, recent_cancels=100)},
}


def test_the_gates_that_judge_no_sells_are_the_limits_on_buying() -> None:
    assert set(LIMITS_ON_BUYING) == set(EXPECTED_GATES) - STILL_APPLY
    assert set(EXPECTED_GATES) > STILL_APPLY


@pytest.mark.parametrize("name", LIMITS_ON_BUYING)
def test_a_limit_on_buying_drops_the_buys_and_traps_no_position(name: str) -> None:
    case = a_case(**LIMITS_ON_BUYING[name])
    judged = review(case)
    assert judged.approved is not None, judged.reason
    assert judged.approved.batch.orders == tuple(case.side(Side.SELL))
    assert judged.dropped == tuple(case.side(Side.BUY))
    (objection,) = [verdict for verdict in judged.verdicts if not verdict.passed]
    assert (objection.gate, objection.ruling) == (name, Ruling.REDUCE), "the reason is kept, though sells pass it"


def test_what_is_unknown_about_buying_does_not_hold_up_a_file_of_sells() -> None:
    only_sells = with_orders(sell("600000.SH", 500, 9_900), strength=None, losses=None, total_assets_fen=9_999_999)
    assert review(only_sells).approved is not None


@pytest.mark.parametrize("name", sorted(STILL_APPLY))
def test_the_other_gates_judge_sells_too(name: str) -> None:
    asked: list[tuple[Order, ...]] = []

    def listens(case: Case) -> Verdict:
        asked.append(case.batch.orders)
        return GATES[name](case)

    case = a_case()
    review(case, dict(GATES) | {name: listens})
    assert asked == [case.batch.orders]


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
