"""Factors over rows of a history, each evening from what it knew."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from core.domain.late_bar import LateBar
from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grid, Grids

Values = npt.NDArray[np.float32]

_AT_ONCE = 8


def stream_history(
    engine: Engine, grids: Grids, late: Sequence[LateBar], start: int, stop: int, rows: int
) -> Iterator[tuple[int, Values]]:
    """Yield (first row, K×rows×N values), `rows` days at a time; all share one buffer.

    A bar that only a later one contradicted is in on the evenings in between: their values are computed once more with
    it put back, so none knows a day after its own.
    """
    for first, values in engine.stream(grids, start, stop, rows):
        for begin, end in _stretches(late, first, first + values.shape[1], engine.reach):
            floor = max(0, begin - engine.reach)
            known = _as_known(grids, late, floor, end)
            for row, part in engine.stream(known, begin - floor, end - floor, _AT_ONCE):
                place = floor + row - first
                values[:, place : place + part.shape[1]] = part
        yield first, values


def _stretches(late: Sequence[LateBar], first: int, last: int, reach: int) -> list[tuple[int, int]]:
    """Runs of rows in [first, last) that read a bar which goes later; throughout a run the same ones go after it."""
    bounds = sorted({first, last} | {bar.until for bar in late if first < bar.until < last})
    runs = []
    for begin, end in pairwise(bounds):
        standing = [bar.row for bar in late if begin - reach <= bar.row < end <= bar.until]
        if standing:
            runs.append((max(begin, min(standing)), end))
    return runs


def _as_known(grids: Grids, late: Sequence[LateBar], floor: int, end: int) -> Grids:
    """Rows [floor, end) as they were on the last of those evenings; what comes after an earlier one it never reads."""
    fields: dict[str, Grid] = {name: grid[floor:end].copy() for name, grid in grids.fields.items()}
    for bar in late:
        if floor <= bar.row < end <= bar.until:
            for name, value in bar.values.items():
                fields[name][bar.row - floor, bar.column] = value
    return Grids(grids.dates[floor:end], grids.symbols, fields)
