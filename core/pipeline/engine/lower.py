"""What each operator of the factor language becomes on the machine."""

from collections.abc import Callable, Mapping, Sequence

from core.pipeline.engine import opcodes as ops
from core.pipeline.engine.plan import Draft, Program, Ref, Step, assemble
from core.pipeline.factors.expression import Kind, Node

_TRANSPARENT = frozenset(
    (ops.ADD, ops.SUB, ops.NEG, ops.ABS, ops.SIGN, ops.MAXIMUM, ops.MINIMUM, ops.GT, ops.GE, ops.LT, ops.LE, ops.EQ,
     ops.BOTH, ops.EITHER, ops.JOINT)
)  # fmt: skip

LENGTHS = (1, 2, 4, 5, 10, 20, 30, 60, 120, 240)
"""Window lengths others are put together from: whoever needs one of them shares it."""

RANKED = (5, 10, 20, 30, 60, 120, 240)

_SINGLE = {"neg": ops.NEG, "abs": ops.ABS, "sign": ops.SIGN, "log": ops.LOG, "sqrt": ops.SQRT, "exp": ops.EXP}
_CELLS = {
    **_SINGLE,
    "add": ops.ADD, "sub": ops.SUB, "mul": ops.MUL, "div": ops.DIV, "pow": ops.POW, "maximum": ops.MAXIMUM,
    "minimum": ops.MINIMUM, "gt": ops.GT, "ge": ops.GE, "lt": ops.LT, "le": ops.LE, "eq": ops.EQ, "both": ops.BOTH,
    "either": ops.EITHER, "where": ops.WHERE,
}  # fmt: skip


def split(days: int) -> tuple[int, int]:
    """Cut a window in a recent part of a shared length and an older rest, always the same way."""
    recent = max(length for length in LENGTHS if length < days)
    return recent, days - recent


def compile_results(nodes: Sequence[Node], places: Sequence[int], middles: Sequence[Node], days: int = 0) -> Program:
    """Return the program that leaves the nodes' values at `places` of the results; cross-sections come as `middles`.

    It is for that many `days`, or with 0 for any number.
    """
    return _compile(nodes, places, middles, ops.STORE, days)


def compile_operands(nodes: Sequence[Node], middles: Sequence[Node], days: int = 0) -> Program:
    """Return the program that leaves the nodes' values, in order, for a cross-section of that many days, 0 for any."""
    return _compile(nodes, range(len(nodes)), middles, ops.STORE_MIDDLE, days)


def _compile(nodes: Sequence[Node], places: Sequence[int], middles: Sequence[Node], store: int, days: int) -> Program:
    lowering = _Lowering(nodes, middles)
    for node, place in zip(nodes, places, strict=True):
        lowering.draft.put(Step(store, (lowering.value(node),), window=place, outputs=0))
    return assemble(lowering.draft, list(lowering.fields), middles, days)


class _Lowering:
    def __init__(self, nodes: Sequence[Node], middles: Sequence[Node]) -> None:
        self.draft = Draft()
        self.fields: dict[str, int] = {}
        self._middles = {node: place for place, node in enumerate(middles)}
        self._values: dict[Node, Ref] = {}
        self._quantiles = _asked_quantiles(nodes)
        self._joined: dict[tuple[object, ...], Ref] = {}
        self._spreads: dict[tuple[object, ...], tuple[Ref, Ref, Ref]] = {}
        self._seen: dict[frozenset[Ref], Ref] = {}

    def value(self, node: Node) -> Ref:
        if node not in self._values:
            self._values[node] = self._lower(node)
        return self._values[node]

    def _lower(self, node: Node) -> Ref:
        if node.is_number:
            return self.draft.number(node.parameters[0])
        operator = node.operator
        if operator is None:
            place = self.fields.setdefault(node.name, len(self.fields) + 1)
            return self.draft.add(ops.LOAD, window=place)
        if operator.kind is Kind.CROSS:
            return self.draft.add(ops.LOAD_MIDDLE, window=self._middles[node])
        if operator.kind is Kind.CELL:
            return self._cell(_CELLS[node.name], *(self.value(operand) for operand in node.operands))
        return self._window(node)

    def _cell(self, op: int, *inputs: Ref) -> Ref:
        """Read the operands as late as can be: f(x, y) five days ago is f of both five days ago, computed once."""
        numbers = self.draft.numbers
        lag = min((ref.lag for ref in inputs if ref.value not in numbers), default=0)
        late = (ref if ref.value in numbers else Ref(ref.value, ref.lag - lag) for ref in inputs)
        return Ref(self.draft.add(op, *late).value, lag)

    def _window(self, node: Node) -> Ref:
        days = int(node.parameters[0])
        inputs = [self.value(operand) for operand in node.operands]
        if node.name == "ref":
            return Ref(inputs[0].value, inputs[0].lag + days)
        if node.name == "delta":
            return self._cell(ops.SUB, inputs[0], Ref(inputs[0].value, inputs[0].lag + days))
        lag = min(ref.lag for ref in inputs)
        x, *rest = (Ref(ref.value, ref.lag - lag) for ref in inputs)
        made = self._quantile(node, x, days) if node.name == "quantile" else _WINDOWS[node.name](self, x, *rest, days)
        return Ref(made.value, made.lag + lag)

    def windowed(self, op: int, leaf: Ref, days: int) -> Ref:
        """Join a leaf over `days` by an operation that needs nothing else."""
        if days == 1:
            return leaf
        key = (op, leaf, days)
        if key not in self._joined:
            recent, older = split(days)
            inputs = self.windowed(op, leaf, recent), _back(self.windowed(op, leaf, older), recent)
            self._joined[key] = self.draft.add(op, *inputs)
        return self._joined[key]

    def sum(self, leaf: Ref, days: int) -> Ref:
        return self.windowed(ops.JOIN_SUM, leaf, days)

    def lag_sum(self, leaf: Ref, days: int) -> Ref:
        """Σ lag × leaf, the lag counted from the window's end."""
        if days == 1:
            return self.draft.number(0.0)
        recent, older = split(days)
        return self.draft.add(
            ops.JOIN_SHIFTED,
            self.lag_sum(leaf, recent),
            _back(self.lag_sum(leaf, older), recent),
            _back(self.sum(leaf, older), recent),
            window=recent,
        )

    def spread(self, n: Ref, x: Ref | None, y: Ref | None, days: int) -> Ref:
        """Σ(x − mean x)(y − mean y) over the days n counts; None stands for the lag."""
        key = ("spread", n, x, y, days)
        if key not in self._joined:
            self._joined[key] = self._spread(n, x, y, days)
        return self._joined[key]

    def _spread(self, n: Ref, x: Ref | None, y: Ref | None, days: int) -> Ref:
        if days == 1:
            return self.draft.number(0.0)
        recent, older = split(days)
        inputs = [self.spread(n, x, y, recent), _back(self.spread(n, x, y, older), recent)]
        inputs += [self.sum(n, recent), _back(self.sum(n, older), recent)]
        for side in (x, y):
            for length, back in ((recent, 0), (older, recent)):
                total = self.lag_sum(n, length) if side is None else self.sum(side, length)
                inputs.append(_back(total, back))
        shift_x, shift_y = (recent if side is None else 0 for side in (x, y))
        return self.draft.add(ops.JOIN_SPREAD, *inputs, window=shift_y, start=shift_x)

    def spreads(self, n: Ref, x: Ref, y: Ref, days: int) -> tuple[Ref, Ref, Ref]:
        """Three spreads at once: of x, of x with y, of y."""
        key = (n, x, y, days)
        if key not in self._spreads:
            self._spreads[key] = self._three_spreads(n, x, y, days)
        return self._spreads[key]

    def _three_spreads(self, n: Ref, x: Ref, y: Ref, days: int) -> tuple[Ref, Ref, Ref]:
        if days == 1:
            nothing = self.draft.number(0.0)
            return nothing, nothing, nothing
        recent, older = split(days)
        parts: list[Ref] = []
        for length, back in ((recent, 0), (older, recent)):
            inner = (*self.spreads(n, x, y, length), *(self.sum(each, length) for each in (n, x, y)))
            parts += [_back(ref, back) for ref in inner]
        first = self.draft.put(Step(ops.JOIN_SPREADS, tuple(parts), outputs=3)).value
        return Ref(first), Ref(first + 1), Ref(first + 2)

    def seen(self, x: Ref) -> Ref:
        """1 on days x is seen, counted once for all values that miss the same days."""
        pattern = self._pattern(x)
        lag = min(ref.lag for ref in pattern)
        shifted = frozenset(_back(ref, -lag) for ref in pattern)
        known = self._seen.setdefault(shifted, _back(x, -lag))
        return _back(self.draft.add(ops.SEEN, known), lag) if lag else self.draft.add(ops.SEEN, known)

    def _pattern(self, x: Ref) -> frozenset[Ref]:
        """The values whose missing days are x's: arithmetic that cannot miss a day by itself adds none."""
        step = self.draft.makers[x.value]
        if step.op not in _TRANSPARENT:
            return frozenset((x,))
        inner = (ref for ref in step.inputs if ref.value not in self.draft.numbers)
        return frozenset(_back(ref, x.lag) for each in inner for ref in self._pattern(each)) or frozenset((x,))

    def zeroed(self, x: Ref) -> Ref:
        return self.draft.add(ops.ZEROED, x)

    def finish(self, op: int, x: Ref, y: Ref, n: Ref, days: int) -> Ref:
        return self.draft.add(op, x, y, self.sum(n, days), window=days)

    def place(self, fill: float, join: int, join_place: int, x: Ref, days: int) -> Ref:
        leaf = self.draft.add(ops.FILLED, x, constants=(fill,))
        lag = self._lag_of(join, join_place, leaf, days)
        return self.finish(ops.PLACE, lag, lag, self.seen(x), days)

    def _lag_of(self, join: int, join_place: int, leaf: Ref, days: int) -> Ref:
        if days == 1:
            return self.draft.number(0.0)
        recent, older = split(days)
        return self.draft.add(
            join_place,
            self.windowed(join, leaf, recent),
            _back(self.windowed(join, leaf, older), recent),
            self._lag_of(join, join_place, leaf, recent),
            _back(self._lag_of(join, join_place, leaf, older), recent),
            window=recent,
        )

    def rank_count(self, x: Ref, days: int) -> Ref:
        shorter = max((length for length in RANKED if length < days), default=0)
        before = self.rank_count(x, shorter) if shorter else self.draft.number(0.0)
        return self.draft.add(ops.RANK_COUNT, x, before, window=days, start=shorter)

    def _quantile(self, node: Node, x: Ref, days: int) -> Ref:
        asked = self._quantiles[node.operands[0], days]
        place = asked.index(node.parameters[1])
        group = asked[place - place % ops.MAX_OUT :][: ops.MAX_OUT]
        inputs = (x, self.sum(self.seen(x), days))
        first = self.draft.put(Step(ops.QUANTILES, inputs, days, len(group), tuple(group), len(group)))
        return Ref(first.value + place % ops.MAX_OUT)


def _back(ref: Ref, rows: int) -> Ref:
    return Ref(ref.value, ref.lag + rows)


def _asked_quantiles(nodes: Sequence[Node]) -> Mapping[tuple[Node, int], list[float]]:
    asked: dict[tuple[Node, int], set[float]] = {}
    waiting = list(nodes)
    met: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node in met:
            continue
        met.add(node)
        if node.name == "quantile":
            asked.setdefault((node.operands[0], int(node.parameters[0])), set()).add(node.parameters[1])
        if node.operator is None or node.operator.kind is not Kind.CROSS:
            waiting += node.operands
    return {key: sorted(found) for key, found in asked.items()}


def _mean(to: _Lowering, x: Ref, days: int) -> Ref:
    total = to.sum(to.zeroed(x), days)
    return to.finish(ops.MEAN, total, total, to.seen(x), days)


def _sum(to: _Lowering, x: Ref, days: int) -> Ref:
    total = to.sum(to.zeroed(x), days)
    return to.finish(ops.GUARD, total, total, to.seen(x), days)


def _extreme(join: int, fill: float) -> Callable[[_Lowering, Ref, int], Ref]:
    def lower(to: _Lowering, x: Ref, days: int) -> Ref:
        found = to.windowed(join, to.draft.add(ops.FILLED, x, constants=(fill,)), days)
        return to.finish(ops.GUARD, found, found, to.seen(x), days)

    return lower


def _variance(to: _Lowering, x: Ref, days: int) -> Ref:
    n, z = to.seen(x), to.zeroed(x)
    return to.finish(ops.VARIANCE, to.spread(n, z, z, days), to.sum(z, days), n, days)


def _deviation(to: _Lowering, x: Ref, days: int) -> Ref:
    return to.draft.add(ops.SQRT, _variance(to, x, days))


def _jointly(to: _Lowering, x: Ref, y: Ref) -> tuple[Ref, Ref, Ref]:
    """The days both are seen, and each side there, 0 elsewhere."""
    both_x, both_y = to.draft.add(ops.JOINT, x, y), to.draft.add(ops.JOINT, y, x)
    return to.seen(both_x), to.zeroed(both_x), to.zeroed(both_y)


def _covariance(to: _Lowering, x: Ref, y: Ref, days: int) -> Ref:
    n, zx, zy = _jointly(to, x, y)
    spread = to.spread(n, zx, zy, days)
    return to.finish(ops.COVARIANCE, spread, spread, n, days)


def _correlation(to: _Lowering, x: Ref, y: Ref, days: int) -> Ref:
    n, zx, zy = _jointly(to, x, y)
    xx, xy, yy = to.spreads(n, zx, zy, days)
    sums = (to.sum(each, days) for each in (zx, zy, n))
    return to.draft.add(ops.CORRELATION, xy, xx, yy, *sums, window=days)


def _trend(op: int) -> Callable[[_Lowering, Ref, int], Ref]:
    def lower(to: _Lowering, x: Ref, days: int) -> Ref:
        n, z = to.seen(x), to.zeroed(x)
        xt, tt = to.spread(n, z, None, days), to.spread(n, None, None, days)
        xx = to.spread(n, z, z, days) if op == ops.RSQUARE else xt
        t = to.lag_sum(n, days) if op == ops.RESIDUAL else xt
        return to.draft.add(op, x, xt, tt, xx, to.sum(z, days), t, to.sum(n, days), window=days)

    return lower


def _decay(to: _Lowering, x: Ref, days: int) -> Ref:
    n, z = to.seen(x), to.zeroed(x)
    inputs = (to.sum(z, days), to.lag_sum(z, days), to.lag_sum(n, days), to.sum(n, days))
    return to.draft.add(ops.DECAY, *inputs, window=days)


def _rank(to: _Lowering, x: Ref, days: int) -> Ref:
    return to.finish(ops.RANK_SHARE, to.rank_count(x, days), x, to.seen(x), days)


_INFINITY = float("inf")
_WINDOWS: Mapping[str, Callable[..., Ref]] = {
    "last": lambda to, x, days: to.windowed(ops.JOIN_LAST, x, days),
    "sum": _sum,
    "mean": _mean,
    "std": _deviation,
    "var": _variance,
    "max": _extreme(ops.JOIN_MAX, -_INFINITY),
    "min": _extreme(ops.JOIN_MIN, _INFINITY),
    "product": _extreme(ops.JOIN_PRODUCT, 1.0),
    "argmax": lambda to, x, days: to.place(-_INFINITY, ops.JOIN_MAX, ops.JOIN_ARGMAX, x, days),
    "argmin": lambda to, x, days: to.place(_INFINITY, ops.JOIN_MIN, ops.JOIN_ARGMIN, x, days),
    "rank": _rank,
    "slope": _trend(ops.SLOPE),
    "rsquare": _trend(ops.RSQUARE),
    "residual": _trend(ops.RESIDUAL),
    "corr": _correlation,
    "cov": _covariance,
    "decay": _decay,
}
