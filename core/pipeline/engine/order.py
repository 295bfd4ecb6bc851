"""Kernels that order a window's values: counts below today's, and quantiles from a window kept sorted."""

import numpy as np

from core.pipeline.engine.kernel import Flat, kernel
from core.pipeline.engine.opcodes import LANES
from core.pipeline.engine.vector import replace_sorted

BLOCK_CELLS = 128


@kernel
def rank_count(x: Flat, before: Flat, offset: int, lags: tuple[int, int, int], out: Flat) -> None:
    """Leave in `out`: before + per lag in [first, last): 2 where that day is below today, 1 where it equals it.

    `x` starts `offset` cells before `out`; `lags` = (first, last, cells a day). Days not seen, and all days where today
    is not, count nothing.
    """
    for start in range(0, out.size, BLOCK_CELLS):
        cells = min(BLOCK_CELLS, out.size - start)
        count = out[start : start + cells]
        today = x[start + offset : start + offset + cells]
        for i in range(cells):
            count[i] = before[start + i]
        for lag in range(lags[0], lags[1]):
            back = start + offset - lag * lags[2]
            then = x[back : back + cells]
            for i in range(cells):
                count[i] += (1.0 if then[i] < today[i] else 0.0) + (1.0 if then[i] <= today[i] else 0.0)


@kernel
def slide_sorted(x: Flat, new: int, old: int, days: int, window: Flat) -> None:
    """Put the lanes at cell `new` of x into the sorted window (days × LANES, +inf where missing) for those at `old`.

    An `old` below 0 takes out a missing value.
    """
    entering = window[days * LANES : (days + 1) * LANES]
    leaving = window[(days + 1) * LANES : (days + 2) * LANES]
    for lane in range(LANES):
        comes = x[new + lane]
        goes = x[old + lane] if old >= 0 else np.inf
        entering[lane] = comes if comes == comes else np.inf
        leaving[lane] = goes if goes == goes else np.inf
    replace_sorted(window, days)


@kernel
def read_quantile(window: Flat, seen: Flat, days: int, q: float, out: Flat) -> None:
    """Leave in `out`: quantile q of each lane's seen values (`seen` of them), linear between the two nearest.

    Unsigned places spare the check for a negative index, which would keep the lanes from being read together.
    """
    for lane in range(LANES):
        last = max(seen[lane] - 1.0, 0.0)
        place = q * last
        below = np.uint32(place)
        low = window[below * np.uint32(LANES) + np.uint32(lane)]
        high = window[np.uint32(min(place + 1.0, last)) * np.uint32(LANES) + np.uint32(lane)]
        value = low + (place - below) * (high - low)
        out[lane] = value if 2 * seen[lane] >= days else np.nan
