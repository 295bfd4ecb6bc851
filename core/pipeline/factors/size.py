"""The size factor."""

import numpy as np

from core.pipeline.factors import window
from core.pipeline.factors.factor import factor
from core.pipeline.panel import FloatArray, Panel


@factor("size", direction=-1, lookback=1)
def log_circ_mv(panel: Panel) -> FloatArray:
    """Log of the circulating market value in yuan: small companies earn more."""
    value = window.last(panel["circ_mv"])
    return np.log(np.where(value > 0, value, np.nan))
