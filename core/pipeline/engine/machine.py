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
    constants: Scratch,
    fields: tuple[Places, int, int, bool],
    middle: Scratch,
    scratch: Scratch,
    tile: tuple[int, int],
    blocks: tuple[int, int],
    results: Cube,
    operands: Scratch,
) -> None:
    """Run a program over blocks [blocks) of LANES names and all days, `tile` = (rows read before, days at a time).

    `fields` = (address of each field's first row and its bytes a row, first row asked for, names, float32?); field 0
    tells who has a bar. middle M×R×N' ends with the last day; results K×D×N or operands C×D×N' get all D.
    """
    halo, days = tile
    total = max(results.shape[1], operands.shape[1])
    mask = np.empty(days * LANES)
    for block in range(blocks[0], blocks[1]):
        for first in range(0, total, days):
            rows = min(days, total - first)
            place = (block * LANES, first, rows, halo)
            _load(fields, 0, fields[1] + first, block * LANES, 0, rows, mask)
            for i in range(rows * LANES):
                mask[i] -= mask[i]
            for step in range(code.shape[0]):
                line = code[step]
                if line[ops.OP] < ops.CELL_1:
                    _move(line, constants[step], fields, middle, mask, scratch, place, results, operands)
                else:
                    _compute(line, constants[step], scratch, halo + rows)


@kernel
def _move(
    line: Code,
    constants: Scratch,
    fields: tuple[Places, int, int, bool],
    middle: Scratch,
    mask: Flat,
    scratch: Scratch,
    place: tuple[int, int, int, int],
    results: Cube,
    operands: Scratch,
) -> None:
    name, first, rows, halo = place
    op, begin, end = line[ops.OP], line[ops.BEGIN], halo + rows
    out = scratch[line[ops.OUT]]
    if op == ops.LOAD:
        _load(fields, line[ops.WINDOW], fields[1] + first - halo, name, begin, end, out)
    elif op == ops.LOAD_MIDDLE:
        total = max(results.shape[1], operands.shape[1])
        _load_middle(middle[line[ops.WINDOW]], middle.shape[1] - total + first - halo, name, begin, end, out)
    elif op == ops.FILL:
        out[begin * LANES : end * LANES] = constants[0]
    elif op == ops.STORE:
        _store(_result(line, scratch, halo, end), mask, name, rows, first, results[line[ops.WINDOW]])
    elif op == ops.STORE_MIDDLE:
        _store(_result(line, scratch, halo, end), mask, name, rows, first, operands[line[ops.WINDOW]])
    elif op == ops.QUANTILES:
        _quantiles(line, constants, scratch, begin, end)
    else:
        _rank_count(line, scratch, begin, end)


@kernel
def _result(line: Code, scratch: Scratch, halo: int, end: int) -> Flat:
    lag = line[ops.LAG]
    values: Flat = scratch[line[ops.IN]][(halo - lag) * LANES : (end - lag) * LANES]
    return values


@kernel
def _load(
    fields: tuple[Places, int, int, bool], field: int, row: int, name: int, begin: int, end: int, out: Flat
) -> None:
    """Load rows [begin, end) of a tile whose row 0 is the field's row `row`; days before its first are missing."""
    places, _, names, single = fields
    early = min(max(begin, -row), end)
    out[begin * LANES : early * LANES] = np.nan
    size = 4 if single else 8
    start = places[field, ADDRESS] + name * size
    if name + LANES <= names:
        rows = out[early * LANES : end * LANES]
        load_rows(start + (row + early) * places[field, STRIDE], places[field, STRIDE], end - early, single, rows)
        return
    for i in range(early, end):
        for lane in range(LANES):
            out[i * LANES + lane] = np.nan
        for lane in range(names - name):
            value = load_cell(start + (row + i) * places[field, STRIDE] + lane * size, single)
            out[i * LANES + lane] = value + (value - value)


@kernel
def _load_middle(values: Scratch, row: int, name: int, begin: int, end: int, out: Flat) -> None:
    for i in range(begin, end):
        source = values[row + i, name : name + LANES]
        target = out[i * LANES : (i + 1) * LANES]
        for lane in range(LANES):
            target[lane] = source[lane]


@kernel
def _store(values: Flat, mask: Flat, name: int, rows: int, first: int, out: Cube) -> None:
    """Store a run of days; `mask` is 0 where a name has a bar and NaN where nobody could trade it."""
    names = out.shape[1]
    if name + LANES <= names:
        store_rows(values, mask, out, first * names + name, names, rows)
        return
    for i in range(rows):
        target = out[first + i]
        for lane in range(names - name):
            target[name + lane] = values[i * LANES + lane] + mask[i * LANES + lane]
            target[name + lane] += target[name + lane] - target[name + lane]


@kernel
def _rank_count(line: Code, scratch: Scratch, begin: int, end: int) -> None:
    lag, lag_before = line[ops.LAG] * LANES, line[ops.LAG + 1] * LANES
    reach = (line[ops.WINDOW] - 1) * LANES
    start, stop = begin * LANES, end * LANES
    values = scratch[line[ops.IN]][start - lag - reach : stop - lag]
    before = scratch[line[ops.IN + 1]][start - lag_before : stop - lag_before]
    rank_count(values, before, reach, line[ops.FROM], line[ops.WINDOW], scratch[line[ops.OUT]][start:stop])


@kernel
def _quantiles(line: Code, constants: Scratch, scratch: Scratch, begin: int, end: int) -> None:
    days = line[ops.WINDOW]
    window = np.full((days + 2) * LANES, np.inf)
    values = scratch[line[ops.IN]][: end * LANES - line[ops.LAG] * LANES]
    seen = scratch[line[ops.IN + 1]]
    shift = line[ops.LAG]
    for row in range(begin - days, end):
        slide_sorted(values, row - shift, row - shift - days if row >= begin else -1, days, window)
        if row < begin:
            continue
        counts = seen[(row - line[ops.LAG + 1]) * LANES : (row - line[ops.LAG + 1] + 1) * LANES]
        for which in range(line[ops.FROM]):
            out = scratch[line[ops.OUT + which]][row * LANES : (row + 1) * LANES]
            read_quantile(window, counts, days, constants[which], out)


@kernel
def _compute(line: Code, constants: Scratch, scratch: Scratch, end: int) -> None:
    op = line[ops.OP]
    x = _operand(line, scratch, 0, end)
    out = scratch[line[ops.OUT]][line[ops.BEGIN] * LANES : end * LANES]
    if op < ops.CELL_2:
        single(op, x, constants[0], out)
        return
    y = _operand(line, scratch, 1, end)
    z = _operand(line, scratch, 2, end)
    days = float(line[ops.WINDOW])
    if op < ops.LOGIC:
        arithmetic(op, x, y, out)
    elif op < ops.JOIN:
        logic(op, x, y, z, out)
    elif op < ops.FINISH:
        _join(op, line, scratch, x, y, z, days, end, out)
    else:
        _finish(op, line, scratch, x, y, z, days, end, out)


@kernel
def _operand(line: Code, scratch: Scratch, which: int, end: int) -> Flat:
    lag = line[ops.LAG + which]
    operand: Flat = scratch[line[ops.IN + which]][(line[ops.BEGIN] - lag) * LANES : (end - lag) * LANES]
    return operand


@kernel
def _join(op: int, line: Code, scratch: Scratch, x: Flat, y: Flat, z: Flat, days: float, end: int, out: Flat) -> None:
    if op == ops.JOIN_SHIFTED:
        join_shifted(x, y, z, days, out)
    elif op == ops.JOIN_ARGMAX or op == ops.JOIN_ARGMIN:
        join_place(op, x, y, z, _operand(line, scratch, 3, end), days, out)
    elif op == ops.JOIN_SPREAD:
        _spread(line, scratch, x, y, z, days, end, out)
    elif op == ops.JOIN_SPREADS:
        _spreads(line, scratch, end, out)
    else:
        join(op, x, y, out)


@kernel
def _spread(line: Code, scratch: Scratch, x: Flat, y: Flat, z: Flat, days: float, end: int, out: Flat) -> None:
    n_b, x_a = _operand(line, scratch, 3, end), _operand(line, scratch, 4, end)
    x_b, y_a = _operand(line, scratch, 5, end), _operand(line, scratch, 6, end)
    join_spread(x, y, z, n_b, x_a, x_b, y_a, _operand(line, scratch, 7, end), float(line[ops.FROM]), days, out)


@kernel
def _spreads(line: Code, scratch: Scratch, end: int, out: Flat) -> None:
    start = line[ops.BEGIN] * LANES
    join_spreads(
        _six(line, scratch, 0, end),
        _six(line, scratch, 6, end),
        out,
        scratch[line[ops.OUT + 1]][start : end * LANES],
        scratch[line[ops.OUT + 2]][start : end * LANES],
    )


@kernel
def _six(line: Code, scratch: Scratch, first: int, end: int) -> tuple[Flat, Flat, Flat, Flat, Flat, Flat]:
    return (
        _operand(line, scratch, first, end),
        _operand(line, scratch, first + 1, end),
        _operand(line, scratch, first + 2, end),
        _operand(line, scratch, first + 3, end),
        _operand(line, scratch, first + 4, end),
        _operand(line, scratch, first + 5, end),
    )


@kernel
def _finish(op: int, line: Code, scratch: Scratch, x: Flat, y: Flat, z: Flat, days: float, end: int, out: Flat) -> None:
    if op == ops.CORRELATION or op == ops.DECAY or op >= ops.TREND:
        a = _operand(line, scratch, 3, end)
        if op == ops.DECAY:
            decay(x, y, z, a, days, out)
            return
        b = _operand(line, scratch, 4, end)
        c = _operand(line, scratch, 5, end)
        if op == ops.CORRELATION:
            correlation(x, y, z, a, b, c, days, out)
        else:
            trend(op, x, y, z, a, b, c, _operand(line, scratch, 6, end), days, out)
    else:
        finish(op, x, y, z, days, out)
