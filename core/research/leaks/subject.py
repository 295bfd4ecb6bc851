"""Subjects: whatever turns a world into values of a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.pipeline.panel import Panel
from core.research.leaks.world import NIGHT, Values, World

Compute = Callable[[World, Sequence[int]], Values]


@dataclass(frozen=True, eq=False)
class Subject:
    """Something that decides at `at` (HHMM) of a day.

    `compute(world, days)` returns members × days × cells of float values, NaN where there is none: what each member
    says at the decision of each of the days. `reach` is the trading days read before the day, a member each; None where
    no bound is claimed. A `whole` subject works all days out in one pass, another one day at a time.
    """

    name: str
    group: str
    compute: Compute
    members: tuple[str, ...] = ()
    at: int = NIGHT
    reach: tuple[int, ...] | None = None
    whole: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The members, or the subject itself where it has none."""
        return self.members or (self.name,)


def over_panel(measure: Callable[[Panel], Values]) -> Compute:
    """Turn a T×N measure of the bars as published into a subject's compute."""
    return over_world(lambda world: measure(world.panel))


def over_world(measure: Callable[[World], Values]) -> Compute:
    """Turn a T×N measure over the days and names of the published panel into a subject's compute."""

    def compute(world: World, days: Sequence[int]) -> Values:
        with np.errstate(all="ignore"):
            grid = np.asarray(measure(world), dtype=np.float64)
        return world.lay_out(grid[None], world.panel.dates, world.panel.symbols, days)

    return compute


def day_by_day(measure: Callable[[World, int], Values]) -> Compute:
    """Turn the cells of one day into a subject's compute."""

    def compute(world: World, days: Sequence[int]) -> Values:
        with np.errstate(all="ignore"):
            return np.array([[measure(world, day) for day in days]], dtype=np.float64)

    return compute


def differing(one: Values, other: Values) -> npt.NDArray[np.bool_]:
    """Which cells differ in any bit but a missing value's."""
    differs: npt.NDArray[np.bool_] = (one != other) & ~(np.isnan(one) & np.isnan(other))
    differs |= (one == 0) & (other == 0) & (np.signbit(one) != np.signbit(other))
    return differs
