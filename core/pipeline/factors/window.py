"""Statistics down a window's columns that look past missing days: T×N in, N out, without warnings.

NaN is skipped; a column with fewer values than half the window's nominal `length` gives NaN, so a panel that starts
late or a long suspension never passes for a full window.
"""

import numpy as np

from core.pipeline.panel import FloatArray, fill_forward


def enough(grid: FloatArray, length: int) -> FloatArray:
    """1 where at least half of `length` values are seen, else NaN: multiply with it."""
    seen = np.isfinite(grid).sum(axis=0)
    return np.where(2 * seen >= max(length, 1), 1.0, np.nan)


def mean(grid: FloatArray, length: int) -> FloatArray:
    """Arithmetic mean."""
    seen = np.isfinite(grid)
    with np.errstate(invalid="ignore", divide="ignore"):
        average: FloatArray = np.where(seen, grid, 0.0).sum(axis=0) / seen.sum(axis=0)
    return average * enough(grid, length)


def deviation(grid: FloatArray, length: int) -> FloatArray:
    """Sample standard deviation (n - 1); NaN for a single value."""
    count = np.isfinite(grid).sum(axis=0)
    centred = grid - mean(grid, length)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread: FloatArray = np.sqrt(np.nansum(centred**2, axis=0) / np.where(count > 1, count - 1, np.nan))
    return spread * enough(grid, length)


def highest(grid: FloatArray, length: int) -> FloatArray:
    """Largest value."""
    top: FloatArray = np.where(np.isfinite(grid), grid, -np.inf).max(axis=0, initial=-np.inf)
    return np.where(np.isfinite(top), top, np.nan) * enough(grid, length)


def last(grid: FloatArray) -> FloatArray:
    """Last known value."""
    return fill_forward(grid)[-1] if len(grid) else np.full(grid.shape[1], np.nan)


def first(grid: FloatArray) -> FloatArray:
    """First known value."""
    return last(grid[::-1])


def change(grid: FloatArray, length: int) -> FloatArray:
    """Last known value over the first known one, less 1."""
    return (last(grid) / first(grid) - 1) * enough(grid, length)


def correlation(x: FloatArray, y: FloatArray, length: int) -> FloatArray:
    """Pearson correlation over the days both are known; NaN where either does not move."""
    both = np.isfinite(x) & np.isfinite(y)
    x, y = np.where(both, x, np.nan), np.where(both, y, np.nan)
    dx, dy = x - mean(x, length), y - mean(y, length)
    flat = (highest(x, length) == -highest(-x, length)) | (highest(y, length) == -highest(-y, length))
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.nansum(dx * dy, axis=0) / np.sqrt(np.nansum(dx**2, axis=0) * np.nansum(dy**2, axis=0))
    return np.where(flat, np.nan, value) * enough(x, length)


def slope(grid: FloatArray, length: int) -> FloatArray:
    """Least-squares slope per row; NaN for a single value."""
    seen = np.isfinite(grid)
    day = np.where(seen, np.arange(len(grid), dtype=np.float64)[:, None], np.nan)
    centred = day - mean(day, length)
    with np.errstate(invalid="ignore", divide="ignore"):
        value: FloatArray = np.nansum(centred * grid, axis=0) / np.nansum(centred**2, axis=0)
    return value * enough(grid, length)


def returns(close: FloatArray) -> FloatArray:
    """Daily returns, (T-1)×N; NaN unless both days are known."""
    return close[1:] / close[:-1] - 1
