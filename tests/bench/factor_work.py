"""What the factor bench measures of this project, each piece to be called in a process of its own."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.engine.load import CACHE_VARIABLE
from core.pipeline.factors.alpha158 import ALPHA158
from tests.bench.factor_peers.timing import Timing, timed
from tests.bench.market import open_market

CHUNK_DAYS = 243
COPY_BYTES = 1 << 29
LINE_BYTES = 64

Values = npt.NDArray[Any]


def load_kernels(cache: Path) -> None:
    """Keep this process's compiled kernels in `cache`, whatever the environment says."""
    os.environ[CACHE_VARIABLE] = str(cache)


def start_up(market: Path, cache: Path) -> Timing:
    """From nothing imported to the first day of all factors: compiling where the cache is empty, else loading."""
    wall, cpu = time.perf_counter(), time.process_time()
    load_kernels(cache)
    engine = Engine([factor.node for factor in ALPHA158])
    engine.compute(open_market(market), 0, 1)
    return Timing(time.perf_counter() - wall, time.process_time() - cpu)


def history(market: Path, cache: Path, threads: int, names: Sequence[str], repeats: int) -> Timing:
    """The named factors of Alpha158 over the whole market, warm, into one buffer by chunks of days."""
    load_kernels(cache)
    grids = open_market(market)
    engine = Engine([factor.node for factor in ALPHA158 if factor.name in set(names)], threads)
    days, symbols = grids.shape
    flat = _cache_lines(len(names) * min(CHUNK_DAYS, days) * symbols)

    def run(stop: int) -> None:
        for first in range(0, stop, CHUNK_DAYS):
            last = min(first + CHUNK_DAYS, stop)
            part = flat[: len(names) * (last - first) * symbols].reshape(len(names), last - first, symbols)
            engine.compute(grids, first, last, part)

    run(min(2 * CHUNK_DAYS, days))
    return timed(lambda: run(days), repeats)


def _cache_lines(count: int) -> Values:
    """Float32 zeros that begin where a cache line does, as the engine's own results do."""
    room = np.zeros(count + LINE_BYTES // 4, dtype=np.float32)
    start = -room.ctypes.data % LINE_BYTES // 4
    return room[start : start + count]


def corner(market: Path, cache: Path, days: int, symbols: int, dtype: str) -> tuple[dict[str, Values], Values]:
    """Factor → values of the last days and first names in `dtype`, and which of those windows of 61 days are whole."""
    load_kernels(cache)
    whole = open_market(market)
    rows = whole.shape[0]
    fields = {name: np.ascontiguousarray(whole[name][:, :symbols], dtype=dtype) for name in _FIELDS}
    grids = Grids(whole.dates, whole.symbols[:symbols], fields)
    values = Engine([factor.node for factor in ALPHA158]).compute(grids, rows - days, rows)
    seen = np.isfinite(fields["close"])
    gaps = np.cumsum(np.vstack([np.zeros((1, symbols)), ~seen]), axis=0)
    complete = np.zeros((rows, symbols), dtype=np.bool_)
    complete[_REACH:] = gaps[_REACH + 1 :] == gaps[: -_REACH - 1]
    return {factor.name: each for factor, each in zip(ALPHA158, values, strict=True)}, complete[-days:]


_FIELDS = ("open", "high", "low", "close", "vwap", "volume")
_REACH = 60


def copy_gb_s(threads: int) -> float:
    """Bytes read and written per second by numpy's copy of half a gigabyte on so many threads."""
    source, target = np.ones(COPY_BYTES, dtype=np.uint8), np.zeros(COPY_BYTES, dtype=np.uint8)
    parts = list(zip(np.array_split(source, threads), np.array_split(target, threads), strict=True))
    with ThreadPoolExecutor(threads) as pool:
        spent = timed(lambda: list(pool.map(lambda part: np.copyto(part[1], part[0]), parts)), 5)
    return 2 * COPY_BYTES / spent.wall_s / 1e9
