"""Which factors say the same."""

import numpy as np
import pytest

from core.research.ic.clusters import cluster, rank_correlations

NAN = float("nan")


def test_a_factor_and_its_opposite_are_one_cluster() -> None:
    random = np.random.default_rng(0)
    first, other = random.normal(size=(2, 30, 40))
    table = rank_correlations([first, -(first**3), other], np.ones(first.shape, dtype=bool))
    assert table[0, 1] == pytest.approx(-1)
    assert abs(table[0, 2]) < 0.1
    assert (table == table.T).all()
    assert cluster(table, 0.7) == [1, 1, 2]


def test_average_linkage_asks_for_the_mean_over_all_pairs() -> None:
    """0 and 1 join at .9; 2 is .8 from 1 but .5 from 0: .65 on average (by hand)."""
    table = np.array([[1, 0.9, 0.5], [0.9, 1, 0.8], [0.5, 0.8, 1]])
    assert cluster(table, 0.66) == [1, 1, 2]
    assert cluster(table, 0.65) == [1, 1, 1]


def test_clusters_are_numbered_by_their_first_factor() -> None:
    table = np.eye(4)
    table[0, 3] = table[3, 0] = 0.8
    table[1, 2] = table[2, 1] = 0.95
    assert cluster(table, 0.7) == [1, 2, 2, 1]


def test_factors_that_never_met_are_strangers() -> None:
    assert cluster(np.array([[1, NAN], [NAN, 1]]), 0.1) == [1, 2]
    assert cluster(np.empty((0, 0)), 0.7) == []
    assert cluster(np.eye(1), 0.7) == [1]
