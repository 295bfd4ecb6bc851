"""What one sort of a day's names gives: winsorised z-scores, percentile ranks and information coefficients."""

import math

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.blocks import Block
from core.pipeline.engine.kernel import Cube, Flat, kernel
from core.pipeline.engine.ranking import (
    Mask,
    Names,
    Row,
    Scratch,
    has_ties,
    percentiles,
    power_below,
    sort_row,
    sort_space,
)

Values = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int32]

MIN_NAMES = 3
_LANES = 8


@kernel
def section_block(
    values: Cube,
    labels: Cube,
    mask: Mask,
    quantiles: tuple[float, float],
    bounds: Values,
    zscore: Cube,
    rank_pct: Cube,
    rank_ic: Values,
    block: Block,
) -> None:
    """Fill the results of factors [block 0, 1) on days [block 2, 3) from one sort each; those of size 0 are unwanted.

    values, zscore and rank_pct are K×T×N, labels H×T×N, mask T×N, bounds K×T×2, rank_ic K×H×T. Only finite values of
    `mask` count; a rank IC is over the names that have the label too.
    """
    names, horizons = values.shape[2], labels.shape[0]
    space = sort_space(names)
    label_values = np.empty((horizons, names))
    label_order = np.empty((horizons, names), np.uint32)
    label_ranks = np.empty((horizons, names), np.int32)
    counts = np.empty(horizons, np.int64)
    everyone = np.ones(names, np.int32)
    ranks, again = np.empty(names, np.int32), np.empty(names, np.int32)
    for day in range(block[2], block[3]):
        for h in range(horizons):
            counts[h] = sort_row(labels[h, day], mask[day], space)
            label_values[h], label_order[h] = space[0], space[1]
            _doubled_ranks(space[0], space[1], counts[h], everyone, label_ranks[h])
        for factor in range(block[0], block[1]):
            count = sort_row(values[factor, day], mask[day], space)
            for h in range(horizons):
                both = _doubled_ranks(space[0], space[1], count, label_ranks[h], ranks)
                y = label_ranks[h]
                if both < counts[h]:
                    _doubled_ranks(label_values[h], label_order[h], counts[h], ranks, again)
                    y = again
                rank_ic[factor, h, day] = _rank_correlation(ranks, y, both)
            if rank_pct.size:
                rank_pct[factor, day] = np.nan
                percentiles(space, count, rank_pct[factor, day])
            if bounds.size:
                low, high, scale = _winsor_bounds(space[0], count, quantiles)
                bounds[factor, day, 0] = low / scale
                bounds[factor, day, 1] = high / scale
                if zscore.size:
                    zscore[factor, day] = np.nan
                    _standardise(space, count, low, high, scale, zscore[factor, day])


@kernel
def _winsor_bounds(ascending: Flat, count: int, quantiles: tuple[float, float]) -> tuple[float, float, float]:
    """Return both quantiles times a power of two that keeps their squares in range, and that power; NaN of nothing."""
    if count == 0:
        return np.nan, np.nan, 1.0
    scale = power_below(max(abs(ascending[0]), abs(ascending[count - 1])))
    low = _quantile(ascending, count, quantiles[0], scale)
    return low, _quantile(ascending, count, quantiles[1], scale), scale


@kernel
def _quantile(ascending: Flat, count: int, q: float, scale: float) -> float:
    """Interpolate linearly at q(count − 1), rounding as numpy.quantile does."""
    place = (count - 1) * q
    below = int(place)
    a = float(ascending[below]) * scale
    b = float(ascending[min(below + 1, count - 1)]) * scale
    share = place - below
    return a + (b - a) * share if share < 0.5 else b - (b - a) * (1.0 - share)


@kernel
def _standardise(space: Scratch, count: int, low: float, high: float, scale: float, out: Row) -> None:
    values, order = space[0], space[1]
    for i in range(count):
        values[i] = min(max(values[i] * scale, low), high)
    mean, deviation = 0.0, 0.0
    if count and values[0] < values[count - 1]:
        mean = _sum_of(values, 0.0, count, 1) / count
        deviation = math.sqrt(_sum_of(values, mean, count, 2) / count)
    for i in range(count):
        out[order[i]] = (values[i] - mean) / deviation if deviation > 0.0 else 0.0


@kernel
def _sum_of(values: Flat, centre: float, count: int, power: int) -> float:
    """Return the sum of values − centre (power 1) or of its squares (2), eight sums side by side."""
    sums = np.zeros(_LANES)
    for i in range(np.uint64(count)):
        part = values[i] - centre
        sums[i % np.uint64(_LANES)] += part * part if power == 2 else part
    total: float = ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]))
    return total


@kernel
def _doubled_ranks(ascending: Flat, order: Names, count: int, member: Ranks, out: Ranks) -> int:
    """Leave in `out` twice the average rank of each sorted name among those whose `member` is above 0; 0 for others.

    Returns how many were ranked.
    """
    out[:] = 0
    before, first = 0, 0
    if count and not has_ties(ascending, count):
        for i in range(np.uint64(count)):
            counted = 1 if member[order[i]] > 0 else 0
            before += counted
            out[order[i]] = 2 * before * counted
        return before
    while first < count:
        last, here = first, 0
        while last < count and ascending[last] == ascending[first]:
            here += 1 if member[order[last]] > 0 else 0
            last += 1
        rank = 2 * before + here + 1
        for i in range(first, last):
            out[order[i]] = rank if member[order[i]] > 0 else 0
        before += here
        first = last
    return before


@kernel
def _rank_correlation(x: Ranks, y: Ranks, count: int) -> float:
    """Return the correlation of two rows of doubled ranks, 0 where unranked; whole numbers until the last division."""
    if count < MIN_NAMES:
        return np.nan
    xy, xx, yy = np.int64(0), np.int64(0), np.int64(0)
    for i in range(np.uint64(x.size)):
        a, b = np.int64(x[i]), np.int64(y[i])
        xy += a * b
        xx += a * a
        yy += b * b
    centre = count * (count + 1) * (count + 1)
    if xx == centre or yy == centre:
        return np.nan
    return float(xy - centre) / math.sqrt(float(xx - centre) * float(yy - centre))


@kernel
def pearson_ic_block(values: Cube, labels: Cube, mask: Mask, out: Values, block: Block) -> None:
    """Fill out K×H×T with Pearson's correlation, of the same names and with the same gaps as the rank's."""
    names = values.shape[2]
    x, y = np.empty(names), np.empty(names)
    for day in range(block[2], block[3]):
        for factor in range(block[0], block[1]):
            for h in range(labels.shape[0]):
                count = _pairs(values[factor, day], labels[h, day], mask[day], x, y)
                out[factor, h, day] = _correlation(x, y, count)


@kernel
def _pairs(values: Row, labels: Row, mask: Mask, x: Flat, y: Flat) -> int:
    count = np.uint64(0)
    for i in range(np.uint64(values.size)):
        a, b = np.float64(values[i]), np.float64(labels[i])
        if mask[i] and a - a == 0.0 and b - b == 0.0:
            x[count] = a
            y[count] = b
            count += np.uint64(1)
    return int(np.int64(count))


@kernel
def _correlation(x: Flat, y: Flat, count: int) -> float:
    if count < MIN_NAMES:
        return np.nan
    if not (_centred(x, count) and _centred(y, count)):
        return np.nan
    xy, xx, yy = np.zeros(_LANES), np.zeros(_LANES), np.zeros(_LANES)
    for i in range(np.uint64(count)):
        lane = i % np.uint64(_LANES)
        xy[lane] += x[i] * y[i]
        xx[lane] += x[i] * x[i]
        yy[lane] += y[i] * y[i]
    spread = math.sqrt(xx.sum() * yy.sum())
    return min(max(xy.sum() / spread, -1.0), 1.0) if spread > 0.0 else np.nan


@kernel
def _centred(values: Flat, count: int) -> bool:
    """Scale to about 1 and take the mean away; tell whether the values vary."""
    low, high = values[0], values[0]
    for i in range(np.uint64(count)):
        low = min(low, values[i])
        high = max(high, values[i])
    scale = power_below(max(abs(low), abs(high)))
    for i in range(np.uint64(count)):
        values[i] *= scale
    mean = _sum_of(values, 0.0, count, 1) / count
    for i in range(np.uint64(count)):
        values[i] -= mean
    return bool(low < high)
