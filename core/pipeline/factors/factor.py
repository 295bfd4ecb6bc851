"""A factor's declaration: a pure function over a panel, with what the table must know of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.pipeline.panel import FloatArray, Panel

Category = Literal["price", "volume", "volatility", "value", "size"]
Formula = Callable[[Panel], FloatArray]


@dataclass(frozen=True)
class Factor:
    """One factor: `formula` gets the last `lookback` dates and returns a value per symbol (NaN: too little seen).

    `direction` is +1 where a high value is wanted and -1 where a low one is; `definition` is one sentence.
    """

    name: str
    category: Category
    direction: Literal[1, -1]
    lookback: int
    definition: str
    formula: Formula

    def __call__(self, panel: Panel) -> FloatArray:
        """The value per symbol at the panel's last date, from no more than `lookback` dates."""
        return self.formula(panel.tail(self.lookback))


def factor(category: Category, direction: Literal[1, -1], lookback: int) -> Callable[[Formula], Factor]:
    """Make a function a factor: its name is the factor's, the first sentence of its docstring the definition."""

    def declare(formula: Formula) -> Factor:
        definition = " ".join((formula.__doc__ or "").split())
        return Factor(formula.__name__, category, direction, lookback, definition, formula)

    return declare
