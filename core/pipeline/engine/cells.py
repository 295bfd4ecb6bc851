"""Kernels that work cell by cell on flat tiles: arithmetic, comparisons, and the marks missing days leave.

Operands are finite or NaN. `r + (r - r)` is r where r is finite and NaN where it is not, so no infinity leaves here;
`x - x` is 0 or NaN and carries what is missing into a comparison.
"""

import numpy as np

from core.pipeline.engine import opcodes as ops
from core.pipeline.engine.kernel import Flat, kernel


@kernel
def arithmetic(op: int, x: Flat, y: Flat, out: Flat) -> None:
    """Leave in `out`: x op y; missing where the result is not finite."""
    if op == ops.ADD:
        for i in range(out.size):
            r = x[i] + y[i]
            out[i] = r + (r - r)
    elif op == ops.SUB:
        for i in range(out.size):
            r = x[i] - y[i]
            out[i] = r + (r - r)
    elif op == ops.MUL:
        for i in range(out.size):
            r = x[i] * y[i]
            out[i] = r + (r - r)
    elif op == ops.DIV:
        for i in range(out.size):
            r = x[i] / y[i]
            out[i] = r + (r - r)
    elif op == ops.POW:
        for i in range(out.size):
            r = x[i] ** y[i] if x[i] == x[i] and y[i] == y[i] else np.nan
            out[i] = r + (r - r)
    elif op == ops.MAXIMUM:
        for i in range(out.size):
            out[i] = (x[i] if x[i] > y[i] else y[i]) + ((x[i] - x[i]) + (y[i] - y[i]))
    else:
        for i in range(out.size):
            out[i] = (x[i] if x[i] < y[i] else y[i]) + ((x[i] - x[i]) + (y[i] - y[i]))


@kernel
def single(op: int, x: Flat, constant: float, out: Flat) -> None:
    """Leave in `out`: op(x); SEEN, ZEROED and FILLED turn missing days into 0 and 1, into 0, and into `constant`."""
    if op == ops.SEEN:
        for i in range(out.size):
            out[i] = 1.0 if x[i] == x[i] else 0.0
    elif op == ops.ZEROED:
        for i in range(out.size):
            out[i] = x[i] if x[i] == x[i] else 0.0
    elif op == ops.FILLED:
        for i in range(out.size):
            out[i] = x[i] if x[i] == x[i] else constant
    elif op == ops.NEG:
        for i in range(out.size):
            out[i] = -x[i]
    elif op == ops.ABS:
        for i in range(out.size):
            out[i] = abs(x[i])
    elif op == ops.SIGN:
        for i in range(out.size):
            out[i] = (1.0 if x[i] > 0 else 0.0) - (1.0 if x[i] < 0 else 0.0) + (x[i] - x[i])
    else:
        _transcendental(op, x, out)


@kernel
def _transcendental(op: int, x: Flat, out: Flat) -> None:
    if op == ops.LOG:
        for i in range(out.size):
            out[i] = np.log(x[i]) if x[i] > 0 else np.nan
    elif op == ops.SQRT:
        for i in range(out.size):
            out[i] = np.sqrt(x[i])
    else:
        for i in range(out.size):
            r = np.exp(x[i])
            out[i] = r + (r - r)


@kernel
def logic(op: int, x: Flat, y: Flat, z: Flat, out: Flat) -> None:
    """Leave in `out`: 1 or 0, missing where x or y is; WHERE chooses y or z; JOINT is x where y is seen."""
    if op == ops.GT:
        for i in range(out.size):
            out[i] = (1.0 if x[i] > y[i] else 0.0) + ((x[i] - x[i]) + (y[i] - y[i]))
    elif op == ops.GE:
        for i in range(out.size):
            out[i] = (1.0 if x[i] >= y[i] else 0.0) + ((x[i] - x[i]) + (y[i] - y[i]))
    elif op == ops.LT:
        for i in range(out.size):
            out[i] = (1.0 if x[i] < y[i] else 0.0) + ((x[i] - x[i]) + (y[i] - y[i]))
    elif op == ops.LE:
        for i in range(out.size):
            out[i] = (1.0 if x[i] <= y[i] else 0.0) + ((x[i] - x[i]) + (y[i] - y[i]))
    elif op == ops.EQ:
        for i in range(out.size):
            out[i] = (1.0 if x[i] == y[i] else 0.0) + ((x[i] - x[i]) + (y[i] - y[i]))
    elif op == ops.BOTH:
        for i in range(out.size):
            out[i] = (1.0 if x[i] != 0 and y[i] != 0 else 0.0) + ((x[i] - x[i]) + (y[i] - y[i]))
    elif op == ops.EITHER:
        for i in range(out.size):
            out[i] = (1.0 if x[i] != 0 or y[i] != 0 else 0.0) + ((x[i] - x[i]) + (y[i] - y[i]))
    elif op == ops.WHERE:
        for i in range(out.size):
            out[i] = (y[i] if x[i] != 0 else z[i]) + (x[i] - x[i])
    else:
        for i in range(out.size):
            out[i] = x[i] + (y[i] - y[i])
