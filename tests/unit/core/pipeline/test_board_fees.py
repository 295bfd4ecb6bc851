"""Whoever reckons with fees takes those of the order's board: Beijing's transfer fee was higher until 2022-04-29."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.adapters.paper.ticket import PaperFill, Terms, Ticket
from core.domain.journal import Ledger
from core.domain.money import notional_fen
from core.domain.orders import Side
from core.domain.rulebook import tariff_board
from core.domain.symbols import Board
from core.pipeline.accounting.cash import reservation_entry
from core.pipeline.accounting.trades import order_entries
from core.pipeline.four_way import Commission, filled_cash_fen
from core.pipeline.orders import build_orders
from core.pipeline.parity import DayFacts, Planned, parity_rows
from core.pipeline.portfolio.costs import expected_cost
from core.pipeline.portfolio.plan import Action
from core.safety.gates import cash
from tests.fakes.morning import a_plan, a_quote, a_row, an_account, quotes_of, settings_with, with_orders
from tests.fakes.trading import a_batch, a_fill, a_result, an_order

BEFORE, SINCE = date(2022, 4, 28), date(2022, 4, 29)
RATE, LEAST_FEN = Decimal("0.00025"), 500
# 100 000 shares at 10 yuan: commission 250 yuan; transfer fee 0.0025 %, since then 0.001 % as everywhere.
QTY, PRICE_LI, AMOUNT_FEN = 100_000, 10_000, 100_000_000
FEES_FEN = {BEFORE: 25_000 + 2_500, SINCE: 25_000 + 1_000}
SYMBOL = "920000.BJ"
ORDER = an_order("b1", Side.BUY, SYMBOL, QTY, PRICE_LI)
days = pytest.mark.parametrize("day", [BEFORE, SINCE])


def test_a_code_that_is_no_share_pays_the_main_boards_tariff() -> None:
    assert [tariff_board(code) for code in (SYMBOL, "688981.SH", "510300.SH")] == [Board.BSE, Board.STAR, Board.MAIN]


@days
def test_the_ledger_books_and_reserves_the_boards_fees(day: date) -> None:
    fills = [a_fill(day, ORDER, QTY, PRICE_LI)]
    (entry,) = order_entries(day, [a_result(ORDER)], fills, [], RATE, LEAST_FEN, SINCE)
    transfer = {posting.amount_fen for posting in entry.postings if posting.account is Ledger.TRANSFER}
    assert transfer == {FEES_FEN[day] - 25_000}
    reserved = reservation_entry(a_batch(day, ORDER), RATE, LEAST_FEN).postings[0]
    assert (reserved.account, reserved.amount_fen) == (Ledger.CASH_RESERVED, AMOUNT_FEN + FEES_FEN[day])


@days
def test_the_paper_counter_charges_them(day: date) -> None:
    fill = PaperFill("1", 1, SYMBOL, Side.BUY, QTY, PRICE_LI, 0.0)
    ticket = Ticket("b1", 1, SYMBOL, Side.BUY, QTY, PRICE_LI, 0.0, 0.0, fills=[fill])
    assert ticket.net_fen(day, Terms(RATE, LEAST_FEN, 0.1)) == -AMOUNT_FEN - FEES_FEN[day]


@days
def test_parity_and_the_four_ways_expect_them(day: date) -> None:
    commission = Commission(RATE, LEAST_FEN)
    fills = [a_fill(day, ORDER, QTY, PRICE_LI)]
    assert filled_cash_fen(fills, day, commission) == -AMOUNT_FEN - FEES_FEN[day]
    facts = DayFacts({"b1": a_result(ORDER)}, fills, {"b1": FEES_FEN[day]}, {})
    planned = Planned(SYMBOL, Side.BUY, QTY, PRICE_LI, PRICE_LI, PRICE_LI, "b1")
    (row,) = parity_rows(day, [planned], facts, commission, 1800)
    assert (row.planned_fee_fen, row.fee_fen, row.fee_cause) == (FEES_FEN[day], 0, None)


@days
def test_plan_orders_and_the_cash_gate_reckon_with_them(day: date) -> None:
    plan = replace(a_plan([a_row(SYMBOL, Action.BUY, AMOUNT_FEN)]), trade_date=day)
    free = settings_with("portfolio", commission_rate=RATE, commission_min_yuan=Decimal(5))
    assert expected_cost(plan, free.portfolio).fees_fen == FEES_FEN[day]
    needed_fen = AMOUNT_FEN + FEES_FEN[day]
    case = with_orders(ORDER, account=an_account(needed_fen))
    case = replace(case, batch=replace(case.batch, trade_date=day))
    assert cash.judge(case).passed
    assert not cash.judge(replace(case, account=an_account(needed_fen - 1))).passed
    quote = a_quote(SYMBOL, PRICE_LI, mean_amount_yuan=1e12)
    loose = settings_with("exposure", max_sector=1.0, max_bse=1.0)
    built = build_orders(plan, an_account(AMOUNT_FEN), quotes_of(quote), loose, day, "x")
    spent = sum(notional_fen(order.limit_li, order.qty_shares) for order in built.orders)
    assert 0 < spent <= AMOUNT_FEN - FEES_FEN[day]
