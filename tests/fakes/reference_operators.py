"""Every operator of the factor language once more, one value at a time: slow, plain, the definition to test against.

Each window operator is one function of the window's values, oldest day first, NaN where a day is missing. All is
float64. Nothing here knows the engine.
"""

import math
from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.grids import Grids
from core.pipeline.factors.expression import Kind, Node
from core.pipeline.factors.language import render

Values = npt.NDArray[np.float64]
NAN = math.nan


def _choose(condition: npt.NDArray[np.bool_], yes: Values | float, no: Values | float) -> Values:
    return np.asarray(np.where(condition, yes, no), dtype=np.float64)


CELLS: Mapping[str, Callable[..., Values]] = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": lambda x, y: _choose(y == 0, NAN, x / y),
    "pow": np.power,
    "neg": lambda x: -x,
    "abs": np.abs,
    "sign": np.sign,
    "log": lambda x: _choose(x <= 0, NAN, np.log(x)),
    "sqrt": lambda x: _choose(x < 0, NAN, np.sqrt(x)),
    "exp": np.exp,
    "maximum": lambda x, y: _choose(x > y, x, y),
    "minimum": lambda x, y: _choose(x < y, x, y),
    "gt": lambda x, y: _choose(x > y, 1.0, 0.0),
    "ge": lambda x, y: _choose(x >= y, 1.0, 0.0),
    "lt": lambda x, y: _choose(x < y, 1.0, 0.0),
    "le": lambda x, y: _choose(x <= y, 1.0, 0.0),
    "eq": lambda x, y: _choose(x == y, 1.0, 0.0),
    "both": lambda x, y: _choose((x != 0) & (y != 0), 1.0, 0.0),
    "either": lambda x, y: _choose((x != 0) | (y != 0), 1.0, 0.0),
}


def _seen(window: Values) -> Values:
    return window[np.isfinite(window)]


def _constant(values: Values) -> bool:
    return bool((values == values[0]).all())


def _var(window: Values) -> float:
    values = _seen(window)
    if len(values) < 2:
        return NAN
    return 0.0 if _constant(values) else float(values.var(ddof=1))


def _arg(window: Values, best: Callable[[Values], float]) -> float:
    wanted = best(_seen(window))
    return next(place for place, value in enumerate(window, start=1) if value == wanted)


def _rank(window: Values) -> float:
    today, values = window[-1], _seen(window)
    if not math.isfinite(today):
        return NAN
    less, equal = (values < today).sum(), (values == today).sum()
    return float((less + (equal + 1) / 2) / len(values))


def _line(window: Values) -> tuple[float, float]:
    """Slope, and the line's value on the window's last day; places are trading days, missing ones keep theirs."""
    days = np.flatnonzero(np.isfinite(window)).astype(float)
    values = _seen(window)
    if len(values) < 2:
        return NAN, NAN
    apart = days - days.mean()
    slope = 0.0 if _constant(values) else float((apart * (values - values.mean())).sum() / (apart**2).sum())
    return slope, float(values.mean() + slope * (len(window) - 1 - days.mean()))


def _correlation(x: Values, y: Values) -> float:
    if len(x) < 2 or _constant(x) or _constant(y):
        return NAN
    dx, dy = x - x.mean(), y - y.mean()
    return float((dx * dy).sum() / (math.sqrt((dx * dx).sum()) * math.sqrt((dy * dy).sum())))


def _rsquare(window: Values) -> float:
    return _correlation(np.flatnonzero(np.isfinite(window)).astype(float), _seen(window)) ** 2


def _cov(x: Values, y: Values) -> float:
    if len(x) < 2:
        return NAN
    if _constant(x) or _constant(y):
        return 0.0
    return float(((x - x.mean()) * (y - y.mean())).sum() / (len(x) - 1))


def _decay(window: Values) -> float:
    weights = np.arange(1.0, len(window) + 1)[np.isfinite(window)]
    return float((weights * _seen(window)).sum() / weights.sum())


def _quantile(window: Values, q: float) -> float:
    return float(np.quantile(_seen(window), q))


WINDOWS: Mapping[str, Callable[..., float]] = {
    "sum": lambda window: float(_seen(window).sum()),
    "mean": lambda window: float(_seen(window).mean()),
    "std": lambda window: math.sqrt(_var(window)),
    "var": _var,
    "max": lambda window: float(_seen(window).max()),
    "min": lambda window: float(_seen(window).min()),
    "argmax": lambda window: _arg(window, np.max),
    "argmin": lambda window: _arg(window, np.min),
    "quantile": _quantile,
    "rank": _rank,
    "slope": lambda window: _line(window)[0],
    "rsquare": _rsquare,
    "residual": lambda window: window[-1] - _line(window)[1],
    "decay": _decay,
    "product": lambda window: float(_seen(window).prod()),
}
"""Of one operand, on windows of which half is seen. `last` asks for one day only and stands apart."""

PAIRS: Mapping[str, Callable[[Values, Values], float]] = {"corr": _correlation, "cov": _cov}
"""Of two operands, given the days on which both are seen."""


def _cs_rank(row: Values) -> Values:
    return np.array([((row < x).sum() + ((row == x).sum() + 1) / 2) / len(row) for x in row])


def _cs_scale(row: Values) -> Values:
    total = np.abs(row).sum()
    return row / total if total else np.full(len(row), NAN)


def _cs_zscore(row: Values) -> Values:
    return np.full(len(row), NAN) if _constant(row) else (row - row.mean()) / row.std()


CROSS: Mapping[str, Callable[[Values], Values]] = {"cs_rank": _cs_rank, "cs_scale": _cs_scale, "cs_zscore": _cs_zscore}

SMOOTH = {"sum", "mean", "std", "var", "slope", "rsquare", "residual", "corr", "cov", "decay", "product"} | {
    "cs_scale",
    "cs_zscore",
}
"""Their value depends on the order of additions, and moves with what they read."""

ROUNDED = {"quantile", "rank", "cs_rank", "log", "exp", "pow"}
"""Their last digit is the implementer's, and they may jump with what they read."""


def reference(node: Node, grids: Grids) -> Values:
    """The factor's values over all rows, T×N float64: NaN where missing or without a bar that day."""
    return _on_bars(evaluate(node, grids), grids)


class Shake:
    """Somebody else's rounding, at a relative `level`."""

    def __init__(self, level: float, seed: int) -> None:
        self._level = level
        self._seed = seed
        self._random = np.random.default_rng(seed)

    def freely(self, values: Values) -> Values:
        """Every value for itself; a 0 by the smallest magnitude of its name."""
        signs = self._random.choice([-1.0, -0.5, 0.5, 1.0], values.shape)
        smallest = np.where(values == 0, np.inf, np.abs(values)).min(axis=0, initial=np.inf, where=~np.isnan(values))
        size = np.where(values == 0, np.where(np.isfinite(smallest), smallest, 0.0), values)
        return values + self._level * signs * size

    def by(self, sizes: Values) -> Values:
        """Something as far below the sizes as rounding is."""
        return self._level * self._random.choice([-1.0, -0.5, 0.5, 1.0], sizes.shape) * sizes

    def alike(self, values: Values) -> Values:
        """Equal values equally."""
        moved = values * (1 + self._level * np.sin(values * 1e4 + self._seed))
        return np.where(np.isfinite(moved), moved, values)


def disturbed(node: Node, grids: Grids, level: float, seed: int) -> Values:
    """`reference` of somebody who rounds at `level`: how far it is from `reference` says what the digits are worth."""
    with np.errstate(all="ignore"):
        return _on_bars(evaluate(node, grids, Shake(level, seed)), grids)


def evaluate(node: Node, grids: Grids, shake: Shake | None = None) -> Values:
    """Values of any part of an expression, before days without a bar are taken out; T×N float64.

    With `shake` each operator whose last digits are not fixed by its definition gets its operands and its result
    shaken, its missing cells kept.
    """
    if node.is_number:
        return np.full(grids.shape, node.parameters[0])
    if not node.operands:
        return _finite(grids[node.name].astype(np.float64))
    operands = [evaluate(operand, grids, shake) for operand in node.operands]
    plain = _apply(node, operands, grids)
    if shake is None or node.name not in SMOOTH | ROUNDED:
        return plain
    if node.name in ROUNDED:
        return shake.alike(plain)
    moved = _apply(node, [shake.freely(each) for each in operands], grids)
    moved = shake.freely(moved) + shake.by(_rounded_at(node, operands))
    return _finite(np.where(np.isfinite(plain) & np.isfinite(moved), moved, plain))


def _rounded_at(node: Node, operands: list[Values]) -> Values:
    """The size of what is added up on the way to each value: two far points round their line everywhere."""
    if node.name in {"corr", "rsquare", "cs_scale", "cs_zscore"}:
        return np.ones(operands[0].shape)
    sizes = [_largest(operand, int(node.parameters[0])) for operand in operands]
    if node.name == "product":
        return np.zeros(operands[0].shape)
    return sizes[0] * sizes[-1] if node.name in PAIRS or node.name == "var" else sizes[0]


def _largest(values: Values, days: int) -> Values:
    size = np.where(np.isnan(values), 0.0, np.abs(values))
    largest = size.copy()
    for lag in range(1, min(days, len(size))):
        largest[lag:] = np.maximum(largest[lag:], size[:-lag])
    return largest


def _apply(node: Node, operands: list[Values], grids: Grids) -> Values:
    kind = node.operator.kind if node.operator else None
    with np.errstate(all="ignore"):
        if kind is Kind.CELL:
            return _finite(_cell(node.name, operands))
        if kind is Kind.CROSS:
            return _finite(_cross(CROSS[node.name], operands[0], grids))
        return _finite(_window(node.name, operands, node.parameters))


def _cell(name: str, operands: list[Values]) -> Values:
    if name == "where":
        condition, yes, no = operands
        return np.where(np.isnan(condition), NAN, np.where(condition != 0, yes, no))
    missing = np.isnan(sum(operands))
    return np.where(missing, NAN, CELLS[name](*operands))


def _cross(function: Callable[[Values], Values], values: Values, grids: Grids) -> Values:
    result = np.full(values.shape, NAN)
    takes_part = np.isfinite(values) & np.isfinite(grids["close"])
    for row, part in enumerate(takes_part):
        if part.any():
            result[row, part] = function(values[row, part])
    return result


def _window(name: str, operands: list[Values], parameters: tuple[float, ...]) -> Values:
    result = np.full(operands[0].shape, NAN)
    days, more = int(parameters[0]), parameters[1:]
    for today, row in enumerate(result):
        for column in range(len(row)):
            if name in {"ref", "delta"}:
                row[column] = _lagged(name, operands[0][:, column], today, days)
            else:
                windows = [_cut(operand[:, column], today, days) for operand in operands]
                row[column] = _one_window(name, windows, more)
    return result


def _lagged(name: str, column: Values, today: int, days: int) -> float:
    before = float(column[today - days]) if today >= days else NAN
    return before if name == "ref" else float(column[today]) - before


def _cut(column: Values, today: int, days: int) -> Values:
    """The last `days` values including today's; days before the first are missing."""
    known = column[max(0, today + 1 - days) : today + 1]
    return np.concatenate([np.full(days - len(known), NAN), known])


def _one_window(name: str, windows: list[Values], more: tuple[float, ...]) -> float:
    seen = np.isfinite(windows[0])
    if name == "last":
        return float(windows[0][seen][-1]) if seen.any() else NAN
    if name in PAIRS:
        seen &= np.isfinite(windows[1])
    if 2 * seen.sum() < len(seen):
        return NAN
    return PAIRS[name](windows[0][seen], windows[1][seen]) if name in PAIRS else WINDOWS[name](windows[0], *more)


def _finite(values: Values) -> Values:
    return np.where(np.isfinite(values), values, NAN)


def _on_bars(values: Values, grids: Grids) -> Values:
    return np.where(np.isfinite(grids["close"]), values, NAN)


LEVEL = 1e-14
WORTH = 100.0


def assert_agrees(got: npt.NDArray[np.floating], node: Node, grids: Grids, share: float = 0.0) -> None:
    """Raise AssertionError unless `got`, T×N, is the reference's values: missing in the same cells, equal elsewhere.

    Equal is within 1e-9 of the value (float32: half its last digit more) plus a hundred times what the value moves
    when every rounded operand moves by 1e-14: an ill-conditioned value is asked for no digits it does not have. Where
    such a shake makes a value come or go, as a tie of two computed means does, nothing is asked; at most `share` of
    the cells may be so. With a `share`, neither is anything asked of a value that is all rounding, and one cell in a
    hundred may be wrong: not every tie that rounding breaks is found by shaking.
    """
    expected = reference(node, grids)
    shaken = [disturbed(node, grids, LEVEL, seed) for seed in range(4 if share else 2)]
    with np.errstate(over="ignore"):
        moves = np.max([np.abs(each - expected) for each in shaken], axis=0)
    doubtful = np.any([np.isnan(each) != np.isnan(expected) for each in shaken], axis=0)
    if share:
        doubtful |= moves > np.abs(expected) / WORTH
    assert doubtful.mean() <= share, "too little left to compare"
    relative = 1e-9 + (2.0**-24 if got.dtype == np.float32 else 0.0)
    with np.errstate(over="ignore"):
        limit = relative * np.abs(expected) + WORTH * moves + float(np.finfo(got.dtype).smallest_subnormal)
        expected = np.where(np.isinf(expected.astype(got.dtype)), NAN, expected)
    apart = np.where(np.isnan(expected), 0.0, np.abs(got - expected))
    wrong = ~doubtful & ((np.isnan(got) != np.isnan(expected)) | (apart > limit))
    if wrong.sum() > (wrong.size // 100 if share else 0):
        day, name = np.argwhere(wrong)[0]
        raise AssertionError(
            f"{render(node)} at day {day}, name {name}: got {got[day, name]!r}, expected {expected[day, name]!r} "
            f"± {limit[day, name]:.3g}; {wrong.sum()} of {wrong.size} cells are wrong"
        )
