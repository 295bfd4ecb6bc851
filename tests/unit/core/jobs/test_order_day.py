"""Where a name was left on its way from plan to order: every fate once, with the reason that is told."""

from dataclasses import replace
from datetime import date

import pytest

from core.domain.holdings import Account
from core.domain.orders import Batch, Channel, Order, Side
from core.domain.outcome import Outcome
from core.domain.verdict import Ruling, Verdict
from core.jobs.order_day import OrderDay, fate_of
from core.pipeline.orders import stands_in_for
from core.pipeline.portfolio.plan import Action, Plan, PlanRow
from core.ports.runs import Run
from core.ports.views.orders import Fate
from tests.unit.core.jobs.order_days import a_run

DAY, BEFORE = date(2026, 7, 23), date(2026, 7, 22)
A, B, C, D, E = "600000.SH", "600001.SH", "600002.SH", "600003.SH", "600004.SH"


def row(symbol: str, action: Action, reason: str = "rank 1 enters") -> PlanRow:
    return PlanRow(symbol, action, 0.05, 5_000_000, 0.7, 1, 0, 10_000, reason)


def order(symbol: str, side: Side = Side.BUY, reason: str = "rank 1 enters") -> Order:
    return Order(f"20260723-01-{symbol[5]}", symbol, side, 100, 10_000, reason)


def batch(*orders: Order) -> Batch:
    return Batch("20260723-01", DAY, 1, "", Channel.DEMO, "0000", "14:56:00", orders)


SPARE = row(E, Action.BUY)


def made(rows: tuple[PlanRow, ...], morning: Run | None = None, **parts: object) -> OrderDay:
    plan = Plan(DAY, BEFORE, rows, (SPARE,), ())
    day = OrderDay(
        DAY, BEFORE, a_run("night", BEFORE), morning, plan, {each.symbol: each for each in rows}, {E: SPARE},
        Account(DAY, 0, 0, {}), None, {}, {}, {}, (), (),
    )  # fmt: skip
    return replace(day, **parts)  # type: ignore[arg-type]


BUY_A = (row(A, Action.BUY),)
ONLY_A, BOTH = batch(order(A)), batch(order(A), order(B))
DONE = a_run("morning", DAY, Outcome.DONE)
BLOCKED = a_run("morning", DAY, Outcome.BLOCKED, "the gates said no")
REFUSAL = Verdict("turnover", Ruling.BLOCK, "TURNOVER", "0.50 of assets", {})
REDUCE = Verdict("strength", Ruling.REDUCE, "WEAK", "the market falls", {})


@pytest.mark.parametrize(
    ("day", "fate", "code", "why"),
    [
        (made(BUY_A), Fate.PLANNED, "", "rank 1 enters"),
        (made((row(A, Action.HOLD, "rank 3 stays"),)), Fate.KEPT, "", "rank 3 stays"),
        (made(BUY_A, BLOCKED), Fate.NO_ORDERS, "", "the gates said no"),
        (made(BUY_A, DONE, batches=(batch(order(A)),)), Fate.ORDERED, "", "rank 1 enters"),
        (
            made(BUY_A, DONE, skipped={A: {"code": "LOCKED_UP", "reason": "no sellers"}}, built=batch()),
            Fate.SKIPPED, "LOCKED_UP", "no sellers",
        ),
        (
            made(BUY_A, DONE, skipped={A: {"code": "ON_TARGET", "reason": "on it"}}, built=batch()),
            Fate.KEPT, "ON_TARGET", "on it",
        ),
        (made(BUY_A, a_run("morning", DAY), built=batch(order(A))), Fate.BUILT, "", ""),
        (made(BUY_A, BLOCKED, built=ONLY_A, verdicts=(REFUSAL,)), Fate.HELD_BACK, "turnover", "0.50 of assets"),
        (
            made(BUY_A, DONE, built=BOTH, batches=(batch(order(B, Side.SELL)),), verdicts=(REDUCE,)),
            Fate.HELD_BACK, "strength", "the market falls",
        ),
        (made(BUY_A, BLOCKED, built=batch(order(A))), Fate.HELD_BACK, "", "the gates said no"),
        (
            made(BUY_A, replace(DONE, reason="STOP holds it"), built=BOTH, batches=(batch(order(B)),)),
            Fate.HELD_BACK, "stop", "STOP holds it",
        ),
        (made((), plan=None), Fate.UNKNOWN, "", ""),
        (made(()), Fate.NOT_PLANNED, "", ""),
    ],
)  # fmt: skip
def test_each_fate_is_told_with_its_reason(day: OrderDay, fate: Fate, code: str, why: str) -> None:
    told = fate_of(day, A)
    assert (told.fate, told.code, told.why) == (fate, code, why)


def test_a_name_standing_by_is_a_spare() -> None:
    assert fate_of(made(BUY_A), E).fate is Fate.SPARE


def test_a_gate_that_only_reduces_holds_back_no_sale() -> None:
    sale = batch(order(A, Side.SELL))
    told = fate_of(made(BUY_A, BLOCKED, built=sale, verdicts=(REDUCE,)), A)
    assert (told.fate, told.code) == (Fate.HELD_BACK, "")


def test_a_gate_asked_twice_counts_with_its_last_answer() -> None:
    day = made(BUY_A, BLOCKED, built=batch(order(A)), verdicts=(REFUSAL,))
    assert [verdict.gate for verdict in day.objections] == ["turnover"]


def test_an_order_names_whose_place_it_takes() -> None:
    assert stands_in_for(f"rank 21, stands in for {A}") == A
    assert stands_in_for("rank 21 enters") == ""
