from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.adapters.paper.account import Holding, PaperAccount
from core.adapters.paper.counter import PaperCounter
from core.adapters.paper.faults import Faults
from core.adapters.paper.feed import DayBar, DayFeed, Entitlement
from core.adapters.paper.ticket import CANCELLED, DONE, PART_CANCELLED, PARTIAL, REJECTED, WORKING, Terms, Ticket
from core.domain.orders import Side
from core.domain.rulebook import Band
from tests.fakes.paper_market import DAY, NEXT_DAY, dividend, one_price

TERMS = Terms(Decimal("0.00025"), 500, 0.10)
SYMBOL = "600000.SH"
OPEN_S = 9 * 3600 + 30 * 60
CLOSE_S = 15 * 3600
FLAT = DayBar(10_000, 10_000, 10_000, 10_000, 10_000, 5_000_000, Band(9_000, 11_000))


def counter(
    shown: DayBar | None = FLAT, cash_fen: int = 100_000_000, held: int = 0, enable: int | None = None,
    faults: Faults | None = None, terms: Terms = TERMS, day: date = DAY,
) -> PaperCounter:  # fmt: skip
    account = PaperAccount(cash_fen)
    if held:
        account.holdings[SYMBOL] = Holding(held, held if enable is None else enable, held * 1000, 10_000)
    bars = {SYMBOL: shown} if shown else {}
    return PaperCounter(DayFeed(day, bars, {}), account, terms, faults or Faults(7, day, enabled=False))


def place(at: PaperCounter, side: Side, qty: int, limit_li: int, when_s: float = OPEN_S + 60) -> Ticket:
    at.advance(when_s)
    ticket = at.place(SYMBOL, side, qty, limit_li)
    at.advance(when_s + 2)
    return ticket


def test_a_marketable_buy_trades_at_the_price_and_is_locked_until_tomorrow() -> None:
    desk = counter()
    ticket = place(desk, Side.BUY, 100, 10_100)
    assert (ticket.status, ticket.fills[0].price_li) == (DONE, 10_000)
    assert (desk.account.holdings[SYMBOL].qty_shares, desk.account.holdings[SYMBOL].enable_shares) == (100, 0)
    assert place(desk, Side.SELL, 100, 9_900, OPEN_S + 120).error == "可卖数量不足"


def test_money_of_a_buy_and_a_sale_by_hand() -> None:
    """1000 yuan: commission 5 (minimum), transfer 0.01; the sale also stamp 0.50 (0.05 % since 2023-08-28)."""
    desk = counter(held=100)
    place(desk, Side.BUY, 100, 10_000)
    assert desk.cash_fen() == 100_000_000 - 100_000 - 500 - 1
    place(desk, Side.SELL, 100, 10_000, OPEN_S + 120)
    assert desk.cash_fen() == 100_000_000 - 501 - 500 - 50 - 1


def test_parts_of_one_order_share_one_minimum_commission() -> None:
    thin = replace(FLAT, volume_shares=200_000)
    desk = counter(thin)
    ticket = place(desk, Side.BUY, 1000, 10_000)
    desk.advance(CLOSE_S)
    assert len(ticket.fills) > 1
    assert ticket.filled_shares == 1000
    assert desk.cash_fen() == 100_000_000 - 1_000_000 - 500 - 10


def test_cash_of_working_buys_is_not_usable_twice() -> None:
    desk = counter(cash_fen=150_000)
    desk.advance(OPEN_S)
    working = desk.place(SYMBOL, Side.BUY, 100, 9_900)
    late = desk.place(SYMBOL, Side.BUY, 100, 9_900)
    desk.advance(OPEN_S + 5)
    assert (working.status, late.error) == (WORKING, "可用资金不足")
    assert desk.usable_fen() == 150_000 - 99_000 - 500 - 1
    desk.request_cancel(working)
    desk.advance(OPEN_S + 10)
    assert (working.status, desk.usable_fen()) == (CANCELLED, 150_000)


def test_a_sale_freezes_shares_and_a_cancel_frees_them() -> None:
    desk = counter(held=300)
    ticket = place(desk, Side.SELL, 300, 10_100)
    assert desk.account.holdings[SYMBOL].enable_shares == 0
    desk.request_cancel(ticket)
    desk.advance(OPEN_S + 100)
    assert desk.account.holdings[SYMBOL].enable_shares == 300


@pytest.mark.parametrize(
    ("side", "qty", "limit_li", "error"),
    [
        (Side.BUY, 150, 10_000, "委托数量不合法"),
        (Side.SELL, 50, 10_000, "委托数量不合法"),
        (Side.BUY, 100, 10_005, "委托价格不合法"),
        (Side.BUY, 100, 11_010, "委托价格不合法"),
        (Side.SELL, 100, 8_990, "委托价格不合法"),
        (Side.BUY, 100, 10_210, "委托价格不合法"),
        (Side.SELL, 100, 9_790, "委托价格不合法"),
        (Side.SELL, 1000, 10_000, "可卖数量不足"),
        (Side.BUY, 200_000, 10_000, "可用资金不足"),
    ],
)
def test_what_the_counter_refuses(side: Side, qty: int, limit_li: int, error: str) -> None:
    desk = counter(held=300)
    ticket = place(desk, side, qty, limit_li)
    assert (ticket.status, ticket.error) == (REJECTED, error)
    assert desk.cash_fen() == desk.usable_fen() == 100_000_000


def test_the_cage_does_not_hold_in_the_call_auction() -> None:
    desk = counter()
    ticket = place(desk, Side.BUY, 100, 10_500, 9 * 3600 + 16 * 60)
    assert ticket.status == WORKING
    desk.advance(9 * 3600 + 25 * 60)
    assert (ticket.status, ticket.fills[0].price_li) == (DONE, 10_000)


def test_nothing_is_bought_at_a_one_price_limit_up_but_it_can_be_sold() -> None:
    desk = counter(one_price(SYMBOL, 11_000, 10_000), held=100)
    buy = place(desk, Side.BUY, 100, 11_000)
    sale = place(desk, Side.SELL, 100, 11_000, OPEN_S + 120)
    desk.advance(CLOSE_S)
    assert (buy.status, buy.filled_shares, sale.status) == (CANCELLED, 0, DONE)


def test_nothing_is_sold_at_a_one_price_limit_down() -> None:
    desk = counter(one_price(SYMBOL, 9_000, 10_000), held=100)
    sale = place(desk, Side.SELL, 100, 9_000)
    desk.advance(CLOSE_S)
    assert (sale.status, sale.filled_shares) == (CANCELLED, 0)
    assert desk.account.holdings[SYMBOL].enable_shares == 100


def test_a_suspended_share_is_taken_and_never_traded() -> None:
    desk = counter(None, held=100)
    sale = place(desk, Side.SELL, 100, 9_500)
    assert sale.status == WORKING
    desk.advance(CLOSE_S)
    assert (sale.status, sale.filled_shares) == (CANCELLED, 0)


def test_a_resting_order_trades_at_its_own_limit_when_the_price_comes() -> None:
    shown = DayBar(100_000, 100_000, 91_000, 91_000, 100_000, 5_000_000, Band(90_000, 110_000))
    desk = counter(shown)
    ticket = place(desk, Side.BUY, 100, 95_510)
    desk.advance(CLOSE_S)
    assert [fill.price_li for fill in ticket.fills] == [95_510]


def test_no_more_than_the_share_of_the_days_volume_is_taken() -> None:
    thin = replace(FLAT, volume_shares=10_000)
    desk = counter(thin)
    tickets = [place(desk, Side.BUY, 900, 10_000, OPEN_S + 60 * i) for i in (1, 2)]
    desk.advance(CLOSE_S)
    assert 0 < sum(ticket.filled_shares for ticket in tickets) <= 1000
    assert tickets[1].status in (PART_CANCELLED, CANCELLED)


def test_no_cancel_is_taken_in_the_closing_call() -> None:
    desk = counter()
    ticket = place(desk, Side.BUY, 100, 9_900)
    desk.advance(14 * 3600 + 57 * 60)
    desk.request_cancel(ticket)
    assert ticket.status == WORKING


def test_a_fill_can_come_before_the_cancel() -> None:
    desk = counter(replace(FLAT, volume_shares=2_000_000))
    ticket = place(desk, Side.BUY, 5_000, 10_000, OPEN_S + 55)
    assert ticket.status == PARTIAL
    desk.request_cancel(ticket)
    desk.advance(CLOSE_S)
    assert ticket.status == PART_CANCELLED
    assert 0 < ticket.filled_shares < 5_000


def test_orders_after_the_close_are_refused() -> None:
    desk = counter()
    assert place(desk, Side.BUY, 100, 10_000, CLOSE_S + 60).error == "非交易时间"


def held_account(shares: int) -> PaperAccount:
    return PaperAccount(0, {SYMBOL: Holding(shares, 0, 0, 10_000)})


def feed_with(due: Entitlement, day: date = DAY) -> DayFeed:
    return DayFeed(day, {}, {SYMBOL: due, "000001.SZ": due})


def test_entitlements_come_on_the_ex_date() -> None:
    """350 shares at 0.123 yuan and 0.3 shares: 43.05 yuan and 105 shares."""
    account = held_account(350)
    account.start_day(feed_with(dividend("0.123", "0.3")))
    assert (account.cash_fen, account.holdings[SYMBOL].qty_shares) == (4305, 455)
    assert account.holdings[SYMBOL].enable_shares == 455
    assert list(account.holdings) == [SYMBOL]


def test_bonus_shares_wait_for_their_listing_day() -> None:
    account = held_account(100)
    account.start_day(feed_with(dividend("0", "1", listed_on=NEXT_DAY)))
    assert account.holdings[SYMBOL].enable_shares == 100
    account.start_day(DayFeed(NEXT_DAY, {}, {}))
    assert account.holdings[SYMBOL].enable_shares == 200


def test_the_close_withholds_tax_on_the_dividends_of_what_was_sold() -> None:
    """250 shares bring 0.40 a share = 100.00; 100 of the 200 held for two days were sold: of 40.00 a fifth is 8.00."""
    account = PaperAccount(0)
    account.bought(SYMBOL, 200, 10_000)
    account.end_day(DayFeed(DAY, {}, {}))
    account.bought(SYMBOL, 50, 10_000)
    account.end_day(DayFeed(NEXT_DAY, {}, {}))
    later = NEXT_DAY + timedelta(days=1)
    due = Entitlement(Decimal("0.4"), Decimal(0), later)
    account.start_day(DayFeed(later, {}, {SYMBOL: due}))
    assert account.cash_fen == 10_000
    account.sold(SYMBOL, 100)
    account.end_day(DayFeed(later, {}, {}))
    assert account.withheld_fen == 800
    assert [(t.qty_shares, t.taxable_fen) for t in account.tranches] == [(100, 4000), (50, 2000)]
    account.start_day(DayFeed(later + timedelta(days=1), {}, {}))
    assert account.withheld_fen == 0
