"""Kernels that put a window together from two shorter ones, `a` the recent part and `b` the older part before it.

A window is always cut at the same lengths, so a value never depends on where a chunk of days began, and nothing is
ever subtracted, so one large day leaves no trace after it. Sums, counts and spreads hold 0 for days not seen.
"""

import numpy as np

from core.pipeline.engine import opcodes as ops
from core.pipeline.engine.kernel import Flat, kernel

CONSTANT = 1e-26
"""A spread below this share of the squared sum is rounding: the window is constant."""


@kernel
def join(op: int, a: Flat, b: Flat, out: Flat) -> None:
    """Leave in `out`: what op makes of the two parts."""
    if op == ops.JOIN_SUM:
        for i in range(out.size):
            out[i] = a[i] + b[i]
    elif op == ops.JOIN_MAX:
        for i in range(out.size):
            out[i] = a[i] if a[i] > b[i] else b[i]
    elif op == ops.JOIN_MIN:
        for i in range(out.size):
            out[i] = a[i] if a[i] < b[i] else b[i]
    elif op == ops.JOIN_PRODUCT:
        for i in range(out.size):
            out[i] = a[i] * b[i]
    else:
        for i in range(out.size):
            out[i] = a[i] if a[i] == a[i] else b[i]


@kernel
def join_shifted(a: Flat, b: Flat, weight: Flat, days: float, out: Flat) -> None:
    """Leave in `out`: a + b + days × weight: sums that count lags, where b's are `days` further back."""
    for i in range(out.size):
        out[i] = a[i] + b[i] + days * weight[i]


@kernel
def join_place(op: int, a: Flat, b: Flat, lag_a: Flat, lag_b: Flat, days: float, out: Flat) -> None:
    """Leave in `out`: the lag of the largest (smallest) value; of equals the older one."""
    if op == ops.JOIN_ARGMAX:
        for i in range(out.size):
            out[i] = lag_b[i] + days if b[i] >= a[i] else lag_a[i]
    else:
        for i in range(out.size):
            out[i] = lag_b[i] + days if b[i] <= a[i] else lag_a[i]


@kernel
def join_spread(
    a: Flat,
    b: Flat,
    n_a: Flat,
    n_b: Flat,
    x_a: Flat,
    x_b: Flat,
    y_a: Flat,
    y_b: Flat,
    days_x: float,
    days_y: float,
    out: Flat,
) -> None:
    """Leave in `out`: Σ(x − mean x)(y − mean y) of both parts, from those of each, their counts and sums.

    `days_x` and `days_y` are added to every x and y of the older part: lags count from the window's end. Chan, Golub
    and LeVeque 1983: the parts' spreads and that between their means; a count of 0 adds nothing.
    """
    for i in range(out.size):
        both = n_a[i] * n_b[i]
        x = x_a[i] * n_b[i] - (x_b[i] + days_x * n_b[i]) * n_a[i]
        y = y_a[i] * n_b[i] - (y_b[i] + days_y * n_b[i]) * n_a[i]
        out[i] = a[i] + b[i] + x * y / max(both * (n_a[i] + n_b[i]), 1.0)


@kernel
def join_spreads(
    recent: tuple[Flat, Flat, Flat, Flat, Flat, Flat],
    older: tuple[Flat, Flat, Flat, Flat, Flat, Flat],
    xx: Flat,
    xy: Flat,
    yy: Flat,
) -> None:
    """Leave in `xx`, `xy` and `yy`: what join_spread makes of x with itself, x with y, and y with itself.

    `recent` and `older` hold xx, xy, yy, the count and the sums of x and y of their part.
    """
    xx_a, xy_a, yy_a, n_a, x_a, y_a = recent
    xx_b, xy_b, yy_b, n_b, x_b, y_b = older
    for i in range(xx.size):
        share = 1.0 / max(n_a[i] * n_b[i] * (n_a[i] + n_b[i]), 1.0)
        x = x_a[i] * n_b[i] - x_b[i] * n_a[i]
        y = y_a[i] * n_b[i] - y_b[i] * n_a[i]
        xx[i] = xx_a[i] + xx_b[i] + x * x * share
        xy[i] = xy_a[i] + xy_b[i] + x * y * share
        yy[i] = yy_a[i] + yy_b[i] + y * y * share


@kernel
def finish(op: int, x: Flat, y: Flat, n: Flat, days: float, out: Flat) -> None:
    """Leave in `out`: the statistic of a whole window, missing where fewer than half of its `days` are seen (`n`)."""
    if op == ops.MEAN:
        for i in range(out.size):
            r = x[i] / n[i] if 2 * n[i] >= days else np.nan
            out[i] = r + (r - r)
    elif op == ops.GUARD:
        for i in range(out.size):
            r = x[i] if 2 * n[i] >= days else np.nan
            out[i] = r + (r - r)
    elif op == ops.PLACE:
        for i in range(out.size):
            out[i] = days - x[i] if 2 * n[i] >= days else np.nan
    elif op == ops.RANK_SHARE:
        for i in range(out.size):
            r = (x[i] + 1) / (2 * n[i]) if 2 * n[i] >= days else np.nan
            out[i] = r + (y[i] - y[i])
    elif op == ops.COVARIANCE:
        for i in range(out.size):
            r = x[i] / (n[i] - 1) if 2 * n[i] >= days and n[i] > 1 else np.nan
            out[i] = r + (r - r)
    else:
        for i in range(out.size):
            r = x[i] / (n[i] - 1) if 2 * n[i] >= days and n[i] > 1 else np.nan
            r = r if x[i] * n[i] > CONSTANT * (y[i] * y[i]) else r - r
            out[i] = r + (r - r)


@kernel
def correlation(xy: Flat, xx: Flat, yy: Flat, x: Flat, y: Flat, n: Flat, days: float, out: Flat) -> None:
    """Leave in `out`: the correlation from spreads and sums; missing where either side is constant."""
    for i in range(out.size):
        moves = xx[i] * n[i] > CONSTANT * (x[i] * x[i]) and yy[i] * n[i] > CONSTANT * (y[i] * y[i])
        r = xy[i] / (np.sqrt(xx[i]) * np.sqrt(yy[i])) if moves and 2 * n[i] >= days else np.nan
        out[i] = r + (r - r)


@kernel
def trend(
    op: int, today: Flat, xt: Flat, tt: Flat, xx: Flat, x: Flat, t: Flat, n: Flat, days: float, out: Flat
) -> None:
    """Leave in `out`: slope per day, R² or today's residual of the line through the seen days; t is a lag."""
    if op == ops.SLOPE:
        for i in range(out.size):
            r = -xt[i] / tt[i] if 2 * n[i] >= days and n[i] > 1 else np.nan
            out[i] = r + (r - r)
    elif op == ops.RSQUARE:
        for i in range(out.size):
            moves = 2 * n[i] >= days and n[i] > 1 and xx[i] * n[i] > CONSTANT * (x[i] * x[i])
            r = (xt[i] / xx[i]) * (xt[i] / tt[i]) if moves else np.nan
            out[i] = r + (r - r)
    else:
        for i in range(out.size):
            line = x[i] / n[i] - (xt[i] / tt[i]) * (t[i] / n[i])
            r = today[i] - line if 2 * n[i] >= days and n[i] > 1 else np.nan
            out[i] = r + (r - r)


@kernel
def decay(x: Flat, xt: Flat, t: Flat, n: Flat, days: float, out: Flat) -> None:
    """Leave in `out`: Σ(days − lag)·x over Σ(days − lag) of the seen days."""
    for i in range(out.size):
        r = (days * x[i] - xt[i]) / (days * n[i] - t[i]) if 2 * n[i] >= days else np.nan
        out[i] = r + (r - r)
