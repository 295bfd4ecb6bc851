"""The forty-four: seven families, their horizons, and none of them a copy of another factor."""

from collections import Counter

import pytest

from core.pipeline.factors.alpha158 import ALPHA158
from core.pipeline.factors.technical import TECHNICAL

BY_NAME = {factor.name: factor for factor in TECHNICAL}


def test_there_are_forty_four_of_seven_families() -> None:
    assert Counter(factor.category for factor in TECHNICAL) == {
        "trend": 7, "volatility": 6, "volume": 6, "position": 7, "return": 6, "shape": 5, "score": 7
    }  # fmt: skip
    assert len(TECHNICAL) == 44


@pytest.mark.parametrize(
    ("name", "lookback"),
    [
        ("ma_cross_5_20", 20), ("ma_cross_10_60", 60), ("volatility_ratio_20_60", 61), ("position_250", 250),
        ("return_1", 2), ("return_20_lag_20", 41), ("return_60_lag_20", 81), ("body_5", 5),
        ("rank_gap_return_20_120", 121), ("rank_change_volatility_20", 41), ("score_gap_turnover_5_60", 60),
    ],
)  # fmt: skip
def test_each_looks_back_its_horizon(name: str, lookback: int) -> None:
    assert BY_NAME[name].lookback == lookback


def test_none_is_another_under_a_new_name() -> None:
    digests = [factor.digest for factor in (*TECHNICAL, *ALPHA158)]
    assert len(set(digests)) == len(digests)


def test_each_is_worded_and_claims_no_direction() -> None:
    for factor in TECHNICAL:
        assert factor.definition.endswith(".")
        assert (factor.direction, factor.status) == (0, "active")
