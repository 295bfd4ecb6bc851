"""The values of one evening: every factor at the last day of a panel."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.fields import make_grids
from core.pipeline.panel import Panel, lay_out


def grids_of(panel: Panel, limits: pd.DataFrame, days: int) -> Grids:
    """Return the fields of the panel's last `days` dates; `limits` holds up_limit and down_limit in yuan, long."""
    recent = panel.tail(days)
    sides = lay_out(limits, ("up_limit", "down_limit"), recent.dates, recent.symbols)
    up, down = (np.where(sides[side] > 0, sides[side], np.nan) for side in ("up_limit", "down_limit"))
    return make_grids(recent, up, down)


def values_today(factors: Sequence[Factor], grids: Grids, symbols: Sequence[str], threads: int = 0) -> pd.DataFrame:
    """Return each factor's value at the last date: index ts_code in the order given, a float32 column a factor.

    NaN where a symbol is unknown or has no bar that day, or a factor's window has seen too little. Cross-sections are
    taken over every name of the grids, whichever symbols are asked for.
    """
    columns = [factor.name for factor in factors]
    index = pd.Index(list(symbols), name="ts_code", dtype=object)
    if not len(grids.dates) or not grids.symbols:
        return pd.DataFrame(np.nan, index=index, columns=columns, dtype=np.float32)
    last = len(grids.dates) - 1
    values = Engine([factor.node for factor in factors], threads).compute(grids, last, last + 1)[:, 0, :]
    whole = pd.DataFrame(values.T, index=pd.Index(grids.symbols, dtype=object), columns=columns)
    return whole.reindex(index)
