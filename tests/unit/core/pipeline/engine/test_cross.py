"""Cross-sections worked out by hand, and calls that are refused."""

import numpy as np
import pytest

from core.pipeline.engine.blocks import over_blocks
from core.pipeline.engine.cross import (
    cs_rank,
    cs_scale,
    cs_zscore,
    pearson_ic_rows,
    rank_ic_rows,
    rank_pct,
    sections,
)
from core.pipeline.engine.neutralise import ROUNDING, UNKNOWN, neutralise

NAN = np.nan
INF = np.inf


def test_an_engine_row_by_hand() -> None:
    rows = np.array([[3.0, 1.0, NAN, 3.0, -4.0, INF]])
    ranks, scaled, scores = (np.empty_like(rows) for _ in range(3))
    cs_rank(rows, ranks)
    cs_scale(rows, scaled)
    cs_zscore(np.array([[1.0, 3.0, NAN, -INF, 1.0, 3.0]]), scores)
    np.testing.assert_array_equal(ranks, [[3.5 / 4, 2 / 4, NAN, 3.5 / 4, 1 / 4, NAN]])
    np.testing.assert_array_equal(scaled, [[3 / 11, 1 / 11, NAN, 3 / 11, -4 / 11, NAN]])
    np.testing.assert_array_equal(scores, [[-1.0, 1.0, NAN, NAN, -1.0, 1.0]])


@pytest.mark.parametrize("row", [[NAN, INF], [0.0, -0.0], [5.0, NAN]])
def test_what_does_not_vary_has_no_zscore(row: list[float]) -> None:
    out = np.empty((1, 2))
    cs_zscore(np.array([row]), out)
    assert np.isnan(out).all()


def test_nothing_to_scale_by_is_missing_and_zeros_are_equal() -> None:
    rows = np.array([[0.0, -0.0, 0.0], [-0.0, 1.0, NAN]])
    scaled, ranks = np.empty_like(rows), np.empty_like(rows)
    cs_scale(rows, scaled)
    cs_rank(rows, ranks)
    np.testing.assert_array_equal(scaled, [[NAN, NAN, NAN], [0, 1, NAN]])
    np.testing.assert_array_equal(ranks, [[2 / 3, 2 / 3, 2 / 3], [0.5, 1.0, NAN]])


def test_sizes_whose_squares_are_no_numbers_are_scored() -> None:
    for unit in (1e-300, 1e307):
        out = np.empty((1, 4))
        cs_zscore(np.array([[-1.0, 1.0, -1.0, 1.0]]) * unit, out)
        np.testing.assert_array_equal(out, [[-1.0, 1.0, -1.0, 1.0]])
        cs_scale(np.full((1, 4), 4 * unit), out)
        np.testing.assert_array_equal(out, [[0.25] * 4])


def test_one_section_by_hand() -> None:
    values = np.array([[[0.0, 1.0, 2.0, 3.0, 4.0, NAN, 100.0]]])
    labels = np.array([[[1.0, 2.0, 3.0, 5.0, 4.0, 6.0, NAN]]])
    got = sections(values, labels=labels, quantiles=(0.1, 0.8))
    np.testing.assert_allclose(got.bounds, [[[0.5, 4.0]]])
    np.testing.assert_array_equal(got.rank_pct, [[[1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, NAN, 1]]])
    clipped = np.array([0.5, 1, 2, 3, 4, 4])
    expected = (clipped - clipped.mean()) / clipped.std()
    np.testing.assert_allclose(got.zscore[0, 0, [0, 1, 2, 3, 4, 6]], expected, rtol=1e-14)
    np.testing.assert_allclose(got.rank_ic, [[[0.9]]], rtol=1e-15)


def test_only_names_of_the_mask_count() -> None:
    values = np.array([[[9.0, 1.0, 2.0, 3.0]]], dtype=np.float32)
    mask = np.array([[False, True, True, True]])
    got = sections(values, mask)
    np.testing.assert_array_equal(got.rank_pct, np.array([[[NAN, 1 / 3, 2 / 3, 1]]], dtype=np.float32))
    np.testing.assert_array_equal(rank_pct(values, mask), got.rank_pct)
    assert np.isnan(got.zscore[0, 0, 0])
    np.testing.assert_array_equal(got.bounds, [[[1, 3]]])


def test_columns_winsorised_to_one_value_have_score_zero() -> None:
    values = np.array([[[0.1] * 98 + [-7.0, 8.0]]])
    np.testing.assert_array_equal(sections(values, quantiles=(0.05, 0.95)).zscore, np.zeros((1, 1, 100)))


def test_ic_needs_three_names_that_vary() -> None:
    labels = np.array([[[1.0, 2.0, 3.0]] * 3])
    values = np.array([[[1.0, 2.0, NAN], [5.0, 5.0, 5.0], [2.0, 4.0, 6.0]]])
    np.testing.assert_array_equal(rank_ic_rows(values, labels), [[[NAN, NAN, 1.0]]])
    np.testing.assert_allclose(pearson_ic_rows(values, labels), [[[NAN, NAN, 1.0]]], rtol=1e-15)
    np.testing.assert_array_equal(rank_ic_rows(labels, values), [[[NAN, NAN, 1.0]]])
    np.testing.assert_array_equal(rank_ic_rows(-values, labels)[0, 0, 2], -1.0)


def test_rank_ic_ranks_anew_where_a_name_is_missing() -> None:
    values = np.array([[[1.0, NAN, 3.0, 2.0]]])
    labels = np.array([[[1.0, 2.0, 3.0, 4.0]]])
    assert rank_ic_rows(values, labels)[0, 0, 0] == 0.5


def test_shapes_that_do_not_fit_are_refused() -> None:
    values = np.ones((1, 2, 3))
    with pytest.raises(ValueError, match="labels"):
        rank_ic_rows(values, np.ones((1, 2, 4)))
    with pytest.raises(ValueError, match="mask"):
        sections(values, np.ones((3, 2), dtype=bool))
    with pytest.raises(ValueError, match="industry"):
        neutralise(values, np.zeros((2, 4), dtype=np.int64), None)
    with pytest.raises(ValueError, match="log_size"):
        neutralise(values, None, np.zeros((1, 3)))
    with pytest.raises(ValueError, match="-2"):
        neutralise(values, np.full((2, 3), -2), None)


def test_residuals_by_hand() -> None:
    values = np.array([[1.0, 3.0, 10.0, 20.0, 5.0, NAN]])
    codes = np.array([0, 0, UNKNOWN, UNKNOWN, 2, 0])
    np.testing.assert_array_equal(neutralise(values, codes, None), [[-1, 1, -5, 5, 0, NAN]])
    sizes = np.array([1.0, 2.0, 1.0, 2.0, 9.0, 3.0])
    np.testing.assert_allclose(neutralise(values, codes, sizes), [[2, -2, -2, 2, 0, NAN]], atol=1e-14)
    line = np.array([[2.0, 4.0, 2.0, 4.0, 18.0, 6.0]]) + 0.1
    np.testing.assert_array_equal(neutralise(line, None, sizes), np.zeros((1, 6)))
    missing = np.array([1.0, NAN, 1.0, 2.0, 9.0, 3.0])
    np.testing.assert_array_equal(np.isnan(neutralise(values, codes, missing)), [[False, True, *[False] * 3, True]])


def test_sizes_that_are_all_alike_explain_nothing() -> None:
    values = np.array([[1.0, 2.0, 6.0]])
    np.testing.assert_allclose(neutralise(values, None, np.full(3, 22.3)), [[-2, -1, 3]], rtol=1e-15)


def test_what_the_fit_leaves_by_rounding_alone_is_nothing() -> None:
    values = 1e6 + np.array([[0.1, 0.2, 0.7]]) * ROUNDING
    np.testing.assert_array_equal(neutralise(values, None, None), [[0.0, 0.0, 0.0]])


def test_residuals_keep_the_scale_of_extreme_values() -> None:
    for unit in (1e-300, 1e307):
        got = neutralise(np.array([[1.0, 3.0, 5.0]]) * unit, None, None)
        np.testing.assert_allclose(got, np.array([[-2.0, 0.0, 2.0]]) * unit, rtol=1e-15, atol=1e-15 * unit)


@pytest.mark.parametrize(("factors", "days"), [(1, 1), (7, 1), (2, 50), (0, 4), (3, 0)])
@pytest.mark.parametrize("threads", [0, 1, 3])
def test_blocks_cover_every_factor_and_day_once(factors: int, days: int, threads: int) -> None:
    seen = np.zeros((factors, days), dtype=int)

    def work(block: tuple[int, int, int, int]) -> None:
        seen[block[0] : block[1], block[2] : block[3]] += 1

    over_blocks(work, factors, days, threads)
    assert (seen == 1).all()
