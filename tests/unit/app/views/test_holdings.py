"""Holdings and cash as a screen is told them: what names brought adds up to what the account did."""

from pathlib import Path

import pytest

from app.compose import look_into
from app.views.catalogue import BUILDERS
from app.views.marks import Priced
from app.views.positions import Valued
from core.domain.dates import at
from core.domain.holdings import Position
from core.jobs.close import close_job
from core.ports.views.holdings import HoldingsAsk, HoldingsView, Lock, Mark
from core.ports.views.orders import OrdersAsk
from core.ports.views.reconciliation import ReconciliationAsk
from tests.fakes.desk import LIVED, NEXT, DeskBench, write_cfg
from tests.unit.app.views.conftest import Read


def told(read: Read, ask: HoldingsAsk | None = None) -> HoldingsView:
    view = read.tell(ask or HoldingsAsk())
    assert isinstance(view, HoldingsView)
    return view


def test_results_by_name_add_up_to_the_accounts(traded: Read) -> None:
    traded.bench.run(close_job(), NEXT, 16, 10)
    view = told(traded)
    marks = traded.bench.desk.books.equity()
    assert view.is_closed
    assert view.total_fen == marks[-1].total_fen
    assert sum(view.positions.columns["day_fen"]) == marks[-1].total_fen - marks[-2].total_fen == view.day_fen
    assert sum(view.positions.columns["total_fen"]) + view.gone_fen == view.total_fen - view.capital_fen
    assert sum(view.positions.columns["value_fen"]) == view.market_fen
    assert set(view.positions.columns["mark"]) <= {Mark.CLOSE, Mark.BROKER}


def test_a_day_before_is_told_as_it_was(traded: Read) -> None:
    traded.bench.run(close_job(), NEXT, 16, 10)
    view = told(traded, HoldingsAsk(LIVED[-1]))
    marks = traded.bench.desk.books.equity()
    assert view.total_fen == marks[-2].total_fen
    assert sum(view.positions.columns["day_fen"]) == view.day_fen
    assert len(view.equity) == 3
    assert view.equity.columns["drawdown"][0] == 0


def test_before_the_close_positions_are_marked_at_the_auction_and_cash_is_set_aside(traded: Read) -> None:
    view = told(traded)
    assert view.trade_date == NEXT
    assert not view.is_closed
    assert Mark.AUCTION in view.positions.columns["mark"] or Mark.CLOSE in view.positions.columns["mark"]
    account = traded.bench.desk.books.account(NEXT)
    assert view.cash.reserved_fen == account.reserved_fen
    assert view.cash.total_fen == account.cash_fen


def test_shares_bought_today_are_locked_until_the_next_open_day(traded: Read) -> None:
    traded.bench.run(close_job(), NEXT, 16, 10)
    positions = told(traded).positions
    rows = [positions.row(at) for at in range(len(positions))]
    bought = [row for row in rows if row["locked_shares"]]
    assert bought
    assert all(Lock.T1 in row["locks"] for row in bought)
    assert all(row["sellable_next"] == row["shares"] for row in bought)
    assert all(row["sellable_shares"] + row["locked_shares"] == row["shares"] for row in rows)


def test_places_weigh_what_lies_in_them_against_their_caps(traded: Read) -> None:
    view = told(traded)
    assert sum(view.boards.columns["value_fen"]) == sum(view.sectors.columns["value_fen"]) == view.market_fen
    assert view.boards.columns["cap"][0] == traded.bench.settings.exposure.max_main
    assert view.boards.columns["weight"][0] == pytest.approx(view.boards.columns["value_fen"][0] / view.total_fen)


def test_fees_by_day_are_those_of_the_ledger_and_planned_ones_those_of_parity(traded: Read) -> None:
    traded.bench.run(close_job(), NEXT, 16, 10)
    row = told(traded).costs.row(0)
    parity = traded.bench.desk.books.parity(NEXT, NEXT)[0]
    fees = [
        line.amount_fen
        for booked in traded.bench.desk.books.entries(NEXT, NEXT)
        for line in booked.entry.postings
        if line.account.value.startswith("fees:")
    ]
    assert row["day"] == NEXT
    assert row["fee_fen"] == sum(fees) > 0
    assert row["fee_fen"] - row["planned_fee_fen"] == parity.fee_fen
    assert row["price_fen"] == parity.price_fen
    assert row["traded_fen"] > 0


@pytest.mark.parametrize(
    ("shares", "cost_fen", "was_fen", "before_fen", "booked_fen", "share"),
    [
        (0, 0, 100_000, 10_000, 9_000, -1_000 / 100_000),
        (0, 0, 100_000, 10_000, 12_000, 2_000 / 100_000),
        (100, 50_000, 0, 0, 0, 10_000 / 50_000),
        (100, 40_000, 120_000, 40_000, 22_000, 2_000 / 120_000),
    ],
    ids=["sold out at a loss", "sold out at a gain", "bought", "half sold"],
)
def test_a_days_result_is_a_share_of_what_was_held_or_bought(
    shares: int, cost_fen: int, was_fen: int, before_fen: int, booked_fen: int, share: float
) -> None:
    held = Position("600000.SH", shares, shares, cost_fen)
    priced = Priced(6_000, Mark.CLOSE)
    valued = Valued(held, "", "", "", shares, (), priced, was_fen, before_fen, booked_fen, booked_fen)
    assert valued.row(1_000_000)["day_share"] == pytest.approx(share)


def test_a_home_without_books_has_no_day(tmp_path: Path) -> None:
    bench = DeskBench(tmp_path / "home", at(NEXT, 9))
    write_cfg(bench.home, bench.settings)
    with look_into(bench.home, lambda text: None, bench.clock) as house:
        asks = (HoldingsAsk(), OrdersAsk(), ReconciliationAsk())
        assert [BUILDERS[type(ask)](house, ask).trade_date for ask in asks] == [None] * 3
    bench.close()
