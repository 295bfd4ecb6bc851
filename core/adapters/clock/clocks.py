"""The system's clock, and one that stands where it is put."""

import time
from datetime import datetime

from core.domain.dates import SHANGHAI


class SystemClock:
    """The machine's time, in Shanghai."""

    def now(self) -> datetime:
        """Return the current instant."""
        return datetime.now(tz=SHANGHAI)

    def monotonic(self) -> float:
        """Return seconds from an arbitrary start, never going back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait that long."""
        time.sleep(seconds)


class StandingClock:
    """A clock that stands still until it is put elsewhere: demo, replay and back-dated paper runs."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant

    def now(self) -> datetime:
        """Return where the clock stands."""
        return self._instant

    def stand_at(self, instant: datetime) -> None:
        """Put the clock at `instant`."""
        self._instant = instant

    def monotonic(self) -> float:
        """Return real monotonic seconds: intervals are real even where the date is not."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait that long in real time."""
        time.sleep(seconds)


class ReplayClock(StandingClock):
    """A clock that stands, on which waiting takes no time: what was waited for in vain is waited for in vain again."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(instant)
        self._slept_s = 0.0

    def monotonic(self) -> float:
        """Return the seconds slept so far."""
        return self._slept_s

    def sleep(self, seconds: float) -> None:
        """Let that time pass at once."""
        self._slept_s += seconds
