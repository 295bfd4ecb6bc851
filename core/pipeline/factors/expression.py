"""The grammar of factors: fields, numbers and operators, and what each operator looks back on.

Every time-series operator looks past missing days: a value is missing where fewer than half of the window's days are
seen. Infinite operands count as missing. Elementwise operators are missing where any operand is. A plain number is
there every day, before a panel's first day too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """How an operator moves over the grid."""

    CELL = "cell"
    WINDOW = "window"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator: its first `operands` arguments are expressions, the `parameters` after them plain numbers.

    For a WINDOW operator the first parameter is its days: a window of w days reads w − 1 before today, a `lag` w.
    """

    name: str
    kind: Kind
    operands: int
    parameters: tuple[str, ...]
    meaning: str
    lag: bool = False


def _cell(name: str, operands: int, meaning: str) -> Operator:
    return Operator(name, Kind.CELL, operands, (), meaning)


def _window(name: str, operands: int, meaning: str, *more: str, lag: bool = False) -> Operator:
    return Operator(name, Kind.WINDOW, operands, ("days", *more), meaning, lag)


OPERATORS: Mapping[str, Operator] = {
    each.name: each
    for each in (
        _cell("add", 2, "x + y"),
        _cell("sub", 2, "x − y"),
        _cell("mul", 2, "x × y"),
        _cell("div", 2, "x ÷ y, missing where y is 0"),
        _cell("pow", 2, "x to the power y, missing where it is no real number"),
        _cell("neg", 1, "−x"),
        _cell("abs", 1, "|x|"),
        _cell("sign", 1, "−1, 0 or 1"),
        _cell("log", 1, "natural logarithm, missing where x ≤ 0"),
        _cell("sqrt", 1, "square root, missing where x < 0"),
        _cell("exp", 1, "e to the power x"),
        _cell("maximum", 2, "the larger of x and y"),
        _cell("minimum", 2, "the smaller of x and y"),
        _cell("gt", 2, "1 where x > y, else 0"),
        _cell("ge", 2, "1 where x ≥ y, else 0"),
        _cell("lt", 2, "1 where x < y, else 0"),
        _cell("le", 2, "1 where x ≤ y, else 0"),
        _cell("eq", 2, "1 where x = y, else 0"),
        _cell("both", 2, "1 where neither is 0, else 0"),
        _cell("either", 2, "1 where one is not 0, else 0"),
        _cell("where", 3, "y where x is not 0, else z; missing where x is or the chosen one is"),
        _window("ref", 1, "the value `days` trading days ago", lag=True),
        _window("delta", 1, "x less its value `days` trading days ago", lag=True),
        _window("last", 1, "the latest seen value of the window, however few are"),
        _window("sum", 1, "sum of the seen days"),
        _window("mean", 1, "mean of the seen days"),
        _window("std", 1, "sample standard deviation (n − 1) of the seen days, missing below two; 0 for a constant"),
        _window("var", 1, "sample variance (n − 1) of the seen days, missing below two; 0 for a constant"),
        _window("max", 1, "largest seen value"),
        _window("min", 1, "smallest seen value"),
        _window("argmax", 1, "place of the largest from the window's oldest day, 1 to `days`; of equals the oldest"),
        _window("argmin", 1, "place of the smallest from the window's oldest day, 1 to `days`; of equals the oldest"),
        _window("quantile", 1, "quantile q of the seen days, linear between the two nearest", "q"),
        _window("rank", 1, "share of the seen days at most today's value, ties averaged: (less + (equal + 1) ÷ 2) ÷ n"),
        _window("slope", 1, "least-squares slope per trading day over the seen days, missing below two"),
        _window("rsquare", 1, "squared correlation with the trading day, missing below two seen or for a constant"),
        _window("residual", 1, "today's value less the line's, missing where today or the slope is"),
        _window("corr", 2, "Pearson correlation over days both are seen, missing where either is constant"),
        _window("cov", 2, "sample covariance (n − 1) over days both are seen, missing below two"),
        _window("decay", 1, "mean with weights falling linearly from `days` today to 1, over the seen days"),
        _window("product", 1, "product of the seen days"),
        Operator("cs_rank", Kind.CROSS, 1, (), "percentile rank among the day's names, in (0, 1], ties averaged"),
        Operator("cs_scale", Kind.CROSS, 1, (), "x over the sum of |x| of the day's names"),
        Operator("cs_zscore", Kind.CROSS, 1, (), "x less the day's mean, over the day's deviation (n)"),
    )
}


@dataclass(frozen=True, slots=True)
class Node:
    """One part of an expression: a field (`name`), a number (`name` empty, one parameter) or an operator's call.

    Equal nodes are equal values, which is how a plan shares them. `reach` is the days read before today.
    """

    name: str
    operands: tuple["Node", ...] = ()
    parameters: tuple[float, ...] = ()
    reach: int = field(default=0, compare=False)
    code: int = field(default=0, compare=False, repr=False)

    def __hash__(self) -> int:
        return self.code

    @property
    def operator(self) -> Operator | None:
        """The operator called; None for a field or a number."""
        return OPERATORS[self.name] if self.operands else None

    @property
    def is_number(self) -> bool:
        """Whether this is a plain number."""
        return not self.name


def column(name: str) -> Node:
    """A panel field."""
    return Node(name, code=hash(name))


def number(value: float) -> Node:
    """A plain number."""
    return Node("", parameters=(float(value),), code=hash(float(value)))


def call(name: str, operands: tuple[Node, ...], parameters: tuple[float, ...] = ()) -> Node:
    """An operator's call; reach and hash are worked out once, here."""
    operator = OPERATORS[name]
    own = 0
    if operator.kind is Kind.WINDOW:
        own = int(parameters[0]) - (0 if operator.lag else 1)
    reach = own + max(operand.reach for operand in operands)
    return Node(name, operands, parameters, reach, hash((name, operands, parameters)))
