"""What the factor bench measures of one day of the market, each piece to be called in a process of its own."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.pipeline.engine.cross import sections
from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.alpha158 import ALPHA158
from core.pipeline.factors.library import CATALOGUE
from core.pipeline.preprocess import preprocess
from core.settings.model import Factors
from tests.bench.factor_peers.timing import Timing, timed
from tests.bench.factor_work import load_kernels
from tests.bench.market import open_market

Values = npt.NDArray[Any]

REPEATS = 9
COMPARED_DAYS, CHUNK_DAYS = 3, 20


def kernels_alone(market: Path, cache: Path, threads: int) -> Timing:
    """All of Alpha158 for the last day from the rows it reads, in memory: the quickest of some runs, warm."""
    load_kernels(cache)
    engine = Engine([factor.node for factor in ALPHA158], threads)
    grids = _last_rows(open_market(market), engine.reach + 1)
    out = np.zeros((len(ALPHA158), 1, grids.shape[1]), dtype=np.float32)
    last = grids.shape[0] - 1
    engine.compute(grids, last, last + 1, out)
    return timed(lambda: engine.compute(grids, last, last + 1, out), REPEATS)


def same_bits(market: Path, cache: Path) -> tuple[int, bool]:
    """Each of the last days of the whole library, from its own lookback alone and in a run over the history's end.

    Returns how many values were compared and whether all have the same bits.
    """
    load_kernels(cache)
    engine = Engine([factor.node for factor in CATALOGUE.all()], 2)
    whole = open_market(market)
    rows = whole.shape[0]
    first = max(rows - CHUNK_DAYS, 0)
    together = engine.compute(whole, first, rows)
    compared, same = 0, True
    for day in range(max(rows - COMPARED_DAYS, 0), rows):
        grids = _last_rows(whole.rows(0, day + 1), engine.reach + 1)
        alone = engine.compute(grids, grids.shape[0] - 1, grids.shape[0])[:, 0]
        compared += alone.size
        same &= bool(np.array_equal(alone.view(np.uint32), together[:, day - first].view(np.uint32)))
    return compared, same


def ranked_day(market: Path, cache: Path, symbols: int) -> tuple[Timing, Timing, Values]:
    """Winsorise and rank one day of Alpha158, the quickest of some runs: by the kernels alone and by preprocess.

    Both on one thread a core; also returns that day, names × factors. Preprocess standardises too.
    """
    load_kernels(cache)
    grids, settings = open_market(market), Factors()
    rows = grids.shape[0]
    day = Engine([factor.node for factor in ALPHA158]).compute(grids, rows - 1, rows)[:, :, :symbols]
    values = np.ascontiguousarray(day[:, 0].T)
    raw = pd.DataFrame(values, index=list(grids.symbols[:symbols]), columns=[factor.name for factor in ALPHA158])

    def kernels() -> None:
        done = sections(day, quantiles=(settings.winsor_low, settings.winsor_high), zscore=False)
        np.clip(day, done.bounds[:, :, :1], done.bounds[:, :, 1:])

    kernels()
    preprocess(raw, settings)
    return timed(kernels, REPEATS), timed(lambda: preprocess(raw, settings), REPEATS), values


def _last_rows(grids: Grids, rows: int) -> Grids:
    """The last rows alone, read into memory."""
    tail = grids.rows(max(grids.shape[0] - rows, 0), grids.shape[0])
    return Grids(tail.dates, tail.symbols, {name: np.array(grid) for name, grid in tail.fields.items()})
