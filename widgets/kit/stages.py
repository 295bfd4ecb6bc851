"""Work in pieces: a generator that yields wherever it may pause; free of Qt."""

from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")
Stages = Generator[None, None, Result]
"""Work in pieces, and what it comes to."""


def finish(work: Stages[Result]) -> Result:
    """Do work to its end, here and now."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: Result = end.value
            return found
