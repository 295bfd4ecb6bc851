"""Where alarms are kept: what stands, what happened to each, and who decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.alarm_flood import Change, Raise
from core.domain.alarms import Alarm, AlarmState, Move


@dataclass(frozen=True, slots=True)
class AlarmMove:
    """One line of the history: which alarm, what happened to it, and how it stood then."""

    alarm_id: int
    code: str
    subject: str
    condition: str
    move: Move
    state: AlarmState


@dataclass(frozen=True, slots=True)
class LastLook:
    """When somebody last looked for alarms, and who."""

    at: datetime
    by: str


class AlarmBook(Protocol):
    """Append-only; each method is one short transaction."""

    def standing(self) -> list[Alarm]:
        """Every alarm that is not over, in the order they began."""
        ...

    def bring_up_to_date(self, judge: Callable[[Sequence[Alarm]], Sequence[Change]]) -> list[Change]:
        """Make the changes that `judge` wants for what stands, and return them; nothing is written where it wants none.

        Judged again inside the transaction, so that two who look at once raise nothing twice.
        """
        ...

    def move(self, alarm_id: int, move: Move) -> Alarm:
        """Keep what a person decided and return the alarm; FixAndRestart where it does not stand so."""
        ...

    def history(self, count: int, code: str = "") -> list[AlarmMove]:
        """The newest moves, newest first, of one code or of all."""
        ...

    def raises_since(self, since: datetime) -> list[Raise]:
        """Every time a condition came up after `since`, oldest first."""
        ...
