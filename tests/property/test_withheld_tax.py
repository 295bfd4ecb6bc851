"""The paper counter and the books withhold the same tax, to the fen, however a holding came about."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.paper.account import PaperAccount
from core.adapters.paper.feed import DayFeed, Entitlement
from core.domain.dates import ymd
from core.domain.journal import Ledger
from core.domain.orders import Side
from core.pipeline.accounting.cash import opening_entry
from core.pipeline.accounting.dividends import dividend_entries
from core.pipeline.accounting.standing import Standing
from core.pipeline.accounting.trades import order_entries
from tests.fakes.trading import a_fill, a_result, an_order

SYMBOL = "600000.SH"
COLUMNS = ["ts_code", "trade_date", "cash_div_tax", "stk_div", "stk_bo_rate", "div_listdate"]
milli = st.integers(0, 800)
gaps = st.sampled_from([1, 2, 20, 35, 200, 400])
one_day = st.tuples(
    gaps, milli, milli, st.integers(0, 100), st.integers(0, 2), st.integers(0, 900), st.integers(0, 100)
)
days = st.lists(one_day, min_size=2, max_size=12)


@settings(deadline=None, max_examples=60)
@given(history=days)
def test_paper_and_books_withhold_the_same(history: list[tuple[int, int, int, int, int, int, int]]) -> None:
    day, paper = date(2025, 1, 2), PaperAccount(10**12)
    books = Standing({}, ())
    books.post(opening_entry(day, 10**12))
    for ahead, cash, bonus, taxed, wait, bought, percent in history:
        day += timedelta(ahead)
        listed = day + timedelta(wait)
        profits = bonus * taxed // 100
        due = Entitlement(*(Decimal(each) / 1000 for each in (cash, bonus)), listed, Decimal(profits) / 1000)
        paper.start_day(DayFeed(day, {}, {SYMBOL: due}))
        row = (SYMBOL, ymd(day), cash / 1000, bonus / 1000, profits / 1000, float(ymd(listed)))
        frame = pd.DataFrame([row], columns=COLUMNS)
        for entry in dividend_entries(day, frame, books.lots()):
            books.post(entry)
        held = paper.holdings.get(SYMBOL)
        assert (held.enable_shares if held else 0) == _sellable(books, day)
        sold = _sellable(books, day) * percent // 100
        if sold:
            paper.sold(SYMBOL, sold)
        if bought:
            paper.bought(SYMBOL, bought, 10_000)
        withheld = _trade(books, day, sold, bought)
        paper.end_day(DayFeed(day, {}, {}))
        assert paper.withheld_fen == withheld
        assert sum(each.taxable_fen for each in paper.tranches) == sum(lot.taxable_fen for lot in books.lots())


def _sellable(books: Standing, day: date) -> int:
    position = books.account(day).positions.get(SYMBOL)
    return position.sellable_shares if position else 0


def _trade(books: Standing, day: date, sold: int, bought: int) -> int:
    """Post the day's sale and purchase, and return the tax withheld."""
    both = ((f"a{day}", Side.SELL, sold), (f"b{day}", Side.BUY, bought))
    orders = [an_order(order_id, side, SYMBOL, qty, 10_000) for order_id, side, qty in both if qty]
    results = [a_result(order) for order in orders]
    fills = [a_fill(day, order, order.qty_shares, 10_000) for order in orders]
    withheld = 0
    for entry in order_entries(day, results, fills, books.lots(), Decimal("0.00025"), 500, day + timedelta(1)):
        books.post(entry)
        withheld += sum(line.amount_fen for line in entry.postings if line.account is Ledger.DIVIDEND_TAX)
    return withheld
