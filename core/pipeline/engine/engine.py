"""The engine: expressions planned once, then computed over any rows of any grids."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from os import cpu_count
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.grids import Grid, Grids
from core.pipeline.engine.load import kernels
from core.pipeline.engine.lower import compile_operands, compile_results
from core.pipeline.engine.opcodes import LANES
from core.pipeline.engine.plan import Program, cross_nodes, fields_of
from core.pipeline.factors.expression import Node

VERSION = 1
"""Raised whenever the same expression over the same grids gives other bits."""

SHORT_REACH = 64
CROSS_SECTIONS_AT_ONCE = 16
MAX_REGISTERS = 64
SCRATCH_BYTES = 2 << 20
FEW_DAYS_LANES = 8 * LANES
_LINE_BYTES = 64
_DTYPES = (np.dtype(np.float32), np.dtype(np.float64))
TASKS_PER_THREAD = 6
PRESENCE = "close"

Values = npt.NDArray[Any]
Part = TypeVar("Part")


class Recipe:
    """Programs of one purpose, planned when first needed: one for any number of days, others for exactly so many."""

    def __init__(self, plan: Callable[[int], Program]) -> None:
        self._plan = plan
        self._made: dict[int, Program] = {}

    def program(self, days: int = 0) -> Program:
        """Return the program for so many days, 0 for any number."""
        if days not in self._made:
            self._made[days] = self._plan(days)
        return self._made[days]


@dataclass(frozen=True, eq=False)
class Stage:
    """Cross-sections of one level: the recipe of their operands and where each belongs among the group's.

    `needs` tells how many rows before the first result each must be there.
    """

    recipe: Recipe
    nodes: tuple[Node, ...]
    places: tuple[int, ...]
    needs: tuple[int, ...]

    @property
    def need(self) -> int:
        """The most rows one of them must be there before the first result."""
        return max(self.needs)


@dataclass(frozen=True, eq=False)
class Group:
    """Results computed together: the stages before them, innermost first, and the recipe of the results."""

    stages: tuple[Stage, ...]
    recipe: Recipe
    need: int

    @property
    def sections(self) -> int:
        """How many cross-sections the results read."""
        return sum(len(stage.nodes) for stage in self.stages)


class Rooms:
    """Memory for cross-sections, kept from one use to the next: touching new pages costs more than filling them."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._flat: dict[str, Values] = {}

    def room(self, purpose: str, shape: tuple[int, ...]) -> Values:
        """Return an array of that shape, its contents left over; the next call for the same purpose takes it back."""
        size = int(np.prod(shape))
        if purpose not in self._flat or self._flat[purpose].size < size:
            self._flat[purpose] = np.empty(size)
        return self._flat[purpose][:size].reshape(shape)


class Engine:
    """Computes expressions over grids, always to the same bits: whatever the rows, threads and other expressions.

    A value at row t reads rows [t − reach, t] of its name, and of every name for cross-sections. NaN where missing,
    never infinite; a name without a bar on a day has no value that day.
    """

    def __init__(self, nodes: Sequence[Node], threads: int = 0) -> None:
        self._count = len(nodes)
        self._threads = threads or cpu_count() or 1
        self._groups = _planned(tuple(nodes))
        self.reach = max((node.reach for node in nodes), default=0)
        self._rooms = Rooms()

    def compute(self, grids: Grids, start: int, stop: int, out: Values | None = None) -> Values:
        """Return K×(stop − start)×N values of the grids' dtype, in `out` where one is given (C-contiguous, that shape).

        Raises IndexError for rows outside the grids.
        """
        rows, names = grids.shape
        if not 0 <= start <= stop <= rows:
            raise IndexError(f"rows {start} to {stop} of {rows}")
        shape = (self._count, stop - start, names)
        results = _lines(shape, grids[PRESENCE].dtype) if out is None else out
        if results.shape != shape or not results.flags.c_contiguous:
            raise ValueError(f"the results need {shape}, C-contiguous, got {results.shape}")
        if results.size:
            with self._rooms.lock, ThreadPoolExecutor(self._threads) as pool:
                work = _Work(grids, start, stop, pool, self._threads, self._rooms)
                for group in self._groups:
                    work.run(group, results)
        return results

    def memory_bytes(self, names: int, rows: int) -> int:
        """Return what `rows` days of so many names take at once: float32 results, cross-sections, registers."""
        wide = -(-names // LANES) * LANES
        sections = max((group.sections * (group.need + rows) for group in self._groups), default=0)
        programs = [group.recipe.program() for group in self._groups]
        registers = max((program.registers * program.halo for program in programs), default=0)
        return 4 * self._count * rows * names + 16 * sections * wide + self._threads * (SCRATCH_BYTES + 128 * registers)

    def stream(self, grids: Grids, start: int, stop: int, rows: int) -> Iterator[tuple[int, Values]]:
        """Yield (first row, K×rows×N values), `rows` days at a time, the last part shorter; all share one buffer."""
        buffer = _lines((self._count * min(rows, max(stop - start, 1)) * grids.shape[1],), grids[PRESENCE].dtype)
        for first in range(start, stop, rows):
            last = min(first + rows, stop)
            shape = (self._count, last - first, grids.shape[1])
            part = buffer[: int(np.prod(shape))].reshape(shape)
            yield first, self.compute(grids, first, last, part)


@lru_cache(maxsize=8)
def _planned(nodes: tuple[Node, ...]) -> tuple[Group, ...]:
    """Plans of what was planned before: a catalogue takes longer to plan than an evening of it to compute."""
    return tuple(_plan(nodes, places) for places in _grouped(nodes))


def _grouped(nodes: Sequence[Node]) -> list[list[int]]:
    """Places of the nodes that are computed together: short and long windows apart, cross-sections a few at a time."""
    short: list[int] = []
    long: list[int] = []
    crossing: list[list[int]] = []
    held: set[Node] = set()
    for place, node in enumerate(nodes):
        sections = {each for _, each in cross_nodes([node])}
        if not sections:
            (short if node.reach <= SHORT_REACH else long).append(place)
            continue
        if not crossing or len(held | sections) > CROSS_SECTIONS_AT_ONCE:
            crossing.append([])
            held = set()
        held |= sections
        crossing[-1].append(place)
    return [*_halved(nodes, short), *_halved(nodes, long), *crossing]


def _halved(nodes: Sequence[Node], places: list[int]) -> list[list[int]]:
    """Places by the fields they read, halved until a program's registers fit: neighbours share most of what is kept."""
    ordered = sorted(places, key=lambda place: (sorted(fields_of(nodes[place])), place))
    if len(places) < 2 or compile_results([nodes[place] for place in ordered], ordered, []).registers <= MAX_REGISTERS:
        return [ordered] if ordered else []
    half = len(ordered) // 2
    return [*_halved(nodes, ordered[:half]), *_halved(nodes, ordered[half:])]


def _plan(nodes: Sequence[Node], places: Sequence[int]) -> Group:
    chosen = [nodes[place] for place in places]
    sections = cross_nodes(chosen)
    order = [node for _, node in sections]
    needs = dict.fromkeys(order, 0)
    for node in chosen:
        _note_needs(node, 0, needs)
    stages = []
    for level in sorted({level for level, _ in sections}):
        own = [node for each, node in sections if each == level]
        recipe = Recipe(partial(compile_operands, [node.operands[0] for node in own], order))
        stages.append(Stage(recipe, tuple(own), tuple(map(order.index, own)), tuple(needs[node] for node in own)))
    need = max((stage.need for stage in stages), default=0)
    return Group(tuple(stages), Recipe(partial(compile_results, chosen, places, order)), need)


def _note_needs(node: Node, rows: int, needs: dict[Node, int]) -> None:
    """Note how many rows before the first result each cross-section must be there."""
    if node in needs:
        needs[node] = max(needs[node], rows)
    operator = node.operator
    if operator is None:
        return
    inner = max(operand.reach for operand in node.operands)
    for operand in node.operands:
        _note_needs(operand, rows + node.reach - inner, needs)


class _Work:
    """One run of rows of some grids, worked on by the threads of a pool."""

    def __init__(
        self, grids: Grids, start: int, stop: int, pool: ThreadPoolExecutor, threads: int, rooms: Rooms
    ) -> None:
        self._grids, self._start, self._days = grids, start, stop - start
        self._pool, self._threads, self._rooms = pool, threads, rooms
        self._names = -(-grids.shape[1] // LANES) * LANES
        self._single = grids[PRESENCE].dtype == np.float32
        self._own = threading.local()

    def run(self, group: Group, results: Values) -> None:
        """Leave the group's values in the results."""
        middle = self._rooms.room("middle", (group.sections, group.need + self._days, self._names))
        for stage in group.stages:
            operands = self._rooms.room("operands", (len(stage.nodes), stage.need + self._days, self._names))
            self._execute(stage.recipe, middle, np.empty((0, 0, 0), dtype=results.dtype), operands)
            self._cross(stage, operands)
            middle[list(stage.places), group.need - stage.need :] = operands
        self._execute(group.recipe, middle, results, np.empty((0, 0, self._names)))

    def _execute(self, recipe: Recipe, middle: Values, results: Values, operands: Values) -> None:
        total = max(results.shape[1], operands.shape[1])
        few = self._days == 1
        program = recipe.program(total if few else 0)
        days, width = (total, FEW_DAYS_LANES) if few else (min(_tile_days(program), total), LANES)
        held, places = self._places((PRESENCE, *program.fields))
        fields = (places, self._start + self._days - total, self._grids.shape[1], self._single)
        run_blocks = kernels().run_blocks

        def work(blocks: tuple[int, int]) -> None:
            scratch = self._scratch(program.registers, (program.halo + days) * width)
            run_blocks(
                program.code, program.runs, program.constants, fields, middle, scratch, (program.halo, days, width),
                blocks, results, operands,
            )  # fmt: skip

        self._each(work, self._parts(-(-self._names // width)))
        del held

    def _places(self, names: Sequence[str]) -> tuple[list[Grid], npt.NDArray[np.int64]]:
        """Address and bytes a row of each field, with the arrays that must outlive them; rows apart are copied."""
        held = [_in_rows(self._grids[name]) for name in names]
        for name, grid in zip(names, held, strict=True):
            if grid.shape != self._grids.shape or grid.dtype != held[0].dtype or grid.dtype not in _DTYPES:
                raise ValueError(
                    f"field {name} is {grid.dtype} {grid.shape}, {PRESENCE} {held[0].dtype} {held[0].shape}"
                )
        return held, np.array([(grid.ctypes.data, grid.strides[0]) for grid in held], dtype=np.int64)

    def _scratch(self, registers: int, cells: int) -> Values:
        """Registers for a program: each thread keeps its own from one to the next."""
        room: Values | None = getattr(self._own, "room", None)
        if room is None or room.size < registers * cells:
            room = self._own.room = np.empty(registers * cells)
        return room[: registers * cells].reshape(registers, cells)

    def _cross(self, stage: Stage, operands: Values) -> None:
        from core.pipeline.engine import cross

        parts = [
            (getattr(cross, node.name), values[first:last])
            for node, need, values in zip(stage.nodes, stage.needs, operands, strict=True)
            for first, last in self._parts(need + self._days, stage.need - need)
        ]
        self._each(lambda part: part[0](part[1], part[1]), parts)

    def _each(self, work: Callable[[Part], None], parts: Iterable[Part]) -> None:
        """Work at every part: each thread, this one too, takes the next as soon as it is free."""
        waiting = list(parts)
        ahead = iter(waiting)

        def take() -> None:
            for part in ahead:
                work(part)

        helping = [self._pool.submit(take) for _ in range(min(self._threads, len(waiting)) - 1)]
        take()
        for each in helping:
            each.result()

    def _parts(self, count: int, start: int = 0) -> Iterator[tuple[int, int]]:
        """Cut `count` places from `start` on into pieces for the threads."""
        step = max(1, -(-count // (self._threads * TASKS_PER_THREAD)))
        for first in range(start, start + count, step):
            yield first, min(first + step, start + count)


def _lines(shape: tuple[int, ...], dtype: npt.DTypeLike) -> Values:
    """An empty array that begins a cache line, for rows that leave past the caches."""
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    room = np.empty(size + _LINE_BYTES, dtype=np.uint8)
    skip = -room.ctypes.data % _LINE_BYTES
    lines: Values = room[skip : skip + size].view(dtype).reshape(shape)
    return lines


def _in_rows(grid: Grid) -> Grid:
    return grid if grid.strides[1] == grid.itemsize else cast(Grid, np.ascontiguousarray(grid))


def _tile_days(program: Program) -> int:
    """As many days a tile as leave its registers in a second-level cache."""
    rows = SCRATCH_BYTES // (program.registers * LANES * 8)
    return int(min(256, max(32, rows - program.halo)))
