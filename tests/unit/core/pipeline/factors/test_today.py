"""The values of one evening: what the night hands on to its ranks."""

import numpy as np
import pandas as pd
import pytest

from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.library import CATALOGUE
from core.pipeline.factors.today import grids_of, values_today
from core.pipeline.panel import Panel, build_panel
from tests.fakes.bars import Market, make_market
from tests.fakes.pandas_factors import REFERENCES, wide_frames

DAYS = 90
NO_LIMITS = pd.DataFrame({"ts_code": [], "trade_date": np.zeros(0, np.int32), "up_limit": [], "down_limit": []})


def _panel(market: Market) -> Panel:
    return build_panel(market.daily, market.adj_factor, market.daily_basic)


def _values(panel: Panel, factors: tuple[Factor, ...], symbols: tuple[str, ...] = (), days: int = DAYS) -> pd.DataFrame:
    return values_today(factors, grids_of(panel, NO_LIMITS, days), symbols or panel.symbols)


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_a_scored_factor_is_what_its_definition_says(name: str) -> None:
    """Against plain pandas on bars without gaps; stored prices are float32, which is what the tolerance leaves for."""
    panel = _panel(make_market(60, DAYS, 3, 0.0))
    got = _values(panel, (CATALOGUE[name],))[name]
    assert got.notna().all()
    np.testing.assert_allclose(got, REFERENCES[name](wide_frames(panel)), rtol=2e-4, atol=2e-6)


def test_every_scored_factor_has_a_reference() -> None:
    assert set(REFERENCES) == set(CATALOGUE.directions)


def test_symbols_come_as_asked_and_the_unknown_are_missing() -> None:
    panel = _panel(make_market(20, DAYS, 4, 0.0))
    asked = (panel.symbols[3], "999999.SH", panel.symbols[0])
    got = _values(panel, CATALOGUE.active(), asked)
    assert list(got.index) == list(asked)
    assert got.index.name == "ts_code"
    assert got.loc["999999.SH"].isna().all()
    whole = _values(panel, CATALOGUE.active())
    pd.testing.assert_frame_equal(got.iloc[[0]], whole.iloc[[3]], check_exact=True)


def test_a_name_without_a_bar_today_has_no_value() -> None:
    panel = _panel(make_market(20, DAYS, 5, 0.0))
    halted = np.zeros(panel.shape, dtype=bool)
    halted[-1, 2] = True
    got = _values(panel.without(halted), CATALOGUE.computed())
    assert got.iloc[2].isna().all()
    assert got.iloc[1].notna().any()


def test_no_more_days_are_read_than_the_longest_lookback() -> None:
    panel = _panel(make_market(20, DAYS, 6, 0.1))
    factors = tuple(factor for factor in CATALOGUE.active() if factor.lookback <= 61)
    whole, cut = (_values(panel, factors, days=days) for days in (DAYS, max(each.lookback for each in factors)))
    pd.testing.assert_frame_equal(whole, cut, check_exact=True)


def test_limits_come_from_their_own_rows() -> None:
    panel = _panel(make_market(5, 30, 7, 0.0))
    last, first = int(panel.dates[-1]), panel.symbols[0]
    close = panel["close"][-1]
    limits = pd.DataFrame(
        {
            "ts_code": panel.symbols,
            "trade_date": last,
            "up_limit": close + np.array([0.0, 0.1, 0.1, 0.0, 0.1]),
            "down_limit": 0.0,
        }
    )
    grids = grids_of(panel, limits, 10)
    assert grids.shape == (10, 5)
    assert grids["limit_up"][-1].tolist() == [1.0, 0.0, 0.0, 1.0, 0.0]
    assert np.isnan(grids["limit_up"][:-1]).all(), "no limit was stored for these days"
    assert np.isnan(grids["limit_down"]).all(), "a limit of 0 is none"
    assert grids.symbols[0] == first


def test_nothing_to_work_on_gives_empty_frames() -> None:
    panel = _panel(make_market(5, 30, 8, 0.0))
    assert _values(panel.tail(0), CATALOGUE.active()).isna().all().all()
    assert values_today(CATALOGUE.active(), grids_of(panel, NO_LIMITS, 30), []).shape == (0, len(CATALOGUE.active()))
