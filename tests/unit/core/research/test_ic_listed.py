"""The universe of each date is the night's; industries are those known then."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pipeline.adapt import adapt
from core.pipeline.engine import neutralise
from core.pipeline.panel import build_panel
from core.pipeline.universe import select_universe
from core.research.ic.listed import UNKNOWN, industry_rows, universe_rows
from core.settings.model import Universe
from tests.fakes.bars import Market, make_market

RULES = Universe(min_listed_days=20, min_amount_yuan=1e6)


def silent(text: str) -> None:
    pass


def listed_late(market: Market, random: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Some names are listed within the span, some are renamed to special treatment or delisting within it."""
    basic = market.stock_basic.copy()
    days = np.array(market.days)
    late = random.random(len(basic)) < 0.3
    basic.loc[late, "list_date"] = random.choice(days, int(late.sum()))
    renamed = [symbol for symbol in market.symbols if random.random() < 0.3]
    rows = {
        "ts_code": renamed,
        "name": random.choice(["*ST X", "X", "X退"], len(renamed)),
        "start_date": random.choice(days, len(renamed)),
    }
    return basic, pd.DataFrame(rows).astype({"start_date": "int64"})


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 2**16))
def test_each_date_has_the_nights_universe(seed: int) -> None:
    market = make_market(12, 70, seed=seed, missing=0.15)
    basic, renamed = listed_late(market, np.random.default_rng(seed))
    panel = build_panel(market.daily, market.adj_factor, market.daily_basic)
    found = universe_rows(panel, slice(30, 70), basic, renamed, RULES, silent)
    for row in (30, 45, 69):
        day = int(panel.dates[row])
        known = adapt(market.daily, market.adj_factor, market.daily_basic, market.stk_limit, market.suspend_d, day)
        night = select_universe(known, basic, renamed, RULES, day)
        bought = set(night.loc[night["included"] & ~night["shadow"], "ts_code"])
        here = {symbol for symbol, each in zip(panel.symbols, found[row - 30], strict=True) if each}
        assert here == bought & set(panel.symbols)
    assert found.shape == (40, 12)


def listing(**industries: str | None) -> pd.DataFrame:
    return pd.DataFrame({"ts_code": list(industries), "industry": list(industries.values())})


def test_industries_are_those_known_on_the_date() -> None:
    dates = np.array([20240102, 20240103, 20240104, 20240105], dtype=np.int32)
    listings = [(20240103, listing(A="steel", B=None, C="")), (20240105, listing(A="banks", B="steel"))]
    found = industry_rows(listings, dates, ["A", "B", "C", "D"])
    assert found.tolist() == [[0, -1, -1, -1], [0, -1, -1, -1], [0, -1, -1, -1], [1, 0, -1, -1]]


@pytest.mark.parametrize("listings", [[], [(20250101, listing(B="steel"))]])
def test_without_a_listing_no_industry_is_known(listings: list[tuple[int, pd.DataFrame]]) -> None:
    assert (industry_rows(listings, np.array([20240102], dtype=np.int32), ["A"]) == UNKNOWN).all()
    assert neutralise.UNKNOWN == UNKNOWN
