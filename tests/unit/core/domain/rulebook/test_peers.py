"""Our rulebook beside two published rule sets: marina-rules (each record quotes its notice) and dbl_common.

marina-rules has limits, rounding, stamp duty, transfer fee, commission bounds and sessions; dbl_common has lots,
handling and regulatory fees. Neither has the price cage, the largest order or the no-cancel windows.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product

import dbl_common
import marina_rules
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.dates import SHANGHAI
from core.domain.money import yuan_from_li
from core.domain.orders import Side
from core.domain.rulebook import (
    COMMISSION_CAP,
    TICK_LI,
    Occasion,
    Phase,
    Status,
    fee_rates,
    limit_rates,
    lot_rule,
    price_band,
    sessions,
    valid_size,
)
from core.domain.symbols import Board, Venue, board_of

FIRST, LAST = date(2014, 6, 13), date(2026, 11, 30)
LONG = 1000
MARKETS = {Venue.SSE: "XSHG", Venue.SZSE: "XSHE", Venue.BSE: "BJSE"}
SCOPES = {
    (Board.MAIN, Status.NORMAL): ("main_board", "XSHG"),
    (Board.MAIN, Status.ST): ("st_main", "XSHE"),
    (Board.MAIN, Status.DELISTING): ("delisting", "XSHG"),
    (Board.CHINEXT, Status.NORMAL): ("chinext", "XSHE"),
    (Board.CHINEXT, Status.ST): ("st_chinext", "XSHE"),
    (Board.CHINEXT, Status.DELISTING): ("delisting_chinext", "XSHE"),
    (Board.STAR, Status.NORMAL): ("star", "XSHG"),
    (Board.STAR, Status.ST): ("st_star", "XSHG"),
    (Board.STAR, Status.DELISTING): ("delisting_star", "XSHG"),
    (Board.BSE, Status.NORMAL): ("bse", "BJSE"),
    (Board.BSE, Status.DELISTING): ("delisting_bse", "BJSE"),
}
DELISTING_DAY_ONE = {
    Board.MAIN: ("delisting_day1", "XSHG"),
    Board.CHINEXT: ("delisting_day1", "XSHE"),
    Board.STAR: ("delisting_day1_star", "XSHG"),
    Board.BSE: ("delisting_day1_bse", "BJSE"),
}
CODES = {Board.MAIN: "600000.SH", Board.CHINEXT: "300750.SZ", Board.STAR: "688981.SH", Board.BSE: "920002.BJ"}


def changes(rules: set[str]) -> Iterator[date]:
    """The days around each one on which a published record begins or ends, within our span."""
    edges = {FIRST, LAST}
    for record in marina_rules.records():
        if record.rule in rules:
            edges |= {date.fromisoformat(edge) for edge in (record.effective_from, record.effective_to) if edge}
    for edge in sorted(edges):
        yield from (day for day in (edge - timedelta(days=1), edge, edge + timedelta(days=1)) if FIRST <= day <= LAST)


def published(scope: str, market: str, on: date) -> tuple[Decimal, Decimal] | KeyError | None:
    """Return the published (down, up), None where it says there is no limit, the KeyError where it has no record."""
    try:
        value = marina_rules.rule_at("price_limit_pct", on.isoformat(), scope, market)
    except KeyError as error:
        return error
    if value == "unlimited":
        return None
    pair = value if isinstance(value, dict) else {"down": value, "up": value}
    return Decimal(str(pair["down"])), Decimal(str(pair["up"]))


@pytest.mark.parametrize(("board", "status"), SCOPES)
def test_limits_are_the_published_ones_around_every_change(board: Board, status: Status) -> None:
    compared = 0
    for day in changes({"price_limit_pct"}):
        theirs = published(*SCOPES[board, status], day)
        if not isinstance(theirs, KeyError):
            assert limit_rates(board, status, day, LONG) == theirs, day
            compared += 1
    assert compared > 5


@pytest.mark.parametrize("board", DELISTING_DAY_ONE)
def test_the_first_day_of_a_delisting_period_is_as_published(board: Board) -> None:
    compared = 0
    for day in changes({"price_limit_pct"}):
        theirs = published(*DELISTING_DAY_ONE[board], day)
        if not isinstance(theirs, KeyError) and not (board is Board.CHINEXT and theirs and day < date(2020, 8, 24)):
            ours = limit_rates(board, Status.DELISTING, day, LONG, Occasion.DELISTING_FIRST)
            assert ours == theirs, day
            compared += 1
    assert compared > 5


@pytest.mark.parametrize(
    ("board", "scope", "market", "since", "free_days"),
    [
        (Board.MAIN, "ipo_first5_main", "XSHG", date(2023, 4, 10), 5),
        (Board.CHINEXT, "ipo_first5_chinext", "XSHE", date(2020, 8, 24), 5),
        (Board.STAR, "ipo_first5_star", "XSHG", date(2019, 7, 22), 5),
        (Board.BSE, "ipo_day1_bse", "BJSE", date(2021, 11, 15), 1),
    ],
)
def test_free_first_days_begin_when_published(
    board: Board, scope: str, market: str, since: date, free_days: int
) -> None:
    assert isinstance(published(scope, market, since - timedelta(days=1)), KeyError)
    assert published(scope, market, since) is None
    assert [limit_rates(board, Status.NORMAL, LAST, age) is None for age in (1, free_days, free_days + 1)] == [
        True, True, False,
    ]  # fmt: skip
    assert limit_rates(board, Status.NORMAL, since, 1) is None


@pytest.mark.parametrize("market", ["XSHG", "XSHE"])
def test_a_main_listing_before_registration_has_its_published_first_day(market: str) -> None:
    for day in (FIRST, date(2019, 5, 6), date(2023, 4, 7)):
        assert limit_rates(Board.MAIN, Status.NORMAL, day, 1) == published("ipo_day1_main", market, day)


@given(st.integers(6, 300_000), st.sampled_from(sorted(SCOPES)), st.dates(FIRST, LAST))
def test_limit_prices_are_rounded_as_published(fen: int, which: tuple[Board, Status], on: date) -> None:
    """From six fen up: below, Shanghai had no floor of one tick before 2023-04-10, where we always keep it."""
    scope, market = SCOPES[which]
    if isinstance(published(scope, market, on), KeyError):
        return
    theirs = marina_rules.limit_price(fen / 100, scope, on.isoformat(), market)
    band = price_band(fen * TICK_LI, *which, on, LONG)
    assert band.up_li is not None
    assert band.down_li is not None
    assert (float(yuan_from_li(band.up_li)), float(yuan_from_li(band.down_li))) == theirs


def test_the_tick_is_the_published_one() -> None:
    for market in MARKETS.values():
        try:
            assert marina_rules.tick_size("stock", LAST.isoformat(), market) * 1000 == TICK_LI
        except KeyError:
            assert market == "BJSE"
    assert all(dbl_common.tick_size(code[:6]) * 1000 == TICK_LI for code in CODES.values())


def test_stamp_transfer_and_commission_bounds_are_the_published_ones() -> None:
    rules = {"stamp_duty_sell", "transfer_fee_each_side", "commission_cap"}
    for day in (day for day in changes(rules) if day >= date(2015, 8, 1)):
        ours = fee_rates(Board.MAIN, day)
        asked = {rule: Decimal(str(marina_rules.rule_at(rule, day.isoformat()))) for rule in rules}
        assert asked == {
            "stamp_duty_sell": ours.stamp, "transfer_fee_each_side": ours.transfer, "commission_cap": COMMISSION_CAP,
        }, day  # fmt: skip


@pytest.mark.parametrize("board", list(Board))
def test_handling_and_regulatory_fees_are_the_published_ones(board: Board) -> None:
    code = CODES[board][:6]
    edges = [date(2015, 8, 1), date(2021, 11, 15), date(2022, 12, 1), date(2023, 8, 28), LAST]
    for edge, before in product(edges, (0, 1)):
        day = edge - timedelta(days=before)
        if board is Board.BSE and day < date(2021, 11, 15):
            continue
        ours = fee_rates(board, day)
        assert float(ours.handling) == dbl_common.handling_fee_rate(code, day.isoformat()), day
        assert float(ours.regulatory) == dbl_common.regulatory_fee_rate(code, day.isoformat())


@pytest.mark.parametrize("symbol", ["600000.SH", "000001.SZ", "300750.SZ", "688981.SH"])
def test_sessions_are_the_published_ones(symbol: str) -> None:
    market = MARKETS[Venue(symbol[-2:])]
    for day in changes({"session_schedule"}):
        theirs = marina_rules.rule_at("session_schedule", day.isoformat(), "stock", market)
        ours = [(part.phase, part.start, part.end) for part in sessions(symbol, day)]
        assert _span(ours, Phase.OPENING_CALL) == theirs["open_call"], day
        assert _span(ours, Phase.CLOSING_CALL) == theirs["close_call"], day
        continuous = [[f"{a:%H:%M}", f"{b:%H:%M}"] for phase, a, b in ours if phase is Phase.CONTINUOUS]
        assert continuous == theirs["continuous"], day


def _span(parts: list[tuple[Phase, time, time]], phase: Phase) -> list[str] | None:
    found = [(start, end) for each, start, end in parts if each is phase]
    return [f"{found[0][0]:%H:%M}", f"{found[-1][1]:%H:%M}"] if found else None


@pytest.mark.parametrize("board", list(Board))
def test_lots_are_the_published_ones(board: Board) -> None:
    theirs, ours = dbl_common.lot_rule(CODES[board][:6]), lot_rule(board)
    assert (ours.minimum, ours.step) == (theirs["min_buy"], theirs["increment"])


@given(st.sampled_from(sorted(CODES)), st.integers(-10, 50_000))
def test_buys_valid_here_are_valid_there(board: Board, qty: int) -> None:
    theirs, _ = dbl_common.validate_qty(CODES[board][:6], qty, "buy")
    assert valid_size(Side.BUY, qty, 0, board) is theirs


@given(st.sampled_from([Board.STAR, Board.BSE]), st.integers(-10, 2000), st.integers(0, 2000))
def test_odd_sells_of_boards_with_single_shares_are_valid_there(board: Board, qty: int, held: int) -> None:
    """On the other boards dbl_common lets any number above a lot pass: its check is of the minimum alone."""
    theirs, _ = dbl_common.validate_qty(CODES[board][:6], qty, "sell", position=held)
    assert valid_size(Side.SELL, qty, held, board) is theirs


def test_the_no_cancel_window_of_the_opening_call_is_dbl_common_s() -> None:
    for minute in range(15, 30):
        moment = datetime(2026, 11, 20, 9, minute, tzinfo=SHANGHAI)
        part = next(each for each in sessions("000001.SZ", moment.date()) if each.start <= moment.time() < each.end)
        locked = dbl_common.phase_at("000001", moment) is dbl_common.Phase.OPEN_AUCTION_LOCKED
        assert part.holds_orders is locked


def test_every_code_is_on_the_board_named() -> None:
    assert {board: board_of(code) for board, code in CODES.items()} == {board: board for board in Board}
