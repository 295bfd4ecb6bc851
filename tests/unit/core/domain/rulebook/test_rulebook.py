"""The exchange's dated rules against golden values.

Sources: marina-rules 2026.10.26.5 (its worked limit prices and rates, quoted from the exchanges), SSE notice
c_20260424_10816474 (main-board ST ±10 % from 2026-07-06), SZSE 2020 and SSE/SZSE 2023 trading rules (price cage, first
five days), Ministry of Finance 2023-08-28 (stamp duty), ChinaClear 2022-04-29 (transfer fee).
"""

from datetime import date
from decimal import Decimal

import pytest

from core.domain.orders import Side
from core.domain.rulebook import (
    Band,
    Fees,
    Occasion,
    OrderKind,
    Status,
    cage_base_li,
    cage_limit_li,
    cage_rule,
    fee_rates,
    limit_rates,
    lot_rule,
    order_fees,
    price_band,
    round_buy,
    round_sell,
    valid_size,
)
from core.domain.symbols import Board

OLD = 1000
NOW = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("board", "status", "on", "down_li", "up_li"),
    [
        (Board.MAIN, Status.ST, date(2026, 7, 3), 9530, 10530),
        (Board.MAIN, Status.ST, date(2026, 7, 6), 9030, 11030),
        (Board.MAIN, Status.NORMAL, date(2026, 7, 3), 9030, 11030),
        (Board.STAR, Status.NORMAL, NOW, 8020, 12040),
        (Board.STAR, Status.ST, date(2020, 1, 2), 8020, 12040),
        (Board.CHINEXT, Status.NORMAL, date(2020, 8, 21), 9030, 11030),
        (Board.CHINEXT, Status.ST, date(2020, 8, 21), 9530, 10530),
        (Board.CHINEXT, Status.NORMAL, date(2020, 8, 24), 8020, 12040),
        (Board.CHINEXT, Status.ST, date(2020, 8, 24), 8020, 12040),
        (Board.MAIN, Status.DELISTING, date(2024, 6, 3), 9030, 11030),
        (Board.BSE, Status.NORMAL, NOW, 7020, 13040),
    ],
)
def test_limit_prices_from_a_close_of_10_03(board: Board, status: Status, on: date, down_li: int, up_li: int) -> None:
    assert price_band(10030, board, status, on, OLD) == Band(down_li, up_li)


@pytest.mark.parametrize(
    ("board", "on", "listed_days", "rates"),
    [
        (Board.MAIN, date(2023, 4, 10), 1, None),
        (Board.MAIN, date(2023, 4, 14), 5, None),
        (Board.MAIN, date(2023, 4, 17), 6, ("0.10", "0.10")),
        (Board.MAIN, date(2023, 4, 7), 1, ("0.36", "0.44")),
        (Board.MAIN, date(2023, 4, 7), 2, ("0.10", "0.10")),
        (Board.MAIN, date(2023, 4, 10), 2, ("0.10", "0.10")),
        (Board.MAIN, date(2023, 4, 12), 4, ("0.10", "0.10")),
        (Board.MAIN, date(2023, 4, 17), 5, None),
        (Board.CHINEXT, date(2020, 8, 24), 1, None),
        (Board.CHINEXT, date(2020, 8, 24), 3, ("0.20", "0.20")),
        (Board.CHINEXT, date(2020, 8, 21), 1, ("0.36", "0.44")),
        (Board.STAR, date(2019, 7, 22), 1, None),
        (Board.STAR, date(2019, 7, 26), 5, None),
        (Board.STAR, date(2019, 7, 29), 6, ("0.20", "0.20")),
        (Board.BSE, date(2021, 11, 15), 1, None),
        (Board.BSE, date(2021, 11, 16), 2, ("0.30", "0.30")),
    ],
)
def test_the_first_days_of_a_listing(board: Board, on: date, listed_days: int, rates: tuple[str, str] | None) -> None:
    expected = None if rates is None else tuple(Decimal(rate) for rate in rates)
    assert limit_rates(board, Status.NORMAL, on, listed_days) == expected


@pytest.mark.parametrize(
    ("board", "on", "occasion", "rates"),
    [
        (Board.MAIN, date(2020, 12, 30), Occasion.DELISTING_FIRST, "0.10"),
        (Board.MAIN, date(2020, 12, 31), Occasion.DELISTING_FIRST, None),
        (Board.CHINEXT, date(2024, 6, 3), Occasion.DELISTING_FIRST, None),
        (Board.STAR, date(2020, 6, 1), Occasion.DELISTING_FIRST, "0.20"),
        (Board.BSE, date(2021, 11, 16), Occasion.DELISTING_FIRST, None),
        (Board.BSE, date(2024, 6, 3), Occasion.ORDINARY, "0.30"),
        (Board.CHINEXT, date(2024, 6, 3), Occasion.ORDINARY, "0.20"),
        (Board.MAIN, date(2020, 12, 16), Occasion.RELISTED, None),
        (Board.MAIN, date(2021, 8, 10), Occasion.RELISTED, None),
    ],
)
def test_a_delisting_period_and_a_relisting(board: Board, on: date, occasion: Occasion, rates: str | None) -> None:
    """000995.SZ came back on 2020-12-16 and 000792.SZ on 2021-08-10, both without limits."""
    status = Status.NORMAL if occasion is Occasion.RELISTED else Status.DELISTING
    expected = None if rates is None else (Decimal(rates), Decimal(rates))
    assert limit_rates(board, status, on, OLD, occasion) == expected


def test_a_day_without_limits_contains_every_price() -> None:
    free = price_band(10000, Board.STAR, Status.NORMAL, NOW, 1)
    assert free == Band(None, None)
    assert free.contains(10)
    assert free.contains(10**9)


def test_limits_round_half_up_and_stay_a_tick_apart() -> None:
    assert price_band(10050, Board.MAIN, Status.NORMAL, NOW, OLD) == Band(9050, 11060)
    assert price_band(40, Board.MAIN, Status.NORMAL, NOW, OLD) == Band(30, 50)
    assert price_band(10, Board.MAIN, Status.NORMAL, NOW, OLD) == Band(10, 20)


def test_a_band_includes_its_ends() -> None:
    band = Band(9030, 11030)
    assert [band.contains(price) for price in (9020, 9030, 11030, 11040)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("side", "base_li", "board", "on", "limit_li"),
    [
        (Side.BUY, 10000, Board.MAIN, date(2023, 4, 7), None),
        (Side.BUY, 10000, Board.MAIN, date(2023, 4, 10), 10200),
        (Side.SELL, 10000, Board.MAIN, date(2023, 4, 10), 9800),
        (Side.BUY, 3000, Board.MAIN, NOW, 3100),
        (Side.SELL, 3000, Board.MAIN, NOW, 2900),
        (Side.BUY, 3000, Board.STAR, date(2023, 4, 7), 3060),
        (Side.SELL, 3000, Board.STAR, date(2023, 4, 7), 2940),
        (Side.BUY, 3000, Board.CHINEXT, date(2020, 8, 21), None),
        (Side.BUY, 3000, Board.CHINEXT, date(2020, 8, 24), 3060),
        (Side.BUY, 3000, Board.CHINEXT, date(2023, 4, 10), 3100),
        (Side.BUY, 10000, Board.BSE, NOW, 10500),
        (Side.SELL, 10000, Board.BSE, NOW, 9500),
        (Side.BUY, 10030, Board.MAIN, NOW, 10230),
        (Side.SELL, 10030, Board.MAIN, NOW, 9830),
        (Side.SELL, 50, Board.MAIN, NOW, 10),
        (Side.BUY, 1061, Board.MAIN, NOW, 1160),
        (Side.SELL, 1061, Board.MAIN, NOW, 970),
    ],
)
def test_the_price_cage(side: Side, base_li: int, board: Board, on: date, limit_li: int | None) -> None:
    assert cage_limit_li(side, base_li, board, on) == limit_li


@pytest.mark.parametrize(
    ("side", "bid", "ask", "last", "base"),
    [
        (Side.BUY, 9990, 10010, 10000, 10010),
        (Side.SELL, 9990, 10010, 10000, 9990),
        (Side.BUY, 9990, None, 10000, 9990),
        (Side.SELL, 0, 10010, 10000, 10010),
        (Side.BUY, None, None, 10000, 10000),
        (Side.SELL, 0, 0, 0, 9900),
    ],
)
def test_what_the_cage_is_measured_from(
    side: Side, bid: int | None, ask: int | None, last: int | None, base: int
) -> None:
    assert cage_base_li(side, bid, ask, last, 9900) == base


def test_chinext_held_orders_outside_the_cage_back_until_the_reform_of_2023() -> None:
    days = (date(2020, 8, 21), date(2020, 8, 24), date(2023, 4, 7), date(2023, 4, 10))
    rules = [cage_rule(Board.CHINEXT, day) for day in days]
    assert [rule and (rule.ticks, rule.refuses) for rule in rules] == [None, (0, False), (0, False), (10, True)]
    assert cage_rule(Board.STAR, date(2019, 7, 22)) is not None


@pytest.mark.parametrize(
    ("board", "on", "limit", "market"),
    [
        (Board.MAIN, NOW, 1_000_000, 1_000_000),
        (Board.CHINEXT, date(2020, 8, 21), 1_000_000, 1_000_000),
        (Board.CHINEXT, date(2020, 8, 24), 300_000, 150_000),
        (Board.STAR, date(2019, 7, 22), 100_000, 50_000),
        (Board.BSE, NOW, 1_000_000, 1_000_000),
    ],
)
def test_the_largest_order_by_kind(board: Board, on: date, limit: int, market: int) -> None:
    rule = lot_rule(board, on)
    sizes = {OrderKind.LIMIT: limit, OrderKind.MARKET: market, OrderKind.AFTER_HOURS: 1_000_000}
    for kind, largest in sizes.items():
        assert rule.largest(kind) == largest
        assert valid_size(Side.BUY, largest, 0, board, on, kind)
        assert not valid_size(Side.BUY, largest + rule.step, 0, board, on, kind)
    assert round_buy(5_000_000, board, on) == round_sell(5_000_000, 5_000_000, board, on) == limit


@pytest.mark.parametrize(
    ("board", "wanted", "buy"),
    [
        (Board.MAIN, 99, 0),
        (Board.MAIN, 100, 100),
        (Board.MAIN, 199, 100),
        (Board.MAIN, 2_000_000, 1_000_000),
        (Board.CHINEXT, 350_000, 300_000),
        (Board.STAR, 199, 0),
        (Board.STAR, 200, 200),
        (Board.STAR, 201, 201),
        (Board.STAR, 150_000, 100_000),
        (Board.BSE, 99, 0),
        (Board.BSE, 101, 101),
        (Board.MAIN, -100, 0),
    ],
)
def test_buys_by_board(board: Board, wanted: int, buy: int) -> None:
    assert round_buy(wanted, board) == buy


@pytest.mark.parametrize(
    ("board", "wanted", "held", "sale"),
    [
        (Board.MAIN, 250, 250, 250),
        (Board.MAIN, 240, 250, 200),
        (Board.MAIN, 60, 60, 60),
        (Board.MAIN, 40, 60, 0),
        (Board.STAR, 150, 150, 150),
        (Board.STAR, 150, 400, 0),
        (Board.STAR, 200, 400, 200),
        (Board.STAR, 233, 400, 233),
        (Board.BSE, 101, 400, 101),
        (Board.MAIN, 5_000_000, 5_000_000, 1_000_000),
    ],
)
def test_sells_by_board(board: Board, wanted: int, held: int, sale: int) -> None:
    assert round_sell(wanted, held, board) == sale


@pytest.mark.parametrize(
    ("side", "qty", "held", "board", "valid"),
    [
        (Side.BUY, 100, 0, Board.MAIN, True),
        (Side.BUY, 150, 0, Board.MAIN, False),
        (Side.BUY, 0, 0, Board.MAIN, False),
        (Side.BUY, -100, 0, Board.MAIN, False),
        (Side.BUY, 150, 0, Board.STAR, False),
        (Side.BUY, 201, 0, Board.STAR, True),
        (Side.BUY, 100_001, 0, Board.STAR, False),
        (Side.BUY, 300_100, 0, Board.CHINEXT, False),
        (Side.SELL, 50, 250, Board.MAIN, True),
        (Side.SELL, 150, 250, Board.MAIN, True),
        (Side.SELL, 250, 250, Board.MAIN, True),
        (Side.SELL, 200, 250, Board.MAIN, True),
        (Side.SELL, 120, 250, Board.MAIN, False),
        (Side.SELL, 300, 250, Board.MAIN, False),
        (Side.SELL, 100, 0, Board.MAIN, False),
        (Side.SELL, 150, 150, Board.STAR, True),
        (Side.SELL, 150, 350, Board.STAR, False),
        (Side.SELL, 200, 350, Board.STAR, True),
    ],
)
def test_sizes_the_exchange_takes(side: Side, qty: int, held: int, board: Board, valid: bool) -> None:
    assert valid_size(side, qty, held, board) is valid


@pytest.mark.parametrize("board", list(Board))
def test_every_rounded_size_is_valid(board: Board) -> None:
    for qty in range(0, 1000, 7):
        assert not (bought := round_buy(qty, board)) or valid_size(Side.BUY, bought, 0, board)
        assert not (sold := round_sell(qty, 730, board)) or valid_size(Side.SELL, sold, 730, board)
    assert valid_size(Side.BUY, lot_rule(board).maximum, 0, board)


@pytest.mark.parametrize(
    ("side", "on", "expected"),
    [
        (Side.SELL, date(2023, 8, 25), Fees(2500, 10000, 100)),
        (Side.SELL, date(2023, 8, 28), Fees(2500, 5000, 100)),
        (Side.BUY, date(2023, 8, 28), Fees(2500, 0, 100)),
        (Side.BUY, date(2022, 4, 28), Fees(2500, 0, 200)),
        (Side.BUY, date(2022, 4, 29), Fees(2500, 0, 100)),
        (Side.SELL, date(2018, 1, 2), Fees(2500, 10000, 200)),
    ],
)
def test_fees_on_100_000_yuan_at_2_5_basis_points(side: Side, on: date, expected: Fees) -> None:
    fees = order_fees(side, 10_000_000, on, Decimal("0.00025"), 500, Board.MAIN)
    assert fees == expected
    assert fees.total_fen == sum((expected.commission_fen, expected.stamp_fen, expected.transfer_fen))


def test_the_commission_has_a_minimum_and_nothing_costs_nothing() -> None:
    assert order_fees(Side.BUY, 1_000_000, NOW, Decimal("0.00025"), 500, Board.MAIN) == Fees(500, 0, 10)
    assert order_fees(Side.SELL, 0, NOW, Decimal("0.00025"), 500, Board.MAIN) == Fees(0, 0, 0)


@pytest.mark.parametrize(
    ("on", "transfer_fen"),
    [(date(2021, 11, 15), 250), (date(2022, 4, 28), 250), (date(2022, 4, 29), 100), (NOW, 100)],
)
def test_beijing_s_transfer_fee(on: date, transfer_fen: int) -> None:
    assert order_fees(Side.BUY, 10_000_000, on, Decimal("0.00025"), 500, Board.BSE).transfer_fen == transfer_fen


@pytest.mark.parametrize(
    ("board", "on", "least"),
    [
        (Board.MAIN, date(2023, 8, 25), "0.0000687"),
        (Board.MAIN, date(2023, 8, 28), "0.0000541"),
        (Board.STAR, NOW, "0.0000541"),
        (Board.BSE, NOW, "0.000145"),
        (Board.BSE, date(2022, 11, 30), "0.00052"),
    ],
)
def test_what_a_commission_passes_on(board: Board, on: date, least: str) -> None:
    assert fee_rates(board, on).least_commission == Decimal(least)
