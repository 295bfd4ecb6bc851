"""Significance, smoothing and shrinkage of a series of coefficients, against golden values."""

import numpy as np
import pytest

from core.research.ic.statistics import (
    average,
    effective_count,
    every,
    ewma,
    false_discovery_rates,
    icir,
    james_stein,
    monthly,
    newey_west_error,
    newey_west_lags,
    newey_west_t,
    two_sided_p,
)

SERIES = np.array([0.05, 0.02, -0.01, 0.04, 0.03, 0.0, 0.06, -0.02, 0.01, 0.05])
NAN = float("nan")


@pytest.mark.parametrize(
    ("lags", "error", "t"),
    [
        (0, 0.0082522724, 2.78711),
        (1, 0.0063174362, 3.64072),
        (2, 0.0041785165, 5.50435),
        (3, 0.0045110974, 5.09854),
    ],
)
def test_newey_west(lags: int, error: float, t: float) -> None:
    """By hand and statsmodels 0.15.0 OLS on a constant, cov_type HAC, use_correction False; both to 1e-16."""
    assert average(SERIES) == pytest.approx(0.023)
    assert newey_west_error(SERIES, lags) == pytest.approx(error, abs=5e-11)
    assert newey_west_t(SERIES, lags) == pytest.approx(t, abs=5e-6)


def test_missing_dates_are_left_out_of_it() -> None:
    gaps = np.insert(SERIES, [0, 4, 10], NAN)
    assert newey_west_error(gaps, 2) == newey_west_error(SERIES, 2)
    assert newey_west_t(gaps, 2) == newey_west_t(SERIES, 2)
    assert icir(gaps) == icir(SERIES)


def test_more_lags_than_dates_are_as_many_as_there_are() -> None:
    """With L lags in the weights, however few the dates: y = 1, 2 has γ₀ = 1/4, γ₁ = −1/8."""
    two = np.array([1.0, 2.0])
    assert newey_west_error(two, 5) == pytest.approx(np.sqrt((0.25 - 2 * (1 - 1 / 6) * 0.125) / 2))


@pytest.mark.parametrize("series", [[], [0.1], [NAN, NAN], [0.1, 0.1, 0.1]])
def test_what_says_nothing_has_no_significance(series: list[float]) -> None:
    values = np.array(series, dtype=float)
    assert np.isnan(icir(values))
    assert np.isnan(newey_west_t(values, 3))


@pytest.mark.parametrize(
    ("count", "horizon", "lags"), [(60, 1, 3), (252, 1, 4), (1000, 1, 6), (252, 20, 19), (252, 5, 4), (0, 1, 0)]
)
def test_lags_of_the_rule(count: int, horizon: int, lags: int) -> None:
    """Newey and West 1994: 4 (T/100)^(2/9) gives 3 at 60, 4 at 252 and 6 at 1000; overlapping labels need h − 1."""
    assert newey_west_lags(count, horizon) == lags


def test_icir_is_mean_over_sample_deviation() -> None:
    """alphalens: risk-adjusted IC, ddof 1, not annualised."""
    assert icir(SERIES) == pytest.approx(0.023 / SERIES.std(ddof=1))


def test_ewma_decay() -> None:
    """Half-life 20: decay .965936, worth 57.7 dates."""
    assert ewma(np.array([1.0, 0.0]))[1] == pytest.approx(0.965936 / 1.965936, abs=1e-6)
    assert effective_count() == pytest.approx(57.7, abs=0.05)
    old = ewma(np.array([1.0] + [0.0] * 20))
    recent = ewma(np.array([0.0] * 20 + [1.0]))
    assert old[20] == pytest.approx(recent[20] / 2)


def test_ewma_looks_past_a_missing_date_but_time_goes_on() -> None:
    smooth = ewma(np.array([NAN, 1.0, NAN, 0.0]), half_life=2)
    assert smooth == pytest.approx([NAN, 1.0, 1.0, 0.5 / 1.5], nan_ok=True)


def test_ewma_sees_no_later_date() -> None:
    changed = SERIES.copy()
    changed[6:] = 9.0
    assert (ewma(SERIES)[:6] == ewma(changed)[:6]).all()


def test_james_stein() -> None:
    """ICs .05, .03, .01, −.02 with s.e. .02 keep B = .850467 of their distance from the family's mean."""
    shrunk = james_stein([0.05, 0.03, 0.01, -0.02], 0.02)
    assert shrunk == pytest.approx([0.04514, 0.02813, 0.01112, -0.01439], abs=5e-6)
    assert (shrunk[0] - 0.0175) / (0.05 - 0.0175) == pytest.approx(0.850467, abs=5e-7)


def test_james_stein_never_shrinks_past_the_mean() -> None:
    assert james_stein([0.05, 0.03, 0.01, -0.02], 0.2) == pytest.approx([0.0175] * 4)
    assert james_stein([0.1] * 5, 0.2) == pytest.approx([0.1] * 5)


def test_james_stein_leaves_a_small_family_and_what_is_missing() -> None:
    assert james_stein([0.05, 0.03, NAN, 0.01], 0.02) == pytest.approx([0.05, 0.03, NAN, 0.01], nan_ok=True)
    assert james_stein([0.05, 0.03, 0.01, -0.02], NAN) == pytest.approx([0.05, 0.03, 0.01, -0.02])
    with_gap = james_stein([0.05, NAN, 0.03, 0.01, -0.02], 0.02)
    assert with_gap == pytest.approx([0.04514, NAN, 0.02813, 0.01112, -0.01439], nan_ok=True, abs=5e-6)


def test_labels_of_five_days_do_not_overlap_every_fifth_date() -> None:
    assert every(np.arange(11.0), 5).tolist() == [0, 5, 10]


def test_chance_of_a_t() -> None:
    """The normal law: |t| of 1.959964 has 5 %, of 0 everything."""
    assert two_sided_p(1.959964) == pytest.approx(0.05, abs=1e-7)
    assert two_sided_p(-1.959964) == two_sided_p(1.959964)
    assert two_sided_p(0.0) == 1
    assert np.isnan(two_sided_p(NAN))


def test_false_discovery_rates() -> None:
    """Benjamini and Hochberg 1995, section 3.2: of their 15 p-values the four smallest count at .05."""
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
               0.6528, 0.7590, 1.0]  # fmt: skip
    rates = false_discovery_rates(chances)
    assert (rates <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert rates[:5] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625, 0.0603])
    assert rates[5] == pytest.approx(0.0638571, abs=1e-6)
    assert rates[14] == 1


def test_a_missing_chance_is_no_trial_and_the_order_does_not_matter() -> None:
    assert false_discovery_rates([0.04, NAN, 0.01]) == pytest.approx([0.04, NAN, 0.02], nan_ok=True)
    assert false_discovery_rates([]).shape == (0,)


def test_monthly_means() -> None:
    dates = np.array([20240130, 20240131, 20240201, 20240301], dtype=np.int32)
    found = monthly(np.array([0.1, 0.3, NAN, 0.5]), dates)
    assert [month for month, _ in found] == [202401, 202402, 202403]
    assert [mean for _, mean in found] == pytest.approx([0.2, NAN, 0.5], nan_ok=True)
