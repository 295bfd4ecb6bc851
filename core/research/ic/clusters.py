"""Factors that say the same: how their ranks correlate, and the groups that follow from it."""

import numpy as np
import numpy.typing as npt

from core.pipeline.panel import FloatArray

MIN_NAMES = 3
_FLAT = 1e-6


class RankCorrelations:
    """The mean over dates of the correlation of any two factors' ranks, over the names both have."""

    def __init__(self, count: int) -> None:
        self._total = np.zeros((count, count))
        self._dates = np.zeros((count, count))

    def add(self, ranks: npt.NDArray[np.uint16]) -> None:
        """Take one date in: K×N, twice the ranks 1…n of each factor, 0 for a name without one."""
        seen = ranks[:, (ranks > 0).any(axis=0)]
        known = (seen > 0).astype(np.float32)
        size = np.maximum(known.sum(axis=1, keepdims=True), 1)
        centred = (seen.astype(np.float32) - (size + 1)) / size * known
        both = known @ known.T
        sums = centred @ known.T
        squares = (centred * centred) @ known.T
        with np.errstate(invalid="ignore", divide="ignore"):
            within = squares - sums * sums / both
            product = centred @ centred.T - sums * sums.T / both
            varies = within > _FLAT * both
            usable = (both >= MIN_NAMES) & varies & varies.T
            value = np.clip(product / np.sqrt(within * within.T), -1, 1)
        self._total += np.where(usable, value, 0.0)
        self._dates += usable

    def mean(self) -> FloatArray:
        """K×K, 1 on the diagonal; NaN for a pair that never met."""
        table = np.where(self._dates > 0, self._total / np.maximum(self._dates, 1), np.nan)
        np.fill_diagonal(table, 1.0)
        return table


def cluster(correlations: FloatArray, alike: float) -> list[int]:
    """Group factors whose mean absolute correlation is at least `alike`, by average linkage; numbers count from 1.

    The two closest groups join until no two are alike enough; of equally close ones the earlier. A correlation that
    is NaN counts as 0. Groups are numbered in the order of their first factor.
    """
    linked = np.nan_to_num(np.abs(correlations), nan=0.0)
    np.fill_diagonal(linked, -1.0)
    members = [[each] for each in range(len(linked))]
    size = np.ones(len(linked))
    while len(linked) > 1:
        first, second = sorted(divmod(int(linked.argmax()), len(linked)))
        if linked[first, second] < alike:
            break
        joined = (size[first] * linked[first] + size[second] * linked[second]) / (size[first] + size[second])
        linked[first], linked[:, first], size[first] = joined, joined, size[first] + size[second]
        linked[first, first] = linked[second] = linked[:, second] = -1.0
        members[first] += members[second]
        members[second] = []
    groups = sorted(sorted(group) for group in members if group)
    numbered = {member: number for number, group in enumerate(groups, 1) for member in group}
    return [numbered[each] for each in range(len(linked))]
