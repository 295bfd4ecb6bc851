"""A factor's declaration: one expression over panel fields, with what the registry must know of it."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from core.pipeline.factors.expression import Node
from core.pipeline.factors.language import parse, render

Status = Literal["active", "shadow", "deprecated"]


@dataclass(frozen=True)
class Factor:
    """One factor: `expression` in the language of `language.py`, `definition` the same in one sentence for people.

    `direction` is +1 where a high value is wanted, -1 where a low one is, 0 where nobody claims either: such a factor
    scores only with a weight of its own. `source` says where it is from. A changed expression needs a higher `version`.
    """

    name: str
    category: str
    expression: str
    definition: str
    direction: Literal[1, 0, -1] = 0
    status: Status = "active"
    source: str = "daybreak"
    version: int = 1
    dtype: str = "float32"

    @cached_property
    def node(self) -> Node:
        """The parsed expression; raises FixAndRestart where it does not parse."""
        return parse(self.expression)

    @property
    def lookback(self) -> int:
        """How many trading days a value reads, its own included."""
        return self.node.reach + 1

    @property
    def column(self) -> str:
        """The column of the wide table: a changed definition gets one of its own."""
        return self.name if self.version == 1 else f"{self.name}@{self.version}"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the expression as the parser understood it: spaces and needless brackets do not count."""
        return hashlib.sha256(render(self.node).encode()).hexdigest()
