"""Work in a process of its own, so that its peak memory is its own."""

import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")


def apart(work: Callable[..., Result], *arguments: object) -> Result:
    """Call `work` in a fresh process and return what it returns; its exception is raised here."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(work, *arguments).result()


def peak_mib() -> float | None:
    """This process's highest resident memory so far; None where the system does not tell.

    Linux: VmHWM, because ru_maxrss of a new process starts at that of the process it was forked from.
    """
    if sys.platform == "win32":
        return None
    if sys.platform == "linux":
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith("VmHWM:"))) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
