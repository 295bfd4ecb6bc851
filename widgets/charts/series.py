"""What a chart is fed with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.datetime64]
Along = Sequence[date] | Sequence[str] | Sequence[float] | npt.NDArray[Any]
"""What a chart runs along: trade dates, names, or numbers; each in rising order."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One line or one set of bars; NaN is a gap, `colour` a token of the theme ("" for the next of its series)."""

    name: str
    values: npt.ArrayLike
    colour: str = ""

    def floats(self) -> Floats:
        """Return the values as floats, None as NaN; ValueError for more than one dimension."""
        found = np.asarray(self.values, dtype=np.float64)
        if found.ndim != 1:
            raise ValueError(f"{self.name} has {found.ndim} dimensions, expected one")
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """Where the points of a chart stand: `at` is their position, `days` or `names` what they are called, if at all."""

    at: Floats
    days: Days | None = None
    names: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return len(self.at)

    def nearest(self, position: float) -> int:
        """Return the point nearest to a position; there must be one."""
        after = int(np.searchsorted(self.at, position))
        if after == 0 or after == len(self.at):
            return min(after, len(self.at) - 1)
        return after if self.at[after] - position < position - self.at[after - 1] else after - 1

    def span(self, low: float, high: float) -> slice:
        """Return which points lie between two positions."""
        return slice(int(np.searchsorted(self.at, low)), int(np.searchsorted(self.at, high, side="right")))


def base_of(along: Along) -> Base:
    """Return where points stand: trade dates and names one step apart, numbers at their value.

    ValueError for dates or numbers that do not rise.
    """
    if not len(along):
        return Base(np.zeros(0))
    first = along[0]
    if isinstance(first, str):
        return Base(np.arange(len(along), dtype=np.float64), names=tuple(str(name) for name in along))
    if isinstance(first, date | np.datetime64):
        days = np.asarray(along, dtype="datetime64[D]")
        _must_rise(days.astype(np.int64))
        return Base(np.arange(len(days), dtype=np.float64), days=days)
    at = np.asarray(along, dtype=np.float64)
    _must_rise(at)
    return Base(at)


def _must_rise(at: npt.NDArray[Any]) -> None:
    if not np.all(at[1:] >= at[:-1]):
        raise ValueError("what a chart runs along must rise; sort it first")
