"""STOP as the guard's own life says it: without a living guard, HALTED."""

from datetime import datetime
from pathlib import Path

from core.adapters.watchdog.heartbeat import FOLDER, is_held
from core.domain.stop import EVERYTHING, Scope
from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from core.safety.stop import NOT_PRESSED
from core.safety.watchdog import OWN_NAME


class GuardPulse:
    """StopSwitch that is HALTED while no guard lives in the home; starting one is the only way to re-arm it."""

    def __init__(self, home: Path) -> None:
        self._lock = home / FOLDER / f"{OWN_NAME}.lock"

    def read(self) -> StopState:
        """ACTIVE while a guard's process holds its lock."""
        if is_held(self._lock):
            return NOT_PRESSED
        return StopState(
            TradingState.HALTED, "", "no guard is watching: start `daybreak guard`", "", "guard", "watchdog"
        )

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
        """Change nothing: this only watches."""
        return self.read()

    def cancel(self, by: str, reason: str, at: datetime, scope: Scope = EVERYTHING, trigger: str = "") -> StopState:
        """Change nothing: this only watches."""
        return self.read()

    def rearm(self, seen: StopState, by: str, reason: str, at: datetime, scope: Scope | None = None) -> StopState:
        """Change nothing: a guard must be started."""
        return self.read()
