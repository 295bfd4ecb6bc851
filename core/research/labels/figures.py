"""The distribution of labels, over all dates and by date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.pipeline.labels import Label
from core.pipeline.panel import BoolArray, FloatArray

BINS = 60
QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
_OUTER = (0.005, 0.995)
_PERCENT = 100


@dataclass(frozen=True, eq=False)
class Distribution:
    """One horizon's labels over one set of names: fractions, NaN where there are too few.

    `edges` span the middle 99 %; what lies outside is counted in the outermost bins. `daily` are mean, std and median
    by date over the names with a label.
    """

    horizon: int
    names: str
    figures: Mapping[str, float]
    edges: FloatArray
    counts: npt.NDArray[np.int64]
    daily: Mapping[str, FloatArray]


def distribution(label: Label, mask: BoolArray, names: str) -> Distribution:
    """Sum up the labels of the names of `mask` (T×N); a name without a label counts among `missing` alone."""
    grid = np.where(mask, label.value, np.nan)
    values = grid[np.isfinite(grid)]
    asked = int(mask.sum())
    figures = {
        "count": float(len(values)),
        "missing": 1 - len(values) / asked if asked else float("nan"),
        "mean": _of(values, np.mean),
        "std": float(values.std(ddof=1)) if len(values) > 1 else float("nan"),
        **_shape(values),
        "positive": float((values > 0).mean()) if len(values) else float("nan"),
        "least": _of(values, np.min),
        "most": _of(values, np.max),
    }
    cuts = np.quantile(values, QUANTILES) if len(values) else np.full(len(QUANTILES), np.nan)
    figures |= {f"q{round(q * _PERCENT):02d}": float(cut) for q, cut in zip(QUANTILES, cuts, strict=True)}
    edges, counts = _histogram(values)
    return Distribution(label.horizon, names, figures, edges, counts, _daily(grid))


def distributions(labels: Sequence[Label], masks: Mapping[str, BoolArray]) -> list[Distribution]:
    """Sum up every horizon over every set of names."""
    return [distribution(label, mask, names) for label in labels for names, mask in masks.items()]


def _of(values: FloatArray, what: object) -> float:
    return float(what(values)) if len(values) else float("nan")  # type: ignore[operator]


def _shape(values: FloatArray) -> dict[str, float]:
    """Skew and excess kurtosis (of the population, uncorrected); NaN below three values or without spread."""
    if len(values) < 3 or values.min() == values.max():
        return {"skew": float("nan"), "kurtosis": float("nan")}
    centred = values - values.mean()
    squares = centred * centred
    variance = float(squares.mean())
    return {
        "skew": float((squares * centred).mean() / variance**1.5),
        "kurtosis": float((squares * squares).mean() / variance**2 - 3),
    }


def _histogram(values: FloatArray) -> tuple[FloatArray, npt.NDArray[np.int64]]:
    low, high = np.quantile(values, _OUTER) if len(values) else (0.0, 0.0)
    if not low < high:
        low, high = low - 0.5, high + 0.5
    edges = np.linspace(low, high, BINS + 1)
    counts, _ = np.histogram(np.clip(values, low, high), edges)
    return edges, counts.astype(np.int64)


def _daily(grid: FloatArray) -> dict[str, FloatArray]:
    count = np.isfinite(grid).sum(axis=1)
    some = count > 0
    found = {name: np.full(len(grid), np.nan) for name in ("mean", "std", "median")}
    found["mean"][some] = np.nanmean(grid[some], axis=1)
    # NaN sorts to the end: what is known comes first, and its middle is found by counting.
    ordered, rows = np.sort(grid[some], axis=1), np.arange(int(some.sum()))
    low, high = (count[some] - 1) // 2, count[some] // 2
    found["median"][some] = (ordered[rows, low] + ordered[rows, high]) / 2
    several = count > 1
    found["std"][several] = np.nanstd(grid[several], axis=1, ddof=1)
    return found
