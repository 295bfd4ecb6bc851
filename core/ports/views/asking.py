"""What every answer to a screen has in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class View(Protocol):
    """The answer to an Ask; `as_of` is the moment, Asia/Shanghai, at which it was read."""

    @property
    def as_of(self) -> datetime:
        """When this was true."""
        ...


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer, and what a person can do about it; `is_no_home` where nothing was initialised yet."""

    message: str
    remedy: str
    is_no_home: bool = False
