"""Kernels of the study: each factor sorted once a date, then every coefficient from walks along that order."""

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.kernel import Flat, kernel
from core.pipeline.engine.ranking import Names, Scratch, power_below, sort_row, sort_space

MIN_NAMES = 3

Cube = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Line = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Ranks = npt.NDArray[np.uint16]
"""Twice the average rank 1…n, so that ties stay whole; 0 for a name without one."""

Sorted = tuple[Numbers, Names, npt.NDArray[np.int32]]
"""Labels ascending (H×R×N), their names' places, and how many there are (H×R)."""

Found = tuple[Numbers, ...]
"""Rank IC (K×M×H×R), IC (K×M×R), names valued (K×M×R), groups' returns (K×M×G×R), the return of everybody grouped
(K×M×R), the groups' turnover (K×M×G×R), rank autocorrelation (K×M×R): seven, all float64."""


@kernel
def sort_labels(labels: Numbers, found: Sorted) -> None:
    """Leave each row's finite labels in order."""
    values, order, counts = found
    everyone = np.ones(labels.shape[2], np.bool_)
    space = sort_space(labels.shape[2])
    for h in range(labels.shape[0]):
        for row in range(labels.shape[1]):
            count = sort_row(labels[h, row], everyone, space)
            values[h, row, :count] = space[0][:count]
            order[h, row, :count] = space[1][:count]
            counts[h, row] = count


@kernel
def measure(
    values: Cube,
    labels: Numbers,
    sorted_labels: Sorted,
    masks: Mask,
    held: int,
    span: tuple[int, int],
    ranks: Ranks,
    found: Found,
) -> None:
    """Measure factors [span) of `values` (K×R×N) against `labels` (H×R×N) over each of the masks (M×R×N).

    `ranks` is K×M×(P+R)×N: its first P rows are the dates before, P = the period of turnover and autocorrelation; the
    others are filled. `held` is the label that groups are held for. Rows of `found` are NaN where nothing can be said.
    """
    period = ranks.shape[2] - values.shape[1]
    space = sort_space(values.shape[2])
    anyone = np.empty(values.shape[2], np.bool_)
    for k in range(span[0], span[1]):
        rank_ic, ic, valued, returns, everyone, turnover, autocorrelation = found
        for row in range(values.shape[1]):
            line = values[k, row]
            for name in range(anyone.size):
                anyone[name] = masks[:, row, name].any()
            count = sort_row(line, anyone, space)
            for m in range(masks.shape[0]):
                now, before = ranks[k, m, period + row], ranks[k, m, row]
                valued[k, m, row] = _rank_all(space[0], space[1], count, masks[m, row], now)
                ic[k, m, row] = _compare(
                    line, space, count, now, labels[:, row], sorted_labels, row, held, rank_ic[k, m, :, row]
                )
                everyone[k, m, row] = _group(now, labels[held, row], returns[k, m, :, row])
                _turn_over(now, before, turnover[k, m, :, row])
                autocorrelation[k, m, row] = _rank_correlation(now, before)


@kernel
def _rank_all(values: Flat, order: Names, count: int, mask: Mask, out: Ranks) -> int:
    out[:] = 0
    return _rank_among(values, order, count, mask, out)


@kernel
def _compare(
    line: Line,
    space: Scratch,
    count: int,
    ranked: Ranks,
    labels: Numbers,
    sorted_labels: Sorted,
    row: int,
    held: int,
    rank_ic: Numbers,
) -> float:
    """Leave the rank IC with each label over the names that have both; return Pearson's with the one held."""
    ic = np.nan
    both = np.empty(line.size, np.bool_)
    x, y = np.zeros(line.size, np.uint16), np.zeros(line.size, np.uint16)
    for h in range(labels.shape[0]):
        label = labels[h]
        for name in range(line.size):
            both[name] = ranked[name] > 0 and label[name] - label[name] == 0.0
        _rank_all(space[0], space[1], count, both, x)
        _rank_all(sorted_labels[0][h, row], sorted_labels[1][h, row], sorted_labels[2][h, row], both, y)
        rank_ic[h] = _rank_correlation(x, y)
        if h == held:
            ic = _correlation(line, label, both)
    return ic


@kernel
def _rank_among(values: Flat, order: Names, count: int, members: Mask, out: Ranks) -> int:
    """Write twice the average rank of each member to its place, of `count` sorted values; return how many there are."""
    ranked, first = 0, 0
    while first < count:
        last, tied = first, 0
        while last < count and values[last] == values[first]:
            tied += members[order[last]]
            last += 1
        for place in range(first, last):
            if members[order[place]]:
                out[order[place]] = 2 * ranked + tied + 1
        ranked += tied
        first = last
    return ranked


@kernel
def _rank_correlation(x: Ranks, y: Ranks) -> float:
    """Return the correlation of ranks over the names with both, exact but for its last division."""
    zero = np.int64(0)
    count, sx, sy, sxx, syy, sxy = zero, zero, zero, zero, zero, zero
    for name in range(np.uint64(x.size)):
        a, b = np.int64(x[name]), np.int64(y[name])
        if a > 0 and b > 0:
            count += 1
            sx += a
            sy += b
            sxx += a * a
            syy += b * b
            sxy += a * b
    vx, vy = count * sxx - sx * sx, count * syy - sy * sy
    if count < MIN_NAMES or vx == 0 or vy == 0:
        return np.nan
    value: float = (count * sxy - sx * sy) / (np.sqrt(float(vx)) * np.sqrt(float(vy)))
    return min(1.0, max(-1.0, value))


@kernel
def _correlation(x: Line, y: Numbers, both: Mask) -> float:
    """Return Pearson's correlation over `both`; NaN below MIN_NAMES or where either does not vary."""
    low_x, high_x, low_y, high_y, count = np.inf, -np.inf, np.inf, -np.inf, 0
    for name in range(both.size):
        if both[name]:
            count += 1
            low_x, high_x = min(low_x, float(x[name])), max(high_x, float(x[name]))
            low_y, high_y = min(low_y, y[name]), max(high_y, y[name])
    if count < MIN_NAMES or low_x == high_x or low_y == high_y:
        return np.nan
    scale_x, scale_y = power_below(max(abs(low_x), abs(high_x))), power_below(max(abs(low_y), abs(high_y)))
    mean_x, mean_y = 0.0, 0.0
    for name in range(both.size):
        if both[name]:
            mean_x += x[name] * scale_x / count
            mean_y += y[name] * scale_y / count
    sxx, syy, sxy = 0.0, 0.0, 0.0
    for name in range(both.size):
        if both[name]:
            dx, dy = x[name] * scale_x - mean_x, y[name] * scale_y - mean_y
            sxx += dx * dx
            syy += dy * dy
            sxy += dx * dy
    if not (sxx > 0.0 and syy > 0.0):
        return np.nan
    value: float = sxy / (np.sqrt(sxx) * np.sqrt(syy))
    return min(1.0, max(-1.0, value))


@kernel
def _size(ranks: Ranks) -> int:
    """Return how many names are ranked, 0 where all of them tie."""
    count, low = 0, 1 << 16
    for name in range(ranks.size):
        if ranks[name] > 0:
            count += 1
            low = min(low, int(ranks[name]))
    return 0 if low == count + 1 else count


@kernel
def _group_of(rank: int, size: int, groups: int) -> int:
    """Return the group 1 (lowest) … `groups` of twice a rank among `size`, ⌈rank · groups / size⌉; 0 for no rank."""
    return (rank * groups + 2 * size - 1) // (2 * size) if rank > 0 and size > 0 else 0


@kernel
def _group(ranks: Ranks, label: Numbers, returns: Numbers) -> float:
    """Leave each group's mean label in `returns`, NaN for one without any; return the mean of everybody grouped."""
    groups, size = returns.size, _size(ranks)
    sums, counts = np.zeros(groups + 1), np.zeros(groups + 1)
    for name in range(ranks.size):
        group = _group_of(int(ranks[name]), size, groups)
        if group > 0 and label[name] - label[name] == 0.0:
            sums[group] += label[name]
            counts[group] += 1
    for group in range(groups):
        returns[group] = sums[group + 1] / counts[group + 1] if counts[group + 1] > 0 else np.nan
    total = counts.sum()
    return sums.sum() / total if total > 0 else np.nan


@kernel
def _turn_over(now: Ranks, before: Ranks, out: Numbers) -> None:
    """Leave the share of each group that was not in it before; NaN for one that is empty on either date."""
    groups, size, size_before = out.size, _size(now), _size(before)
    held, held_before, entered = np.zeros(groups + 1), np.zeros(groups + 1), np.zeros(groups + 1)
    for name in range(now.size):
        group = _group_of(int(now[name]), size, groups)
        group_before = _group_of(int(before[name]), size_before, groups)
        held[group] += 1
        held_before[group_before] += 1
        entered[group] += group != group_before
    for group in range(1, groups + 1):
        known = held[group] > 0 and held_before[group] > 0
        out[group - 1] = entered[group] / held[group] if known else np.nan
