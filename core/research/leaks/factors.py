"""The engine and its factors as one subject: every factor a member, all of them worked out in one pass."""

from collections.abc import Sequence

import numpy as np

from core.pipeline.engine.engine import Engine
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.history import stream_history
from core.pipeline.factors.rows import Memory, Stored, clean
from core.research.leaks.subject import Subject
from core.research.leaks.world import Values, World

HISTORY_ROWS = 32
"""Days a part: more than one, so that what is carried from one to the next is tried too."""


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


def history_subject(factors: Sequence[Factor], threads: int = 0) -> Subject:
    """Return the factors as a build over the stored history works them out, from cleaned rows, as one subject."""
    engine = Engine([factor.node for factor in factors], threads)

    def compute(world: World, days: Sequence[int]) -> Values:
        stored = Stored(*(world.published(name) for name in ("daily", "adj_factor", "daily_basic", "stk_limit")))
        dates = np.unique(stored.daily["trade_date"].to_numpy(dtype=np.int32))
        block = clean(stored, dates, (), Memory.empty(), 0, {})
        values = np.empty((len(factors), *block.grids.shape), dtype=np.float32)
        for first, part in stream_history(engine, block.grids, block.late, 0, len(dates), HISTORY_ROWS):
            values[:, first : first + part.shape[1]] = part
        laid = world.lay_out(values, dates, block.grids.symbols, days)
        return laid.swapaxes(0, 1).reshape(1, len(days), -1)

    return Subject("history", "history", compute, whole=True)
