"""When something recurs, and what can tell the next time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class When:
    """A time of day in Shanghai, and on which days: fields as in cron, `*` for every."""

    hour: int
    minute: int
    second: int = 0
    weekday: str = "*"
    day: str = "*"
    month: str = "*"


class Timetable(Protocol):
    """The instants of one `When`."""

    def next_after(self, moment: datetime) -> datetime:
        """The first instant strictly after `moment`, in Shanghai."""
        ...
