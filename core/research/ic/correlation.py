"""Correlation of two matrices row by row, of values and of ranks."""

import numpy as np
import pandas as pd

from core.pipeline.panel import BoolArray, FloatArray

MIN_NAMES = 3


def masked(grid: FloatArray, mask: BoolArray) -> FloatArray:
    """The values of `mask`, NaN everywhere else and for infinities."""
    return np.where(mask & np.isfinite(grid), grid, np.nan)


def rank_rows(grid: FloatArray) -> FloatArray:
    """Ranks 1…n within each row, ties averaged; NaN keeps NaN."""
    ranks: FloatArray = pd.DataFrame(grid).rank(axis=1, method="average").to_numpy(dtype=np.float64)
    return ranks


def row_correlation(x: FloatArray, y: FloatArray) -> FloatArray:
    """Pearson correlation of each row over the names both have; NaN below MIN_NAMES or where either does not vary."""
    both = np.isfinite(x) & np.isfinite(y)
    count = both.sum(axis=1)
    dx, flat_x = _centred(x, both)
    dy, flat_y = _centred(y, both)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = (dx * dy).sum(axis=1) / np.sqrt((dx**2).sum(axis=1) * (dy**2).sum(axis=1))
    usable = (count >= MIN_NAMES) & ~flat_x & ~flat_y & np.isfinite(value)
    return np.where(usable, np.clip(value, -1, 1), np.nan)


def pearson_ic(factor: FloatArray, label: FloatArray, mask: BoolArray) -> FloatArray:
    """The information coefficient of each date (T): correlation of factor and label over the names of `mask`."""
    return row_correlation(masked(factor, mask), masked(label, mask))


def rank_ic(factor: FloatArray, label: FloatArray, mask: BoolArray) -> FloatArray:
    """Spearman's information coefficient of each date (T), ranked over the names that have both values."""
    both = mask & np.isfinite(factor) & np.isfinite(label)
    return row_correlation(rank_rows(masked(factor, both)), rank_rows(masked(label, both)))


def rank_autocorrelation(factor: FloatArray, mask: BoolArray, period: int) -> FloatArray:
    """Correlation of each date's ranks with those `period` dates before (T), over the names ranked on both."""
    ranks = rank_rows(masked(factor, mask))
    before = np.full_like(ranks, np.nan)
    before[period:] = ranks[: max(0, len(ranks) - period)]
    return row_correlation(ranks, before)


def _centred(grid: FloatArray, cells: BoolArray) -> tuple[FloatArray, BoolArray]:
    """Rows less their mean over `cells`, 0 elsewhere and scaled to 1 at most; and which rows do not vary."""
    low = np.where(cells, grid, np.inf).min(axis=1, initial=np.inf)
    high = np.where(cells, grid, -np.inf).max(axis=1, initial=-np.inf)
    scale = np.maximum(np.abs(low), np.abs(high))
    scale = np.where(np.isfinite(scale) & (scale > 0), scale, 1.0)
    values = np.where(cells, grid, 0.0) / scale[:, None]
    mean = values.sum(axis=1) / np.maximum(cells.sum(axis=1), 1)
    return np.where(cells, values - mean[:, None], 0.0), ~(high > low)
