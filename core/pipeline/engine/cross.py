"""Cross-sections: each row of names against itself, and the doors through which threads reach the kernels."""

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.kernel import Flat, kernel
from core.pipeline.engine.ranking import percentiles, power_below, sort_row, sort_space

Rows = npt.NDArray[np.float64]
"""R dates × N names; NaN or infinite where missing."""

_LANES = 8


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
