"""STOP: the one switch that outlives everything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.orders import Order
from core.domain.stop import EVERYTHING, CancelRequest, Hold, Scope
from core.domain.trading_state import TradingState


@dataclass(frozen=True, slots=True)
class StopState:
    """What STOP says now.

    `state` holds for everything: who pressed it, why, when (as written, '' where unknown), by which trigger, whether
    working orders are left alone, and where that was read. `holds` reach less far; `cancels` are requests to withdraw
    what works. `readable` False means HALTED because a source cannot be read; only mending it helps. `remark` tells of
    a source that did not take a press.
    """

    state: TradingState
    by: str
    reason: str
    at: str
    source: str
    trigger: str = ""
    keeps_working: bool = False
    holds: tuple[Hold, ...] = ()
    cancels: tuple[CancelRequest, ...] = ()
    readable: bool = True
    remark: str = ""

    @property
    def everywhere(self) -> tuple[Hold, ...]:
        """Every hold, the one over everything first where there is one."""
        if self.state is TradingState.ACTIVE:
            return self.holds
        over_all = Hold(EVERYTHING, self.state, self.keeps_working, self.trigger, self.by, self.reason, self.at)
        return (over_all, *self.holds)

    def forbidding(self, order: Order, strategy_id: str) -> Hold | None:
        """The first hold that forbids sending that order, None where none does."""
        return next((hold for hold in self.everywhere if hold.forbids(order, strategy_id)), None)

    def over(self, orders: Iterable[Order], strategy_id: str) -> TradingState:
        """The state that counts for a file of these orders: HALTED where one of a lesser scope's orders is in it."""
        if any(hold.forbids(order, strategy_id) for order in orders for hold in self.holds):
            return TradingState.HALTED
        return self.state


class StopSwitch(Protocol):
    """Reads, presses and re-arms STOP. Works without database, scheduler or network."""

    def read(self) -> StopState:
        """What STOP says now; never raises: what cannot be read is HALTED."""
        ...

    def press(
        self,
        state: TradingState,
        by: str,
        reason: str,
        at: datetime,
        scope: Scope = EVERYTHING,
        trigger: str = "",
        keeps_working: bool = False,
    ) -> StopState:
        """Stop or reduce, and return what then holds; never downgrades. ValueError for ACTIVE: that is `rearm`."""
        ...

    def cancel(self, by: str, reason: str, at: datetime, scope: Scope = EVERYTHING, trigger: str = "") -> StopState:
        """Have the executor withdraw once what it knows of a scope; blocks nothing."""
        ...

    def rearm(self, seen: StopState, by: str, reason: str, at: datetime, scope: Scope | None = None) -> StopState:
        """Let trading go on from the state a person has `seen`, in one scope or in all; Refused where it changed since.

        Raises FixAndRestart without a name and a reason, or where a source cannot be cleared.
        """
        ...
