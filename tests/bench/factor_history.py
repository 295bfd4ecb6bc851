"""What the factor bench measures of a whole history from end to end: ranked and studied, or streamed to files."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.alpha158 import ALPHA158
from tests.bench.apart import peak_mib
from tests.bench.factor_peers.timing import Timing, timed
from tests.bench.factor_work import Values, load_kernels
from tests.bench.market import Size, open_market

MIB = 1 << 20
HORIZON = 5
QUANTILES = (0.01, 0.99)
NAMES = [factor.name for factor in ALPHA158]


def studied(market: Path, cache: Path, threads: int, chunk_days: int) -> tuple[Timing, float | None]:
    """All of Alpha158, winsor bounds, percentile ranks and rank IC over the whole history, by chunks of days, warm.

    Returns the time and the process's peak memory in MiB.
    """
    load_kernels(cache)
    grids = open_market(market)
    engine = Engine([factor.node for factor in ALPHA158], threads)
    for _ in _study(engine, grids, min(2, grids.shape[0]), 1, threads):
        pass
    return timed(lambda: list(_study(engine, grids, grids.shape[0], chunk_days, threads))), peak_mib()


def _study(engine: Engine, grids: Grids, stop: int, chunk_days: int, threads: int) -> Iterator[tuple[Values, Values]]:
    """Yield each chunk's winsor bounds K×T×2 and rank ICs K×1×T; its ranks are overwritten by the next one's."""
    from core.pipeline.engine.blocks import over_blocks
    from core.pipeline.engine.section import section_block

    count, names = len(NAMES), grids.shape[1]
    room = np.empty(count * min(chunk_days, stop) * names, dtype=np.float32)
    unwanted = np.empty((0, 0, 0), dtype=np.float32)
    labels = _label(grids)[None]
    for first, values in engine.stream(grids, 0, stop, chunk_days):
        days = values.shape[1]
        here = np.isfinite(grids["close"][first : first + days])
        label = labels[:, first : first + days]
        bounds, ics = np.empty((count, days, 2)), np.empty((count, 1, days))
        ranks = room[: values.size].reshape(values.shape)
        work = partial(section_block, values, label, here, QUANTILES, bounds, unwanted, ranks, ics)
        over_blocks(work, count, days, threads)
        yield bounds, ics


def _label(grids: Grids) -> Values:
    """The return from the next day's open to the close of the fifth, T×N; NaN where the history ends before."""
    label = np.full(grids.shape, np.nan)
    if grids.shape[0] > HORIZON:
        label[:-HORIZON] = grids["close"][HORIZON:] / grids["open"][1 : 1 - HORIZON] - 1
    return label


def to_parquet(
    market: Path, cache: Path, folder: Path, size: Size, budget_mib: int
) -> tuple[Timing, float | None, int]:
    """Alpha158 of the last `size.days`, a wide file a day, as many days at a time as the budget allows; 2 threads.

    Returns the time, the process's peak memory in MiB, and the days at a time.
    """
    load_kernels(cache)
    grids = open_market(market)
    engine = Engine([factor.node for factor in ALPHA158], 2)
    days, stop = size.days, grids.shape[0]
    fitting = (rows for rows in range(days, 0, -1) if engine.memory_bytes(size.columns, rows) <= budget_mib * MIB)
    rows = next(fitting, 1)

    def run() -> None:
        for first, values in engine.stream(grids, stop - days, stop, rows):
            for day in range(values.shape[1]):
                date, chosen = int(grids.dates[first + day]), values[:, day, : size.symbols]
                write_day(folder, date, grids.symbols[: size.symbols], chosen)

    return timed(run), peak_mib(), rows


def write_day(folder: Path, day: int, symbols: tuple[str, ...], values: Values) -> None:
    """Write one day's wide table."""
    columns = [pa.array(symbols), *(pa.array(each) for each in values)]
    pq.write_table(
        pa.table(columns, names=["ts_code", *NAMES]),
        folder / f"{day}.parquet",
        compression="zstd",
        use_dictionary=False,
    )


def write_alone(folder: Path, symbols: int, days: int) -> Timing:
    """Pandas writing as many days of ready values, measured on one day and multiplied."""
    values = np.random.default_rng(3).standard_normal((symbols, len(NAMES))).astype(np.float32)
    frame = pd.DataFrame(values, columns=NAMES)
    return timed(lambda: frame.to_parquet(folder / "pandas.parquet", compression="zstd"), 3).scaled(days)
