import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.pipeline.report.scale import Scale, known, ticks


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 10, [0, 2.5, 5, 7.5, 10]),
        (-0.031, 0.0, [-0.04, -0.03, -0.02, -0.01, 0.0]),
        (0, 0, [0, 0.25, 0.5, 0.75, 1.0]),
        (0, 1, [0, 0.25, 0.5, 0.75, 1.0]),
        (7, 7, [6, 8]),
    ],
)
def test_ticks_are_round_and_cover_the_range(low: float, high: float, expected: list[float]) -> None:
    found = ticks(low, high)
    if low == high == 0:
        assert found[0] <= 0 < found[-1]
    elif low == high:
        assert found[0] <= low <= found[-1]
        assert len(found) > 1
    else:
        assert found == pytest.approx(expected)


@given(st.floats(-1e9, 1e9), st.floats(1e-6, 1e9))
def test_any_range_is_covered_by_a_few_equal_steps(low: float, span: float) -> None:
    high = low + span
    found = ticks(low, high)
    slack = 1e-6 * max(abs(low), abs(high), 1)
    assert found[0] <= low + slack
    assert found[-1] >= high - slack
    assert 2 <= len(found) <= 7
    assert found == sorted(found)


def test_scale_maps_both_ways_and_survives_an_empty_range() -> None:
    down = Scale(0, 10, 100, 0)
    assert (down(0), down(5), down(10)) == (100, 50, 0)
    assert Scale(3, 3, 7, 9)(3) == 7


def test_known_drops_what_is_not_finite() -> None:
    assert known([1.0, math.nan, math.inf, -2.0]) == [1.0, -2.0]
