"""The input of the engine: one date × symbol grid a field, all of one shape."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Grid = npt.NDArray[np.float32] | npt.NDArray[np.float64]
"""T×N values of one field; NaN where nothing is known."""


@dataclass(frozen=True, eq=False)
class Grids:
    """T dates (int32 YYYYMMDD, ascending) × N symbols; every field is T×N, C-contiguous, of one dtype.

    `fields` may be memory-mapped. float32 is how panels are stored; float64 is for comparisons to the last digit.
    """

    dates: npt.NDArray[np.int32]
    symbols: tuple[str, ...]
    fields: Mapping[str, Grid]

    def __getitem__(self, field: str) -> Grid:
        return self.fields[field]

    @property
    def shape(self) -> tuple[int, int]:
        """T and N."""
        return len(self.dates), len(self.symbols)

    def rows(self, start: int, stop: int) -> "Grids":
        """The dates of rows [start, stop); shares memory."""
        return Grids(
            self.dates[start:stop], self.symbols, {name: grid[start:stop] for name, grid in self.fields.items()}
        )
