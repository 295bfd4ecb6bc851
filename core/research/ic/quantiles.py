"""Names sorted into equal groups by factor value: what each group earns, and how fast its members change."""

import numpy as np
import numpy.typing as npt

from core.pipeline.panel import BoolArray, FloatArray
from core.research.ic.correlation import masked, rank_rows

Groups = npt.NDArray[np.intp]


def assign(factor: FloatArray, mask: BoolArray, count: int) -> Groups:
    """Sort each date's names into groups 1 (lowest) … `count` by average rank, 0 for a name without a value (T×N).

    Ties share a group; a date on which the factor does not vary has no groups.
    """
    ranks = rank_rows(masked(factor, mask))
    known = np.isfinite(ranks)
    size = known.sum(axis=1, keepdims=True)
    lowest = np.where(known, ranks, np.inf).min(axis=1, initial=np.inf)
    highest = np.where(known, ranks, -np.inf).max(axis=1, initial=-np.inf)
    known &= (highest > lowest)[:, None]
    return np.where(known, np.ceil(np.where(known, ranks, 0.0) * count / np.maximum(size, 1)), 0).astype(np.intp)


def group_returns(groups: Groups, label: FloatArray, count: int, demeaned: bool) -> FloatArray:
    """Equally weighted mean label of each date's groups, T×`count`; NaN for a group without any.

    Demeaned returns are over the mean of all the names in a group that date.
    """
    known = (groups > 0) & np.isfinite(label)
    returns = np.where(known, label, 0.0)
    by_group = np.stack([_mean_of(returns, known & (groups == group)) for group in range(1, count + 1)], axis=1)
    return by_group - _mean_of(returns, known)[:, None] if demeaned else by_group


def turnover(groups: Groups, group: int, period: int) -> FloatArray:
    """Share of a group's names that were not in it `period` dates before (T); NaN where either date has none."""
    now = groups == group
    before = np.zeros_like(now)
    before[period:] = now[: max(0, len(now) - period)]
    size, size_before = now.sum(axis=1), before.sum(axis=1)
    entered = (now & ~before).sum(axis=1) / np.maximum(size, 1)
    return np.where((size > 0) & (size_before > 0), entered, np.nan)


def net_of_costs(gross: FloatArray, turned_over: FloatArray, round_trip_cost: float) -> FloatArray:
    """Returns less what replacing the names costs: turnover × the cost of selling one and buying another.

    A date without a known turnover pays for the whole group.
    """
    return gross - np.where(np.isfinite(turned_over), turned_over, 1.0) * round_trip_cost


def _mean_of(values: FloatArray, cells: BoolArray) -> FloatArray:
    size = cells.sum(axis=1)
    total = np.where(cells, values, 0.0).sum(axis=1)
    return np.where(size > 0, total / np.maximum(size, 1), np.nan)
