"""Trade dates as charts want them."""

from typing import Any

import numpy as np
import numpy.typing as npt


def dates_of(days: npt.ArrayLike) -> npt.NDArray[Any]:
    """Return trade dates written YYYYMMDD as numpy's days."""
    years, rest = np.divmod(np.asarray(days, dtype=np.int64), 10_000)
    months, dates = np.divmod(rest, 100)
    whole = (years - 1970) * 12 + months - 1
    return np.asarray(whole.astype("datetime64[M]").astype("datetime64[D]") + (dates - 1).astype("timedelta64[D]"))
