"""A table as columns: what a table on the screen is fed with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

EMPTY: Mapping[str, Sequence[Any]] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Columns by field name, all of one length; lists or one-dimensional numpy arrays, None or NaN where nothing is.

    Raises ValueError for columns of different lengths.
    """

    columns: Mapping[str, Sequence[Any]]

    def __post_init__(self) -> None:
        lengths = {name: len(column) for name, column in self.columns.items()}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"the columns have different lengths: {lengths}")

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def row(self, position: int) -> dict[str, Any]:
        """Return one row by field name."""
        return {name: column[position] for name, column in self.columns.items()}

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> "Sheet":
        """Return rows as columns; a row that lacks a field has None there."""
        listed = list(rows)
        return cls({name: [row.get(name) for row in listed] for name in fields})
