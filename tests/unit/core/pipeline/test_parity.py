"""Planned against filled: golden figures worked out by hand, and a cause for every difference."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.orders import Fill, OrderResult, OrderState, Side
from core.domain.parity import Cause
from core.pipeline.four_way import Commission
from core.pipeline.parity import DayFacts, ParityRow, Planned, day_parity, parity_rows
from tests.fakes.trading import D1, a_fill, a_result, an_order

A = "600000.SH"
BUY = an_order("b1", Side.BUY, A, 1000, 10_100)
SELL = an_order("s1", Side.SELL, A, 1000, 9_900)
PLANNED = Planned(A, Side.BUY, 1000, 10_000, 10_000, 10_100, "b1")
COMMISSION = Commission(Decimal("0.00025"), 500)
# 1000 × 10.00 = 10000 yuan: commission 5.00 (the minimum), transfer 0.10.
FEE = 510


def row_of(
    planned: Planned = PLANNED,
    fills: list[Fill] | None = None,
    result: OrderResult | None = None,
    fee: int = FEE,
    ranges: dict[str, tuple[int, int]] | None = None,
) -> ParityRow:
    done = [a_fill(D1, BUY, 1000, 10_000)] if fills is None else fills
    known = {planned.order_id: result or a_result(BUY)}
    facts = DayFacts(known, done, {planned.order_id: fee}, {A: (9_800, 10_200)} if ranges is None else ranges)
    [row] = parity_rows(D1, [planned], facts, COMMISSION, late_after_s=1800)
    return row


def test_a_trade_as_planned_differs_in_nothing() -> None:
    row = row_of()
    assert (row.price_fen, row.quantity_fen, row.fee_fen, row.causes) == (0, 0, 0, {})
    assert (row.planned_fee_fen, row.filled_fee_fen, row.delay_s) == (FEE, FEE, 5)
    assert day_parity(D1, [row]).parity_bp == 10_000


def test_a_dearer_fill_costs_on_either_side() -> None:
    assert row_of(fills=[a_fill(D1, BUY, 1000, 10_050)]).price_fen == 5_000
    sold = replace(PLANNED, side=Side.SELL, order_id="s1")
    facts = DayFacts({"s1": a_result(SELL)}, [a_fill(D1, SELL, 1000, 9_950)], {}, {})
    [row] = parity_rows(D1, [sold], facts, COMMISSION, 1800)
    assert row.price_fen == 5_000


@pytest.mark.parametrize(
    ("reference_li", "filled_li", "cause"),
    [(10_080, 10_100, Cause.AUCTION_MOVED), (10_020, 10_100, Cause.SLIPPAGE), (9_950, 10_000, None)],
)
def test_the_larger_part_of_a_price_names_its_cause(reference_li: int, filled_li: int, cause: Cause | None) -> None:
    planned = replace(PLANNED, reference_li=reference_li)
    assert row_of(planned, [a_fill(D1, BUY, 1000, filled_li)]).price_cause is cause


CANCELLED = a_result(BUY, 0, OrderState.CANCELLED)
SHORT = {
    Cause.REJECTED: {"result": a_result(BUY, 0, OrderState.REJECTED)},
    Cause.UNKNOWN: {"result": a_result(BUY, 0, OrderState.UNKNOWN)},
    Cause.NOT_SENT: {"result": a_result(BUY, 0, OrderState.NOT_SENT)},
    Cause.STOP: {"result": replace(a_result(BUY, 0, OrderState.NOT_SENT), message="STOP says HALTED")},
    Cause.SUSPENDED: {"result": CANCELLED, "ranges": {}},
    Cause.LIMIT: {"result": CANCELLED, "ranges": {A: (10_101, 10_300)}},
    Cause.NOT_FILLED: {"result": CANCELLED, "ranges": {A: (10_100, 10_300)}},
    Cause.PARTIAL: {
        "result": a_result(BUY, 400, OrderState.PARTIAL_CANCELLED), "fills": [a_fill(D1, BUY, 400, 10_000)],
    },
    Cause.GATE: {"planned": replace(PLANNED, cause=Cause.GATE)},
    Cause.SKIPPED: {"planned": replace(PLANNED, order_id="", cause=Cause.SKIPPED)},
    Cause.OVERFILL: {"fills": [a_fill(D1, BUY, 1100, 10_000)]},
}  # fmt: skip


@pytest.mark.parametrize("cause", list(SHORT))
def test_every_shortfall_has_its_cause(cause: Cause) -> None:
    facts: dict[str, object] = {"fills": []} | SHORT[cause]
    row = row_of(**facts)  # type: ignore[arg-type]
    assert row.quantity_cause is cause
    assert row.quantity_fen == (row.planned_shares - row.filled_shares) * 1000


def test_an_order_nobody_reported_says_so() -> None:
    [row] = parity_rows(D1, [PLANNED], DayFacts({}, [], {}, {}), COMMISSION, 1800)
    assert row.quantity_cause is Cause.NOT_REPORTED


def test_a_limit_is_reached_from_the_other_side_for_a_sale() -> None:
    sold = Planned(A, Side.SELL, 1000, 10_000, 10_000, 9_900, "s1")
    for high, cause in ((9_899, Cause.LIMIT), (9_900, Cause.NOT_FILLED)):
        facts = DayFacts({"s1": a_result(SELL, 0, OrderState.CANCELLED)}, [], {}, {A: (9_000, high)})
        [row] = parity_rows(D1, [sold], facts, COMMISSION, 1800)
        assert row.quantity_cause is cause


@pytest.mark.parametrize(
    ("price_li", "fee", "cause"),
    [(10_000, 510, None), (10_000, 511, Cause.FEE_ESTIMATE), (11_000, 511, Cause.FEE_AMOUNT)],
)
def test_a_fee_differs_by_estimate_or_by_amount(price_li: int, fee: int, cause: Cause | None) -> None:
    """1000 × 11.00: commission 5.00, transfer 0.11."""
    row = row_of(fills=[a_fill(D1, BUY, 1000, price_li)], fee=fee)
    assert (row.fee_cause, row.fee_fen) == (cause, fee - FEE)


@pytest.mark.parametrize(
    ("at", "delay", "cause"),
    [("09:25:00", 0, None), ("2026-01-05 10:00:00", 1800, None), ("10:00:01", 1801, Cause.LATE)],
)
def test_late_is_later_than_the_settings_say(at: str, delay: int, cause: Cause | None) -> None:
    row = row_of(fills=[replace(a_fill(D1, BUY, 1000, 10_000), filled_at=at)])
    assert (row.delay_s, row.time_cause) == (delay, cause)


def test_a_days_parity_counts_every_difference_and_is_never_below_zero() -> None:
    """Half undone of 10000 yuan, 4.00 dearer, fee 0.05 less: 5004.05 astray of 10000 leaves 49.95 %."""
    half = row_of(
        fills=[a_fill(D1, BUY, 500, 10_008)], result=a_result(BUY, 500, OrderState.PARTIAL_CANCELLED), fee=505
    )
    day = day_parity(D1, [half])
    assert (day.planned_fen, day.quantity_fen, day.price_fen, day.fee_fen) == (1_000_000, 500_000, 400, -5)
    assert day.parity_bp == 10_000 - 500_405 * 10_000 // 1_000_000
    assert day.causes == {"price:SLIPPAGE": 1, "quantity:PARTIAL": 1, "fee:FEE_AMOUNT": 1}
    assert day_parity(D1, [row_of(fills=[a_fill(D1, BUY, 5000, 90_000)])]).parity_bp == 0
    assert day_parity(D1, []).parity_bp is None


@given(
    st.lists(st.tuples(st.integers(1, 9).map(lambda lots: lots * 100), st.integers(5_000, 20_000)), max_size=5),
    st.sampled_from(OrderState),
    st.integers(0, 5_000),
)
def test_whatever_differs_has_a_cause_and_what_does_not_has_none(
    parts: list[tuple[int, int]], state: OrderState, fee: int
) -> None:
    fills = [a_fill(D1, BUY, qty, price, str(number)) for number, (qty, price) in enumerate(parts)]
    row = row_of(fills=fills, result=a_result(BUY, sum(qty for qty, _ in parts), state), fee=fee)
    assert (row.price_cause is None) == (row.price_fen == 0)
    assert (row.quantity_cause is None) == (row.quantity_fen == 0)
    assert row.fee_fen == 0 or row.fee_cause is not None
    assert 0 <= (day_parity(D1, [row]).parity_bp or 0) <= 10_000
