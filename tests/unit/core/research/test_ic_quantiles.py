"""Quantile groups, their returns, their turnover and what it costs, against golden values."""

import numpy as np
import pytest

from core.research.ic.quantiles import assign, group_returns, net_of_costs, turnover

NAN = float("nan")
DAILY = np.array([[1.5, 1.5, 1.2, 1.0, 1.0, 1.0]] * 3) - 1
TURNING = np.array([[1, 2, 3, 4], [4, 3, 2, 1], [1, 2, 3, 4], [1, 2, 3, 4]], dtype=float)


def groups_of(factor: np.ndarray, count: int) -> np.ndarray:
    return assign(factor, np.ones(factor.shape, dtype=bool), count)


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ([1, 1, 2, 2, 2, 2], [2, 2, 1, 2, 2, 2], [0.3, 0.15]),
        ([1, 1, 3, 2, 2, 2], [3, 3, 1, 2, 2, 2], [0.3, 0.0, 0.4]),
    ],
)
def test_quantile_returns(first: list[float], then: list[float], expected: list[float]) -> None:
    """alphalens-reloaded, tests/test_performance.py: mean return by quantile, not demeaned."""
    factor = np.array([first, then, then], dtype=float)
    returns = group_returns(groups_of(factor, len(expected)), DAILY, len(expected), demeaned=False)
    assert returns.mean(axis=0) == pytest.approx(expected)


def test_demeaned_returns_are_over_the_days_mean() -> None:
    factor = np.array([[1.0, 1, 2, 2, 2, 2]])
    returns = group_returns(groups_of(factor, 2), DAILY[:1], 2, demeaned=True)
    assert returns[0] == pytest.approx([0.5 - 0.2, 0.05 - 0.2])


@pytest.mark.parametrize(
    ("period", "expected"), [(1, [NAN, 1, 1, 0]), (2, [NAN, NAN, 0, 1]), (3, [NAN, NAN, NAN, 0]), (9, [NAN] * 4)]
)
def test_turnover_of_the_top_quarter(period: int, expected: list[float]) -> None:
    """alphalens-reloaded, tests/test_performance.py: quantile turnover of group 4."""
    assert turnover(groups_of(TURNING, 4), 4, period) == pytest.approx(expected, nan_ok=True)


def test_ten_names_in_five_groups_are_two_each() -> None:
    assert groups_of(np.arange(10.0)[None, ::-1], 5)[0].tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]


def test_names_without_a_value_or_outside_the_mask_have_no_group() -> None:
    factor = np.array([[1.0, NAN, 2.0, np.inf, 3.0, 4.0]])
    mask = np.array([[True, True, True, True, True, False]])
    assert assign(factor, mask, 3)[0].tolist() == [1, 0, 2, 0, 3, 0]


def test_a_date_that_does_not_vary_has_no_groups() -> None:
    flat = np.array([[0.1, 0.1, 0.1], [NAN, NAN, NAN]])
    groups = groups_of(flat, 3)
    assert not groups.any()
    assert np.isnan(group_returns(groups, flat, 3, demeaned=True)).all()
    assert np.isnan(turnover(groups, 1, 1)).all()


def test_a_label_that_is_missing_is_left_out() -> None:
    factor = np.array([[1.0, 2.0, 3.0, 4.0]])
    label = np.array([[0.1, NAN, NAN, NAN]])
    assert group_returns(groups_of(factor, 2), label, 2, demeaned=False)[0] == pytest.approx([0.1, NAN], nan_ok=True)


def test_costs_are_paid_for_what_is_replaced_and_at_first_for_everything() -> None:
    net = net_of_costs(np.array([0.01, 0.01, 0.01]), np.array([NAN, 0.5, 0.0]), 0.002)
    assert net == pytest.approx([0.008, 0.009, 0.01])
