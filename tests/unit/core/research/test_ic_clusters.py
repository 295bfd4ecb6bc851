"""Which factors say the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.research.ic.clusters import RankCorrelations, cluster

NAN = float("nan")


def ranks(values: np.ndarray) -> np.ndarray:
    """Twice the ranks 1 … n of distinct values; 0 where missing."""
    order = np.where(np.isnan(values), np.inf, values).argsort().argsort()
    return np.where(np.isnan(values), 0, 2 * (order + 1)).astype(np.uint16)


def test_a_factor_and_its_opposite_are_one_cluster() -> None:
    random = np.random.default_rng(0)
    found = RankCorrelations(3)
    for first, other in random.normal(size=(30, 2, 40)):
        found.add(np.stack([ranks(first), ranks(-(first**3)), ranks(other)]))
    table = found.mean()
    assert table[0, 1] == pytest.approx(-1)
    assert abs(table[0, 2]) < 0.1
    assert (table == table.T).all()
    assert cluster(table, 0.7) == [1, 1, 2]


def test_only_names_both_have_are_compared() -> None:
    found = RankCorrelations(2)
    found.add(np.stack([ranks(np.array([1.0, 2, 3, 4, NAN])), ranks(np.array([NAN, 2.0, 3, 4, 1]))]))
    assert found.mean()[0, 1] == pytest.approx(1)


def test_two_names_and_ties_tell_nothing() -> None:
    found = RankCorrelations(2)
    found.add(np.stack([ranks(np.array([1.0, 2, NAN])), ranks(np.array([1.0, 2, 3]))]))
    found.add(np.array([[4, 4, 4], [2, 4, 6]], dtype=np.uint16))
    assert np.isnan(found.mean()[0, 1])


def test_average_linkage_asks_for_the_mean_over_all_pairs() -> None:
    """0 and 1 join at .9; 2 is .8 from 1 but .5 from 0: .65 on average (by hand)."""
    table = np.array([[1, 0.9, 0.5], [0.9, 1, 0.8], [0.5, 0.8, 1]])
    assert cluster(table, 0.66) == [1, 1, 2]
    assert cluster(table, 0.65) == [1, 1, 1]


def test_groups_weigh_by_their_members() -> None:
    """0, 1 and 2 join; 3 is .9, .9 and .3 from them: .7 on average of members, .6 of halves (by hand)."""
    table = np.array([[1, 0.99, 0.95, 0.9], [0.99, 1, 0.95, 0.9], [0.95, 0.95, 1, 0.3], [0.9, 0.9, 0.3, 1]])
    assert cluster(table, 0.69) == [1, 1, 1, 1]


def test_clusters_are_numbered_by_their_first_factor() -> None:
    table = np.eye(4)
    table[0, 3] = table[3, 0] = 0.8
    table[1, 2] = table[2, 1] = 0.95
    assert cluster(table, 0.7) == [1, 2, 2, 1]


def test_factors_that_never_met_are_strangers() -> None:
    assert cluster(np.array([[1, NAN], [NAN, 1]]), 0.1) == [1, 2]
    assert cluster(np.empty((0, 0)), 0.7) == []
    assert cluster(np.eye(1), 0.7) == [1]


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(2, 9), st.floats(0.1, 0.9))
def test_no_two_groups_are_alike_in_the_end(seed: int, count: int, alike: float) -> None:
    table = np.random.default_rng(seed).uniform(-1, 1, (count, count))
    table = (table + table.T) / 2
    np.fill_diagonal(table, 1)
    numbers = np.array(cluster(table, alike))
    for a in set(numbers.tolist()):
        for b in set(numbers.tolist()) - {a}:
            assert np.abs(table[np.ix_(numbers == a, numbers == b)]).mean() < alike + 1e-12
