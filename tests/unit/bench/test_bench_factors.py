"""The factor bench on a tiny market: every row has a figure, beside a peer's or the reason why there is none."""

import math
import os
from collections.abc import Callable
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.pipeline.factors.fields import FIELDS
from core.pipeline.factors.library import CATALOGUE
from tests.bench import bench_factors
from tests.bench.apart import apart
from tests.bench.factor_peers import qlib
from tests.bench.factor_peers.timing import Timing, quickest
from tests.bench.factor_rows import Peer, Row, Target, figure_row, time_row, true_row
from tests.bench.market import Size, open_market, write_market

WORKS = (
    "kernels compiled", "kernels loaded", "Alpha158, 40 x 130, 1 thread", "Alpha158, 40 x 130, 2 threads",
    "bytes in and out, 1 thread", "bytes in and out, 2 threads", "20 of Alpha158",
    "158 factors, winsor bounds, rank_pct, rank IC, 2 threads", "its peak memory",
    "Alpha158 to Parquet, 130 days within 512 MiB", "of it: panel rows appended",
    "of it: factors", "of it: preprocess", "of it: score", "of it: written",
    f"one more day, {len(CATALOGUE.computed())} factors, from stored files",
    f"one more day, {len(CATALOGUE.computed())} factors, as `factors update`",
    "one more day, kernels alone, Alpha158, 1 thread", "one more day, kernels alone, Alpha158, 2 threads",
    f"{len(CATALOGUE)} factors of a day, same bits", "winsorise and rank 158 factors of a day",
    "preprocess 158 factors of a day",
    "largest relative difference, 158 factors, float64", "largest relative difference, 158 factors, float32",
)  # fmt: skip
OURS, TWICE = Timing(2.0, 3.0), Timing(8.0, 6.0)


@pytest.mark.slow
def test_every_row_has_a_figure_and_a_peer_or_a_reason() -> None:
    rows = bench_factors.run(40, 130, install=False, cache=Path(os.environ["NUMBA_CACHE_DIR"]), alone=once_apart())
    names = [str(row["work"]) for row in rows]
    assert not [work for work in WORKS if not any(name.startswith(work) for name in names)]
    for row in rows:
        assert is_number(row["ours"]), row
        assert row["peer"], row
        if str(row["work"]).endswith("as in the history"):
            assert row["holds"] is True
        if "theirs" not in row:
            assert row["note"], row
        if "faster_x" in row:
            assert number(row, "faster_x") == pytest.approx(number(row, "theirs") / number(row, "ours"))
            assert number(row, "less_cpu_x") == pytest.approx(number(row, "their_cpu") / number(row, "cpu"))


def once_apart() -> Callable[..., Any]:
    """A way to do the first work in a process of its own, and all other here, which costs no start and no imports."""
    ways = chain([apart], repeat(lambda work, *arguments: work(*arguments)))

    def call(work: Callable[..., Any], *arguments: object) -> Any:
        return next(ways)(work, *arguments)

    return call


def number(row: Row, column: str) -> float:
    return float(str(row[column]))


def is_number(value: object) -> bool:
    return isinstance(value, float) and math.isfinite(value)


def test_a_peer_is_compared_on_the_wall_and_by_processor() -> None:
    row = time_row("work", OURS, Peer("peer", TWICE, "scaled"), unit="ms", note="warm")
    assert row == {
        "work": "work", "unit": "ms", "ours": 2000.0, "cpu": 3000.0, "peer": "peer", "theirs": 8000.0,
        "their_cpu": 6000.0, "faster_x": 4.0, "less_cpu_x": 2.0, "note": "warm; scaled",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("target", "words", "holds"),
    [
        (Target(2.0), "at most 2 s", True),
        (Target(1.99), "at most 1.99 s", False),
        (Target(faster_x=4.0), "4 x faster", True),
        (Target(faster_x=4.01), "4.01 x faster", False),
        (Target(less_cpu_x=2.0), "2 x less CPU", True),
        (Target(5.0, less_cpu_x=2.5), "at most 5 s, 2.5 x less CPU", False),
    ],
)
def test_a_target_holds_when_all_of_it_does(target: Target, words: str, holds: bool) -> None:
    row = time_row("work", OURS, Peer("peer", TWICE), target)
    assert (row["target"], row["holds"]) == (words, holds)


def test_a_missing_peer_says_why_and_leaves_only_the_limit_to_hold() -> None:
    row = time_row("work", OURS, Peer("peer", "not installed: do"), Target(5.0, faster_x=4.0))
    assert (row["holds"], row["note"]) == (True, "not installed: do")
    assert "theirs" not in row
    assert "holds" not in time_row("work", OURS, Peer("peer", "not installed"), Target(faster_x=4.0))


def test_other_figures_have_limits_too() -> None:
    assert figure_row("peak", "MiB", 2048.0, Peer("limit", 4000.0), 2048.0)["holds"] is True
    broken = figure_row("peak", "MiB", 2049.0, Peer("peer", "failed: x"), 2048.0)
    assert (broken["holds"], broken["note"]) == (False, "failed: x")
    assert "holds" not in figure_row("moved", "GB/s", 1.0, Peer("copy", 20.0))


def test_nothing_compared_is_nothing_shown() -> None:
    assert true_row("bits", "values", 5, True, "")["holds"] is True
    assert true_row("bits", "values", 0, True, "")["holds"] is False
    assert true_row("bits", "values", 5, False, "")["holds"] is False


def test_the_quickest_run_counts() -> None:
    waits = [0.02, 0.0, 0.02]
    ran: list[float] = []

    def wait(seconds: float) -> None:
        ran.append(seconds)
        end = os.times().elapsed + seconds
        while os.times().elapsed < end:
            pass

    best = quickest(lambda seconds=seconds: wait(seconds) for seconds in waits)
    assert ran == waits
    assert best.wall_s < 0.02


def test_differences_are_relative_and_skip_what_either_lacks() -> None:
    ours, theirs = np.array([1.0, 2.0, np.nan, 1e-9]), np.array([1.0, 2.002, 5.0, 0.0])
    assert bench_factors.difference(ours, theirs) == pytest.approx(0.002 / 2.002)
    assert bench_factors.difference(ours[2:3], theirs[2:3]) == math.inf
    assert bench_factors.difference(np.array([1e-3]), np.zeros(1)) == 1e-3


def test_the_market_is_always_the_same_with_every_field_and_some_gaps(tmp_path: Path) -> None:
    share = write_market(tmp_path, Size(70, 300))
    first = open_market(tmp_path)
    assert set(first.fields) == set(FIELDS)
    assert all(grid.dtype == np.float32 and grid.shape == (300, 80) for grid in first.fields.values())
    assert all(np.isnan(grid[:, 70:]).all() for grid in first.fields.values())
    gaps = np.isnan(first["close"][:, :70])
    assert 0.005 < share == gaps.mean() < 0.1
    assert not gaps[:, 0].any()
    assert all((np.isnan(grid[:, :70]) == gaps).all() for grid in first.fields.values())
    seen = {name: np.array(grid[:, :70])[~gaps] for name, grid in first.fields.items()}
    assert (seen["low"] <= np.minimum(seen["open"], seen["close"])).all()
    assert (seen["high"] >= np.maximum(seen["open"], seen["close"])).all()
    assert len(first.dates) == len(set(first.dates.tolist())) == 300
    kept = np.array(first["volume"])
    write_market(tmp_path, Size(70, 300))
    np.testing.assert_array_equal(open_market(tmp_path)["volume"], kept)


def test_an_environment_is_only_made_when_allowed() -> None:
    words = qlib.absent(install=False)
    assert words is None or words.startswith("not installed: ")
