"""The desk's factors: those that score with their direction, and what only A-shares have, on days one can count."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pytest

from core.pipeline.engine.engine import Engine
from core.pipeline.factors.ashare import ASHARE
from core.pipeline.factors.fields import FIELDS
from tests.fakes.factor_panels import of_fields

BY_NAME = {factor.name: factor for factor in ASHARE}
DIRECTED = {
    "reversal_5": -1, "momentum_20": -1, "momentum_60": -1, "high_distance_60": 1, "ma_gap_20": -1, "overnight_20": 1,
    "intraday_20": -1, "volatility_20": -1, "volatility_60": -1, "downside_20": -1, "range_20": -1,
    "max_return_20": -1, "turnover_5": -1, "turnover_20": -1, "turnover_change": -1, "amount_trend_20": -1,
    "illiquidity_20": 1, "volume_price_corr_20": -1, "ep": 1, "bp": 1, "sp": 1, "log_circ_mv": -1,
}  # fmt: skip
Column = npt.NDArray[np.float64]


def _today(name: str, days: int = 80, **fields: Column) -> float:
    """The factor's value on the last of `days` days; fields not given are a flat 10."""
    grids = of_fields({field: fields.get(field, np.full(days, 10.0))[:, None] for field in FIELDS})
    return float(Engine([BY_NAME[name].node], threads=1).compute(grids, days - 1, days)[0, 0, 0])


def _days(last: Mapping[int, float], days: int = 80) -> Column:
    """Zeros but for some days, counted back from today's 0."""
    column = np.zeros(days)
    for back, value in last.items():
        column[days - 1 - back] = value
    return column


def test_those_that_score_keep_their_direction() -> None:
    assert {factor.name: factor.direction for factor in ASHARE if factor.direction} == DIRECTED
    assert [factor.name for factor in ASHARE][: len(DIRECTED)] == list(DIRECTED)


def test_all_are_active_and_worded() -> None:
    for factor in ASHARE:
        assert factor.status == "active"
        assert factor.definition.endswith(".")
        assert len(factor.definition) > 15


def test_the_specials_are_all_there() -> None:
    wanted = {
        *(f"limit_{side}_{days}" for side in ("up", "down") for days in (5, 20, 60)), "one_price_20", "one_price_60",
        "days_since_limit_up", "limit_up_streak", "auction_gap", "auction_gap_5", "auction_gap_20", "turnover_1",
        "turnover_60", "turnover_std_20", "turnover_change_5_60", "log_total_mv", "ep_gap_250",
    }  # fmt: skip
    assert wanted <= set(BY_NAME)


@pytest.mark.parametrize(
    ("limits", "days_since", "streak"),
    [
        ({}, 20, 0),
        ({0: 1}, 0, 1),
        ({1: 1}, 1, 0),
        ({7: 1}, 7, 0),
        ({7: 1, 3: 1}, 3, 0),
        ({19: 1}, 19, 0),
        ({20: 1}, 20, 0),
        ({0: 1, 1: 1, 2: 1}, 0, 3),
        ({0: 1, 2: 1}, 0, 1),
        (dict.fromkeys(range(8), 1), 0, 5),
    ],
)
def test_limit_ups_are_counted_back_from_today(limits: dict[int, float], days_since: int, streak: int) -> None:
    column = _days(limits)
    assert _today("days_since_limit_up", limit_up=column) == days_since
    assert _today("limit_up_streak", limit_up=column) == streak


def test_limit_days_are_counted_over_their_window() -> None:
    column = _days({0: 1, 4: 1, 5: 1, 19: 1, 20: 1, 59: 1, 60: 1})
    for side in ("up", "down"):
        counts = [_today(f"limit_{side}_{days}", **{f"limit_{side}": column}) for days in (5, 20, 60)]
        assert counts == [2, 4, 6]
    assert [_today(f"one_price_{days}", one_price=column) for days in (20, 60)] == [4, 6]


def test_the_auction_gap_is_the_open_over_the_close_before() -> None:
    close = np.full(80, 10.0)
    opened = np.full(80, 10.0)
    opened[-1], opened[-2] = 11.0, 9.5
    assert _today("auction_gap", open=opened, close=close) == pytest.approx(0.1)
    assert _today("auction_gap_5", open=opened, close=close) == pytest.approx((0.1 - 0.05) / 5)


def test_a_return_starts_from_the_last_price_known_then() -> None:
    close = np.full(80, 10.0)
    close[-1] = 12.0
    close[-10:-4] = np.nan
    close[:-10] = 8.0
    assert _today("reversal_5", close=close) == pytest.approx(12 / 8 - 1)
    assert _today("momentum_20", close=close) == pytest.approx(0.0)
    close[-19:-4] = np.nan
    assert np.isnan(_today("reversal_5", close=close))


@pytest.mark.parametrize(("name", "field"), [("ep", "pe_ttm"), ("bp", "pb"), ("sp", "ps_ttm")])
def test_a_yield_is_the_ratio_turned_over(name: str, field: str) -> None:
    assert _today(name, **{field: _days({0: -4.0})}) == -0.25
    assert np.isnan(_today(name, **{field: _days({})}))
