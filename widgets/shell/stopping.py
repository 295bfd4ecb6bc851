"""What STOP's button and shortcuts do: straight to the file, in a thread of its own, shown at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from threading import Thread

from core.domain.stop import EVERYTHING, Trigger
from core.domain.trading_state import TradingState
from core.ports.stop import StopState, StopSwitch

_SHOWN_WITHIN_S = 0.08


class Verb(StrEnum):
    """What a person can press: block and cancel, let only sells through, block alone, cancel alone."""

    HALT = "halt"
    REDUCE = "reduce"
    BLOCK = "block"
    CANCEL = "cancel"


COMMANDS = {
    Verb.HALT: ("stop",),
    Verb.REDUCE: ("stop", "--reducing"),
    Verb.BLOCK: ("stop", "--block"),
    Verb.CANCEL: ("stop", "--cancel"),
}
"""The same on the command line."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """How a press went: the state afterwards; `trouble` says why it is NOT pressed, `waiting` that the disk is slow."""

    state: StopState | None
    trouble: str = ""
    waiting: bool = False


class Stopper:
    """Presses STOP through its file, whatever else stands still; `now` is Shanghai time, `by` who sits here."""

    def __init__(self, switch: StopSwitch, now: Callable[[], datetime], by: str) -> None:
        self._switch = switch
        self._now = now
        self._by = by
        self._last: Thread | None = None

    def read(self) -> StopState:
        """What the file says now; what cannot be read is HALTED."""
        return self._switch.read()

    def press(self, verb: Verb, reason: str) -> Pressed:
        """Press, and wait for the disk no longer than a person would notice; a slow disk goes on by itself."""
        outcome: list[Pressed] = []
        thread = self._last = Thread(target=lambda: outcome.append(self._write(verb, reason)), name="stop")
        thread.start()
        thread.join(_SHOWN_WITHIN_S)
        return outcome[0] if outcome else Pressed(None, waiting=True)

    def settle(self) -> None:
        """Wait until the last press has reached the disk."""
        if self._last is not None:
            self._last.join()

    def _write(self, verb: Verb, reason: str) -> Pressed:
        try:
            if verb is Verb.CANCEL:
                return Pressed(self._switch.cancel(self._by, reason, self._now(), EVERYTHING, Trigger.CONSOLE))
            state = TradingState.REDUCING if verb is Verb.REDUCE else TradingState.HALTED
            return Pressed(
                self._switch.press(
                    state, self._by, reason, self._now(), EVERYTHING, Trigger.CONSOLE, keeps_working=verb is Verb.BLOCK
                )
            )
        except Exception as error:  # noqa: BLE001 - whatever hinders it, the person at the desk must be told at once
            return Pressed(None, trouble=f"{type(error).__name__}: {error}")
