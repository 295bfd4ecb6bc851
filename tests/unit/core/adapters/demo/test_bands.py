"""Limits on arrays against the rulebook, one price at a time."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.demo.bands import FREE, limit_permille, limit_prices
from core.adapters.demo.market import DemoExchange
from core.domain.rulebook import Band, Occasion, Status, price_band
from core.domain.symbols import Board

_KINDS = {
    50: (Board.MAIN, Status.ST, date(2026, 7, 3)),
    100: (Board.MAIN, Status.NORMAL, date(2026, 7, 3)),
    200: (Board.STAR, Status.NORMAL, date(2026, 7, 3)),
    300: (Board.BSE, Status.NORMAL, date(2026, 7, 3)),
}


@settings(deadline=None, max_examples=200)
@given(st.integers(1, 300_000), st.sampled_from(sorted(_KINDS)))
def test_limit_prices_equal_the_rulebook(price_fen: int, permille: int) -> None:
    one = np.array([price_fen])
    down, up = limit_prices(one, np.array([permille]), np.array([permille]))
    assert Band(int(down[0]) * 10, int(up[0]) * 10) == price_band(price_fen * 10, *_KINDS[permille], listed_days=100)


@pytest.mark.parametrize("permille", sorted(_KINDS))
def test_low_prices_are_at_least_one_tick_from_their_limits(permille: int) -> None:
    """Source: SZSE trading rules of 2011-02-28, SSE of 2023-04-10."""
    prices = np.arange(1, 60)
    down, up = limit_prices(prices, np.full(59, permille), np.full(59, permille))
    bands = [price_band(int(price) * 10, *_KINDS[permille], listed_days=100) for price in prices]
    assert [Band(int(low) * 10, int(high) * 10) for low, high in zip(down, up, strict=True)] == bands


def test_every_cell_has_the_rulebook_s_band(market: DemoExchange) -> None:
    rng = np.random.default_rng(1)
    columns = [*rng.integers(len(market.codes), size=20).tolist(), *_newcomers(market), *_troubled(market)]
    rows = [0, len(market.days) - 1, *rng.integers(len(market.days), size=20).tolist()]
    checked = 0
    for column in columns:
        company = market.companies[column]
        for row in [*rows, *range(company.first, min(company.first + 7, len(market.days)))]:
            if not market.listed[row, column]:
                continue
            listed_days = row - company.first + 1 if company.first else 1000
            day, pre_close = market.days[row], int(market.prices.pre_close[row, column]) * 10
            span = company.span_at(day)
            first = span.status is Status.DELISTING and span.start == day
            occasion = Occasion.DELISTING_FIRST if first else Occasion.ORDINARY
            band = price_band(pre_close, company.board, span.status, day, listed_days, occasion)
            if market.prices.free[row, column]:
                assert band == Band(None, None)
            else:
                ours = Band(int(market.prices.down[row, column]) * 10, int(market.prices.up[row, column]) * 10)
                assert ours == band, (company.ts_code, day)
            checked += 1
    assert checked > 500


def test_a_delisting_period_starts_free(market: DemoExchange) -> None:
    """Source: the delisting reform of 2020-12-31."""
    leaving = [
        (market.days.index(span.start), column)
        for column, company in enumerate(market.companies)
        for span in company.names
        if span.status is Status.DELISTING and span.start in market.days
    ]
    assert len(leaving) > 1
    for row, column in leaving:
        assert market.prices.free[row, column]
        assert not market.prices.free[row + 1, column]


def test_st_limits_widen_on_2026_07_06(market: DemoExchange) -> None:
    """Source: SSE and SZSE notices of 2026-04-24."""
    down, up = limit_permille(market.companies, market.days)
    before, after = market.days.index(date(2026, 7, 3)), market.days.index(date(2026, 7, 6))
    st_main = [
        k
        for k, company in enumerate(market.companies)
        if company.board is Board.MAIN
        and {company.span_at(market.days[row]).status for row in (before, after)} == {Status.ST}
    ]
    assert len(st_main) >= 3
    assert set(up[before, st_main]) == {50}
    assert set(up[after, st_main]) == set(down[after, st_main]) == {100}


@pytest.mark.parametrize(("board", "free_days"), [(Board.BSE, 1), (Board.STAR, 5), (Board.MAIN, 5)])
def test_new_listings_start_free(board: Board, free_days: int) -> None:
    market = DemoExchange(seed=3, symbols=1500)
    newcomers = [k for k in _newcomers(market) if market.companies[k].board is board]
    assert newcomers
    for column in newcomers:
        first = market.companies[column].first
        free = market.prices.free[first : first + 7, column].tolist()
        assert free == ([True] * free_days + [False] * 7)[: len(free)]


def test_free_is_no_limit() -> None:
    down, up = limit_prices(np.array([1000]), np.array([FREE]), np.array([FREE]))
    assert down[0] == 1
    assert up[0] > 1_000_000


def _newcomers(market: DemoExchange) -> list[int]:
    return [k for k, company in enumerate(market.companies) if company.first]


def _troubled(market: DemoExchange) -> list[int]:
    return [k for k, company in enumerate(market.companies) if len(company.names) > 1]
