"""Factors that say the same: how their ranks correlate, and the groups that follow from it."""

from collections.abc import Sequence

import numpy as np

from core.pipeline.panel import BoolArray, FloatArray
from core.research.ic.correlation import masked, rank_rows, row_correlation
from core.research.ic.statistics import average


def rank_correlations(factors: Sequence[FloatArray], mask: BoolArray) -> FloatArray:
    """Mean over the dates of the correlation of two factors' ranks, F×F; NaN for a pair that never met."""
    ranks = [rank_rows(masked(grid, mask)) for grid in factors]
    table = np.eye(len(ranks))
    for row in range(len(ranks)):
        for column in range(row):
            table[row, column] = table[column, row] = average(row_correlation(ranks[row], ranks[column]))
    return table


def cluster(correlations: FloatArray, alike: float) -> list[int]:
    """Group factors whose mean absolute correlation is at least `alike`, by average linkage; numbers count from 1.

    The two closest groups join until no two are alike enough; of equally close ones the earlier. A correlation that
    is NaN counts as 0. Groups are numbered in the order of their first factor.
    """
    strength = np.nan_to_num(np.abs(correlations), nan=0.0)
    groups = [[each] for each in range(len(strength))]
    while len(groups) > 1:
        linked, first, second = _closest(groups, strength)
        if linked < alike:
            break
        groups[first] += groups.pop(second)
    numbered = {member: number for number, group in enumerate(sorted(map(sorted, groups)), 1) for member in group}
    return [numbered[each] for each in range(len(strength))]


def _closest(groups: list[list[int]], strength: FloatArray) -> tuple[float, int, int]:
    pairs = ((a, b) for a in range(len(groups)) for b in range(a + 1, len(groups)))
    linked = [(float(strength[np.ix_(groups[a], groups[b])].mean()), a, b) for a, b in pairs]
    return max(linked, key=lambda pair: (pair[0], -pair[1], -pair[2]))
