"""The ledger against an independent model: plain counters, no lots, no entries.

Random days of trades and dividends, illegal ones included: the model says what cash, shares, fees and results must
be; the books must say the same, stay in balance, and refuse what the model refuses.
"""

import math
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.adapters.store.books import SqlBooks
from core.adapters.store.database import open_database
from core.domain.dates import ymd
from core.domain.errors import AskHuman
from core.domain.orders import Side
from core.pipeline.accounting.cash import opening_entry, settlement_entry
from core.pipeline.accounting.dividends import dividend_entries
from core.pipeline.accounting.trades import order_entries
from tests.fakes.trading import a_fill, a_result, an_order

SYMBOLS = ("000001.SZ", "600000.SH", "688001.SH")
FIRST = date(2026, 1, 5)
CAPITAL = 50_000_000

prices = st.integers(100, 9_999).map(lambda tick: tick * 10)
parts = st.lists(st.tuples(st.integers(1, 900), prices), min_size=1, max_size=3)
trades = st.lists(st.tuples(st.sampled_from(list(Side)), st.sampled_from(SYMBOLS), parts), max_size=4)
rates = st.integers(0, 2_000).map(lambda milli: milli / 1000)
payouts = st.dictionaries(st.sampled_from(SYMBOLS), st.tuples(rates, rates), max_size=2)
days = st.lists(st.tuples(trades, payouts), min_size=1, max_size=5)


class Model:
    """What a clerk with a pocket calculator keeps: cash, shares in and out, and what may be sold today."""

    def __init__(self) -> None:
        self.settled, self.unsettled = CAPITAL, 0
        self.shares: Counter[str] = Counter()
        self.sellable: Counter[str] = Counter()
        self.fees = self.dividends = self.bought = self.proceeds = 0

    def morning(self, payouts: dict[str, tuple[float, float]]) -> None:
        self.settled, self.unsettled = self.settled + self.unsettled, 0
        for symbol, (cash, bonus) in payouts.items():
            held = self.shares[symbol]
            paid = half_up(Fraction(str(cash)) * held * 100)
            self.settled += paid
            self.dividends += paid
            self.shares[symbol] += math.floor(Fraction(str(bonus)) * held)
        self.sellable = Counter(self.shares)

    def trade(self, side: Side, symbol: str, legs: list[tuple[int, int]]) -> bool:
        """Whether the trade is legal; an illegal one changes nothing."""
        shares = sum(qty for qty, _ in legs)
        fen = sum(qty * price for qty, price in legs) // 10
        fees = max(500, half_up(Fraction(fen, 4000))) + half_up(Fraction(fen, 100_000))
        if side is Side.SELL:
            fees += half_up(Fraction(fen, 2000))
            if shares > self.sellable[symbol] or self.settled + self.unsettled + fen < fees:
                return False
            self.sellable[symbol] -= shares
            self.shares[symbol] -= shares
            self.unsettled += fen - fees
            self.proceeds += fen
        else:
            if self.settled < fen + fees or self.settled + self.unsettled < fen + fees:
                return False
            self.shares[symbol] += shares
            self.settled -= fen + fees
            self.bought += fen
        self.fees += fees
        return True


def half_up(value: Fraction) -> int:
    return math.floor(value + Fraction(1, 2))


def frame_of(day: date, paid: dict[str, tuple[float, float]]) -> pd.DataFrame:
    rows = [(symbol, ymd(day), cash, bonus, float("nan")) for symbol, (cash, bonus) in paid.items()]
    return pd.DataFrame(rows, columns=["ts_code", "trade_date", "cash_div_tax", "stk_div", "div_listdate"])


def post_trade(books: SqlBooks, day: date, order_id: str, side: Side, symbol: str, legs: list[tuple[int, int]]) -> None:
    order = an_order(order_id, side, symbol, sum(qty for qty, _ in legs), 1)
    fills = [a_fill(day, order, qty, price, str(leg)) for leg, (qty, price) in enumerate(legs)]
    rate, next_open = Decimal("0.00025"), day + timedelta(1)
    entries = order_entries(day, [a_result(order)], fills, books.lots(), rate, 500, next_open, books.posted(day))
    books.post(2, entries)


def check(books: SqlBooks, model: Model, day: date) -> None:
    account, balance = books.account(day), books.trial_balance()
    assert (account.settled_fen, account.unsettled_fen) == (model.settled, model.unsettled)
    assert {symbol: held.qty_shares for symbol, held in account.positions.items()} == +model.shares
    assert {symbol: held.sellable_shares for symbol, held in account.positions.items() if held.sellable_shares} == (
        +model.sellable
    )
    assert sum(balance.values()) == 0
    assert sum(balance.get(name, 0) for name in ("fees:commission", "fees:stamp", "fees:transfer")) == model.fees
    assert -balance.get("result:dividends", 0) == model.dividends
    assert -balance.get("result:realised", 0) == model.proceeds - (model.bought - balance.get("securities", 0))
    assert sum(lot.cost_fen for lot in books.lots()) == balance.get("securities", 0)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=days)
def test_books_agree_with_a_simple_model(history, tmp_path_factory: pytest.TempPathFactory) -> None:  # type: ignore[no-untyped-def]
    home: Path = tmp_path_factory.mktemp("books")
    engine = open_database(home)
    books, model = SqlBooks(engine), Model()
    books.post(1, [opening_entry(FIRST, CAPITAL)])
    for index, (orders, paid) in enumerate(history):
        day = FIRST + timedelta(index)
        for _ in range(2):
            books.post(1, [settlement_entry(books.account(day), day)])
            books.post(1, dividend_entries(day, frame_of(day, paid), books.lots(), books.posted(day)))
        model.morning(paid)
        for number, (side, symbol, legs) in enumerate(orders):
            order_id = f"{ymd(day)}-{number}"
            if model.trade(side, symbol, legs):
                for _ in range(2):
                    post_trade(books, day, order_id, side, symbol, legs)
            else:
                with pytest.raises(AskHuman):
                    post_trade(books, day, order_id, side, symbol, legs)
            check(books, model, day)
        check(books, model, day)
    engine.dispose()
