"""The streamed study against plain pandas and golden values, and what missing values do."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pipeline.labels import Label
from core.research.ic.daily import CORRELATED_EVERY, Daily, coverage, measure_daily, rows_at_once
from tests.fakes import plain_ic

NAN = float("nan")
TURNING = np.array([[1, 2, 3, 4], [4, 3, 2, 1], [1, 2, 3, 4], [1, 2, 3, 4]], dtype=float)
CASE = settings(deadline=None, max_examples=40)
SERIES = ("rank_ic", "ic", "coverage", "returns", "everyone", "turnover", "autocorrelation")


def label(horizon: int, value: np.ndarray) -> Label:
    return Label(horizon, value, np.ones(value.shape), np.zeros(value.shape, dtype=np.int32))


def whole(
    factor: np.ndarray, value: np.ndarray, horizon: int = 1, mask: np.ndarray | None = None, groups: int = 5
) -> Daily:
    """One factor against one label in one chunk."""
    everyone = np.ones(factor.shape, dtype=bool) if mask is None else mask
    chunk = np.asarray(factor, dtype=np.float64)[None]
    return measure_daily([(0, chunk)], 1, [label(horizon, value)], [everyone], horizon, groups=groups)[0]


def test_opposite_orders_have_minus_one() -> None:
    """alphalens-reloaded, tests/test_performance.py: information coefficient of opposite orders."""
    found = whole(TURNING[:2], TURNING[:2, ::-1])
    assert found.rank_ic[0, 0] == pytest.approx([-1, -1])
    assert found.ic[0] == pytest.approx([-1, -1])


@pytest.mark.parametrize(("period", "expected"), [(1, [NAN, -1, -1, 1]), (2, [NAN, NAN, 1, -1]), (9, [NAN] * 4)])
def test_rank_autocorrelation(period: int, expected: list[float]) -> None:
    """alphalens-reloaded, tests/test_performance.py: factor rank autocorrelation at period 1."""
    assert whole(TURNING, TURNING, period).autocorrelation[0] == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("period", "expected"), [(1, [NAN, 1, 1, 0]), (2, [NAN, NAN, 0, 1]), (3, [NAN, NAN, NAN, 0]), (9, [NAN] * 4)]
)
def test_turnover_of_the_top_quarter(period: int, expected: list[float]) -> None:
    """alphalens-reloaded, tests/test_performance.py: quantile turnover of group 4."""
    assert whole(TURNING, TURNING, period, groups=4).turnover[0, 3] == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ([1, 1, 2, 2, 2, 2], [2, 2, 1, 2, 2, 2], [0.3, 0.15]),
        ([1, 1, 3, 2, 2, 2], [3, 3, 1, 2, 2, 2], [0.3, 0.0, 0.4]),
    ],
)
def test_quantile_returns(first: list[float], then: list[float], expected: list[float]) -> None:
    """alphalens-reloaded, tests/test_performance.py: mean return by quantile, not demeaned."""
    daily = np.array([[1.5, 1.5, 1.2, 1.0, 1.0, 1.0]] * 3) - 1
    found = whole(np.array([first, then, then], dtype=float), daily, groups=len(expected))
    assert found.returns[0].mean(axis=1) == pytest.approx(expected)
    assert found.everyone[0] == pytest.approx([0.2] * 3)


def test_ten_names_in_five_groups_are_two_each() -> None:
    values = np.arange(10.0)[None, ::-1]
    assert whole(values, values).returns[0, :, 0] == pytest.approx([0.5, 2.5, 4.5, 6.5, 8.5])


def test_ties_share_a_group() -> None:
    """Ranks 1.5 1.5 3.5 3.5 5 of five names: groups 2 2 4 4 5 (by hand)."""
    factor = np.array([[1.0, 1.0, 2.0, 2.0, 3.0]])
    found = whole(factor, np.array([[0.1, 0.3, 0.5, 0.7, 0.9]]))
    assert found.returns[0, :, 0] == pytest.approx([NAN, 0.2, NAN, 0.6, 0.9], nan_ok=True)
    assert found.everyone[0, 0] == pytest.approx(0.5)


def test_ranks_do_not_care_how_far_values_lie_apart() -> None:
    found = whole(np.array([[1.0, 2.0, 3.0, 1000.0]]), np.array([[0.1, 0.2, 0.3, 0.4]]))
    assert found.rank_ic[0, 0] == pytest.approx([1])
    assert found.ic[0, 0] < 0.9


@pytest.mark.parametrize("flat", [np.full((2, 4), 0.1), np.full((2, 4), NAN), np.full((2, 4), np.inf)])
def test_a_factor_or_label_that_does_not_vary_has_none(flat: np.ndarray) -> None:
    moving = np.array([[0.1, 0.2, 0.3, 0.4]] * 2)
    for found in (whole(flat, moving), whole(moving, flat)):
        assert np.isnan(found.rank_ic).all()
        assert np.isnan(found.ic).all()
    still = whole(flat, moving)
    assert np.isnan(still.returns).all()
    assert np.isnan(still.turnover).all()
    assert np.isnan(still.everyone).all()


def test_two_names_are_too_few() -> None:
    factor = np.array([[1.0, 2.0, NAN], [1.0, 2.0, 3.0]])
    assert whole(factor, factor).rank_ic[0, 0] == pytest.approx([NAN, 1], nan_ok=True)


def test_only_the_names_of_the_mask_count() -> None:
    factor, value = np.array([[1.0, 2.0, 3.0, 4.0, 0.0]]), np.array([[1.0, 2.0, 3.0, 4.0, 9.0]])
    mask = np.array([[True, True, True, True, False]])
    assert whole(factor, value, 1, mask).rank_ic[0, 0] == pytest.approx([1])
    assert whole(factor, value).rank_ic[0, 0, 0] < 0.5


def test_an_empty_market_has_none() -> None:
    assert np.isnan(whole(np.empty((2, 0)), np.empty((2, 0))).rank_ic).all()
    assert whole(np.empty((0, 3)), np.empty((0, 3))).rank_ic.shape == (1, 1, 0)


def test_coverage_begins_with_the_first_value() -> None:
    valued = np.array([[0.0, 0, 1, 0, 2]])
    assert coverage(valued, np.array([2, 0, 2, 2, 2]))[0] == pytest.approx([NAN, NAN, 0.5, 0, 1], nan_ok=True)


def test_an_unknown_horizon_is_an_error() -> None:
    with pytest.raises(KeyError):
        measure_daily([], 1, [label(1, TURNING)], [TURNING > 0], 3)


def test_the_budget_sets_how_many_days_at_once() -> None:
    assert rows_at_once(300, 5000, 2, 300 * 5000 * 8 * 40) == 40
    assert rows_at_once(300, 5000, 2, 1) == 8
    assert rows_at_once(1, 10, 2, 1 << 30) == 256


@st.composite
def markets(draw: st.DrawFn) -> tuple[np.ndarray, dict[int, np.ndarray], list[np.ndarray], int, list[int]]:
    """Factors (K×T×N) with gaps, ties and infinities, labels of two horizons, two masks, and where chunks are cut."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    count, dates, names = draw(st.integers(1, 3)), draw(st.integers(1, 16)), draw(st.integers(1, 14))
    values = random.normal(size=(count, dates, names)).astype(np.float32)
    values = np.where(random.random(values.shape) < draw(st.sampled_from([0, 0.5])), np.round(values), values)
    for strange in draw(st.lists(st.sampled_from([np.nan, np.inf, -np.inf, 0.0, 3e38]), max_size=3)):
        values[random.random(values.shape) < 0.15] = strange
    if draw(st.booleans()):
        values[:, dates // 2] = 2.5
    labels = {h: np.round(random.normal(size=(dates, names)), 2) for h in (1, 3)}
    for value in labels.values():
        value[random.random(value.shape) < 0.1] = np.nan
    wide = random.random((dates, names)) < 0.9
    cuts = sorted({0, dates, *draw(st.lists(st.integers(0, dates), max_size=4))})
    return values, labels, [wide, wide & (random.random(wide.shape) < 0.8)], draw(st.sampled_from([1, 3])), cuts


@CASE
@given(markets())
def test_the_stream_equals_plain_pandas(
    market: tuple[np.ndarray, dict[int, np.ndarray], list[np.ndarray], int, list[int]],
) -> None:
    values, labels, masks, horizon, cuts = market
    buffer = np.empty_like(values)

    def chunks() -> Iterator[tuple[int, np.ndarray]]:
        for first, last in pairwise(cuts):
            part = buffer.reshape(-1)[: len(values) * (last - first) * values.shape[2]]
            part = part.reshape(len(values), last - first, values.shape[2])
            part[...] = values[:, first:last]
            yield first, part

    found = measure_daily(chunks(), len(values), [label(h, grid) for h, grid in labels.items()], masks, horizon)
    for mask, study in zip(masks, found, strict=True):
        for place, factor in enumerate(values):
            plain = plain_ic.daily(factor, labels, mask, horizon)
            for name in SERIES:
                np.testing.assert_allclose(getattr(study, name)[place], plain[name], atol=2e-6, err_msg=name)
        expected = plain_ic.alike(values, mask, CORRELATED_EVERY)
        np.testing.assert_allclose(study.alike, expected, atol=1e-4, equal_nan=True)


@CASE
@given(st.permutations(range(9)), st.integers(0, 2**32 - 1))
def test_the_order_of_the_names_does_not_matter(order: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    factor, value = np.round(random.normal(size=(2, 4, 9)), 1)
    plain, shuffled = whole(factor, value), whole(factor[:, order], value[:, order])
    assert (shuffled.rank_ic == plain.rank_ic).all()
    assert shuffled.ic == pytest.approx(plain.ic, abs=1e-12)


def test_threads_and_chunks_change_no_bit() -> None:
    random = np.random.default_rng(3)
    values, value = random.normal(size=(7, 40, 30)), random.normal(size=(40, 30))
    mask = random.random(value.shape) < 0.9
    labels = [label(1, value), label(5, np.roll(value, 2, axis=1))]
    once = measure_daily([(0, values)], 7, labels, [mask], 5, threads=1)[0]
    parts = [(first, values[:, first : first + 7].copy()) for first in range(0, 40, 7)]
    cut = measure_daily(parts, 7, labels, [mask], 5, threads=3)[0]
    for name in SERIES:
        np.testing.assert_array_equal(getattr(cut, name), getattr(once, name))
