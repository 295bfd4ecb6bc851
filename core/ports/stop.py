"""STOP: the one switch that outlives everything else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.trading_state import TradingState


@dataclass(frozen=True, slots=True)
class StopState:
    """What STOP says now: who pressed it, why, when (as written, '' where unknown), and where that was read."""

    state: TradingState
    by: str
    reason: str
    at: str
    source: str


class StopSwitch(Protocol):
    """Reads, presses and re-arms STOP. Works without database, scheduler or network."""

    def read(self) -> StopState:
        """What STOP says now; never raises: what cannot be read is HALTED."""
        ...

    def press(self, state: TradingState, by: str, reason: str, at: datetime) -> StopState:
        """Stop or reduce, and return what then holds; never downgrades. ValueError for ACTIVE: that is `rearm`."""
        ...

    def rearm(self, seen: StopState, by: str, reason: str, at: datetime) -> StopState:
        """Let trading go on from the state a person has `seen`; Refused where it has changed since.

        Raises FixAndRestart without a name and a reason, or where the file cannot be removed.
        """
        ...
