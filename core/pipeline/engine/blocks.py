"""Factors × days cut into blocks, worked at by threads: kernels run without the interpreter's lock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count

Block = tuple[int, int, int, int]
"""First factor, last factor, first day, last day; the last ones not included."""

TASKS_PER_THREAD = 6


def over_blocks(work: Callable[[Block], None], factors: int, days: int, threads: int = 0) -> None:
    """Call `work` on blocks that cover all factors and days, `threads` at a time (0: all cores).

    Blocks are runs of days with every factor; where days are fewer than threads they are runs of factors.
    """
    threads = threads or cpu_count() or 1
    wide = days >= threads
    total = days if wide else factors
    step = max(1, -(-total // (threads * TASKS_PER_THREAD)))
    parts = [(first, min(first + step, total)) for first in range(0, total, step)]
    blocks = [(0, factors, *part) if wide else (*part, 0, days) for part in parts]
    if threads == 1 or len(blocks) == 1:
        for block in blocks:
            work(block)
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, blocks))
