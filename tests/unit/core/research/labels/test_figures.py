"""The distribution of labels, against figures worked out by hand and by scipy."""

import numpy as np
import pytest
from scipy import stats

from core.pipeline.labels import Label
from core.research.labels.figures import BINS, distribution, distributions


def label(value: np.ndarray, horizon: int = 5) -> Label:
    return Label(horizon, value, np.ones(value.shape), np.zeros(value.shape, np.int32))


def test_the_moments_are_those_of_scipy() -> None:
    value = np.random.default_rng(3).standard_t(5, size=(40, 30)) * 0.02
    value[4, :7] = np.nan
    found = distribution(label(value), np.ones(value.shape, dtype=bool), "all")
    flat = value[np.isfinite(value)]
    assert found.figures["count"] == len(flat) == 1193
    assert found.figures["missing"] == pytest.approx(7 / 1200)
    assert found.figures["mean"] == pytest.approx(flat.mean())
    assert found.figures["std"] == pytest.approx(flat.std(ddof=1))
    assert found.figures["skew"] == pytest.approx(stats.skew(flat))
    assert found.figures["kurtosis"] == pytest.approx(stats.kurtosis(flat))
    assert found.figures["q05"] == pytest.approx(np.quantile(flat, 0.05))
    assert found.figures["positive"] == pytest.approx((flat > 0).mean())
    assert found.daily["median"][4] == pytest.approx(np.nanmedian(value[4]))


def test_every_label_is_in_the_histogram_and_the_outer_bins_take_the_rest() -> None:
    value = np.concatenate([np.linspace(-0.1, 0.1, 999), [9.0]])[None]
    found = distribution(label(value), np.ones(value.shape, dtype=bool), "all")
    assert (len(found.counts), found.counts.sum()) == (BINS, 1000)
    assert found.edges[-1] < 0.2


def test_names_outside_the_mask_count_nowhere() -> None:
    value = np.array([[0.1, 0.5], [0.3, np.nan]])
    one, both = distributions(
        [label(value)], {"few": np.array([[True, False], [True, False]]), "all": np.ones((2, 2), dtype=bool)}
    )
    assert (one.figures["count"], one.figures["mean"], one.figures["missing"]) == (2, pytest.approx(0.2), 0)
    assert (both.figures["count"], both.figures["missing"]) == (3, 0.25)


@pytest.mark.parametrize("value", [np.full((2, 3), np.nan), np.full((2, 3), 0.01), np.empty((0, 3))])
def test_where_nothing_is_known_nothing_is_claimed(value: np.ndarray) -> None:
    found = distribution(label(value), np.ones(value.shape, dtype=bool), "all")
    assert np.isnan(found.figures["skew"])
    assert found.counts.sum() == np.isfinite(value).sum()
    assert np.all(np.diff(found.edges) > 0)
