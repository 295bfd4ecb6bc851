"""Shrunk covariance and the weights that follow, against figures by hand."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.research.ic.combination import ledoit_wolf, optimal_weights

SERIES = [[1, 2], [2, 1], [3, 5], [6, 4]]
NAN = float("nan")


def by_hand(rows: list[list[int]]) -> tuple[list[list[Fraction]], Fraction]:
    """The estimator from its definition, in fractions: every date's x x' beside the mean of them."""
    dates, count = len(rows), len(rows[0])
    means = [Fraction(sum(row[k] for row in rows), dates) for k in range(count)]
    outer = [[[(row[i] - means[i]) * (row[j] - means[j]) for j in range(count)] for i in range(count)] for row in rows]
    sample = [[sum((each[i][j] for each in outer), Fraction(0)) / dates for j in range(count)] for i in range(count)]
    level = sum((sample[k][k] for k in range(count)), Fraction(0)) / count
    cells = [(i, j) for i in range(count) for j in range(count)]
    apart = sum(((sample[i][j] - level * (i == j)) ** 2 for i, j in cells), Fraction(0)) / count
    shaken = [(each[i][j] - sample[i][j]) ** 2 for each in outer for i, j in cells]
    noise = sum(shaken, Fraction(0)) / (dates**2 * count)
    share = min(noise / apart, Fraction(1))
    return [
        [(share * level * (i == j)) + (1 - share) * sample[i][j] for j in range(count)] for i in range(count)
    ], share


def test_ledoit_wolf_is_its_definition() -> None:
    covariance, share = ledoit_wolf(np.array(SERIES, dtype=float))
    expected, expected_share = by_hand(SERIES)
    assert share == pytest.approx(float(expected_share), abs=1e-14)
    assert 0 < share < 1
    assert covariance == pytest.approx(np.array(expected, dtype=float), abs=1e-14)


def test_the_golden_figures() -> None:
    """In fractions: S = [[7/2, 7/4], [7/4, 5/2]], β² = 135/64 and δ² = 53/16, so 135/212 of it is 3 I."""
    _, share = ledoit_wolf(np.array(SERIES, dtype=float))
    assert by_hand(SERIES)[1] == Fraction(135, 212)
    assert share == pytest.approx(135 / 212)


def test_many_dates_need_no_shrinking_and_noise_shrinks_whole() -> None:
    random = np.random.default_rng(0)
    assert ledoit_wolf(random.normal(size=(20_000, 2)) @ np.diag([1.0, 3.0]))[1] < 0.01
    assert ledoit_wolf(random.normal(size=(5, 40)))[1] > 0.5
    covariance, share = ledoit_wolf(np.array([[1.0, -1.0], [-1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]))
    assert (covariance.tolist(), share) == ([[1, 0], [0, 1]], 0)


@pytest.mark.parametrize("series", [np.empty((0, 2)), np.array([[1.0, NAN]]), np.array([[np.inf]])])
def test_what_has_no_covariance_is_refused(series: np.ndarray) -> None:
    with pytest.raises(ValueError, match="finite values"):
        ledoit_wolf(series)


def test_weights_are_the_inverse_covariance_times_the_mean() -> None:
    covariance, _ = ledoit_wolf(np.array(SERIES, dtype=float))
    expected = np.linalg.inv(covariance) @ [3.0, 3.0]
    weights, dates = optimal_weights(np.array([*SERIES, [NAN, 7]], dtype=float))
    assert dates == 4
    assert weights == pytest.approx(expected / np.abs(expected).sum())


def test_a_steady_factor_weighs_more_and_a_contrary_one_less_than_nothing() -> None:
    random = np.random.default_rng(1)
    series = np.array([0.05, 0.05, -0.05]) + random.normal(size=(500, 3)) * [0.02, 0.2, 0.02]
    weights, _ = optimal_weights(series)
    assert weights[0] > weights[1] > 0 > weights[2]
    assert np.abs(weights).sum() == pytest.approx(1)


@pytest.mark.parametrize(
    "series",
    [np.ones((9, 2)), np.zeros((9, 2)), np.full((9, 2), NAN), np.array([[1.0, 2.0], [2.0, 1.0]]), np.empty((0, 1))],
)
def test_what_cannot_be_weighed_has_no_weights(series: np.ndarray) -> None:
    assert np.isnan(optimal_weights(series)[0]).all()


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(2, 30), st.integers(1, 6))
def test_the_shrunk_covariance_keeps_its_trace_and_sign(seed: int, dates: int, count: int) -> None:
    series = np.random.default_rng(seed).normal(size=(dates, count))
    covariance, share = ledoit_wolf(series)
    assert 0 <= share <= 1
    assert np.trace(covariance) == pytest.approx(series.var(axis=0).sum())
    assert np.linalg.eigvalsh(covariance).min() > -1e-12
