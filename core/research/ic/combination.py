"""Factors weighed together: the weights that give the steadiest coefficient, from a covariance one may invert."""

import numpy as np

from core.pipeline.panel import FloatArray


def ledoit_wolf(series: FloatArray) -> tuple[FloatArray, float]:
    """Return the covariance (K×K, ddof 0) of T×K series shrunk toward its mean variance times I, and by how much.

    Ledoit and Wolf 2004, A well-conditioned estimator for large-dimensional covariance matrices: with S the sample
    covariance, μ = tr S / K, δ² = ‖S − μI‖² / K and β² = Σ ‖x x′ − S‖² / (T² K), min(β²/δ², 1) of the weight is μI's.
    Nothing is shrunk where S is μI already. Raises ValueError for missing values or no dates.
    """
    dates, count = series.shape
    if not dates or not np.isfinite(series).all():
        raise ValueError("the covariance needs finite values of at least one date")
    centred = series - series.mean(axis=0)
    sample = centred.T @ centred / dates
    target = np.trace(sample) / max(count, 1) * np.eye(count)
    apart = float(((sample - target) ** 2).sum())
    squares = centred**2
    noise = float((squares.T @ squares).sum() / dates - (sample**2).sum()) / dates
    share = min(max(noise, 0.0) / apart, 1.0) if apart > 0 else 0.0
    return share * target + (1 - share) * sample, share


def optimal_weights(series: FloatArray) -> tuple[FloatArray, int]:
    """Return w ∝ Σ⁻¹μ over the dates on which all K of T×K coefficients are known, Σ|w| = 1, and how many those are.

    Such weights have the largest ratio of mean to deviation (Qian, Hua and Sorensen 2007); Σ is Ledoit and Wolf's. NaN
    where the dates are no more than the factors, or the covariance has no inverse.
    """
    known = series[np.isfinite(series).all(axis=1)]
    nothing = np.full(series.shape[1], np.nan)
    if len(known) <= series.shape[1]:
        return nothing, len(known)
    covariance, _ = ledoit_wolf(known)
    try:
        weights = np.linalg.solve(covariance, known.mean(axis=0))
    except np.linalg.LinAlgError:
        return nothing, len(known)
    size = np.abs(weights).sum()
    return (weights / size if np.isfinite(size) and size > 0 else nothing), len(known)
