"""The engine and its factors as one subject: every factor a member, all of them worked out in one pass."""

from collections.abc import Sequence

import numpy as np

from core.pipeline.engine.engine import Engine
from core.pipeline.factors.declaration import Factor
from core.research.leaks.subject import Subject
from core.research.leaks.world import Values, World


def factor_subject(factors: Sequence[Factor], threads: int = 0) -> Subject:
    """Return the factors as members, with the lookback each declares."""
    engine = Engine([factor.node for factor in factors], threads)

    def compute(world: World, days: Sequence[int]) -> Values:
        grids = world.grids
        start = int(np.searchsorted(grids.dates, days[0]))
        stop = int(np.searchsorted(grids.dates, days[-1], side="right"))
        values = engine.compute(grids, start, stop)
        return world.lay_out(values, grids.dates[start:stop], grids.symbols, days)

    names = tuple(factor.name for factor in factors)
    reach = tuple(factor.node.reach for factor in factors)
    return Subject("engine", "factor", compute, names, reach=reach, whole=True)
