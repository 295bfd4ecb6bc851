"""Cross-sections: each day's names against each other and against what they earned."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.blocks import over_blocks
from core.pipeline.engine.kernel import Cube, Flat, kernel
from core.pipeline.engine.ranking import Mask, percentiles, power_below, sort_row, sort_space
from core.pipeline.engine.section import pearson_ic_block, section_block

Rows = npt.NDArray[np.float64]
"""R dates × N names; NaN or infinite where missing."""

_LANES = 8


@dataclass(frozen=True, eq=False)
class Sections:
    """What one sort of each day's names gives; K factors, T days, N names, H labels.

    bounds K×T×2 float64: the winsor quantiles of the finite values, NaN where there is none. zscore K×T×N: values
    winsorised, mean 0 and deviation 1 (n); 0 where they do not vary. rank_pct K×T×N: average-tie percentile ranks in
    (0, 1]. Both of the values' dtype, NaN where missing. rank_ic K×H×T as in `rank_ic_rows`.
    """

    bounds: Rows
    zscore: Cube
    rank_pct: Cube
    rank_ic: Rows


def sections(
    values: Cube,
    mask: Mask | None = None,
    labels: Cube | None = None,
    quantiles: tuple[float, float] = (0.0, 1.0),
    *,
    zscore: bool = True,
    threads: int = 0,
) -> Sections:
    """Winsorise, standardise and rank every day of K×T×N values over the finite ones of `mask` (T×N, none: all).

    With labels (H×T×N) their rank IC is taken from the same sort. Quantiles are linear, as numpy.quantile of the values
    in float64. The order of the names changes no bit. `zscore` False leaves that result empty. Raises ValueError for
    shapes that do not fit together.
    """
    factors, days, names = values.shape
    given = np.empty((0, days, names)) if labels is None else labels
    bounds, ranks = np.empty((factors, days, 2)), np.empty(values.shape, values.dtype)
    scores = np.empty(values.shape if zscore else (0, 0, 0), values.dtype)
    ic = np.empty((factors, len(given), days))
    _fill(values, mask, given, quantiles, (bounds, scores, ranks, ic), threads)
    return Sections(bounds, scores, ranks, ic)


def rank_pct(values: Cube, mask: Mask | None = None, threads: int = 0) -> Cube:
    """Return average-tie percentile ranks in (0, 1] of each day's finite values of `mask`, NaN elsewhere (K×T×N)."""
    ranks = np.empty(values.shape, values.dtype)
    nothing = np.empty((0, 0, 0))
    given = np.empty((0, *values.shape[1:]))
    _fill(values, mask, given, (0.0, 1.0), (nothing, np.empty((0, 0, 0), values.dtype), ranks, nothing), threads)
    return ranks


def rank_ic_rows(values: Cube, labels: Cube, mask: Mask | None = None, threads: int = 0) -> Rows:
    """Return K×H×T: Spearman's correlation of each factor (K×T×N) and label (H×T×N), day by day.

    Exact: both are ranked, ties averaged, over the names of `mask` (T×N, none: all) that have both values. NaN below
    MIN_NAMES names or where either does not vary.
    """
    ic = np.empty((len(values), len(labels), values.shape[1]))
    unwanted = np.empty((0, 0, 0), values.dtype)
    _fill(values, mask, labels, (0.0, 1.0), (np.empty((0, 0, 0)), unwanted, unwanted, ic), threads)
    return ic


def pearson_ic_rows(values: Cube, labels: Cube, mask: Mask | None = None, threads: int = 0) -> Rows:
    """Return K×H×T: Pearson's correlation of the values as they are, over the same names and with the same gaps."""
    ic = np.empty((len(values), len(labels), values.shape[1]))
    work = partial(pearson_ic_block, *_inputs(values, mask, labels), ic)
    over_blocks(work, len(values), values.shape[1], threads)
    return ic


def _fill(
    values: Cube,
    mask: Mask | None,
    labels: Cube,
    quantiles: tuple[float, float],
    results: tuple[Any, Any, Any, Any],
    threads: int,
) -> None:
    low, high = quantiles
    if not 0 <= low <= high <= 1:
        raise ValueError(f"quantiles {low} and {high} are not in order between 0 and 1")
    work = partial(section_block, *_inputs(values, mask, labels), (float(low), float(high)), *results)
    over_blocks(work, len(values), values.shape[1], threads)


def _inputs(values: Cube, mask: Mask | None, labels: Cube) -> tuple[Any, Any, Any]:
    grid = values.shape[1:]
    names = np.ones(grid, np.bool_) if mask is None else np.ascontiguousarray(mask)
    if labels.shape[1:] != grid or names.shape != grid:
        raise ValueError(f"values are {values.shape}, labels {labels.shape} and the mask {names.shape}")
    return np.ascontiguousarray(values), np.ascontiguousarray(labels, np.float64), names


@kernel
def cs_rank(values: Rows, out: Rows) -> None:
    """Leave in `out` (R×N, may be `values`) the average-tie percentile rank in (0, 1] of each finite value of a row.

    Whatever is not finite comes out NaN.
    """
    space = sort_space(values.shape[1])
    everyone = np.ones(values.shape[1], np.bool_)
    for row in range(values.shape[0]):
        count = sort_row(values[row], everyone, space)
        out[row] = np.nan
        percentiles(space, count, out[row])


@kernel
def cs_scale(values: Rows, out: Rows) -> None:
    """Leave in `out` (R×N, may be `values`) each finite value over its row's sum of sizes; NaN where that is 0."""
    for row in range(values.shape[0]):
        source, target = values[row], out[row]
        scale = power_below(_largest(source))
        total = _total(source, 0.0, scale, 1)
        for name in range(np.uint64(source.size)):
            x = source[name] * scale
            target[name] = x / total + (x - x) if total > 0.0 else np.nan


@kernel
def cs_zscore(values: Rows, out: Rows) -> None:
    """Leave in `out` (R×N, may be `values`) each finite value less its row's mean, over the row's deviation (n).

    NaN where the row does not vary: one name, or the same value everywhere.
    """
    for row in range(values.shape[0]):
        source, target = values[row], out[row]
        low, high, count = _span(source)
        scale = power_below(max(abs(low), abs(high)))
        mean = _total(source, 0.0, scale, 0) / max(count, 1)
        deviation = np.sqrt(_total(source, mean, scale, 2) / max(count, 1))
        varies = low < high and deviation > 0.0
        for name in range(np.uint64(source.size)):
            x = source[name] * scale
            target[name] = (x - mean) / deviation + (x - x) if varies else np.nan


@kernel
def _span(row: Flat) -> tuple[float, float, int]:
    """Return the smallest and largest finite value (0 and 0 where there is none) and how many there are."""
    low, high, count = np.inf, -np.inf, 0
    for name in range(np.uint64(row.size)):
        value = row[name]
        if value - value == 0.0:
            low = min(low, value)
            high = max(high, value)
            count += 1
    return (low, high, count) if count else (0.0, 0.0, 0)


@kernel
def _largest(row: Flat) -> float:
    low, high, _ = _span(row)
    return max(abs(low), abs(high))


@kernel
def _total(row: Flat, centre: float, scale: float, power: int) -> float:
    """Return the sum of the finite values scaled, less `centre`: as they are (power 0), their sizes (1) or squares (2).

    Eight sums side by side, by the names' places: missing names beyond the last change nothing.
    """
    sums = np.zeros(_LANES)
    for name in range(np.uint64(row.size)):
        x = row[name] * scale - centre
        if x - x == 0.0:
            part = x if power == 0 else abs(x) if power == 1 else x * x
            sums[name % np.uint64(_LANES)] += part
    total: float = ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]))
    return total
