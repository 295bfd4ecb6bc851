"""What the guard concludes from heartbeats, measured on its own monotonic clock alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from core.settings.stop import Stop

OWN_NAME = "guard"
_SATURDAY = 5
_PAUSES = 5


@dataclass(frozen=True, slots=True)
class Pulse:
    """One heartbeat as found: whose, which start of it, its latest beat, and whether its process still lives.

    `within_s` is how soon the next beat was promised, `ended` that it said good-bye. Wall-clock times play no part.
    """

    name: str
    start: str
    beat: int
    within_s: float
    doing: str
    ended: bool
    alive: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Somebody who should be at work is not."""

    name: str
    reason: str


class Watchdog:
    """Remembers when each heartbeat last changed; `poll_s` is how often it is asked.

    A guard that was itself asleep (suspended, paused) condemns nobody for the time it did not look.
    """

    def __init__(self, expected: Iterable[str], poll_s: float) -> None:
        self._expected = tuple(expected)
        self._pause_s = _PAUSES * poll_s
        self._seen: dict[str, tuple[str, int, float]] = {}
        self._missed: dict[str, int] = {}
        self._looked_s: float | None = None

    def judge(self, pulses: Sequence[Pulse], now_s: float) -> list[Finding]:
        """Return who is dead (twice in a row without its process) or hangs (silent beyond its promise)."""
        slept = self._looked_s is not None and now_s - self._looked_s > self._pause_s
        self._looked_s = now_s
        if slept:
            self._seen = {}
            self._missed = {}
        watched = [pulse for pulse in pulses if pulse.name != OWN_NAME]
        findings = [finding for pulse in watched if (finding := self._judge(pulse, now_s)) is not None]
        there = {pulse.name for pulse in watched if not pulse.ended}
        absent = [name for name in self._expected if name not in there and self._twice(f"absent {name}", True)]
        for name in there:
            self._missed.pop(f"absent {name}", None)
        return findings + [Finding(name, f"{name} is not running") for name in absent]

    def _judge(self, pulse: Pulse, now_s: float) -> Finding | None:
        if pulse.ended:
            self._seen.pop(pulse.name, None)
            self._missed.pop(pulse.name, None)
            return None
        if self._twice(pulse.name, not pulse.alive):
            return Finding(pulse.name, f"{pulse.name} died while {pulse.doing or 'at work'}")
        start, beat, since_s = self._seen.get(pulse.name, ("", -1, now_s))
        if (start, beat) != (pulse.start, pulse.beat):
            self._seen[pulse.name] = (pulse.start, pulse.beat, now_s)
            return None
        silent_s = now_s - since_s
        if silent_s <= pulse.within_s:
            return None
        return Finding(
            pulse.name,
            f"{pulse.name} hangs while {pulse.doing or 'at work'}: silent for {silent_s:.0f} s, promised "
            f"{pulse.within_s:.0f} s",
        )

    def _twice(self, what: str, is_so: bool) -> bool:
        """Whether something was so at this look and the one before."""
        self._missed[what] = self._missed.get(what, 0) + 1 if is_so else 0
        return self._missed[what] > 1


def in_session(now: datetime, settings: Stop, trades: bool | None = None) -> bool:
    """Whether the market may be open: a day it `trades` between the session's first and last minute.

    Where nobody knows (None) every weekday counts: on a holiday nobody is hurt by a halt.
    """
    may_trade = now.weekday() < _SATURDAY if trades is None else trades
    first, last = time.fromisoformat(settings.session_from), time.fromisoformat(settings.session_until)
    return may_trade and first <= now.time() < last
