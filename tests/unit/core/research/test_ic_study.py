"""The row of an IC table, on factors whose answer is known."""

from dataclasses import replace

import numpy as np
import pytest

from core.pipeline.labels import Label
from core.research.ic.daily import measure_daily
from core.research.ic.study import Study, net_of_costs, shrink, study

SHAPE = (60, 40)
MASK = np.ones(SHAPE, dtype=bool)
RETURNS = np.random.default_rng(4).normal(0.001, 0.02, SHAPE)
NOTHING = np.full(SHAPE, np.nan)


def label(horizon: int, value: np.ndarray) -> Label:
    return Label(horizon, value, np.ones(SHAPE), np.zeros(SHAPE, dtype=np.int32))


LABELS = [label(1, RETURNS), label(5, -RETURNS)]


def study_of(factor: np.ndarray, mask: np.ndarray, horizon: int, direction: int, cost: float) -> Study:
    daily = measure_daily([(0, factor[None])], 1, LABELS, [mask], horizon)[0]
    return study(daily, 0, horizon, direction, cost)


def test_a_factor_that_knows_the_label() -> None:
    found = study_of(RETURNS, MASK, 1, 1, 0.002)
    best = np.sort(RETURNS, axis=1)[:, -8:].mean(axis=1)
    assert (found.dates, found.coverage) == (60, 1.0)
    assert (found.ic, found.rank_ic, found.ewma, found.non_overlapping) == pytest.approx((1, 1, 1, 1))
    assert [horizon for horizon, _ in found.decay] == [1, 5]
    assert [value for _, value in found.decay] == pytest.approx([1, -1])
    assert found.gross == pytest.approx(best.mean())
    assert found.excess == pytest.approx((best - RETURNS.mean(axis=1)).mean())
    assert found.turnover == pytest.approx(0.8, abs=0.05)
    paid = (found.turnover * 59 + 1) / 60 * 0.002
    assert found.net == pytest.approx(found.gross - paid)
    assert found.lags == 3


@pytest.mark.parametrize("direction", [-1, 0])
def test_a_low_value_may_be_the_wanted_one(direction: int) -> None:
    found = study_of(-RETURNS, MASK, 1, direction, 0.0)
    assert found.rank_ic == pytest.approx(-1)
    assert found.excess > 0.02
    assert found.wanted == -1


def test_a_claimed_direction_stands_whatever_came() -> None:
    found = study_of(-RETURNS, MASK, 1, 1, 0.0)
    assert found.wanted == 1
    assert found.excess < -0.02


def test_overlapping_labels_widen_the_error_and_leave_dates_out() -> None:
    found = study_of(RETURNS, MASK, 5, 1, 0.0)
    assert found.lags == 4
    assert found.rank_ic == pytest.approx(-1)
    assert study_of(RETURNS, MASK, 1, 1, 0.0).lags == 3


def test_only_the_names_of_the_mask_count() -> None:
    half = MASK.copy()
    half[:, 20:] = False
    turned = np.where(half, RETURNS, -RETURNS)
    assert study_of(turned, half, 1, 1, 0.0).rank_ic == pytest.approx(1)
    assert abs(study_of(turned, MASK, 1, 1, 0.0).rank_ic) < 0.5


@pytest.mark.parametrize("factor", [NOTHING, np.ones(SHAPE)])
def test_a_factor_without_news_has_no_figures(factor: np.ndarray) -> None:
    found = study_of(factor, MASK, 1, 1, 0.002)
    assert found.dates == 0
    figures = (
        found.ic,
        found.rank_ic,
        found.icir,
        found.t,
        found.p,
        found.ewma,
        found.turnover,
        found.gross,
        found.net,
    )
    assert np.isnan(figures).all()


def test_costs_are_paid_for_what_is_replaced_and_at_first_for_everything() -> None:
    net = net_of_costs(np.array([0.01, 0.01, 0.01]), np.array([np.nan, 0.5, 0.0]), 0.002)
    assert net == pytest.approx([0.008, 0.009, 0.01])


def test_shrinking_keeps_families_apart_and_directions_in_mind() -> None:
    """The golden of James and Stein's estimator, with one factor wanted low and a stranger beside the family."""
    base = study_of(RETURNS, MASK, 1, 1, 0.0)
    means = {"a": 0.05, "b": -0.03, "c": 0.01, "d": -0.02, "alone": 0.4}
    studies: dict[str, Study] = {name: replace(base, rank_ic=mean, error=0.02) for name, mean in means.items()}
    families = dict.fromkeys("abcd", "price") | {"alone": "size"}
    shrunk = shrink(studies, families, {"a": 1, "b": -1, "c": 0, "d": 1, "alone": 1})
    expected = {"a": 0.04514, "b": -0.02813, "c": 0.01112, "d": -0.01439, "alone": 0.4}
    assert shrunk == pytest.approx(expected, abs=5e-6)
