"""Long work as it says of itself: what it does, how far it is, and how it ended.

Each long command keeps a file about itself, work/ID.json in the home, while it runs, and leaves it there when it ends.
Nothing else needs to live for it to be seen: not the window it was begun from, not the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

FORM = 1
FINISHED_WELL = frozenset({"done"})
_SHORT = 400


class Stage(StrEnum):
    """Where a piece of work stands; one that waits does so for a place beside others."""

    WAITING = "waiting"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class WorkView:
    """One piece of long work; `kind` is its command's words, `about` what tells it from others of that kind.

    The engine's own runs are for the engine to end. `total` is 0 where nobody knows how much there is, `left_s` is
    None where that is not known yet. `outcome` is the word of an Outcome or an Ending once it has ended, and `where`
    the folder or file that holds what it made.
    """

    work_id: str
    kind: str
    about: str
    stage: Stage
    pid: int
    birth: str
    began_at: datetime
    told_at: datetime
    is_engines: bool = False
    doing: str = ""
    done: int = 0
    total: int = 0
    left_s: float | None = None
    ended_at: datetime | None = None
    outcome: str = ""
    message: str = ""
    remedy: str = ""
    where: str = ""
    is_told_to_end: bool = False

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.stage is Stage.ENDED

    @property
    def went_well(self) -> bool:
        """Whether it ended, and did all that was asked."""
        return self.outcome in FINISHED_WELL

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100; None where nobody knows."""
        return None if self.total <= 0 else max(0, min(100, self.done * 100 // self.total))


def name_of(work: WorkView) -> str:
    """Return what a piece of work is called where people read commands: its words, and what tells it from others."""
    return f"{work.kind.replace('_', ' ')} {work.about}".strip()


def parse_work(work_id: str, found: Mapping[str, Any]) -> WorkView:
    """Return what a file of work says; KeyError, ValueError or TypeError where it is none."""
    if found["form"] != FORM:
        raise ValueError(f"form {found['form']!r} is not known, expected {FORM}")
    ended, left_s = found["ended_at"], found["left_s"]
    return WorkView(
        work_id=work_id,
        kind=str(found["kind"]),
        about=str(found["about"]),
        stage=Stage(found["stage"]),
        pid=int(found["pid"]),
        birth=str(found["birth"]),
        began_at=_instant(found["began_at"]),
        told_at=_instant(found["told_at"]),
        is_engines=found["by_engine"] is True,
        doing=str(found["doing"]),
        done=int(found["done"]),
        total=int(found["total"]),
        left_s=None if left_s is None else float(left_s),
        ended_at=None if ended is None else _instant(ended),
        outcome=str(found["outcome"]),
        message=str(found["message"])[:_SHORT],
        remedy=str(found["remedy"])[:_SHORT],
        where=str(found["where"]),
    )


def _instant(text: object) -> datetime:
    found = datetime.fromisoformat(str(text))
    if found.tzinfo is None:
        raise ValueError(f"{text!r} names no time zone")
    return found
