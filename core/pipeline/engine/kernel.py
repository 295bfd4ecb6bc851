"""How every kernel is compiled: without the interpreter's lock, with IEEE answers to a zero divisor, kept on disk.

Numba's own cache looks at the file a function stands in and not at those it calls, so an upgrade could run yesterday's
kernels. Here every state of this package has a folder of its own. Without a folder in NUMBA_CACHE_DIR nothing is kept.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

CACHE_VARIABLE = "NUMBA_CACHE_DIR"

Flat = npt.NDArray[np.float64]
"""A tile's rows laid end to end, `LANES` names a row; finite or NaN."""

Cube = npt.NDArray[np.float32] | npt.NDArray[np.float64]
"""Fields or results: things × days × names."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def source_digest() -> str:
    """Return a digest of this package's source and of numba's version: what compiled kernels depend on."""
    digest = hashlib.sha256(numba.__version__.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


_FOLDER = os.environ.get(CACHE_VARIABLE, "")
if _FOLDER:
    vars(numba.config)["CACHE_DIR"] = str(Path(_FOLDER) / source_digest())


def kernel(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Compile a function at its first call; the same bits on every machine, so no fast mathematics."""
    compiled = numba.njit(nogil=True, cache=bool(_FOLDER), error_model="numpy")(function)
    return cast(Callable[Parameters, Result], compiled)
