"""The market's strength: two shares and their mean, from adjusted closes."""

import numpy as np
import pytest

from core.pipeline.panel import Panel
from core.pipeline.strength import MEAN_DAYS, market_strength

NAN = float("nan")


def _panel(*rows: list[float]) -> Panel:
    grid = np.array(rows, dtype=np.float64).reshape(len(rows), -1)
    dates = np.arange(20260101, 20260101 + len(rows), dtype=np.int32)
    return Panel(dates, tuple(f"{n:06d}.SZ" for n in range(grid.shape[1])), {"adj_close": grid})


def test_half_rise_and_a_quarter_stands_above_its_mean() -> None:
    made = market_strength(_panel([10, 10, 10, 10], [20, 20, 8, 8], [9, 9, 9, 9]))
    assert made == {"names": 4, "rising": 0.5, "above_mean": 0.5, "strength": 0.5}
    assert market_strength(_panel([10, 10], [20, 5], [11, 9]))["strength"] == 0.5


def test_an_unchanged_price_is_not_rising_but_stands_at_its_mean() -> None:
    assert market_strength(_panel([10.0], [10.0])) == {"names": 1, "rising": 0.0, "above_mean": 1.0, "strength": 0.5}


def test_a_name_without_a_close_counts_nowhere() -> None:
    assert market_strength(_panel([10, 10], [11, NAN])) == market_strength(_panel([10.0], [11.0]))
    new = market_strength(_panel([10, NAN], [11, 5]))
    assert (new["names"], new["rising"], new["above_mean"]) == (2, 1.0, 1.0)


@pytest.mark.parametrize("rows", [[[10.0]], [[NAN], [NAN]], [[NAN], [10.0]]])
def test_without_two_closes_there_is_none(rows: list[list[float]]) -> None:
    assert market_strength(_panel(*rows))["strength"] is None


def test_only_the_last_twenty_days_make_the_mean() -> None:
    rows = [[1000.0]] + [[10.0]] * (MEAN_DAYS - 1) + [[10.5]]
    assert market_strength(_panel(*rows))["above_mean"] == 1.0
