"""The factor engine over a whole market's history and over one more day, beside the libraries people use for it.

5,000 names × 2,430 days, about 3 % missing, float32. Every figure is of a process of its own, kernels loaded and warm
unless the row says otherwise; `cpu` is processor time of all threads and the fair figure on a busy machine. `faster_x`
and `less_cpu_x` are the peer's wall and processor time over ours. A peer too slow or too large for the whole market
runs on some names and is scaled up by cells, as its note says. `holds` is whether the target was met: the command
fails where one was not.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from core.pipeline.factors.alpha158 import ALPHA158
from core.pipeline.factors.library import CATALOGUE
from tests.bench import factor_day, factor_history, factor_update, factor_work
from tests.bench.apart import apart
from tests.bench.factor_home import make_home
from tests.bench.factor_peers import kunquant, plain_pandas, qlib, ranks
from tests.bench.factor_peers.timing import Timing
from tests.bench.factor_rows import Peer, Row, Target, figure_row, time_row, true_row
from tests.bench.market import DAYS, SYMBOLS, Size, write_market

KUNQUANT_SYMBOLS, QLIB_SYMBOLS, PANDAS_SYMBOLS = 1008, 50, 100
CORNER_DAYS, CORNER_SYMBOLS = 400, 64
THREADS = (1, 2)
STREAMED_DAYS, STORED_DAYS, HOME_DAYS = 80, 486, 280
STUDIED_DAYS, STUDY_CHUNK_DAYS = 40, 81
STUDY_LIMIT_S, STUDY_LIMIT_MIB = 25.0, 2048.0
BUDGET_MIB, FIXED_MIB = 512, 512
HISTORY_LIMIT_S, DAY_LIMIT_MS, RANKS_LIMIT_MS = 5.0, 300.0, 30.0
KUNQUANT_FASTER, QLIB_LESS_CPU = 4.0, 100.0
EXACT, FLOAT32 = 1e-6, 1e-3
BYTES_A_CELL = 4 * (len(kunquant.FIELDS) + len(ALPHA158))
NAMES = tuple(factor.name for factor in ALPHA158)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Bench:
    """A market on disk, a folder for compiled kernels, and the peers' figures as they are asked for.

    `apart` calls work where its figures are its own: in a process of its own.
    """

    market: Path
    cache: Path
    size: Size
    install: bool
    apart: Callable[..., Any]

    @cached_property
    def kunquant(self) -> dict[str, Any] | str:
        """KunQuant's batch figures over some names, or why there are none."""
        symbols = min(KUNQUANT_SYMBOLS, self.size.symbols) // kunquant.LANES * kunquant.LANES
        keep = (min(CORNER_DAYS, self.size.days), min(CORNER_SYMBOLS, symbols))
        return self.measured(kunquant.absent(), kunquant.batch, self.market, symbols, THREADS, keep)

    @cached_property
    def qlib(self) -> dict[str, Timing] | str:
        """Qlib's figures over some names, or why there are none."""
        return self.measured(qlib.absent(self.install), qlib.measure, self.market, min(QLIB_SYMBOLS, self.size.symbols))

    def measured(self, absent: str | None, work: Callable[..., Result], *arguments: object) -> Result | str:
        """A peer's figures from a process of its own; words where it is not there or failed."""
        if absent is not None:
            return absent
        try:
            return self.apart(work, *arguments)
        except Exception as error:  # noqa: BLE001
            return f"failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"


def run(
    symbols: int = SYMBOLS,
    days: int = DAYS,
    install: bool = True,
    cache: Path | None = None,
    alone: Callable[..., Any] = apart,
) -> list[Row]:
    """Return every row; `install` lets a peer that needs an environment of its own have one made.

    With a `cache` of kernels compiled before, the first start is none. `alone` is where each piece of work is done.
    """
    with tempfile.TemporaryDirectory(prefix="bench_factors_", ignore_cleanup_errors=True) as folder:
        bench = Bench(Path(folder, "market"), cache or Path(folder, "kernels"), Size(symbols, days), install, alone)
        bench.market.mkdir()
        missing = alone(write_market, bench.market, bench.size)
        sys.stderr.write(f"a market of {symbols} names x {days} days, {missing:.1%} missing\n")
        rows = []
        for part in PARTS:
            start = time.perf_counter()
            rows += list(part(bench))
            sys.stderr.write(f"{part.__name__.lstrip('_')}: {time.perf_counter() - start:.0f} s\n")
    return rows


def _start_up(bench: Bench) -> Iterator[Row]:
    """Kernels compiled once and loaded afterwards, beside KunQuant's compiler run for one set of factors."""
    peer = Peer(f"{kunquant.NAME}, compiling the set", _figure(bench.kunquant, lambda found: found["compile"]))
    for work in ("kernels compiled, first start", "kernels loaded, every other start"):
        yield time_row(work, bench.apart(factor_work.start_up, bench.market, bench.cache), peer)


def _history(bench: Bench) -> Iterator[Row]:
    """All 158 over the whole history by number of threads, beside each peer."""
    cells = bench.size.symbols * bench.size.days
    for threads in THREADS:
        work = f"Alpha158, {bench.size.symbols} x {bench.size.days}, {_threads(threads)}"
        ours = bench.apart(factor_work.history, bench.market, bench.cache, threads, NAMES, 3)
        two = threads == max(THREADS)
        note = f"{1e9 * ours.wall_s / cells / len(NAMES):.2f} ns a value"
        goal = Target(HISTORY_LIMIT_S, faster_x=KUNQUANT_FASTER) if two else Target()
        yield time_row(work, ours, _kunquant(bench, threads), goal, note=note)
        if not two:
            yield time_row(work, ours, _qlib(bench, "all"), Target(less_cpu_x=QLIB_LESS_CPU))
        moved = cells * BYTES_A_CELL / ours.wall_s / 1e9
        copied = bench.apart(factor_work.copy_gb_s, threads)
        peer = Peer(f"numpy copy, {_threads(threads)}", copied, f"{moved / copied:.0%} of the memory's bandwidth")
        yield figure_row(f"bytes in and out, {_threads(threads)}", "GB/s", moved, peer)


def _twenty(bench: Bench) -> Iterator[Row]:
    """Twenty factors beside plain pandas."""
    some = min(PANDAS_SYMBOLS, bench.size.symbols)
    ours = bench.apart(factor_work.history, bench.market, bench.cache, 1, plain_pandas.TWENTY, 1)
    theirs = bench.measured(None, plain_pandas.twenty, bench.market, some)
    peer = Peer(
        f"{plain_pandas.NAME}, wide rolling",
        _figure(theirs, lambda found: found.scaled(bench.size.symbols / some)),
        _scaled(some),
    )
    yield time_row("20 of Alpha158, 1 thread", ours, peer)


def _end_to_end(bench: Bench) -> Iterator[Row]:
    """Factors, winsor bounds, percentile ranks and rank IC of the whole history."""
    threads = max(THREADS)
    ours, peak = bench.apart(factor_history.studied, bench.market, bench.cache, threads, STUDY_CHUNK_DAYS)
    days = min(STUDIED_DAYS, bench.size.days)
    scale = len(NAMES) * bench.size.days / days
    study = bench.apart(plain_pandas.study, days, bench.size.symbols).scaled(scale)
    factors = _qlib(bench, "all")
    together = factors.figure if isinstance(factors.figure, str) else factors.figure + study
    work = f"158 factors, winsor bounds, rank_pct, rank IC, {_threads(threads)}"
    target = Target(STUDY_LIMIT_S)
    note = f"ranks and IC from 1 factor and {days} days"
    yield time_row(
        work, ours, Peer(f"{qlib.NAME} and {plain_pandas.NAME}", together, f"{factors.note}, {note}"), target
    )
    yield time_row(work, ours, Peer(f"{plain_pandas.NAME}, without the factors", study, f"peer scaled: {note}"), target)
    if peak is not None:
        peer = Peer("the limit", STUDY_LIMIT_MIB)
        yield figure_row("its peak memory", "MiB", peak, peer, STUDY_LIMIT_MIB, "with the mapped panel's pages")


def _within_memory(bench: Bench) -> Iterator[Row]:
    """Alpha158 of the newest days streamed to Parquet within a budget of memory."""
    days, folder = min(STORED_DAYS, bench.size.days), bench.market.parent / "values"
    folder.mkdir()
    spent, peak, rows = bench.apart(
        factor_history.to_parquet, bench.market, bench.cache, folder, Size(bench.size.symbols, days), BUDGET_MIB
    )
    written = bench.apart(factor_history.write_alone, folder, bench.size.symbols, days)
    peer = Peer(f"{plain_pandas.NAME} writing alone", written, "peer scaled from 1 day")
    note = f"{rows} days at a time, a wide file a day"
    yield time_row(f"Alpha158 to Parquet, {days} days within {BUDGET_MIB} MiB, 2 threads", spent, peer, note=note)
    if peak is not None:
        fixed = "the limit is the budget, and 512 MiB for Python, the kernels and the mapped panel"
        limit = float(BUDGET_MIB + FIXED_MIB)
        yield figure_row("its peak memory", "MiB", peak, Peer("the budget", float(BUDGET_MIB)), limit, fixed)


def _one_more_day(bench: Bench) -> Iterator[Row]:
    """One day more from the files, step by step; its kernels alone; and whether its bits are those of the history."""
    threads, home = max(THREADS), bench.market.parent / "home"
    days = bench.apart(make_home, home, bench.size.symbols, min(HOME_DAYS, bench.size.days))
    steps, updated = bench.apart(factor_update.one_more_day, home, bench.cache, days, threads)
    whole = sum(steps.values(), Timing(0.0, 0.0))
    count = len(CATALOGUE.computed())
    day = _qlib(bench, "day")
    peer = Peer(f"{day.name}, 158 only", day.figure, day.note)
    work = f"one more day, {count} factors, from stored files to scores in a file"
    yield time_row(work, whole, peer, Target(DAY_LIMIT_MS), "ms", "engine planned before")
    for step, spent in steps.items():
        yield time_row(f"of it: {step}", spent, Peer("the whole day", whole), unit="ms")
    work = f"one more day, {count} factors, as `factors update`"
    yield time_row(work, updated, peer, unit="ms", note="plans its engine, does not score")
    some = bench.size.symbols // kunquant.LANES * kunquant.LANES
    streamed = bench.measured(kunquant.absent(), kunquant.stream, bench.market, some, STREAMED_DAYS, THREADS)
    for threads in THREADS:
        ours = bench.apart(factor_day.kernels_alone, bench.market, bench.cache, threads)
        figure = _figure(streamed, lambda found, threads=threads: found[threads])
        peer = Peer(f"{kunquant.NAME}, stream mode, floats", figure, "it keeps state between days, the engine none")
        yield time_row(f"one more day, kernels alone, Alpha158, {_threads(threads)}", ours, peer, unit="ms")
    compared, same = bench.apart(factor_day.same_bits, bench.market, bench.cache)
    note = f"{factor_day.COMPARED_DAYS} days from their own lookback against a run over the history's end"
    yield true_row(
        f"{len(CATALOGUE)} factors of a day, same bits alone as in the history", "values", compared, same, note
    )


def _ranks(bench: Bench) -> Iterator[Row]:
    """One day of Alpha158 winsorised and ranked, by the kernels and by preprocess."""
    kernels, whole, values = bench.apart(factor_day.ranked_day, bench.market, bench.cache, bench.size.symbols)
    for name, figure in bench.apart(ranks.one_day, values).items():
        target, peer = Target(RANKS_LIMIT_MS), Peer(name, figure)
        yield time_row("winsorise and rank 158 factors of a day", kernels, peer, target, "ms")
        yield time_row("preprocess 158 factors of a day", whole, peer, unit="ms", note="standardises too, in float64")


def _agreement(bench: Bench) -> Iterator[Row]:
    """The largest relative difference from KunQuant on windows without a gap."""
    found = bench.kunquant
    for dtype, limit in (("float64", EXACT), ("float32", FLOAT32)):
        work = f"largest relative difference, 158 factors, {dtype}"
        if isinstance(found, str):
            yield figure_row(work, "share", 0.0, Peer(kunquant.NAME, found))
            continue
        days, symbols = found["values"]["KMID"].shape
        ours, whole = bench.apart(factor_work.corner, bench.market, bench.cache, days, symbols, dtype)
        worst = {name: difference(ours[name][whole], values[whole]) for name, values in found["values"].items()}
        name = max(worst, key=lambda each: worst[each])
        note = f"worst {name}; {int(whole.sum())} windows without a gap"
        yield figure_row(work, "share", worst[name], Peer(kunquant.NAME, ""), limit, note)


def difference(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Return the largest difference over the larger of the value and the factor's median size, where both have one."""
    both = np.isfinite(ours) & np.isfinite(theirs)
    if not both.any():
        return float("inf")
    scale = np.maximum(np.abs(theirs[both]), np.median(np.abs(theirs[both])))
    apart_by = np.abs(ours[both] - theirs[both])
    return float(np.max(np.divide(apart_by, scale, out=apart_by.copy(), where=scale > 0)))


def _kunquant(bench: Bench, threads: int) -> Peer:
    some = min(KUNQUANT_SYMBOLS, bench.size.symbols) // kunquant.LANES * kunquant.LANES
    scale = bench.size.symbols / some
    figure = _figure(bench.kunquant, lambda found: found["spent"][threads].scaled(scale))
    return Peer(f"{kunquant.NAME}, doubles, no_fast_stat", figure, _scaled(some))


def _qlib(bench: Bench, which: str) -> Peer:
    some = min(QLIB_SYMBOLS, bench.size.symbols)
    figure = _figure(bench.qlib, lambda found: found[which].scaled(bench.size.symbols / some))
    return Peer(f"{qlib.NAME}, 1 process, caches off", figure, _scaled(some))


def _figure(found: Any, take: Callable[[Any], Timing]) -> Timing | str:
    return found if isinstance(found, str) else take(found)


def _scaled(symbols: int) -> str:
    return f"peer scaled from {symbols} names"


def _threads(count: int) -> str:
    return f"{count} thread{'s' if count > 1 else ''}"


PARTS = (_start_up, _history, _twenty, _end_to_end, _within_memory, _one_more_day, _ranks, _agreement)
