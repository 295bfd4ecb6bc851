import numpy as np
import pandas as pd
import pytest

from core.pipeline.factors import window

NAN = np.nan
GRID = np.array([[1.0, NAN, 5.0], [2.0, NAN, NAN], [4.0, 3.0, NAN], [NAN, 6.0, NAN]])


def test_half_the_window_is_enough_and_less_is_not() -> None:
    np.testing.assert_array_equal(window.mean(GRID, 4), [7 / 3, 4.5, NAN])
    np.testing.assert_array_equal(window.mean(GRID, 5), [7 / 3, NAN, NAN])
    np.testing.assert_array_equal(window.mean(GRID, 0), [7 / 3, 4.5, 5.0])


def test_ends_of_a_window_skip_gaps() -> None:
    np.testing.assert_array_equal(window.first(GRID), [1.0, 3.0, 5.0])
    np.testing.assert_array_equal(window.last(GRID), [4.0, 6.0, 5.0])
    np.testing.assert_array_equal(window.change(GRID, 4), [3.0, 1.0, NAN])
    np.testing.assert_array_equal(window.highest(GRID, 4), [4.0, 6.0, NAN])


def test_a_single_value_has_no_deviation_and_no_slope() -> None:
    single = np.array([[NAN], [2.0]])
    assert np.isnan(window.deviation(single, 2)).all()
    assert np.isnan(window.slope(single, 2)).all()


def test_correlation_needs_both_sides_to_move() -> None:
    x = np.array([[1.0, 1.0, 1.0], [2.0, 1.0, NAN], [3.0, 1.0, 3.0], [5.0, 1.0, NAN]])
    y = np.array([[2.0, 1.0, 1.0], [4.0, 2.0, 2.0], [6.0, 3.0, NAN], [10.0, 4.0, 4.0]])
    np.testing.assert_allclose(window.correlation(x, y, 4), [1.0, NAN, NAN], rtol=1e-15)


def test_statistics_equal_pandas_on_random_gaps() -> None:
    random = np.random.default_rng(8)
    x, y = (np.where(random.random((20, 50)) < 0.2, NAN, random.normal(5, 2, (20, 50))) for _ in range(2))
    frame, other = pd.DataFrame(x), pd.DataFrame(y)
    np.testing.assert_allclose(window.mean(x, 20), frame.mean(), rtol=1e-12)
    np.testing.assert_allclose(window.deviation(x, 20), frame.std(), rtol=1e-12)
    np.testing.assert_allclose(window.highest(x, 20), frame.max(), rtol=0)
    np.testing.assert_allclose(window.correlation(x, y, 2), frame.corrwith(other), rtol=1e-9)
    fits = [np.polyfit(column.dropna().index, column.dropna(), 1)[0] for _, column in frame.items()]
    np.testing.assert_allclose(window.slope(x, 20), fits, rtol=1e-8)


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 0)])
def test_empty_windows_are_unknown(shape: tuple[int, int]) -> None:
    empty = np.full(shape, NAN)
    for statistic in (window.mean, window.deviation, window.highest, window.slope):
        assert np.isnan(statistic(empty, 0)).all()
    assert window.last(empty).shape == (shape[1],)
