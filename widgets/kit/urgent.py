"""Hearing of a new urgent alarm once, free of Qt."""

from dataclasses import dataclass
from datetime import datetime

from core.ports.views.heading import AlarmCount


@dataclass(slots=True)
class UrgentEar:
    """Remembers the newest urgent alarm it heard of; what stood before the first word is no news."""

    _heard: datetime | None = None
    _is_told: bool = False

    def hears(self, count: AlarmCount | None) -> bool:
        """Whether an alarm of priority 1 or 2 came up since the last word."""
        if count is None:
            return False
        newest, was_told = count.urgent_since, self._is_told
        self._is_told = True
        if newest is None or (self._heard is not None and newest <= self._heard):
            return False
        self._heard = newest
        return was_told
