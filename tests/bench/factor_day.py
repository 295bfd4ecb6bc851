"""What the factor bench measures of one more day, each piece to be called in a process of its own."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.alpha158 import ALPHA158
from core.pipeline.factors.library import CATALOGUE
from core.pipeline.preprocess import preprocess
from core.pipeline.scores.rule import rule_score
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


def whole_day(market: Path, cache: Path, folder: Path, threads: int) -> dict[str, Timing]:
    """Step → its time on the quickest of some days, warm: from the panel's files to a table and scores in files."""
    load_kernels(cache)
    engine = Engine([factor.node for factor in CATALOGUE.computed()], threads)
    days = [_one_day(engine, market, folder) for _ in range(REPEATS)]
    return min(days, key=lambda steps: sum(timing.wall_s for timing in steps.values()))


def ranked_day(market: Path, cache: Path) -> tuple[Timing, Values]:
    """Winsorise, standardise and rank one day of Alpha158, the quickest of some runs; and that day, names × factors."""
    load_kernels(cache)
    grids = open_market(market)
    rows = grids.shape[0]
    values = Engine([factor.node for factor in ALPHA158]).compute(grids, rows - 1, rows)[:, 0].T
    raw = pd.DataFrame(values, index=list(grids.symbols), columns=[factor.name for factor in ALPHA158])
    preprocess(raw, Factors())
    return timed(lambda: preprocess(raw, Factors()), REPEATS), np.ascontiguousarray(values)


def _one_day(engine: Engine, market: Path, folder: Path) -> dict[str, Timing]:
    made: dict[str, Any] = {}
    active = [factor.name for factor in CATALOGUE.active()]

    def read() -> None:
        made["grids"] = _last_rows(open_market(market), engine.reach + 1)

    def compute() -> None:
        last = made["grids"].shape[0] - 1
        values = engine.compute(made["grids"], last, last + 1)[:, 0]
        names = [factor.name for factor in CATALOGUE.computed()]
        made["raw"] = pd.DataFrame(values.T, index=list(made["grids"].symbols), columns=names)

    def prepare() -> None:
        made["ranked"] = preprocess(made["raw"][active], Factors())

    def score() -> None:
        ranked, codes = made["ranked"], list(made["grids"].symbols)
        universe = pd.DataFrame({"ts_code": codes, "included": True, "penalty": 0.0, "shadow": False})
        made["scores"] = rule_score(ranked.rank_pct, universe, CATALOGUE.directions, 0.0, ranked.coverage)

    def write() -> None:
        made["raw"].to_parquet(folder / "factors.parquet")
        made["scores"].to_parquet(folder / "scores.parquet")

    steps = {"read the panel": read, "factors": compute, "preprocess": prepare, "score": score, "write": write}
    return {name: timed(step) for name, step in steps.items()}


def _last_rows(grids: Grids, rows: int) -> Grids:
    """The last rows alone, read into memory."""
    tail = grids.rows(max(grids.shape[0] - rows, 0), grids.shape[0])
    return Grids(tail.dates, tail.symbols, {name: np.array(grid) for name, grid in tail.fields.items()})
