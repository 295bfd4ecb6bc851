"""What goes wrong on a paper day, drawn from its seed: late acceptance, rejects, partial fills, restarts, odd pushes.

Every fault drawn here is one a desk recovers from without a person; those that end in UNKNOWN are for tests.
"""

from dataclasses import dataclass
from datetime import date

from core.adapters.paper.draws import rng
from core.adapters.paper.market_day import AFTERNOON_S, MORNING_S
from core.domain.dates import ymd

Push = tuple[str, dict[str, object]]
_REJECT_SHARE = 0.02
_PARTIAL_SHARE = 0.25
_RESTART_SHARE = 0.3
_CRASH_SHARE = 0.2
_DUPLICATE_SHARE = 0.2


class TerminalKilled(BaseException):
    """The strategy process is gone; no handler inside the strategy sees it."""


@dataclass(frozen=True, slots=True)
class Faults:
    """The day's faults; `enabled` False gives a smooth day with acceptance after one second."""

    seed: int
    day: date
    enabled: bool

    def _chance(self, share: float, *what: object) -> bool:
        return self.enabled and rng(self.seed, ymd(self.day), *what).random() < share

    def accept_delay_s(self, entrust: int) -> float:
        """Seconds until the counter takes an order or a cancel."""
        return rng(self.seed, ymd(self.day), entrust, "delay").uniform(0.2, 8.0) if self.enabled else 1.0

    def reject_reason(self, entrust: int) -> str:
        """Why the counter refuses a correct order; empty for nearly all."""
        return "柜台流控,请稍后再试" if self._chance(_REJECT_SHARE, entrust, "reject") else ""

    def fill_share(self, entrust: int, attempt: int) -> float:
        """How much of what could trade does trade at this attempt."""
        return 0.5 if self._chance(_PARTIAL_SHARE, entrust, attempt, "partial") else 1.0

    def restart_at_s(self) -> float | None:
        """The second of the day at which the terminal restarts, losing its memory."""
        if not self._chance(_RESTART_SHARE, "restart"):
            return None
        return rng(self.seed, ymd(self.day), "restart at").uniform(MORNING_S[0], AFTERNOON_S[1] - 600)

    def dies_after_order(self, nth: int, restarts: int) -> bool:
        """Whether the terminal dies when the counter has the order and the journal does not say SENT yet."""
        if restarts or not self._chance(_CRASH_SHARE, "crash"):
            return False
        return nth == rng(self.seed, ymd(self.day), "crash at").randint(1, 6)

    def dies_before_order(self, nth: int, restarts: int) -> bool:
        """Whether the terminal dies after INTENT and before the counter hears of it; never drawn."""
        return False

    def account_refresh_s(self) -> float:
        """How old the account figures may be."""
        return 6.0 if self.enabled else 0.0

    def deliver(self, pushes: list[Push], now_s: float) -> list[Push]:
        """Return the pushes as they arrive: out of order, some twice."""
        if not self.enabled:
            return pushes
        draw = rng(self.seed, ymd(self.day), now_s, "pushes")
        arriving = [push for push in pushes for _ in range(2 if draw.random() < _DUPLICATE_SHARE else 1)]
        draw.shuffle(arriving)
        return arriving
