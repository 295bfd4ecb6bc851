"""Time, passed in."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The only source of the current time; always timezone-aware, Asia/Shanghai."""

    def now(self) -> datetime:
        """The current instant."""
        ...

    def monotonic(self) -> float:
        """Seconds from an arbitrary start, never going back; for intervals."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait that long."""
        ...
