"""How far a piece of work is, told along with what it does."""

from typing import Self


class Counted(str):
    """A line of progress that knows how much of how many is done; read as text it ends in (done/total)."""

    __slots__ = ("doing", "done", "total")

    doing: str
    done: int
    total: int

    def __new__(cls, doing: str, done: int, total: int) -> Self:
        """Return the line; `done` of `total` days, names, partitions, whatever `doing` speaks of."""
        line = super().__new__(cls, f"{doing} ({done}/{total})")
        line.doing, line.done, line.total = doing, done, total
        return line
