"""Cross-section kernels against numpy and scipy, over whatever a column may hold."""

import warnings
from collections.abc import Callable

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.pipeline.engine.cross import (
    cs_rank,
    cs_scale,
    cs_zscore,
    pearson_ic_rows,
    rank_ic_rows,
    rank_pct,
    sections,
)
from core.pipeline.engine.neutralise import neutralise

SPECIAL = [0.0, -0.0, np.nan, np.inf, -np.inf, 5e-324, -5e-324, 1e-310, 1.0, -1.0, 1e308, -1e308]
ANY = st.one_of(st.sampled_from(SPECIAL), st.floats(width=64), st.integers(-3, 3).map(float))
ANY_SINGLE = st.one_of(
    st.sampled_from([0.0, -0.0, np.nan, np.inf, -np.inf]), st.floats(width=32), st.integers(-3, 3).map(float)
)
ROWS = st.one_of(
    arrays.arrays(np.float64, st.tuples(st.just(2), st.integers(0, 40)), elements=ANY),
    arrays.arrays(np.float32, st.tuples(st.just(2), st.integers(0, 40)), elements=ANY_SINGLE),
)
TAME = st.one_of(st.sampled_from([np.nan, np.inf, 0.0, -0.0]), st.floats(-100, 100).map(lambda x: round(x, 2)))
SEEDS = st.integers(0, 2**32 - 1)


def ranked(row: np.ndarray) -> np.ndarray:
    seen = np.isfinite(row)
    ranks = np.full(row.shape, np.nan, dtype=np.float64)
    if seen.any():
        ranks[seen] = scipy.stats.rankdata(row[seen], method="average") / seen.sum()
    return ranks


@settings(deadline=None, max_examples=200)
@given(ROWS)
def test_percentile_ranks_are_scipys_to_the_last_bit(rows: np.ndarray) -> None:
    expected = np.array([ranked(row) for row in rows]).reshape(rows.shape).astype(rows.dtype)
    got = rank_pct(rows[None])[0]
    assert got.dtype == rows.dtype
    np.testing.assert_array_equal(got, expected)


SHAPES: list[Callable[[np.random.Generator, int], np.ndarray]] = [
    lambda random, n: random.standard_normal(n),
    lambda random, n: 1 + 1e-9 * random.standard_normal(n),
    lambda random, n: np.where(random.random(n) < 0.01, -5.0, 1 + 1e-9 * random.standard_normal(n)),
    lambda random, n: np.where(random.random(n) < 0.01, 1e300, 1 + np.spacing(1.0) * random.integers(0, 9, n)),
    lambda random, n: random.standard_normal(n) * 1e-310,
    lambda random, n: np.round(random.standard_normal(n), 1),
    lambda random, n: np.exp(100 * random.standard_normal(n)) * random.choice([-1, 1], n),
    lambda random, n: np.arange(n)[::-1] * 1e-3 + 1e6,
]


@settings(deadline=None, max_examples=60)
@given(SEEDS, st.integers(0, len(SHAPES) - 1), st.sampled_from([np.float32, np.float64]))
def test_long_columns_are_sorted_exactly_however_they_cluster(seed: int, shape: int, dtype: type) -> None:
    random = np.random.default_rng(seed)
    with np.errstate(over="ignore"):
        rows = SHAPES[shape](random, 1200)[None].astype(dtype)
    np.testing.assert_array_equal(rank_pct(rows[None])[0, 0], ranked(rows[0]).astype(dtype))


@settings(deadline=None, max_examples=150)
@given(ROWS)
def test_a_row_of_the_engine_ranks_alike_in_place(rows: np.ndarray) -> None:
    values = rows.astype(np.float64)
    expected = np.array([ranked(row) for row in values]).reshape(values.shape)
    cs_rank(values, values)
    np.testing.assert_array_equal(values, expected)


@settings(deadline=None, max_examples=150)
@given(arrays.arrays(np.float64, st.tuples(st.just(2), st.integers(1, 30)), elements=TAME))
def test_scale_and_zscore_are_numpys(rows: np.ndarray) -> None:
    scaled, scores = np.empty_like(rows), np.empty_like(rows)
    cs_scale(rows, scaled)
    cs_zscore(rows, scores)
    for row, scale, score in zip(rows, scaled, scores, strict=True):
        seen = np.isfinite(row)
        assert np.isnan(scale[~seen]).all()
        assert np.isnan(score[~seen]).all()
        total = np.abs(row[seen]).sum()
        np.testing.assert_allclose(scale[seen], row[seen] / total if total else np.nan, rtol=1e-12)
        varies = len(set(row[seen])) > 1
        expected = (row[seen] - row[seen].mean()) / row[seen].std() if varies else np.nan
        np.testing.assert_allclose(score[seen], expected, rtol=1e-9, atol=1e-10)


@settings(deadline=None, max_examples=150)
@given(
    arrays.arrays(np.float64, st.tuples(st.just(1), st.integers(0, 40)), elements=TAME),
    st.floats(0, 0.49),
    st.floats(0.51, 1),
)
def test_bounds_are_numpys_quantiles_to_the_last_bit(rows: np.ndarray, low: float, high: float) -> None:
    seen = rows[np.isfinite(rows)]
    for dtype in (np.float64, np.float32):
        got = sections(rows[None].astype(dtype), quantiles=(low, high)).bounds[0, 0]
        exact = seen.astype(dtype).astype(np.float64)
        expected = np.quantile(exact, [low, high]) if len(seen) else [np.nan, np.nan]
        np.testing.assert_array_equal(got, expected)


@settings(deadline=None, max_examples=100)
@given(arrays.arrays(np.float64, st.tuples(st.just(1), st.integers(1, 40)), elements=ANY), SEEDS)
def test_no_bit_depends_on_who_stands_where(rows: np.ndarray, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(rows.shape[1])
    straight = sections(rows[None], quantiles=(0.05, 0.95))
    shuffled = sections(rows[None, :, order], quantiles=(0.05, 0.95))
    np.testing.assert_array_equal(straight.bounds, shuffled.bounds)
    np.testing.assert_array_equal(straight.zscore[:, :, order], shuffled.zscore)
    np.testing.assert_array_equal(straight.rank_pct[:, :, order], shuffled.rank_pct)


CUBES = st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(0, 12), st.integers(0, 30), SEEDS)


def cube(shape: tuple[int, ...], random: np.random.Generator) -> np.ndarray:
    values = np.round(random.standard_normal(shape), random.integers(0, 4))
    values[random.random(shape) < random.choice([0, 0.1, 0.9])] = np.nan
    values[random.random(shape) < random.choice([0, 0.05])] = np.inf
    return values


@settings(deadline=None, max_examples=120)
@given(CUBES)
def test_rank_ic_is_spearmans_over_the_names_that_have_both(sizes: tuple[int, int, int, int, int]) -> None:
    factors, horizons, days, names, seed = sizes
    random = np.random.default_rng(seed)
    values, labels = cube((factors, days, names), random), cube((horizons, days, names), random)
    mask = random.random((days, names)) < random.choice([0.7, 1.0])
    got = rank_ic_rows(values.astype(np.float32), labels, mask)
    fused = sections(values.astype(np.float32), mask, labels).rank_ic
    np.testing.assert_array_equal(got, fused)
    for k, h, t in np.ndindex(got.shape):
        both = mask[t] & np.isfinite(values[k, t]) & np.isfinite(labels[h, t])
        x, y = values[k, t, both], labels[h, t, both]
        varies = both.sum() >= 3 and len(set(x)) > 1 and len(set(y)) > 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = scipy.stats.spearmanr(x, y)[0] if varies else np.nan
        np.testing.assert_allclose(got[k, h, t], expected, rtol=0, atol=1e-12)
        assert not abs(got[k, h, t]) > 1


@settings(deadline=None, max_examples=80)
@given(CUBES)
def test_pearson_ic_is_numpys_over_the_names_that_have_both(sizes: tuple[int, int, int, int, int]) -> None:
    factors, horizons, days, names, seed = sizes
    random = np.random.default_rng(seed)
    values, labels = cube((factors, days, names), random), cube((horizons, days, names), random)
    mask = random.random((days, names)) < 0.8
    got = pearson_ic_rows(values, labels, mask)
    for k, h, t in np.ndindex(got.shape):
        both = mask[t] & np.isfinite(values[k, t]) & np.isfinite(labels[h, t])
        x, y = values[k, t, both], labels[h, t, both]
        varies = both.sum() >= 3 and len(set(x)) > 1 and len(set(y)) > 1
        expected = np.corrcoef(x, y)[0, 1] if varies else np.nan
        np.testing.assert_allclose(got[k, h, t], expected, rtol=0, atol=1e-12)


@settings(deadline=None, max_examples=40)
@given(CUBES)
def test_threads_change_no_bit(sizes: tuple[int, int, int, int, int]) -> None:
    factors, horizons, days, names, seed = sizes
    random = np.random.default_rng(seed)
    values, labels = cube((factors, days, names), random), cube((horizons, days, names), random)
    one, two = (sections(values, None, labels, (0.1, 0.9), threads=threads) for threads in (1, 2))
    for field in ("bounds", "zscore", "rank_pct", "rank_ic"):
        np.testing.assert_array_equal(getattr(one, field), getattr(two, field))


@settings(deadline=None, max_examples=120)
@given(st.integers(1, 3), st.integers(1, 4), st.integers(0, 40), SEEDS, st.booleans(), st.booleans())
def test_residuals_are_those_of_least_squares(
    factors: int, days: int, names: int, seed: int, by_industry: bool, by_size: bool
) -> None:
    random = np.random.default_rng(seed)
    values = cube((factors, days, names), random)
    codes = random.integers(-1, 5, (days, names)) if by_industry else None
    sizes = random.normal(22, 1, (days, names)) if by_size else None
    if sizes is not None:
        sizes[random.random(sizes.shape) < 0.1] = np.nan
    got = neutralise(values, codes, sizes)
    for k, t in np.ndindex(factors, days):
        seen = np.isfinite(values[k, t]) & (np.isfinite(sizes[t]) if sizes is not None else True)
        groups = codes[t, seen] if codes is not None else np.zeros(seen.sum())
        design = (groups[:, None] == np.unique(groups)).astype(float)
        if sizes is not None:
            design = np.column_stack([design, sizes[t, seen]])
        y = values[k, t, seen]
        expected = y - design @ np.linalg.lstsq(design, y, rcond=None)[0] if len(y) else y
        np.testing.assert_allclose(got[k, t, seen], expected, rtol=0, atol=1e-8)
        assert np.isnan(got[k, t, ~seen]).all()


@pytest.mark.parametrize("low", [-0.1, 0.6, np.nan])
def test_quantiles_out_of_order_are_refused(low: float) -> None:
    with pytest.raises(ValueError, match="quantiles"):
        sections(np.ones((1, 1, 3)), quantiles=(low, 0.5))
