"""What a series of coefficients says: its mean, how steady it is, and how sure one may be."""

import math

import numpy as np
import numpy.typing as npt

from core.pipeline.panel import FloatArray

HALF_LIFE_DAYS = 20


def seen(series: FloatArray) -> FloatArray:
    """The finite values in order."""
    return series[np.isfinite(series)]


def average(series: FloatArray) -> float:
    """Mean of the finite values; NaN without any."""
    values = seen(series)
    return float(values.mean()) if len(values) else float("nan")


def icir(series: FloatArray) -> float:
    """Mean over standard deviation (ddof 1), not annualised; NaN below two values or where they do not vary."""
    values = seen(series)
    if len(values) < 2 or values.min() == values.max():
        return float("nan")
    return float(values.mean() / values.std(ddof=1))


def newey_west_lags(count: int, horizon: int) -> int:
    """L = max(h − 1, ⌊4(T/100)^(2/9)⌋): labels of h days overlap h − 1 days (Newey and West 1994 for the rule)."""
    return max(horizon - 1, int(4 * (count / 100) ** (2 / 9)))


def newey_west_error(series: FloatArray, lags: int) -> float:
    """Standard error of the mean that allows for autocorrelation: √(V/T), V = γ₀ + 2 Σ (1 − l/(L+1)) γₗ.

    Bartlett weights, no small-sample correction (Newey and West 1987). Missing dates are left out. NaN below two
    values, where they do not vary, and for a variance that is not positive.
    """
    values = seen(series)
    count = len(values)
    if count < 2 or values.min() == values.max():
        return float("nan")
    centred = values - values.mean()
    variance = float(centred @ centred) / count
    for lag in range(1, min(lags, count - 1) + 1):
        variance += 2 * (1 - lag / (lags + 1)) * float(centred[lag:] @ centred[:-lag]) / count
    return float(np.sqrt(variance / count)) if variance > 0 else float("nan")


def newey_west_t(series: FloatArray, lags: int) -> float:
    """The mean over its Newey-West standard error; NaN where that is."""
    return float(average(series) / newey_west_error(series, lags))


def ewma(series: FloatArray, half_life: float = HALF_LIFE_DAYS) -> FloatArray:
    """Exponentially weighted mean up to each date, a date `half_life` dates ago weighing half as much as the last.

    A missing date adds nothing and ages the others; NaN before the first value.
    """
    decay = 0.5 ** (1 / half_life)
    smooth = np.full(len(series), np.nan)
    total = weight = 0.0
    for row, value in enumerate(series):
        total, weight = total * decay, weight * decay
        if np.isfinite(value):
            total, weight = total + float(value), weight + 1.0
        smooth[row] = total / weight if weight > 0 else np.nan
    return smooth


def effective_count(half_life: float = HALF_LIFE_DAYS) -> float:
    """How many equally weighted dates an endless exponential mean is worth: (1 + λ) / (1 − λ)."""
    decay = float(0.5 ** (1 / half_life))
    return (1 + decay) / (1 - decay)


def james_stein(means: npt.ArrayLike, error: float) -> FloatArray:
    """Shrink a family's means toward their own mean: m + max(0, 1 − (k − 3) s² / Σ(x − m)²) (x − m).

    `error` is the standard error of one of them. NaN stays NaN and is not counted; fewer than four stay as they are,
    since there shrinking does not help (Efron and Morris 1975).
    """
    values = np.asarray(means, dtype=np.float64)
    known = seen(values)
    if len(known) < 4 or not np.isfinite(error):
        return values.copy()
    centre = known.mean()
    spread = float(((known - centre) ** 2).sum())
    kept = max(0.0, 1 - (len(known) - 3) * error**2 / spread) if spread > 0 else 0.0
    shrunk: FloatArray = centre + kept * (values - centre)
    return shrunk


def every(series: FloatArray, step: int) -> FloatArray:
    """Every `step`-th date from the first: labels of that many days do not overlap there."""
    return series[::step]


def two_sided_p(t: float) -> float:
    """Return the chance of a |t| as large without any merit, by the normal law; NaN for NaN."""
    return math.erfc(abs(t) / math.sqrt(2)) if math.isfinite(t) else float("nan")


def false_discovery_rates(chances: npt.ArrayLike) -> FloatArray:
    """Return for each p-value the smallest false discovery rate at which it still counts (Benjamini and Hochberg 1995).

    The i-th smallest of m has min over j ≥ i of p_j · m / j, at most 1. NaN stays NaN and is no trial.
    """
    values = np.asarray(chances, dtype=np.float64)
    known = np.flatnonzero(np.isfinite(values))
    order = known[np.argsort(values[known], kind="stable")]
    rates = np.full(len(values), np.nan)
    scaled = values[order] * len(order) / np.arange(1, len(order) + 1)
    rates[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return rates


def monthly(series: FloatArray, dates: npt.NDArray[np.int32]) -> list[tuple[int, float]]:
    """Return the mean of each month's finite values by month (YYYYMM), in order; NaN for a month without any."""
    months = dates // 100
    return [(int(month), average(series[months == month])) for month in np.unique(months)]
