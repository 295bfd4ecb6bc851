"""From factor expressions to programs: shared parts once, windows from windows, registers reused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.pipeline.engine import opcodes as ops
from core.pipeline.factors.expression import Kind, Node


class Ref(NamedTuple):
    """A value as a step reads it: `lag` rows before the row computed."""

    value: int
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction before it has registers; `reach` is how many rows before its own it reads of its first input."""

    op: int
    inputs: tuple[Ref, ...]
    window: int = 0
    start: int = 0
    constants: tuple[float, ...] = ()
    outputs: int = 1

    @property
    def reach(self) -> int:
        """Rows read of the first input beyond its lag."""
        if self.op == ops.QUANTILES:
            return self.window
        return self.window - 1 if self.op == ops.RANK_COUNT else 0


@dataclass(frozen=True, eq=False)
class Program:
    """Instructions for the machine: `fields` and `middles` are what LOAD numbers count, `halo` the rows read before.

    `runs` holds (first tile row, end counted from the tile's end) of the rows each instruction computes.
    """

    code: npt.NDArray[np.int64]
    runs: npt.NDArray[np.int64]
    constants: npt.NDArray[np.float64]
    registers: int
    halo: int
    fields: tuple[str, ...]
    middles: tuple[Node, ...]


@dataclass
class Draft:
    """Steps in the order they were asked for, each distinct one once."""

    steps: list[Step] = field(default_factory=list)
    first_value: list[int] = field(default_factory=list)
    makers: list[Step] = field(default_factory=list)
    known: dict[Step, Ref] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)

    def add(self, op: int, *inputs: Ref, window: int = 0, start: int = 0, constants: tuple[float, ...] = ()) -> Ref:
        """Return the value of a step with one output, adding the step unless it is there."""
        return self.put(Step(op, inputs, window, start, constants))

    def put(self, step: Step) -> Ref:
        """Return a step's first value, adding the step unless it is there."""
        if step not in self.known:
            self.known[step] = Ref(len(self.makers))
            self.steps.append(step)
            self.first_value.append(len(self.makers))
            self.makers += [step] * step.outputs
        return self.known[step]

    def number(self, value: float) -> Ref:
        """Return a plain number in every cell."""
        ref = self.add(ops.FILL, constants=(value,))
        self.numbers.add(ref.value)
        return ref


def assemble(draft: Draft, fields: Sequence[str], middles: Sequence[Node], days: int = 0) -> Program:
    """Give every step its rows and registers; a register is free again after the last step that reads it.

    For a known number of `days` only rows somebody reads are computed: of sixty sums over sixty days one day needs
    few. For 0, any number, a step computes all rows from the first one read.
    """
    needs = _needs(draft, days)
    halo = max((need.bit_length() for need in needs), default=1) - max(days, 1)
    last_use = {ref.value: place for place, step in enumerate(draft.steps) for ref in step.inputs}
    code = np.zeros((len(draft.steps), ops.WIDTH), dtype=np.int64)
    constants = np.zeros((len(draft.steps), ops.MAX_CONSTANTS))
    runs: list[tuple[int, int]] = []
    register: dict[int, int] = {}
    free: list[int] = []
    used = 0
    for place, step in enumerate(draft.steps):
        made = range(draft.first_value[place], draft.first_value[place] + step.outputs)
        for which, value in enumerate(made):
            if not free:
                free.append(used)
                used += 1
            register[value] = free.pop()
            code[place, ops.OUT + which] = register[value]
        own = _runs(reduce(or_, (needs[value] for value in made), 0), halo, days)
        code[place, [ops.OP, ops.WINDOW, ops.FROM]] = step.op, step.window, step.start
        code[place, [ops.RUN, ops.RUNS]] = len(runs), len(own)
        runs += own
        constants[place, : len(step.constants)] = step.constants
        for which, ref in enumerate(step.inputs):
            code[place, [ops.IN + which, ops.LAG + which]] = register[ref.value], ref.lag
        free += [register[value] for value in _dead_after(step, place, made, last_use)]
    laid = np.array(runs, dtype=np.int64).reshape(-1, 2)
    return Program(code, laid, constants, max(used, 1), halo, tuple(fields), tuple(middles))


def _dead_after(step: Step, place: int, made: range, last_use: dict[int, int]) -> Iterator[int]:
    yield from sorted({ref.value for ref in step.inputs if last_use[ref.value] == place})
    yield from (value for value in made if value not in last_use)


def _needs(draft: Draft, days: int) -> list[int]:
    """Which rows of each value somebody reads, a bit each: bit 0 the last row, bit n the n-th before it."""
    needs = [0] * len(draft.makers)
    asked = (1 << max(days, 1)) - 1
    for place in range(len(draft.steps) - 1, -1, -1):
        step = draft.steps[place]
        first = draft.first_value[place]
        own = reduce(or_, needs[first : first + step.outputs], 0) if step.outputs else asked
        for which, ref in enumerate(step.inputs):
            needs[ref.value] |= (_smear(own, step.reach) if which == 0 else own) << ref.lag
    return needs


def _smear(rows: int, reach: int) -> int:
    """The rows, and up to `reach` rows before each."""
    covered = 1
    while covered <= reach:
        step = min(covered, reach + 1 - covered)
        rows |= rows << step
        covered += step
    return rows


def _runs(rows: int, halo: int, days: int) -> list[tuple[int, int]]:
    """Rows as (first tile row, end from the tile's end); two runs with one row between them are one."""
    if not rows:
        return []
    if not days:
        return [(halo + 1 - rows.bit_length(), 0)]
    rows |= (rows << 1) & (rows >> 1)
    found = []
    while rows:
        low = (rows & -rows).bit_length() - 1
        gap = ~(rows >> low)
        length = (gap & -gap).bit_length() - 1
        found.append((halo + days - low - length, -low))
        rows &= ~(((1 << length) - 1) << low)
    return found[::-1]


def fields_of(node: Node) -> set[str]:
    """Return the fields an expression reads."""
    if not node.operands:
        return set() if node.is_number else {node.name}
    return {name for operand in node.operands for name in fields_of(operand)}


def cross_nodes(nodes: Sequence[Node]) -> list[tuple[int, Node]]:
    """Return every cross-sectional call inside the nodes with its level, the innermost (1) first, each once."""
    levels: dict[Node, int] = {}
    for node in nodes:
        _level(node, levels)
    found = [(level, node) for node, level in levels.items() if node.operator and node.operator.kind is Kind.CROSS]
    return sorted(found, key=lambda pair: pair[0])


def _level(node: Node, levels: dict[Node, int]) -> int:
    if node not in levels:
        inner = max((_level(operand, levels) for operand in node.operands), default=0)
        own = node.operator is not None and node.operator.kind is Kind.CROSS
        levels[node] = inner + own
    return levels[node]
