"""One thing that happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class Level(StrEnum):
    """How loud: `info` is for the table, `warning` for the report, `alarm` for a person now."""

    INFO = "info"
    WARNING = "warning"
    ALARM = "alarm"

    @property
    def loudness(self) -> int:
        """0 for info up to 2 for alarm; compare levels by this."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, when, how loud; `topic` is a dotted word such as `job.night`, `detail` holds the figures.

    `detail` is copied and cannot be changed afterwards; secrets never go in. ValueError for a time without a zone.
    """

    at: datetime
    level: Level
    topic: str
    message: str
    detail: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"{self.at} has no time zone, expected Asia/Shanghai")
        object.__setattr__(self, "detail", MappingProxyType(dict(self.detail)))
