"""Every guard of the ledger is needed: with one taken out of the source, the check that names it fails.

A guard is a condition that leads to nothing but an error (see tests/fakes/guards.py). A new one without a check here
fails `test_every_guard_has_its_check`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import create_engine

from core.adapters.store import schema
from core.domain.breaks import Break, BreakCode
from core.domain.errors import AskHuman, FixAndRestart
from core.domain.holdings import Account, Lot
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting
from core.domain.orders import Side
from core.pipeline.accounting.cash import opening_entry
from core.ports.books import BookedEntry
from tests.fakes.guards import guards_of, module_of
from tests.fakes.tampering import drop_guards
from tests.fakes.trading import D1, D2, D3, a_fill, a_result, an_order, broker_says

ACCOUNTING = "core/pipeline/accounting"
FILES = (
    "core/domain/journal.py", "core/domain/dividend_tax.py", "core/domain/holdings.py",
    *(f"{ACCOUNTING}/{name}.py" for name in
      ("adoption", "cash", "corporate", "corrections", "dividends", "lots", "outside", "standing", "trades",
       "true_up")),
    "core/adapters/store/book_ledger.py", "core/jobs/corrections.py",
)  # fmt: skip

A, B = "600000.SH", "000001.SZ"
HELD = Lot("x", A, 100, 1000, D1, D2, 50)
TERMS = (Decimal("0.00025"), 500, D3)
Check = Callable[[ModuleType], object]


@dataclass
class Unsound:
    """What a JournalEntry refuses to be: the standing must not rely on that alone."""

    postings: tuple[Posting, ...] = ()
    lot_moves: tuple[LotMove, ...] = ()
    ref: str = "x"
    extra: list[str] = field(default_factory=list)


def entry(module: ModuleType, postings: tuple[Posting, ...], ref: str = "x", *moves: LotMove) -> object:
    return module.JournalEntry(ref, D1, "trade", "", postings, moves)


def cash(module: ModuleType, fen: int) -> Posting:
    return Posting(module.Ledger.CASH_SETTLED, fen)


def stand(module: ModuleType, *postings: tuple[Ledger, int], moves: tuple[LotMove, ...] = ()) -> None:
    """Post to books that hold one lot, 100 fen free and 10 set aside."""
    balances = {"cash:settled": 100, "cash:reserved": 10, "securities": 1000, "capital": -1110}
    module.Standing(balances, [HELD]).post(Unsound(tuple(Posting(account, fen, A) for account, fen in postings), moves))


def moved(qty: int = 0, cost: int = 0, taxable: int = 0, sellable: date = D2, lot_id: str = "x") -> tuple[LotMove, ...]:
    return (LotMove(lot_id, A, qty, cost, D1, sellable, taxable),)


def trade(module: ModuleType, **changes: object) -> object:
    order = an_order("b", Side.BUY, A, 100, 10_000)
    fill = replace(a_fill(D1, order, 100, 10_000), **changes)  # type: ignore[arg-type]
    return module.order_entries(D1, [a_result(order)], [fill], [], *TERMS)


def rights(module: ModuleType, ratio: str = "0.3", price_li: int = 1, taken: int = 30, listed: date = D3) -> object:
    return module.rights_entry(D2, A, [HELD], Decimal(ratio), price_li, taken, listed)


def taken_back(module: ModuleType, kind: str = "trade", author: str = "clerk", reason: str = "wrong") -> object:
    one = (Posting(Ledger.CASH_SETTLED, 1), Posting(Ledger.ADJUSTMENTS, -1))
    return module.reversal_entry(JournalEntry("x", D1, kind, "", one), author, reason)


def outside(
    module: ModuleType, qty: int = 100, price_li: int = 10_000, fees_fen: int = 500, missing: int = 100
) -> object:
    stated = module.StatedTrade(Side.BUY, qty, price_li, fees_fen)
    return module.outside_trade_entry(Break(BreakCode.POSITION_MISMATCH, D1, A, ""), missing, stated, [], D2)


def read_back(module: ModuleType) -> None:
    """Post the opening into books that put the other half of it elsewhere behind the poster's back."""
    engine = create_engine("sqlite://")
    schema.metadata.create_all(engine)
    with engine.begin() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.exec_driver_sql(
            "CREATE TRIGGER elsewhere AFTER INSERT ON postings WHEN NEW.account = 'capital'"
            " BEGIN UPDATE postings SET account = 'result:adjustments' WHERE rowid = NEW.rowid; END"
        )
        module.post_entries(connection, 1, [opening_entry(D1, 100)])


def desk_with(*refs: str) -> Any:
    """A desk whose books know these entries, and nothing else: who goes past a guard stumbles."""
    one = (Posting(Ledger.CASH_SETTLED, 1), Posting(Ledger.ADJUSTMENTS, -1))
    known = {ref: BookedEntry(1, 1, JournalEntry(ref, D1, "trade", "", one)) for ref in refs}
    return SimpleNamespace(books=SimpleNamespace(entry=known.get))


def by_hand(module: ModuleType, author: str = "clerk", reason: str = "told", desk: Any = None) -> object:
    return module.enter(desk or desk_with(), D1, "x", lambda books: opening_entry(D1, 100), author, reason)


SALE = ((Ledger.SECURITIES, -1000), (Ledger.CASH_UNSETTLED, 1000))
CHECKS: dict[str, tuple[type[Exception], Check]] = {
    "journal.JournalEntry.__post_init__#1": (ValueError, lambda m: entry(m, (), "")),
    "journal.JournalEntry.__post_init__#2": (ValueError, lambda m: entry(m, (cash(m, 1),))),
    "journal.JournalEntry.__post_init__#3": (ValueError, lambda m: entry(m, (), "x", *moved(cost=5))),
    "dividend_tax.dividend_tax_rate#1": (ValueError, lambda m: m.dividend_tax_rate(D2, D1)),
    "dividend_tax.share_out#1": (ValueError, lambda m: m.share_out(5, [0, 0])),
    "holdings.entitlement#1": (ValueError, lambda m: m.entitlement(-1, Decimal(1), Decimal(1))),
    "holdings.entitlement#2": (ValueError, lambda m: m.entitlement(1, Decimal(-1), Decimal(1))),
    "holdings.entitlement#3": (ValueError, lambda m: m.entitlement(1, Decimal(1), Decimal(-1))),
    "standing.Standing._move#1": (AskHuman, lambda m: stand(m, moves=moved(1, sellable=D3))),
    "standing.Standing._refuse_unbalanced#1": (AskHuman, lambda m: stand(m, (Ledger.CASH_SETTLED, 1))),
    "standing.Standing._refuse_unbalanced#2": (AskHuman, lambda m: stand(m, moves=moved(cost=5))),
    "standing.Standing._refuse_overdrawn#1": (
        AskHuman, lambda m: stand(m, (Ledger.CASH_SETTLED, -101), (Ledger.CASH_UNSETTLED, 101)),
    ),
    "standing.Standing._refuse_overdrawn#2": (
        AskHuman, lambda m: stand(m, (Ledger.CASH_UNSETTLED, -111), (Ledger.ADJUSTMENTS, 111)),
    ),
    "standing.Standing._refuse_overdrawn#3": (
        AskHuman, lambda m: stand(m, (Ledger.CASH_RESERVED, -11), (Ledger.CASH_SETTLED, 11)),
    ),
    "standing._refuse_impossible#1": (AskHuman, lambda m: stand(m, *SALE, moves=moved(-101, -1000, -50))),
    "standing._refuse_impossible#2": (
        AskHuman, lambda m: stand(m, (Ledger.SECURITIES, -1001), (Ledger.CASH_UNSETTLED, 1001), moves=moved(-1, -1001)),
    ),
    "standing._refuse_impossible#3": (AskHuman, lambda m: stand(m, moves=moved(taxable=-51))),
    "standing._refuse_impossible#4": (AskHuman, lambda m: stand(m, moves=moved(-100))),
    "lots.OpenLots.take#1": (AskHuman, lambda m: m.OpenLots([HELD]).take(A, 101, D2, "a sale")),
    "cash.opening_entry#1": (ValueError, lambda m: (m.opening_entry(D1, 0), m.opening_entry(D1, -5))),
    "trades._order_of#1": (AskHuman, lambda m: trade(m, client_order_id="other")),
    "trades._order_of#2": (AskHuman, lambda m: trade(m, symbol=B)),
    "trades._order_of#3": (AskHuman, lambda m: trade(m, qty_shares=0)),
    "trades._order_of#4": (AskHuman, lambda m: trade(m, price_li=0)),
    "corporate.rights_entry#1": (FixAndRestart, lambda m: rights(m, price_li=0)),
    "corporate.rights_entry#2": (FixAndRestart, lambda m: rights(m, listed=D1)),
    "corporate.rights_entry#3": (FixAndRestart, lambda m: rights(m, taken=31)),
    "corporate.exchange_entry#1": (FixAndRestart, lambda m: m.exchange_entry(D2, B, A, [HELD])),
    "corporate.exchange_entry#2": (FixAndRestart, lambda m: m.exchange_entry(D2, A, A, [HELD])),
    "corporate.exchange_entry#3": (FixAndRestart, lambda m: m.exchange_entry(D2, A, B, [HELD], Decimal(0))),
    "corporate.exchange_entry#4": (FixAndRestart, lambda m: m.exchange_entry(D2, A, B, [HELD], Decimal(1), -1)),
    "corrections.reversal_entry#1": (FixAndRestart, lambda m: taken_back(m, author=" ")),
    "corrections.reversal_entry#2": (FixAndRestart, lambda m: taken_back(m, reason=" ")),
    "corrections.reversal_entry#3": (FixAndRestart, lambda m: taken_back(m, kind=m.REVERSAL)),
    "corrections.reversal_entry#4": (
        FixAndRestart, lambda m: m.reversal_entry(JournalEntry("x", D1, "settlement", "", ()), "clerk", "wrong"),
    ),
    "adoption.adoption_entry#1": (
        FixAndRestart,
        lambda m: m.adoption_entry(
            Break(BreakCode.ORDER_UNKNOWN, D1, A, ""), Account(D1, 0, 0, {}), [], broker_says(D1, 0, {A: (100, 1)}), D2
        ),
    ),
    "outside.outside_trade_entry#1": (FixAndRestart, lambda m: outside(m, qty=0, missing=0)),
    "outside.outside_trade_entry#2": (FixAndRestart, lambda m: outside(m, price_li=0)),
    "outside.outside_trade_entry#3": (FixAndRestart, lambda m: outside(m, fees_fen=-1)),
    "outside.outside_trade_entry#4": (FixAndRestart, lambda m: outside(m, missing=-100)),
    "book_ledger.post_entries#1": (AskHuman, read_back),
    "corrections.reverse#1": (FixAndRestart, lambda m: m.reverse(desk_with(), D1, "x", "clerk", "wrong")),
    "corrections.reverse#2": (
        FixAndRestart, lambda m: m.reverse(desk_with("x", "reverse:x"), D1, "x", "clerk", "wrong"),
    ),
    "corrections.enter#1": (FixAndRestart, lambda m: by_hand(m, author=" ")),
    "corrections.enter#2": (FixAndRestart, lambda m: by_hand(m, reason="")),
    "corrections.enter#3": (FixAndRestart, lambda m: by_hand(m, desk=desk_with("opening"))),
    "corrections.true_up_fees#1": (FixAndRestart, lambda m: m.true_up_fees(desk_with(), D1, [], "0" * 64)),
}  # fmt: skip
PLACES = {name: (path, place) for path in FILES for name, place in guards_of(path).items()}


def test_every_guard_has_its_check() -> None:
    assert set(CHECKS) == set(PLACES)


@pytest.mark.parametrize("name", list(CHECKS))
def test_a_guard_taken_out_is_missed(name: str) -> None:
    path, place = PLACES[name]
    error, check = CHECKS[name]
    _must_refuse(check, module_of(path), error)
    with pytest.raises((Exception, pytest.fail.Exception)):
        _must_refuse(check, module_of(path, without=place), error)


def _must_refuse(check: Check, module: ModuleType, error: type[Exception]) -> None:
    with pytest.raises(error):
        check(module)
