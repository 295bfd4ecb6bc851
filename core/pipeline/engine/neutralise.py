"""What industry and size do not explain of a factor: residuals of one least-squares fit a day."""

from functools import partial

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.blocks import Block, over_blocks
from core.pipeline.engine.kernel import Cube, Flat, kernel
from core.pipeline.engine.ranking import Row, power_below

Codes = npt.NDArray[np.int64]
Sizes = npt.NDArray[np.float64]
Values = npt.NDArray[np.float64]

UNKNOWN = -1
ROUNDING = 1e-12


def neutralise(values: Cube, industry: Codes | None, log_size: Sizes | None, threads: int = 0) -> Values:
    """Return the residuals (float64, of the values' shape) of each factor on industry dummies and log size, day by day.

    `values` is K×T×N with industry codes and log sizes T×N, or K×N with N of each. Without industries the fit has one
    constant. UNKNOWN names are an industry of their own, and the only name of an industry has residual 0. Missing (NaN)
    are names whose value is not finite, or whose size is not where one is given. A factor that the fit explains to
    within ROUNDING of its largest value has residual 0 everywhere. Residuals are those of numpy.linalg.lstsq up to
    rounding: a fit within industries is a fit on dummies (Frisch, Waugh and Lovell). Codes below UNKNOWN raise
    ValueError.
    """
    if values.ndim == 2:
        day = None if industry is None else industry[None, :]
        sizes = None if log_size is None else log_size[None, :]
        return neutralise(values[:, None, :], day, sizes, threads)[:, 0, :]
    codes = np.zeros(values.shape[1:], np.int64) if industry is None else industry.astype(np.int64) + 1
    if codes.size and codes.min() < 0:
        raise ValueError(f"an industry code is {codes.min() - 1}; they start at {UNKNOWN}, which is unknown")
    sizes = np.empty((0, 0)) if log_size is None else np.ascontiguousarray(log_size, np.float64)
    for name, grid in (("industry", codes), ("log_size", sizes)):
        if grid.size and grid.shape != values.shape[1:]:
            raise ValueError(f"{name} is {grid.shape}, the factors are {values.shape}")
    out = np.empty(values.shape)
    groups = int(codes.max(initial=0)) + 1
    rows: Cube = np.ascontiguousarray(values)  # type: ignore[assignment]
    work = partial(residual_block, rows, np.ascontiguousarray(codes), sizes, groups, out)
    over_blocks(work, values.shape[0], values.shape[1], threads)
    return out


@kernel
def residual_block(values: Cube, codes: Codes, sizes: Sizes, groups: int, out: Values, block: Block) -> None:
    """Fill the residuals of factors [block 0, 1) on days [block 2, 3); codes are below `groups`, sizes may be empty."""
    names = values.shape[2]
    size, inside = np.empty(names), np.empty(names)
    sums, firsts, counts = np.empty(groups), np.empty(groups), np.empty(groups, np.int64)
    for day in range(block[2], block[3]):
        for factor in range(block[0], block[1]):
            target = out[factor, day]
            largest = _seen(values[factor, day], sizes[day] if sizes.size else size[:0], target)
            scale = power_below(largest)
            for i in range(names):
                target[i] *= scale
                inside[i] = target[i]
            _demean(target, codes[day], inside, sums, firsts, counts)
            if sizes.size:
                size[:] = sizes[day]
                _demean(size, codes[day], inside, sums, firsts, counts)
                _regress(target, size)
            _finish(target, largest * scale, scale)


@kernel
def _seen(row: Row, size: Row, out: Flat) -> float:
    """Copy the values there are to fit, NaN for others; return the largest by size."""
    largest = 0.0
    for i in range(row.size):
        value = np.float64(row[i])
        seen = value - value == 0.0 and (size.size == 0 or size[i] - size[i] == 0.0)
        out[i] = value if seen else np.nan
        largest = max(largest, abs(value)) if seen else largest
    return largest


@kernel
def _demean(row: Flat, codes: Codes, inside: Flat, sums: Flat, firsts: Flat, counts: Codes) -> None:
    """Take from each name its industry's mean over names where `inside` is not NaN; exactly 0 for equal values."""
    sums[:] = 0.0
    counts[:] = 0
    for i in range(row.size):
        if inside[i] == inside[i]:
            group = codes[i]
            if counts[group] == 0:
                firsts[group] = row[i]
            counts[group] += 1
            sums[group] += row[i] - firsts[group]
    for i in range(row.size):
        if inside[i] == inside[i]:
            group = codes[i]
            row[i] = (row[i] - firsts[group]) - sums[group] / counts[group]
        else:
            row[i] = np.nan


@kernel
def _regress(row: Flat, size: Flat) -> None:
    product, square, widest = 0.0, 0.0, 0.0
    for i in range(row.size):
        if row[i] == row[i]:
            product += row[i] * size[i]
            square += size[i] * size[i]
            widest = max(widest, abs(size[i]))
    if widest > ROUNDING:
        slope = product / square
        for i in range(row.size):
            row[i] -= slope * size[i]


@kernel
def _finish(row: Flat, largest: float, scale: float) -> None:
    widest = 0.0
    for i in range(row.size):
        widest = max(widest, abs(row[i])) if row[i] == row[i] else widest
    explained = widest <= ROUNDING * largest
    for i in range(row.size):
        if row[i] == row[i]:
            row[i] = 0.0 if explained else row[i] / scale
