"""Wall and processor time of a piece of work; standard library only, for peers that live in an environment apart."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds on the wall and of the processor, all threads of this process together."""

    wall_s: float
    cpu_s: float

    def scaled(self, factor: float) -> "Timing":
        """The same work `factor` times as large."""
        return Timing(self.wall_s * factor, self.cpu_s * factor)

    def __add__(self, other: "Timing") -> "Timing":
        return Timing(self.wall_s + other.wall_s, self.cpu_s + other.cpu_s)


def timed(work: Callable[[], object], repeats: int = 1) -> Timing:
    """Return the quickest of `repeats` runs."""
    return quickest(work for _ in range(repeats))


def quickest(works: Iterable[Callable[[], object]]) -> Timing:
    """Run each once, in order, and return the shortest on the wall."""
    return min((_once(work) for work in works), key=lambda timing: timing.wall_s)


def _once(work: Callable[[], object]) -> Timing:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Timing(time.perf_counter() - wall, time.process_time() - cpu)
