"""The ledger driven by thousands of random deeds, illegal ones included, beside a clerk who keeps no ledger.

What the clerk calls illegal the books must refuse and stay as they were; after every deed both must state the same
cash, shares, fees and dividends, and all of history must add up entry by entry.
"""

import shutil
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import mkdtemp
from typing import ClassVar

import pandas as pd
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.adapters.store.books import SqlBooks
from core.adapters.store.database import open_database
from core.domain.dates import ymd
from core.domain.delivery import Charges, Delivery
from core.domain.errors import AskHuman, FixAndRestart
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting
from core.domain.orders import Fill, Side
from core.pipeline.accounting.cash import opening_entry, release_entry, reservation_entry, settlement_entry
from core.pipeline.accounting.corporate import delisting_entries, exchange_entry, rights_entry
from core.pipeline.accounting.corrections import reversal_entry
from core.pipeline.accounting.dividends import dividend_entries
from core.pipeline.accounting.trades import order_entries
from core.pipeline.accounting.true_up import true_up
from tests.fakes.clerk import Clerk, Heap
from tests.fakes.trading import a_batch, a_fill, a_result, an_order

SYMBOLS = ("000001.SZ", "600000.SH", "688001.SH")
FIRST = date(2026, 1, 30)
CAPITAL = 50_000_000
RATE, MINIMUM = Decimal("0.00025"), 500

DIVIDEND = ["ts_code", "trade_date", "cash_div_tax", "stk_div", "stk_co_rate", "div_listdate"]
symbols = st.sampled_from(SYMBOLS)
prices = st.integers(100, 9_999).map(lambda tick: tick * 10)
legs = st.lists(st.tuples(st.integers(1, 900), prices), min_size=1, max_size=3)
milli = st.integers(0, 2_000)


class LedgerMachine(RuleBasedStateMachine):
    """Books on SQLite, with a resting point every few entries, and the clerk; `counted` is over all examples."""

    counted: ClassVar[Counter[str]] = Counter()

    @initialize()
    def open(self) -> None:
        self.home = Path(mkdtemp(prefix="ledger"))
        self.engine = open_database(self.home)
        self.books = SqlBooks(self.engine, point_every=5)
        self.clerk = Clerk(CAPITAL)
        self.day, self.number = FIRST, 0
        self.fills: list[Fill] = []
        self.books.post(1, [opening_entry(FIRST, CAPITAL)])

    def teardown(self) -> None:
        self.engine.dispose()
        shutil.rmtree(self.home, ignore_errors=True)

    def name(self, what: str) -> str:
        self.number += 1
        return f"{what}-{self.number}"

    @rule(days=st.sampled_from([1, 1, 1, 3, 31, 366]))
    def next_morning(self, days: int) -> None:
        self.day += timedelta(days)
        self.clerk.new_morning()
        for _ in range(2):
            self.books.post(1, [settlement_entry(self.books.account(self.day), self.day)])

    @rule(symbol=symbols, cash=milli, bonus=milli, wait=st.integers(0, 2))
    def go_ex(self, symbol: str, cash: int, bonus: int, wait: int) -> None:
        if f"div:{ymd(self.day)}:{symbol}" in self.books.posted(self.day):
            return
        listed = self.day + timedelta(wait)
        row = (symbol, ymd(self.day), cash / 1000, bonus / 1000, bonus / 1000, float(ymd(listed)))
        frame = pd.DataFrame([row], columns=DIVIDEND)
        name = f"div:{ymd(self.day)}:{symbol}"
        self.clerk.pay(symbol, self.day, Fraction(cash, 1000), Fraction(bonus, 1000), listed, name)
        for _ in range(2):
            self.books.post(1, dividend_entries(self.day, frame, self.books.lots(), self.books.posted(self.day)))

    @rule(symbol=symbols, wanted=legs)
    def hold_back(self, symbol: str, wanted: list[tuple[int, int]]) -> None:
        orders = [an_order(self.name("h"), Side.BUY, symbol, qty, price) for qty, price in wanted]
        batch = a_batch(self.day, *orders, sequence=self.number)
        fen = [qty * price // 10 for qty, price in wanted]
        legal = self.clerk.hold_back(sum(fen) + sum(self.clerk.cost_of_order(Side.BUY, each) for each in fen))
        self.post_if(legal, reservation_entry(batch, RATE, MINIMUM))

    @rule()
    def give_back(self) -> None:
        entry = release_entry(self.books.account(self.day), self.day)
        if entry.ref not in self.books.posted(self.day):
            self.clerk.give_back()
        self.books.post(1, [entry])

    @rule(side=st.sampled_from(list(Side)), symbol=symbols, parts=legs, all_of_it=st.booleans())
    def trade(self, side: Side, symbol: str, parts: list[tuple[int, int]], all_of_it: bool) -> None:
        sellable = self.clerk.sellable(self.day)[symbol]
        if side is Side.SELL and all_of_it and sellable:
            parts = [(sellable, parts[0][1])]
        order = an_order(self.name("o"), side, symbol, sum(qty for qty, _ in parts), 1)
        fills = [a_fill(self.day, order, qty, price, str(leg)) for leg, (qty, price) in enumerate(parts)]
        fen = sum(qty * price for qty, price in parts) // 10
        args = (self.day, [a_result(order)], fills)
        if side is Side.BUY:
            tomorrow = self.day + timedelta(1)
            legal = self.clerk.buy(symbol, order.qty_shares, fen, self.day, tomorrow, order.client_order_id)
            entries = order_entries(*args, self.books.lots(), RATE, MINIMUM, tomorrow)
        elif order.qty_shares > sellable:
            legal = self.clerk.sell(symbol, order.qty_shares, fen, self.day, order.client_order_id, 0)
            with pytest.raises(AskHuman, match="to give"):
                order_entries(*args, self.books.lots(), RATE, MINIMUM, self.day)
            return
        else:
            entries = order_entries(*args, self.books.lots(), RATE, MINIMUM, self.day)
            tax = sum(p.amount_fen for p in entries[0].postings if p.account is Ledger.DIVIDEND_TAX)
            exact, slack = self.clerk.tax_on(symbol, order.qty_shares, self.day)
            assert abs(tax - exact) <= slack
            legal = self.clerk.sell(symbol, order.qty_shares, fen, self.day, order.client_order_id, tax)
        if self.post_if(legal, entries[0]):
            self.fills += fills

    @precondition(lambda self: self.fills)
    @rule(data=st.data(), commission=st.integers(0, 3_000), other=st.integers(0, 200))
    def true_up(self, data: st.DataObject, commission: int, other: int) -> None:
        name = data.draw(st.sampled_from(sorted({fill.client_order_id for fill in self.fills})))
        ours = [fill for fill in self.fills if fill.client_order_id == name]
        charges = Charges(commission, 0, 0, other)
        fen = sum(fill.qty_shares * fill.price_li for fill in ours) // 10
        row = Delivery(
            1, ours[0].trade_date, ours[0].symbol, ours[0].side, sum(fill.qty_shares for fill in ours), fen, charges,
            ours[0].entrust_no,
        )  # fmt: skip
        booked = [each.entry for each in self.books.entries(row.trade_date, date.max)]
        again = any(entry.ref == f"trueup:{ymd(row.trade_date)}:{name}" for entry in booked)
        result = true_up([row], ours, booked)
        if again:
            assert not result.entries
            assert result.breaks or charges.total_fen == self.clerk.orders[name]
            return
        assert not result.breaks
        self.post_if(self.clerk.correct_fees(name, charges.total_fen), result.entries[0])

    @precondition(lambda self: self.clerk.shares())
    @rule(data=st.data(), taken=st.integers(1, 400), price=prices)
    def take_rights(self, data: st.DataObject, taken: int, price: int) -> None:
        symbol = data.draw(st.sampled_from(sorted(self.clerk.shares())))
        name = f"rights:{ymd(self.day)}:{symbol}"
        old = sum(heap.shares for heap in self.clerk.heaps[symbol] if heap.came < self.day)
        if name in self.books.posted(self.day):
            return
        make = (self.day, symbol, self.books.lots(), Decimal("0.3"), price, taken, self.day + timedelta(2))
        if taken > old * 3 // 10:
            with pytest.raises(FixAndRestart, match="give a right to"):
                rights_entry(*make)
            return
        fen = taken * price // 10
        legal = fen <= self.clerk.free
        if legal:
            self.clerk.free -= fen
            self.clerk.heaps[symbol].append(Heap(name, taken, self.day, self.day + timedelta(2)))
        self.post_if(legal, rights_entry(*make))

    @precondition(lambda self: self.clerk.shares())
    @rule(data=st.data())
    def change_code(self, data: st.DataObject) -> None:
        old = data.draw(st.sampled_from(sorted(self.clerk.shares())))
        new = data.draw(st.sampled_from([symbol for symbol in SYMBOLS if symbol != old]))
        entry = exchange_entry(self.day, old, new, self.books.lots())
        if entry.ref in self.books.posted(self.day):
            return
        self.books.post(1, [entry])
        self.clerk.rename(old, new)

    @precondition(lambda self: self.clerk.shares())
    @rule(data=st.data())
    def delist(self, data: st.DataObject) -> None:
        gone = data.draw(st.sampled_from(sorted(self.clerk.shares())))
        if f"delist:{ymd(self.day)}:{gone}" in self.books.posted(self.day):
            return
        for _ in range(2):
            self.books.post(1, delisting_entries(self.day, {gone}, self.books.lots(), self.books.posted(self.day)))
        assert sum(lot.cost_fen for lot in self.books.lots() if lot.symbol == gone) == 0

    @precondition(lambda self: self.number)
    @rule(data=st.data())
    def take_back_at_once(self, data: st.DataObject) -> None:
        """What is posted and taken back leaves everything as it was, a sale over several lots too."""
        held = self.clerk.sellable(self.day)
        if not held:
            return
        symbol = data.draw(st.sampled_from(sorted(held)))
        order = an_order(self.name("r"), Side.SELL, symbol, data.draw(st.integers(1, held[symbol])), 1)
        fill = a_fill(self.day, order, order.qty_shares, 99_990)
        [entry] = order_entries(self.day, [a_result(order)], [fill], self.books.lots(), RATE, MINIMUM, self.day)
        before = (self.books.account(self.day), sorted(self.books.lots(), key=lambda lot: (lot.lot_id, lot.symbol)))
        self.books.post(1, [entry])
        self.books.post(1, [reversal_entry(entry, "clerk", "wrong account")])
        after = (self.books.account(self.day), sorted(self.books.lots(), key=lambda lot: (lot.lot_id, lot.symbol)))
        assert before == after

    @rule(symbol=symbols, fen=st.integers(1, 10**9), qty=st.integers(1, 10**6))
    def post_nonsense(self, symbol: str, fen: int, qty: int) -> None:
        dates = (self.day, self.day)
        with pytest.raises(ValueError, match="out of balance"):
            JournalEntry("x", self.day, "trade", "", (Posting(Ledger.CASH_SETTLED, fen),))
        with pytest.raises(ValueError, match="books"):
            JournalEntry("x", self.day, "trade", "", (), (LotMove("x", symbol, qty, fen, *dates),))
        for bad in (
            JournalEntry("x", self.day, "trade", "", (), (LotMove("none", symbol, -qty, 0, *dates),)),
            JournalEntry("x", self.day, "trade", "", (), (LotMove("none", symbol, 0, 0, *dates, fen),)),
            self._moved(Ledger.CASH_RESERVED, -self.clerk.held_back - fen, Ledger.CASH_SETTLED),
            self._moved(Ledger.CASH_SETTLED, -self.clerk.free - fen, Ledger.ADJUSTMENTS),
        ):
            self.post_if(False, bad)

    def _moved(self, account: Ledger, fen: int, against: Ledger) -> JournalEntry:
        return JournalEntry("x", self.day, "trade", "", (Posting(account, fen), Posting(against, -fen)))

    @rule()
    def start_again(self) -> None:
        self.engine.dispose()
        self.engine = open_database(self.home)
        self.books = SqlBooks(self.engine, point_every=5)

    def post_if(self, legal: bool, entry: JournalEntry) -> bool:
        """Post twice what is legal; what is not must be refused."""
        self.counted["posted" if legal else "refused"] += 1
        if legal:
            assert (self.books.post(1, [entry]), self.books.post(2, [entry])) == (1, 0)
        else:
            with pytest.raises(AskHuman):
                self.books.post(1, [entry])
        return legal

    @invariant()
    def books_and_clerk_agree(self) -> None:
        self.counted["compared"] += 1
        account, balance = self.books.account(self.day), self.books.trial_balance()
        ours = (account.settled_fen, account.unsettled_fen, account.reserved_fen)
        assert ours == (self.clerk.free, self.clerk.waiting, self.clerk.held_back)
        assert {s: held.qty_shares for s, held in account.positions.items()} == self.clerk.shares()
        sellable = {s: held.sellable_shares for s, held in account.positions.items() if held.sellable_shares}
        assert sellable == self.clerk.sellable(self.day)
        assert sum(balance.values()) == 0
        fees = ("fees:commission", "fees:stamp", "fees:transfer", "fees:other")
        assert sum(balance.get(name, 0) for name in fees) == self.clerk.fees
        assert -balance.get("result:dividends", 0) == self.clerk.dividends
        assert balance.get("tax:dividends", 0) == self.clerk.tax_paid
        assert self.books.ledger_faults() == []


def test_books_agree_with_an_independent_clerk() -> None:
    phases = [Phase.explicit, Phase.reuse, Phase.generate]
    terms = settings(deadline=None, max_examples=50, stateful_step_count=40, phases=phases)
    LedgerMachine.counted.clear()
    run_state_machine_as_test(LedgerMachine, settings=terms)
    counted = LedgerMachine.counted
    assert counted["compared"] > 1000, counted
    assert min(counted["posted"], counted["refused"]) > 100, counted
