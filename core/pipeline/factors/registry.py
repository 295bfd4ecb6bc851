"""The registry: every factor by name, with what may be asked of all of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import NamedTuple

from core.domain.errors import FixAndRestart
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.expression import Node
from core.pipeline.factors.fields import FIELDS

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
DTYPES = ("float32", "float64")
STATUSES = ("active", "shadow", "deprecated")


class Fault(NamedTuple):
    """What is wrong with a declaration: the key, what stands there, what should."""

    key: str
    found: object
    expected: str


class FactorRegistry:
    """Factors by name, in the order given; never changes.

    Raises FixAndRestart, naming the factor, for a declaration that cannot stand: two names that differ in case only (a
    column's name ignores it), a bad name, dtype, status, direction or version, or no definition. Expressions are read
    when first needed; `check` reads all of them.
    """

    def __init__(self, factors: Iterable[Factor]) -> None:
        self._factors = tuple(factors)
        self._by_name: Mapping[str, Factor] = MappingProxyType({factor.name: factor for factor in self._factors})
        self._names: dict[str, str] = {}
        for factor in self._factors:
            for fault in faults(factor):
                raise FixAndRestart(f"factor {factor.name}: {fault.key} is {fault.found!r}", f"write {fault.expected}")
            other = self.namesake(factor.name)
            if other:
                raise FixAndRestart(f"two factors are called {other} and {factor.name}", "give one another name")
            self._names[factor.name.lower()] = factor.name
        self.directions: Mapping[str, int] = MappingProxyType(
            {factor.name: factor.direction for factor in self.active() if factor.direction}
        )

    def __getitem__(self, name: str) -> Factor:
        if name not in self._by_name:
            near = get_close_matches(name, self._by_name, n=3, cutoff=0.5)
            remedy = f"did you mean {', '.join(near)}?" if near else "daybreak factors list names all"
            raise FixAndRestart(f"there is no factor {name!r}", remedy)
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Factor]:
        return iter(self._factors)

    def __len__(self) -> int:
        return len(self._factors)

    def namesake(self, name: str) -> str | None:
        """The factor's name that is the same but for case; None where there is no such factor."""
        return self._names.get(name.lower())

    def all(self) -> tuple[Factor, ...]:
        """Every factor, deprecated ones too."""
        return self._factors

    def active(self) -> tuple[Factor, ...]:
        """The factors that may score."""
        return tuple(factor for factor in self._factors if factor.status == "active")

    def computed(self) -> tuple[Factor, ...]:
        """The factors worked out each day: active ones and those only watched."""
        return tuple(factor for factor in self._factors if factor.status != "deprecated")

    def columns(self) -> tuple[str, ...]:
        """Every column of the wide table, those of deprecated factors too."""
        return tuple(factor.column for factor in self._factors)

    def with_own(self, factors: Iterable[Factor]) -> "FactorRegistry":
        """Return the registry with a researcher's factors after the others.

        Raises FixAndRestart where one cannot stand beside the rest or its expression does not parse.
        """
        own = tuple(factors)
        for factor in own:
            parsed(factor)
        return FactorRegistry((*self._factors, *own))

    def check(self) -> None:
        """Read every expression; raises FixAndRestart naming the factor of the first that does not parse."""
        for factor in self._factors:
            parsed(factor)


def parsed(factor: Factor) -> Node:
    """Return the factor's node; raises FixAndRestart naming it where that does not parse or reads no field."""
    try:
        node = factor.node
    except FixAndRestart as error:
        raise FixAndRestart(f"factor {factor.name}: {error.message}", error.remedy) from error
    if not _reads_field(node):
        raise FixAndRestart(f"factor {factor.name}: {factor.expression!r} reads no field", f"use {', '.join(FIELDS)}")
    return node


def _reads_field(node: Node) -> bool:
    return any(map(_reads_field, node.operands)) if node.operands else not node.is_number


def faults(factor: Factor) -> Iterator[Fault]:
    """What cannot stand in a declaration, its expression apart."""
    rules = (
        (NAME.fullmatch(factor.name), "name", factor.name, "a letter, then at most 39 letters, digits and underscores"),
        (_worded(factor.category), "category", factor.category, "a word"),
        (_worded(factor.definition), "definition", factor.definition, "one line that says what it measures"),
        (factor.status in STATUSES, "status", factor.status, " or ".join(STATUSES)),
        (factor.direction in {-1, 0, 1}, "direction", factor.direction, "1, 0 or -1"),
        (_worded(factor.source), "source", factor.source, "where it is from"),
        (factor.version >= 1, "version", factor.version, "a whole number from 1"),
        (factor.dtype in DTYPES, "dtype", factor.dtype, " or ".join(DTYPES)),
    )
    for holds, key, found, expected in rules:
        if not holds:
            yield Fault(key, found, expected)


def _worded(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()
