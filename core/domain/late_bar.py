"""A bar that a later one contradicted: believed on the evenings in between, then taken out."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LateBar:
    """A cell of the panels whose value changed afterwards.

    On the evenings of rows `row` to `until` − 1 the fields of `column` at `row` were `values`; from `until` on they
    are what the panel holds.
    """

    row: int
    column: int
    until: int
    values: Mapping[str, float]
