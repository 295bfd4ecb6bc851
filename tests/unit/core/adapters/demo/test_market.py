"""The market keeps the exchange's rules on every cell, whatever the seed."""

from dataclasses import fields
from datetime import date
from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.demo.distributions import ex_right_price
from core.adapters.demo.market import FIRST_DAY, LAST_DAY, DemoExchange, replay_days
from core.domain.errors import FixAndRestart
from core.domain.rulebook import Status
from core.domain.symbols import Board


def _bytes(market: DemoExchange) -> bytes:
    matrices = [getattr(market.prices, field.name) for field in fields(market.prices)]
    matrices += [getattr(market.index, field.name) for field in fields(market.index)]
    matrices += [market.vol, market.amount, market.auction_vol, market.total_shares, market.suspended]
    return b"".join(matrix.tobytes() for matrix in matrices) + repr(market.companies).encode()


def test_same_seed_same_bytes(market: DemoExchange) -> None:
    assert _bytes(DemoExchange(seed=7)) == _bytes(market)
    assert _bytes(DemoExchange(seed=8)) != _bytes(market)


@pytest.mark.parametrize("seed", [7, 11, 2026])
def test_prices_stay_inside_the_band_and_the_bar(seed: int) -> None:
    market = DemoExchange(seed)
    prices, traded = market.prices, market.traded
    limited = traded & ~prices.free
    assert (prices.low >= prices.down)[limited].all()
    assert (prices.high <= prices.up)[limited].all()
    assert (prices.low <= np.minimum(prices.open, prices.close))[traded].all()
    assert (prices.high >= np.maximum(prices.open, prices.close))[traded].all()
    assert (prices.low >= 1)[traded].all()


@pytest.mark.parametrize("seed", [7, 11, 2026])
def test_the_mean_price_lies_inside_the_bar(seed: int) -> None:
    market = DemoExchange(seed)
    vol, traded = market.vol, market.traded
    assert (vol >= 100)[traded].all()
    assert (market.amount >= market.prices.low * vol).all()
    assert (market.amount <= market.prices.high * vol).all()
    assert ((vol == 0) == ~traded).all()
    assert (vol <= market.float_shares).all()
    assert (market.auction_vol <= vol).all()


def test_adj_factor_is_the_running_product_of_last_close_over_pre_close(market: DemoExchange) -> None:
    prices = market.prices
    step = prices.adj_factor[1:] / prices.adj_factor[:-1]
    np.testing.assert_allclose(step, prices.close[:-1] / prices.pre_close[1:], rtol=1e-12)


def test_pre_close_is_the_last_close_but_on_ex_dates(market: DemoExchange) -> None:
    terms, prices = market.distributions, market.prices
    ex = ((terms.cash_li > 0) | (terms.bonus_permille > 0))[1:]
    assert (prices.pre_close[1:] == prices.close[:-1])[~ex].all()
    assert ex.sum() > 300
    assert (terms.bonus_permille[1:][ex] > 0).sum() > 20
    for row, column in np.argwhere(ex):
        cash = Fraction(int(terms.cash_li[row + 1, column]), 10)
        bonus = Fraction(int(terms.bonus_permille[row + 1, column]), 1000)
        exact = (int(prices.close[row, column]) - cash) / (1 + bonus)
        assert prices.pre_close[row + 1, column] == floor(exact + Fraction(1, 2))


def test_ex_right_price_of_a_published_case() -> None:
    """10.00 yuan, 10 shares get 3 and 2 yuan: (10 − 0.2) / 1.3 = 7.538 → 7.54. Source: SSE trading rules, 除权除息."""
    assert ex_right_price(np.array([1000]), np.array([200]), np.array([300]))[0] == 754


@settings(deadline=None, max_examples=100)
@given(st.integers(100, 100_000), st.integers(0, 900), st.integers(0, 2000))
def test_ex_right_price_rounds_half_up(close_fen: int, cash_li: int, bonus_permille: int) -> None:
    exact = (close_fen - Fraction(cash_li, 10)) / (1 + Fraction(bonus_permille, 1000))
    got = ex_right_price(np.array([close_fen]), np.array([cash_li]), np.array([bonus_permille]))[0]
    assert got == max(1, floor(exact + Fraction(1, 2)))


def test_ex_dates_and_the_days_before_them_trade(market: DemoExchange) -> None:
    terms = market.distributions
    rows, columns = np.nonzero((terms.cash_li > 0) | (terms.bonus_permille > 0))
    assert market.traded[rows, columns].all()
    assert market.traded[rows - 1, columns].all()


def test_bonus_shares_are_counted_from_the_ex_date(market: DemoExchange) -> None:
    rows, columns = np.nonzero(market.distributions.bonus_permille)
    before, after = market.total_shares[rows - 1, columns], market.total_shares[rows, columns]
    expected = before * (1 + market.distributions.bonus_permille[rows, columns] / 1000)
    np.testing.assert_allclose(after, expected, atol=1)
    still = market.distributions.bonus_permille[1:] == 0
    assert (market.total_shares[1:] == market.total_shares[:-1])[still].all()


def test_suspended_days_repeat_the_last_close(market: DemoExchange) -> None:
    rows, columns = np.nonzero(market.suspended)
    assert (market.prices.close[rows, columns] == market.prices.close[rows - 1, columns]).all()
    assert not (market.suspended & ~market.listed).any()
    lengths = market.suspended.sum(axis=0)
    assert (lengths == 1).any()
    assert (lengths >= 10).any()


def test_the_replayed_month_has_every_kind_of_event(market: DemoExchange) -> None:
    rows = slice(market.days.index(replay_days(20)[0]), market.days.index(replay_days(20)[-1]) + 1)
    prices, traded = market.prices, market.traded[rows]
    one_price = traded & (prices.high == prices.low)[rows]
    assert (one_price & (prices.close == prices.up)[rows]).any()
    assert (one_price & (prices.close == prices.down)[rows]).any()
    assert (market.distributions.cash_li[rows] > 0).any()
    assert market.suspended[rows].any()
    days = market.days[rows]
    starts = [(span.status, span.start) for company in market.companies for span in company.names[1:]]
    assert {status for status, start in starts if start in days} >= {Status.ST, Status.NORMAL}
    assert any(company.delist_day in days for company in market.companies)
    assert any(company.list_day in days for company in market.companies)


def test_all_boards_and_prefixes_are_there(market: DemoExchange) -> None:
    assert {company.board for company in market.companies} == set(Board)
    prefixes = {code[:3] for code in market.codes}
    assert prefixes == {"600", "601", "603", "000", "002", "300", "688", "920"}
    assert len(set(market.codes)) == 400
    assert sorted(market.codes) == list(market.codes)


def test_a_delisted_share_ends_with_a_delisting_period(market: DemoExchange) -> None:
    gone = [company for company in market.companies if company.delist_day is not None]
    assert len(gone) == 2
    for company in gone:
        column = list(market.codes).index(company.ts_code)
        assert not market.listed[company.last :, column].any()
        assert company.delist_day == market.days[company.last]
        assert market.traded[company.last - 15 : company.last, column].all()
        assert market.suspended[company.last - 16, column]
        assert "退" in company.span_at(company.delist_day).name


def test_factors_earn_their_premia() -> None:
    """Value (book to price) and low volatility pay over a year of 1500 shares: their rank correlation is positive."""
    market = DemoExchange(seed=5, symbols=1500)
    base, prices = market.fundamentals, market.prices
    steady = market.listed.all(axis=0)
    growth = np.log(prices.close[-1] * prices.adj_factor[-1] / (prices.close[0] * prices.adj_factor[0]))[steady]
    cheap = (base.book_yuan / (base.total_shares * base.first_price))[steady]
    wild = np.std(np.diff(np.log(prices.close * prices.adj_factor), axis=0), axis=0)[steady]
    assert _rank_correlation(cheap, growth) > 0.05
    assert _rank_correlation(wild, growth) < -0.05


def test_the_index_moves_with_its_members(market: DemoExchange) -> None:
    members = market.prices.close / market.prices.pre_close - 1
    index = market.index.close / market.index.pre_close - 1
    assert np.corrcoef(members.mean(axis=1), index)[0, 1] > 0.9
    assert (market.index.low <= np.minimum(market.index.open, market.index.close)).all()
    assert (market.index.high >= np.maximum(market.index.open, market.index.close)).all()
    np.testing.assert_array_equal(market.index.pre_close[1:], market.index.close[:-1])


def test_the_default_span_holds_a_year_before_the_replay() -> None:
    market_days = DemoExchange(seed=1, symbols=60).days
    days = replay_days(20)
    assert (market_days[0], market_days[-1]) == (FIRST_DAY, LAST_DAY)
    assert len(days) == 20
    assert market_days.index(days[0]) >= 252
    assert market_days.index(days[-1]) == len(market_days) - 2
    assert days[0] < date(2026, 7, 6) < days[-1]


@pytest.mark.parametrize(("symbols", "end"), [(49, LAST_DAY), (5001, LAST_DAY), (400, date(2025, 6, 30))])
def test_impossible_markets_are_refused(symbols: int, end: date) -> None:
    with pytest.raises(FixAndRestart, match=r"symbols|sessions"):
        DemoExchange(1, symbols, FIRST_DAY, end)


@pytest.mark.parametrize("count", [0, -1, 298, 299])
def test_replay_days_outside_the_span_are_refused(count: int) -> None:
    if count == 298:
        assert len(replay_days(count)) == 298
    else:
        with pytest.raises(FixAndRestart, match="ask for fewer days"):
            replay_days(count)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 2**32), st.integers(50, 200))
def test_any_seed_makes_a_lawful_market(seed: int, symbols: int) -> None:
    market = DemoExchange(seed, symbols, date(2026, 1, 5), date(2026, 6, 30))
    prices, limited = market.prices, market.traded & ~market.prices.free
    assert (prices.low >= prices.down)[limited].all()
    assert (prices.high <= prices.up)[limited].all()
    assert (prices.pre_close >= 1).all()
    assert not (market.suspended & market.traded).any()


def _rank_correlation(left: np.ndarray, right: np.ndarray) -> float:
    ranks = [np.argsort(np.argsort(values)) for values in (left, right)]
    return float(np.corrcoef(*ranks)[0, 1])
