"""The machine: one program of instructions, run over tiles of sixteen names and a run of days.

A tile's values live in registers, rows of `scratch`, small enough together for the processor's second-level cache;
only fields are read from outside and only results leave. An instruction costs a few hundred cells of work for one
decision of what to do, which is why the machine interprets plans instead of compiling each: a new factor compiles
nothing, and its bits are the same whatever else is computed beside it.
"""

import numpy as np
import numpy.typing as npt

from core.pipeline.engine import opcodes as ops
from core.pipeline.engine.cells import arithmetic, logic, single
from core.pipeline.engine.kernel import Cube, Flat, kernel
from core.pipeline.engine.opcodes import LANES
from core.pipeline.engine.order import rank_count, read_quantile, slide_sorted
from core.pipeline.engine.vector import load_cell, load_rows, store_rows
from core.pipeline.engine.windows import (
    correlation,
    decay,
    finish,
    join,
    join_place,
    join_shifted,
    join_spread,
    join_spreads,
    trend,
)

Code = npt.NDArray[np.int64]
Places = npt.NDArray[np.int64]
Scratch = npt.NDArray[np.float64]

ADDRESS, STRIDE = 0, 1


@kernel
def run_blocks(
    code: Code,
    runs: Places,
    constants: Scratch,
    fields: tuple[Places, int, int, bool],
    middle: Scratch,
    scratch: Scratch,
    tile: tuple[int, int, int],
    blocks: tuple[int, int],
    results: Cube,
    operands: Scratch,
) -> None:
    """Run a program over blocks [blocks) of names and all days, `tile` = (rows read before, days, names at a time).

    `fields` = (address of each field's first row and its bytes a row, first row asked for, names, float32?); field 0
    tells who has a bar. middle M×R×N' ends with the last day; results K×D×N or operands C×D×N' get all D.
    """
    halo, days, width = tile
    total = max(results.shape[1], operands.shape[1])
    mask = np.empty(days * width)
    for block in range(blocks[0], blocks[1]):
        for first in range(0, total, days):
            rows = min(days, total - first)
            place = (block * width, first, rows, halo, width)
            _load(fields, 0, fields[1] + first, block * width, 0, rows, width, mask)
            for i in range(rows * width):
                mask[i] -= mask[i]
            for step in range(code.shape[0]):
                line = code[step]
                if line[ops.OP] == ops.STORE or line[ops.OP] == ops.STORE_MIDDLE:
                    _keep(line, mask, scratch, place, results, operands)
                    continue
                for run in range(line[ops.RUN], line[ops.RUN] + line[ops.RUNS]):
                    begin, end = runs[run, 0], halo + rows + runs[run, 1]
                    if line[ops.OP] < ops.CELL_1:
                        _fetch(line, constants[step], fields, middle, scratch, place, total, begin, end)
                    else:
                        _compute(line, constants[step], scratch, width, begin, end)


@kernel
def _keep(
    line: Code, mask: Flat, scratch: Scratch, place: tuple[int, int, int, int, int], results: Cube, operands: Scratch
) -> None:
    name, first, rows, halo, width = place
    lag = line[ops.LAG]
    values = scratch[line[ops.IN]][(halo - lag) * width : (halo + rows - lag) * width]
    if line[ops.OP] == ops.STORE:
        _store(values, mask, name, rows, width, first, results[line[ops.WINDOW]])
    else:
        _store(values, mask, name, rows, width, first, operands[line[ops.WINDOW]])


@kernel
def _fetch(
    line: Code,
    constants: Scratch,
    fields: tuple[Places, int, int, bool],
    middle: Scratch,
    scratch: Scratch,
    place: tuple[int, int, int, int, int],
    total: int,
    begin: int,
    end: int,
) -> None:
    name, first, _, halo, width = place
    op = line[ops.OP]
    out = scratch[line[ops.OUT]]
    if op == ops.LOAD:
        _load(fields, line[ops.WINDOW], fields[1] + first - halo, name, begin, end, width, out)
    elif op == ops.LOAD_MIDDLE:
        row = middle.shape[1] - total + first - halo
        _load_middle(middle[line[ops.WINDOW]], row, name, begin, end, width, out)
    elif op == ops.FILL:
        out[begin * width : end * width] = constants[0]
    elif op == ops.QUANTILES:
        _quantiles(line, constants, scratch, width, begin, end)
    else:
        _rank_count(line, scratch, width, begin, end)


@kernel
def _load(
    fields: tuple[Places, int, int, bool],
    field: int,
    row: int,
    name: int,
    begin: int,
    end: int,
    width: int,
    out: Flat,
) -> None:
    """Load rows [begin, end) of a tile whose row 0 is the field's row `row`; days before its first are missing."""
    places, _, names, single = fields
    early = min(max(begin, -row), end)
    out[begin * width : early * width] = np.nan
    size = 4 if single else 8
    stride = places[field, STRIDE]
    for lane in range(0, width, LANES):
        start = places[field, ADDRESS] + (row + early) * stride + (name + lane) * size
        rows = out[early * width + lane : end * width]
        if name + lane + LANES <= names:
            load_rows(start, stride, end - early, width // LANES, single, rows)
            continue
        for i in range(end - early):
            for each in range(LANES):
                value = np.nan
                if name + lane + each < names:
                    value = load_cell(start + i * stride + each * size, single)
                rows[i * width + each] = value + (value - value)


@kernel
def _load_middle(values: Scratch, row: int, name: int, begin: int, end: int, width: int, out: Flat) -> None:
    there = min(width, values.shape[1] - name)
    for i in range(begin, end):
        target = out[i * width : (i + 1) * width]
        source = values[row + i, name : name + there]
        for lane in range(there):
            target[lane] = source[lane]
        target[there:] = np.nan


@kernel
def _store(values: Flat, mask: Flat, name: int, rows: int, width: int, first: int, out: Cube) -> None:
    """Store a run of days; `mask` is 0 where a name has a bar and NaN where nobody could trade it."""
    names = out.shape[1]
    for lane in range(0, min(width, names - name), LANES):
        if name + lane + LANES <= names:
            store_rows(values[lane:], mask[lane:], out, first * names + name + lane, names, rows, width // LANES)
            continue
        for i in range(rows):
            target = out[first + i]
            for each in range(lane, names - name):
                target[name + each] = values[i * width + each] + mask[i * width + each]
                target[name + each] += target[name + each] - target[name + each]


@kernel
def _rank_count(line: Code, scratch: Scratch, width: int, begin: int, end: int) -> None:
    lag, lag_before = line[ops.LAG] * width, line[ops.LAG + 1] * width
    reach = (line[ops.WINDOW] - 1) * width
    start, stop = begin * width, end * width
    values = scratch[line[ops.IN]][start - lag - reach : stop - lag]
    before = scratch[line[ops.IN + 1]][start - lag_before : stop - lag_before]
    lags = (line[ops.FROM], line[ops.WINDOW], width)
    rank_count(values, before, reach, lags, scratch[line[ops.OUT]][start:stop])


@kernel
def _quantiles(line: Code, constants: Scratch, scratch: Scratch, width: int, begin: int, end: int) -> None:
    days, lag = line[ops.WINDOW], line[ops.LAG]
    values = scratch[line[ops.IN]]
    seen = scratch[line[ops.IN + 1]]
    for lane in range(0, width, LANES):
        window = np.full((days + 2) * LANES, np.inf)
        for row in range(begin - days, end):
            old = (row - lag - days) * width + lane if row >= begin else -1
            slide_sorted(values, (row - lag) * width + lane, old, days, window)
            if row < begin:
                continue
            start = (row - line[ops.LAG + 1]) * width + lane
            for which in range(line[ops.FROM]):
                out = scratch[line[ops.OUT + which]][row * width + lane : row * width + lane + LANES]
                read_quantile(window, seen[start : start + LANES], days, constants[which], out)


@kernel
def _compute(line: Code, constants: Scratch, scratch: Scratch, width: int, begin: int, end: int) -> None:
    op = line[ops.OP]
    rows = (begin * width, end * width, width)
    x = _operand(line, scratch, 0, rows)
    out = scratch[line[ops.OUT]][rows[0] : rows[1]]
    if op < ops.CELL_2:
        single(op, x, constants[0], out)
        return
    y = _operand(line, scratch, 1, rows)
    z = _operand(line, scratch, 2, rows)
    if op < ops.LOGIC:
        arithmetic(op, x, y, out)
    elif op < ops.JOIN:
        logic(op, x, y, z, out)
    elif op < ops.FINISH:
        _join(op, line, scratch, x, y, z, rows, out)
    else:
        _finish(op, line, scratch, x, y, z, rows, out)


@kernel
def _operand(line: Code, scratch: Scratch, which: int, rows: tuple[int, int, int]) -> Flat:
    lag = line[ops.LAG + which] * rows[2]
    operand: Flat = scratch[line[ops.IN + which]][rows[0] - lag : rows[1] - lag]
    return operand


@kernel
def _join(
    op: int, line: Code, scratch: Scratch, x: Flat, y: Flat, z: Flat, rows: tuple[int, int, int], out: Flat
) -> None:
    days = float(line[ops.WINDOW])
    if op == ops.JOIN_SHIFTED:
        join_shifted(x, y, z, days, out)
    elif op == ops.JOIN_ARGMAX or op == ops.JOIN_ARGMIN:
        join_place(op, x, y, z, _operand(line, scratch, 3, rows), days, out)
    elif op == ops.JOIN_SPREAD:
        n_b, x_a = _operand(line, scratch, 3, rows), _operand(line, scratch, 4, rows)
        x_b, y_a = _operand(line, scratch, 5, rows), _operand(line, scratch, 6, rows)
        y_b = _operand(line, scratch, 7, rows)
        join_spread(x, y, z, n_b, x_a, x_b, y_a, y_b, float(line[ops.FROM]), days, out)
    elif op == ops.JOIN_SPREADS:
        xy = scratch[line[ops.OUT + 1]][rows[0] : rows[1]]
        yy = scratch[line[ops.OUT + 2]][rows[0] : rows[1]]
        join_spreads(_six(line, scratch, 0, rows), _six(line, scratch, 6, rows), out, xy, yy)
    else:
        join(op, x, y, out)


@kernel
def _six(
    line: Code, scratch: Scratch, first: int, rows: tuple[int, int, int]
) -> tuple[Flat, Flat, Flat, Flat, Flat, Flat]:
    return (
        _operand(line, scratch, first, rows),
        _operand(line, scratch, first + 1, rows),
        _operand(line, scratch, first + 2, rows),
        _operand(line, scratch, first + 3, rows),
        _operand(line, scratch, first + 4, rows),
        _operand(line, scratch, first + 5, rows),
    )


@kernel
def _finish(
    op: int, line: Code, scratch: Scratch, x: Flat, y: Flat, z: Flat, rows: tuple[int, int, int], out: Flat
) -> None:
    days = float(line[ops.WINDOW])
    if op == ops.CORRELATION or op == ops.DECAY or op >= ops.TREND:
        a = _operand(line, scratch, 3, rows)
        if op == ops.DECAY:
            decay(x, y, z, a, days, out)
            return
        b = _operand(line, scratch, 4, rows)
        c = _operand(line, scratch, 5, rows)
        if op == ops.CORRELATION:
            correlation(x, y, z, a, b, c, days, out)
        else:
            trend(op, x, y, z, a, b, c, _operand(line, scratch, 6, rows), days, out)
    else:
        finish(op, x, y, z, days, out)
