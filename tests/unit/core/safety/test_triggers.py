"""What presses STOP by itself, each with the state the settings raise for it."""

from datetime import date

import pytest

from core.domain.breaks import Break, BreakCode
from core.domain.orders import OrderState, Side
from core.domain.stop import Trigger
from core.domain.trading_state import TradingState
from core.domain.verdict import Ruling, Verdict
from core.safety.stop import NOT_PRESSED, halted
from core.safety.triggers import again, of_breaks, of_results, of_sent, of_verdicts
from core.settings.stop import Stop
from tests.fakes.trading import a_result, an_order

D1 = date(2026, 1, 5)
SETTINGS = Stop()
FALLEN = Verdict("drawdown", Ruling.REDUCE, "TRIPPED", "12 % below the highest close", {})
MISSING = Verdict("asset_check", Ruling.BLOCK, "FIGURES_MISSING", "no broker figures", {})


def results(states: str) -> list[object]:
    """Results in sending order: r rejected, f filled, n never sent, u unknown."""
    meant = {"r": OrderState.REJECTED, "f": OrderState.FILLED, "n": OrderState.NOT_SENT, "u": OrderState.UNKNOWN}
    orders = [an_order(f"B-{number:03d}", Side.BUY, "600000.SH", 100, 10_000) for number in range(len(states))]
    return [a_result(order, 0, meant[letter]) for order, letter in zip(orders, states, strict=True)]


@pytest.mark.parametrize(
    ("verdict", "trigger", "state"),
    [
        (FALLEN, Trigger.DRAWDOWN, TradingState.REDUCING),
        (Verdict("drawdown", Ruling.REDUCE, "LATCHED", "not re-armed", {}), Trigger.DRAWDOWN, TradingState.REDUCING),
        (MISSING, Trigger.FIGURES_MISSING, TradingState.REDUCING),
    ],
)
def test_a_gates_answer_trips(verdict: Verdict, trigger: Trigger, state: TradingState) -> None:
    (found,) = of_verdicts([verdict], SETTINGS)
    assert (found.trigger, found.state, found.reason) == (trigger, state, verdict.reason)


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict("drawdown", Ruling.PASS, "OK", "2 % below", {}),
        Verdict("asset_check", Ruling.BLOCK, "ASSETS_DIFFER", "a fen too much", {}),
        Verdict("stop", Ruling.BLOCK, "HALTED", "pressed", {}),
    ],
)
def test_other_answers_do_not(verdict: Verdict) -> None:
    assert of_verdicts([verdict], SETTINGS) == []


def test_a_trigger_set_to_active_presses_nothing() -> None:
    off = Stop(on_drawdown="ACTIVE", on_figures_missing="ACTIVE", on_reject_burst="ACTIVE", halt_on_breaks=())
    assert of_verdicts([FALLEN, MISSING], off) == []
    assert of_results(results("rrrrrrr"), off) == []  # type: ignore[arg-type]
    assert of_breaks([Break(BreakCode.OVERFILL, D1, "600000.SH", "")], off) == []


@pytest.mark.parametrize(
    ("states", "trips"),
    [("rrrr", False), ("rrrrr", True), ("ffrrrrrff", True), ("rrfrrfrr", False), ("rrnrurr", True), ("", False)],
)
def test_a_burst_of_rejects(states: str, trips: bool) -> None:
    found = of_results(results(states), SETTINGS)  # type: ignore[arg-type]
    assert [(each.trigger, each.state) for each in found] == [(Trigger.REJECT_BURST, TradingState.HALTED)] * trips


@pytest.mark.parametrize(("states", "unread", "trips"), [("rrr", 2, True), ("rrr", 1, False), ("", 5, True)])
def test_a_row_nobody_can_read_counts_as_one_more_reject(states: str, unread: int, trips: bool) -> None:
    found = of_sent(results(states), SETTINGS, unread)  # type: ignore[arg-type]
    assert [each.state for each in found] == [TradingState.HALTED] * trips


def test_breaks_raise_what_the_settings_say_for_their_codes() -> None:
    settings = Stop(halt_on_breaks=("OVERFILL",), reduce_on_breaks=("CASH_MISMATCH",))
    found = of_breaks(
        [
            Break(BreakCode.OVERFILL, D1, "600000.SH", "200 of 100"),
            Break(BreakCode.CASH_MISMATCH, D1, "", "5 fen"),
            Break(BreakCode.FILL_MISMATCH, D1, "600000.SH", "odd"),
        ],
        settings,
    )
    assert [(each.state, each.reason) for each in found] == [
        (TradingState.HALTED, "OVERFILL 600000.SH 200 of 100"),
        (TradingState.REDUCING, "CASH_MISMATCH  5 fen"),
    ]


def test_an_unknown_break_code_in_the_settings_is_refused() -> None:
    with pytest.raises(ValueError, match="no break code"):
        Stop(halt_on_breaks=("BROKEN",))


def test_what_would_press_again_is_what_goes_further_than_what_is_left() -> None:
    (fallen,) = of_verdicts([FALLEN], SETTINGS)
    assert again([fallen], NOT_PRESSED) == [fallen]
    assert again([fallen], halted("garbage", "STOP")) == []
