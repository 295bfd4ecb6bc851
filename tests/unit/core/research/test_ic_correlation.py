"""Information coefficients and rank autocorrelation: golden values, and what missing values do."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.research.ic.correlation import pearson_ic, rank_autocorrelation, rank_ic

CASE = settings(deadline=None, max_examples=60)
NUMBERS = st.one_of(st.floats(-1e6, 1e6), st.just(float("nan")), st.just(float("inf")))
GRIDS = arrays(np.float64, (4, 7), elements=NUMBERS)
TURNING = np.array([[1, 2, 3, 4], [4, 3, 2, 1], [1, 2, 3, 4], [1, 2, 3, 4]], dtype=float)


def everyone(grid: np.ndarray) -> np.ndarray:
    return np.ones(grid.shape, dtype=bool)


def test_opposite_orders_have_minus_one() -> None:
    """alphalens-reloaded, tests/test_performance.py: information coefficient of opposite orders."""
    factor, label = TURNING[:2], TURNING[:2, ::-1]
    assert rank_ic(factor, label, everyone(factor)) == pytest.approx([-1, -1])
    assert pearson_ic(factor, label, everyone(factor)) == pytest.approx([-1, -1])


@pytest.mark.parametrize(
    ("period", "expected"), [(1, [np.nan, -1, -1, 1]), (2, [np.nan, np.nan, 1, -1]), (9, [np.nan] * 4)]
)
def test_rank_autocorrelation(period: int, expected: list[float]) -> None:
    """alphalens-reloaded, tests/test_performance.py: factor rank autocorrelation at period 1."""
    assert rank_autocorrelation(TURNING, everyone(TURNING), period) == pytest.approx(expected, nan_ok=True)


def test_ranks_do_not_care_how_far_values_lie_apart() -> None:
    factor = np.array([[1.0, 2.0, 3.0, 1000.0]])
    label = np.array([[0.1, 0.2, 0.3, 0.4]])
    assert rank_ic(factor, label, everyone(factor)) == pytest.approx([1])
    assert pearson_ic(factor, label, everyone(factor))[0] < 0.9


def test_it_is_pandas_correlation() -> None:
    random = np.random.default_rng(0)
    factor, label = random.normal(size=(2, 20, 30))
    factor[random.random(factor.shape) < 0.2] = np.nan
    label[random.random(label.shape) < 0.2] = np.nan
    factor = np.round(factor, 1)
    for method, ours in (("pearson", pearson_ic), ("spearman", rank_ic)):
        both = [(pd.Series(a), pd.Series(b)) for a, b in zip(factor, label, strict=True)]
        pairs = [(a[b.notna()], b[a.notna()]) for a, b in both]
        ranked = [(a.rank(), b.rank()) if method == "spearman" else (a, b) for a, b in pairs]
        expected = [a.corr(b) for a, b in ranked]
        assert ours(factor, label, everyone(factor)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("coefficient", [pearson_ic, rank_ic])
def test_a_factor_that_does_not_vary_has_none(coefficient: object) -> None:
    label = np.array([[0.1, 0.2, 0.3, 0.4]] * 2)
    flat = np.array([[0.1, 0.1, 0.1, 0.1], [np.nan] * 4])
    assert np.isnan(coefficient(flat, label, everyone(label))).all()  # type: ignore[operator]
    assert np.isnan(coefficient(label, flat, everyone(label))).all()  # type: ignore[operator]


def test_two_names_are_too_few() -> None:
    factor = np.array([[1.0, 2.0, np.nan], [1.0, 2.0, 3.0]])
    assert rank_ic(factor, factor, everyone(factor)) == pytest.approx([np.nan, 1], nan_ok=True)


def test_only_the_names_of_the_mask_count() -> None:
    factor = np.array([[1.0, 2.0, 3.0, 4.0, 0.0]])
    label = np.array([[1.0, 2.0, 3.0, 4.0, 9.0]])
    mask = np.array([[True, True, True, True, False]])
    assert rank_ic(factor, label, mask) == pytest.approx([1])
    assert rank_ic(factor, label, everyone(factor))[0] < 0.5


def test_an_empty_market_has_none() -> None:
    empty = np.empty((2, 0))
    assert np.isnan(rank_ic(empty, empty, everyone(empty))).all()
    assert rank_ic(np.empty((0, 3)), np.empty((0, 3)), np.empty((0, 3), dtype=bool)).shape == (0,)


@CASE
@given(GRIDS, GRIDS, st.permutations(range(7)))
def test_the_order_of_the_names_does_not_matter(factor: np.ndarray, label: np.ndarray, order: list[int]) -> None:
    for coefficient in (pearson_ic, rank_ic):
        plain = coefficient(factor, label, everyone(factor))
        shuffled = coefficient(factor[:, order], label[:, order], everyone(factor))
        assert shuffled == pytest.approx(plain, nan_ok=True, abs=1e-6)


@CASE
@given(GRIDS, GRIDS)
def test_it_is_a_correlation_or_nothing(factor: np.ndarray, label: np.ndarray) -> None:
    found = rank_ic(factor, label, everyone(factor))
    assert found == pytest.approx(-rank_ic(-factor, label, everyone(factor)), nan_ok=True, abs=1e-9)
    assert ((np.abs(found) <= 1) | np.isnan(found)).all()
    few = (np.isfinite(factor) & np.isfinite(label)).sum(axis=1) < 3
    assert np.isnan(found[few]).all()
