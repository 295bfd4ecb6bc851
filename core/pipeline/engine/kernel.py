"""How every kernel is compiled: without the interpreter's lock, kept on disk, with IEEE answers to a zero divisor."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

Flat = npt.NDArray[np.float64]
"""A tile's rows laid end to end, `LANES` names a row; finite or NaN."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def kernel(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Compile a function at its first call; the same bits on every machine, so no fast mathematics."""
    compiled = njit(nogil=True, cache=True, error_model="numpy")(function)
    return cast(Callable[Parameters, Result], compiled)
