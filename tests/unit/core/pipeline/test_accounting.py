"""Golden days: every figure below is worked out by hand in the test's docstring."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from core.domain.breaks import Break, BreakCode
from core.domain.errors import AskHuman, FixAndRestart
from core.domain.holdings import Account, Lot, positions_of
from core.domain.journal import JournalEntry, Ledger
from core.domain.orders import OrderState, Side
from core.pipeline.accounting.adoption import adoption_entry
from core.pipeline.accounting.cash import opening_entry, release_entry, reservation_entry, settlement_entry
from core.pipeline.accounting.dividends import dividend_entries
from core.pipeline.accounting.standing import Standing
from core.pipeline.accounting.trades import order_entries, traded_of
from tests.fakes.trading import D1, D2, D3, D4, a_batch, a_fill, a_result, an_order, broker_says

RATE, MINIMUM = Decimal("0.00025"), 500
A, B = "600000.SH", "000001.SZ"


def figures(entry: JournalEntry) -> dict[str, int]:
    return {posting.account.value: posting.amount_fen for posting in entry.postings}


def lot(lot_id: str, qty: int, cost_fen: int, sellable: date, symbol: str = A) -> Lot:
    return Lot(lot_id, symbol, qty, cost_fen, D1, sellable)


def test_opening_brings_capital_in() -> None:
    assert figures(opening_entry(D1, 100_000_000)) == {"cash:settled": 100_000_000, "capital": -100_000_000}
    with pytest.raises(ValueError, match="not positive"):
        opening_entry(D1, 0)


def test_settlement_moves_yesterdays_proceeds() -> None:
    entry = settlement_entry(Account(D2, 5, 123_456, {}), D2)
    assert entry.ref == "settle:20260106"
    assert figures(entry) == {"cash:settled": 123_456, "cash:unsettled": -123_456}


def test_settlement_marks_the_day_even_when_nothing_is_due() -> None:
    """Or a job resumed after posting its sales would settle today's proceeds today."""
    entry = settlement_entry(Account(D2, 5, 0, {}), D2)
    assert (entry.ref, entry.postings) == ("settle:20260106", ())


def test_a_released_batch_sets_aside_what_its_purchases_may_cost() -> None:
    """1,000 × 10.05 = 10,050.00, fees 5.00 + 0.10; 10,000 × 12.35, fees 30.88 + 1.24; a sale none."""
    batch = a_batch(
        D1,
        an_order("s1", Side.SELL, B, 100, 10_000),
        an_order("b1", Side.BUY, A, 1000, 10_050),
        an_order("b2", Side.BUY, A, 10_000, 12_350),
    )
    entry = reservation_entry(batch, RATE, MINIMUM)
    assert entry.ref == f"reserve:{batch.batch_id}"
    assert figures(entry) == {"cash:reserved": 13_358_722, "cash:settled": -13_358_722}
    assert reservation_entry(replace(batch, orders=batch.orders[:1]), RATE, MINIMUM).postings == ()


def test_what_was_set_aside_comes_back_whole_after_the_close() -> None:
    entry = release_entry(Account(D1, 5, 6, {}, 700), D1)
    assert (entry.ref, figures(entry)) == ("unreserve:20260105", {"cash:reserved": -700, "cash:settled": 700})
    assert release_entry(Account(D1, 5, 6, {}), D1).postings == ()


def test_buy_in_two_fills_pays_one_minimum_commission() -> None:
    """300 × 10.03 + 700 × 10.04 = 10,037.00; commission 2.51 → minimum 5.00; transfer 0.001 % = 0.10; no stamp."""
    order = an_order("b1", Side.BUY, A, 1000, 10_050)
    fills = [a_fill(D1, order, 300, 10_030, "1"), a_fill(D1, order, 700, 10_040, "2")]
    [entry] = order_entries(D1, [a_result(order)], fills, [], RATE, MINIMUM, D2)
    assert entry.ref == "trade:20260105:b1"
    assert figures(entry) == {
        "securities": 1_003_700, "fees:commission": 500, "fees:transfer": 10, "cash:settled": -1_004_210,
    }  # fmt: skip
    [move] = entry.lot_moves
    assert (move.lot_id, move.qty_shares, move.cost_fen, move.acquired_date, move.sellable_date) == (
        "b1", 1000, 1_003_700, D1, D2,
    )  # fmt: skip


def test_commission_above_the_minimum_and_transfer_round_half_up() -> None:
    """10,000 × 12.35 = 123,500.00; 0.025 % = 30.875 → 30.88; transfer 1.235 → 1.24."""
    order = an_order("b1", Side.BUY, A, 10_000, 12_350)
    [entry] = order_entries(D1, [a_result(order)], [a_fill(D1, order, 10_000, 12_350)], [], RATE, MINIMUM, D2)
    assert figures(entry)["fees:commission"] == 3088
    assert figures(entry)["fees:transfer"] == 124


def test_sale_takes_lots_first_in_first_out_and_leaves_proceeds_unsettled() -> None:
    """Sells 150 at 11.00 = 1,650.00 from lots 100 @ 10.00 and 200 @ 10.01 (of which 50, cost 500.50).

    Commission 5.00, stamp 0.05 % = 0.825 → 0.83, transfer 0.0165 → 0.02; cost 1,500.50, realised 149.50.
    """
    order = an_order("s1", Side.SELL, A, 150, 10_900)
    lots = [lot("x", 100, 100_000, D1), lot("y", 200, 200_200, D2)]
    [entry] = order_entries(D2, [a_result(order)], [a_fill(D2, order, 150, 11_000)], lots, RATE, MINIMUM, D3)
    assert figures(entry) == {
        "cash:unsettled": 164_415, "fees:commission": 500, "fees:stamp": 83, "fees:transfer": 2,
        "securities": -150_050, "result:realised": -14_950,
    }  # fmt: skip
    assert [(move.lot_id, move.qty_shares, move.cost_fen) for move in entry.lot_moves] == [
        ("x", -100, -100_000), ("y", -50, -50_050),
    ]  # fmt: skip


def test_a_loss_debits_the_realised_result() -> None:
    order = an_order("s1", Side.SELL, A, 100, 8_900)
    fill = a_fill(D2, order, 100, 9_000)
    [entry] = order_entries(D2, [a_result(order)], [fill], [lot("x", 100, 100_000, D1)], RATE, MINIMUM, D3)
    assert figures(entry)["result:realised"] == 10_000


def test_last_share_of_a_lot_takes_the_remaining_cost() -> None:
    """1/3 of 1.00 yuan is 0.33; 2 of the remaining 2 shares take 0.67: nothing is lost to rounding."""
    orders = [an_order("s1", Side.SELL, A, 1, 10), an_order("s2", Side.SELL, A, 2, 10)]
    fills = [a_fill(D2, orders[0], 1, 10_000), a_fill(D2, orders[1], 2, 10_000)]
    entries = order_entries(D2, [a_result(o) for o in orders], fills, [lot("x", 3, 100, D1)], RATE, MINIMUM, D3)
    assert [entry.lot_moves[0].cost_fen for entry in entries] == [-33, -67]


def test_shares_bought_today_cannot_be_sold_today() -> None:
    order = an_order("s1", Side.SELL, A, 200, 10_000)
    lots = [lot("x", 100, 100_000, D1), lot("y", 100, 100_000, D3)]
    with pytest.raises(AskHuman, match=r"'s1' takes 200 shares of 600000.SH, the books have 100 to give \(200 held\)"):
        order_entries(D2, [a_result(order)], [a_fill(D2, order, 200, 10_000)], lots, RATE, MINIMUM, D3)


def test_two_sales_cannot_share_the_same_shares() -> None:
    orders = [an_order("s1", Side.SELL, A, 100, 10_000), an_order("s2", Side.SELL, A, 100, 10_000)]
    fills = [a_fill(D2, order, 100, 10_000) for order in orders]
    with pytest.raises(AskHuman, match="'s2'"):
        order_entries(D2, [a_result(o) for o in orders], fills, [lot("x", 100, 1, D1)], RATE, MINIMUM, D3)


def test_another_symbols_lots_are_not_touched() -> None:
    order = an_order("s1", Side.SELL, A, 100, 10_000)
    with pytest.raises(AskHuman, match="0 to give"):
        order_entries(
            D2, [a_result(order)], [a_fill(D2, order, 100, 10_000)], [lot("x", 100, 1, D1, B)], RATE, MINIMUM, D3
        )


def test_an_order_without_fills_makes_no_entry_and_a_posted_one_is_left_out() -> None:
    rejected, done = an_order("r", Side.BUY, A, 100, 10_000), an_order("d", Side.SELL, A, 100, 10_000)
    results = [a_result(rejected, 0, OrderState.REJECTED), a_result(done)]
    fills = [a_fill(D2, done, 100, 10_000)]
    assert order_entries(D2, results, fills, [], RATE, MINIMUM, D3, posted={"trade:20260106:d"}) == []


def test_a_fill_without_result_or_against_it_asks_a_human() -> None:
    order = an_order("b1", Side.BUY, A, 100, 10_000)
    with pytest.raises(AskHuman, match="does not list"):
        order_entries(D1, [], [a_fill(D1, order, 100, 10_000)], [], RATE, MINIMUM, D2)
    other = a_fill(D1, an_order("b1", Side.BUY, B, 100, 10_000), 100, 10_000)
    with pytest.raises(AskHuman, match=r"000001.SZ"):
        order_entries(D1, [a_result(order)], [other], [], RATE, MINIMUM, D2)
    with pytest.raises(AskHuman, match="BUY -100"):
        order_entries(D1, [a_result(order)], [a_fill(D1, order, -100, 10_000)], [], RATE, MINIMUM, D2)


def dividends(**columns: object) -> pd.DataFrame:
    row = {"ts_code": A, "trade_date": 20260107, "cash_div_tax": 0.158, "stk_div": 0.0, "div_listdate": float("nan")}
    return pd.DataFrame([row | columns])


def test_cash_dividend_is_rounded_once_for_the_whole_account() -> None:
    """(150 + 75) × 0.158 = 35.55 yuan; by lot it would be 23.70 + 11.85, by share 0.16 × 225 = 36.00."""
    lots = [lot("x", 150, 1, D1), lot("y", 75, 1, D2)]
    [entry] = dividend_entries(D3, dividends(), lots)
    assert entry.ref == "div:20260107:600000.SH"
    assert figures(entry) == {"cash:settled": 3555, "result:dividends": -3555}
    assert [(move.lot_id, move.qty_shares, move.cost_fen, move.taxable_fen) for move in entry.lot_moves] == [
        ("x", 0, 0, 2370), ("y", 0, 0, 1185),
    ]  # fmt: skip


def test_bonus_shares_from_profits_are_taxed_at_par_and_converted_ones_are_not() -> None:
    """100 × 0.5 = 50 shares, of which 100 × 0.2 = 20 from profits: 20.00 yuan to be taxed beside the cash of 10.00.

    Where only reserves are stated the rest came from profits, and where nothing is, all of it.
    """
    frame = dividends(cash_div_tax=0.1, stk_div=0.5, stk_bo_rate=0.2)
    [entry] = dividend_entries(D3, frame, [lot("x", 100, 1, D1)])
    assert [(move.qty_shares, move.taxable_fen) for move in entry.lot_moves] == [(0, 3000), (50, 0)]
    for stated, taxable_fen in (({"stk_co_rate": 0.5}, 1000), ({"stk_co_rate": 0.4}, 2000), ({}, 6000)):
        frame = dividends(cash_div_tax=0.1, stk_div=0.5, **stated)
        [entry] = dividend_entries(D3, frame, [lot("x", 100, 1, D1)])
        assert [(move.qty_shares, move.taxable_fen) for move in entry.lot_moves] == [(0, taxable_fen), (50, 0)]


def test_a_sale_withholds_the_tax_on_its_dividends_by_how_long_each_lot_was_held() -> None:
    """300 at 10.00: the lot of a year owes none, of 60.00 on the lot of two months 10 %, of half of 9.99 bought
    yesterday (half a fen up: 5.00) 20 %: 6.00 + 1.00 = 7.00 beside fees of 5.00 + 1.50 + 0.03."""
    lots = [
        Lot("old", A, 100, 1000, date(2025, 1, 5), D1, 5000),
        Lot("mid", A, 100, 1000, date(2025, 11, 5), D1, 6000),
        Lot("new", A, 200, 2000, D1, D2, 999),
    ]
    order = an_order("s1", Side.SELL, A, 300, 10_000)
    fills = [a_fill(D2, order, 300, 10_000)]
    [entry] = order_entries(D2, [a_result(order)], fills, lots, RATE, MINIMUM, D3)
    assert figures(entry)["tax:dividends"] == 700
    assert figures(entry)["cash:unsettled"] == 300_000 - 500 - 150 - 3 - 700
    assert [(move.lot_id, move.taxable_fen) for move in entry.lot_moves] == [
        ("old", -5000),
        ("mid", -6000),
        ("new", -500),
    ]
    assert traded_of([entry]).cash_fen == 300_000 - 500 - 150 - 3
    [company] = order_entries(D2, [a_result(order)], fills, lots, RATE, MINIMUM, D3, dividend_tax=False)
    assert "tax:dividends" not in figures(company)


def test_half_a_fen_is_rounded_up() -> None:
    """5 × 0.001 = 0.005 yuan = half a fen → 0.01 yuan."""
    [entry] = dividend_entries(D3, dividends(cash_div_tax=0.001), [lot("x", 5, 1, D1)])
    assert figures(entry)["cash:settled"] == 1


def test_bonus_shares_fall_to_whole_ones_and_wait_for_their_listing_day() -> None:
    """155 × 0.3 = 46.5 → 46 shares, no cash."""
    frame = dividends(cash_div_tax=float("nan"), stk_div=0.3, stk_co_rate=0.3, div_listdate=20260108.0)
    [entry] = dividend_entries(D3, frame, [lot("x", 155, 1, D1)])
    [move] = entry.lot_moves
    assert (move.qty_shares, move.cost_fen, move.acquired_date, move.sellable_date) == (46, 0, D3, D4)
    assert entry.postings == ()


def test_bonus_shares_without_listing_day_are_sellable_on_the_ex_date() -> None:
    [entry] = dividend_entries(D3, dividends(stk_div=1.0), [lot("x", 100, 1, D1)])
    assert entry.lot_moves[-1].sellable_date == D3


def test_only_held_symbols_and_only_that_day_are_entitled() -> None:
    held = [lot("x", 100, 1, D1)]
    assert dividend_entries(D2, dividends(), held) == []
    assert dividend_entries(D3, dividends(ts_code=B), held) == []
    assert dividend_entries(D3, dividends(), [lot("x", 0, 0, D1)]) == []
    assert dividend_entries(D3, dividends(), held, posted={"div:20260107:600000.SH"}) == []
    assert dividend_entries(D3, dividends().iloc[:0], held) == []


def test_shares_bought_on_the_ex_date_are_not_entitled() -> None:
    late = Lot("late", A, 100, 1, D3, D4)
    [entry] = dividend_entries(D3, dividends(cash_div_tax=1.0), [lot("x", 100, 1, D1), late])
    assert figures(entry)["cash:settled"] == 10_000
    assert dividend_entries(D3, dividends(), [late]) == []


def account_of(lots: list[Lot], cash_fen: int = 0) -> Account:
    return Account(D2, cash_fen, 0, positions_of(lots, D2))


def test_adopting_cash_books_the_difference() -> None:
    found = Break(BreakCode.CASH_MISMATCH, D2, "", "", {}, 7)
    entry = adoption_entry(found, account_of([], 1000), [], broker_says(D2, 990, {}), D3)
    assert (entry.ref, figures(entry)) == ("adopt:7", {"cash:settled": -10, "result:adjustments": 10})


@pytest.mark.parametrize(
    ("code", "lots", "holdings", "gained", "cost_fen"),
    [
        (BreakCode.POSITION_UNKNOWN_TO_BOOKS, [], {A: (100, 12_340)}, 100, 123_400),
        (BreakCode.CORPORATE_ACTION_UNEXPLAINED, [lot("x", 100, 5000, D1)], {A: (130, 10)}, 30, 0),
        (BreakCode.POSITION_MISMATCH, [lot("x", 100, 5000, D1)], {A: (60, 10)}, -40, -2000),
        (BreakCode.POSITION_MISSING_AT_BROKER, [lot("x", 100, 5000, D3)], {}, -100, -5000),
    ],
)
def test_adopting_shares(
    code: BreakCode, lots: list[Lot], holdings: dict[str, tuple[int, int]], gained: int, cost_fen: int
) -> None:
    entry = adoption_entry(Break(code, D2, A, "", {}, 3), account_of(lots), lots, broker_says(D2, 0, holdings), D3)
    assert sum(move.qty_shares for move in entry.lot_moves) == gained
    assert figures(entry).get(Ledger.ADJUSTMENTS.value, 0) == -cost_fen
    if gained > 0:
        assert entry.lot_moves[0].sellable_date == D3


def test_adopting_shares_does_not_look_at_lots_of_later_days() -> None:
    bonus = Lot("div", A, 50, 0, D3, D3)
    found = Break(BreakCode.POSITION_MISMATCH, D2, A, "", {}, 3)
    entry = adoption_entry(
        found, account_of([]), [lot("x", 100, 5000, D1), bonus], broker_says(D2, 0, {A: (60, 1)}), D3
    )
    assert [(move.lot_id, move.qty_shares) for move in entry.lot_moves] == [("x", -40)]


def test_a_holding_whose_cost_the_broker_calls_negative_is_taken_over_without_cost() -> None:
    stated = broker_says(D2, 0, {A: (100, 10_000)})
    figured = replace(stated, positions=(replace(stated.positions[0], cost_li=-1_250),))
    entry = adoption_entry(
        Break(BreakCode.POSITION_UNKNOWN_TO_BOOKS, D2, A, "", {}, 3), account_of([]), [], figured, D3
    )
    assert [(move.qty_shares, move.cost_fen) for move in entry.lot_moves] == [(100, 0)]


def test_a_break_about_an_order_has_nothing_to_adopt() -> None:
    found = Break(BreakCode.ORDER_UNKNOWN, D2, A, "", {}, 3)
    with pytest.raises(FixAndRestart, match="ORDER_UNKNOWN"):
        adoption_entry(found, account_of([]), [], broker_says(D2, 0, {}), D3)


def _sold_and_bought(sold: tuple[int, ...], bought: int) -> tuple[Standing, int]:
    """Books with 1000 old shares that brought 1000 yuan, after a day of sales and one purchase; the tax withheld."""
    old = Lot("old", A, 1000, 1_000_000, D1, D2, 100_000)
    books = Standing({"cash:settled": 10**9, "securities": 1_000_000, "capital": -(10**9) - 1_000_000}, [old])
    orders = [an_order(f"a{number}", Side.SELL, A, qty, 12_000) for number, qty in enumerate(sold)]
    orders += [an_order("b", Side.BUY, A, bought, 12_000)] if bought else []
    fills = [a_fill(D3, order, order.qty_shares, 12_000) for order in orders]
    taxed = 0
    for entry in order_entries(D3, list(map(a_result, orders)), fills, [old], RATE, MINIMUM, D4):
        books.post(entry)
        taxed += sum(line.amount_fen for line in entry.postings if line.account is Ledger.DIVIDEND_TAX)
    return books, taxed


@pytest.mark.parametrize(
    ("sold", "bought", "taxed_fen", "left"),
    [
        ((600,), 0, 12_000, [("old", 400)]),
        ((600,), 400, 4_000, [("old", 800)]),
        ((600,), 600, 0, [("old", 1000)]),
        ((600,), 900, 0, [("old", 1000), ("b", 300)]),
        ((300, 300), 400, 4_000, [("old", 800)]),
    ],
)
def test_a_day_counts_by_its_net_change(
    sold: tuple[int, ...], bought: int, taxed_fen: int, left: list[tuple[str, int]]
) -> None:
    books, taxed = _sold_and_bought(sold, bought)
    assert taxed == taxed_fen
    assert [(lot.lot_id, lot.qty_shares) for lot in books.lots()] == left
    assert books.account(D4).positions[A].sellable_shares == 1000 - sum(sold) + bought


def test_what_was_bought_today_cannot_be_delivered_today() -> None:
    with pytest.raises(AskHuman, match="500 to give"):
        _sold_and_bought((500, 600), 1000)
