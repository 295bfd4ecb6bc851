"""Intended, filled, ledger and broker over the union of symbols, and cash to the fen."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.domain.breaks import Break, BreakCode
from core.domain.holdings import Account, Position, Traded
from core.domain.orders import Side
from core.pipeline.four_way import CASH, Commission, FourWayRow, filled_cash_fen, four_way
from tests.fakes.trading import D1, a_fill, an_order, broker_says

A, B, C, D = "600000.SH", "000001.SZ", "600519.SH", "000002.SZ"
BUY = an_order("b1", Side.BUY, A, 200, 10_050)
SELL = an_order("s1", Side.SELL, B, 100, 9_900)
FILLS = [a_fill(D1, BUY, 100, 10_000), a_fill(D1, SELL, 100, 10_000)]
COMMISSION = Commission(Decimal("0.00025"), 500)
# 100 × 10.00 bought: 1000.00 + 5.00 + 0.01; sold: 1000.00 − 5.00 − 0.50 − 0.01.
BOOKED = Traded(-100_501 + 99_449, {A: 100, B: -100})
ACCOUNT = Account(D1, 900_000, 99_449, {A: Position(A, 100, 0, 1), C: Position(C, 300, 300, 1)})


def rows_of(**changes: object) -> dict[str, FourWayRow]:
    facts: dict[str, object] = {
        "day": D1, "orders": [BUY, SELL], "fills": FILLS, "account": ACCOUNT, "booked": BOOKED,
        "figures": broker_says(D1, ACCOUNT.cash_fen, {A: (100, 10_000), C: (300, 1)}), "commission": COMMISSION,
    }  # fmt: skip
    return {row.symbol: row for row in four_way(**(facts | changes))}  # type: ignore[arg-type]


def test_a_day_that_agrees() -> None:
    rows = rows_of()
    assert list(rows) == [B, A, C, CASH]
    assert rows[A] == FourWayRow(A, 0, 200, 100, 100, 100, ())
    assert rows[B] == FourWayRow(B, 100, 0, 0, 0, 0, ())
    assert rows[C] == FourWayRow(C, 300, 300, 300, 300, 300, ())
    assert rows[CASH].before == 999_449 + 100_501 - 99_449
    assert rows[CASH].filled == rows[CASH].ledger == rows[CASH].broker == 999_449
    # Whole at the limits: 2010.00 + 5.00 + 0.02 out, 990.00 − 5.00 − 0.50 (49.5 fen, half up) − 0.01 in.
    assert rows[CASH].intended == rows[CASH].before - 201_502 + 98_449
    assert all(row.agrees and row.difference == 0 for row in rows.values())


def test_a_fill_that_never_reached_the_ledger_shows() -> None:
    rows = rows_of(booked=Traded(99_449, {B: -100}))
    assert not rows[A].agrees
    assert (rows[A].filled, rows[A].ledger) == (200, 100)
    assert not rows[CASH].agrees


def test_what_only_the_broker_holds_has_a_row_with_its_code() -> None:
    found = [Break(BreakCode.POSITION_UNKNOWN_TO_BOOKS, D1, D, ""), Break(BreakCode.CASH_MISMATCH, D1, "", "")]
    rows = rows_of(figures=broker_says(D1, 1, {D: (500, 1)}), breaks=found)
    assert rows[D] == FourWayRow(D, 0, 0, 0, 0, 500, ("POSITION_UNKNOWN_TO_BOOKS",))
    assert rows[CASH].codes == ("CASH_MISMATCH",)
    assert rows[C].difference == -300


def test_without_the_brokers_figures_nothing_agrees() -> None:
    rows = rows_of(figures=None)
    assert {(row.broker, row.difference, row.agrees) for row in rows.values()} == {(None, None, False)}


def test_a_break_of_a_symbol_nobody_holds_any_more_keeps_its_row() -> None:
    assert rows_of(breaks=[Break(BreakCode.ORDER_UNKNOWN, D1, D, "")])[D].codes == ("ORDER_UNKNOWN",)


@given(st.lists(st.integers(1, 50).map(lambda lots: lots * 100), min_size=1, max_size=6), st.integers(1_000, 90_000))
def test_fees_are_per_order_however_it_was_filled(parts: list[int], price_li: int) -> None:
    order = an_order("b1", Side.BUY, A, sum(parts), price_li)
    split = [a_fill(D1, order, part, price_li, str(number)) for number, part in enumerate(parts)]
    whole = [a_fill(D1, order, sum(parts), price_li)]
    assert filled_cash_fen(split, D1, COMMISSION) == filled_cash_fen(whole, D1, COMMISSION)
