"""A clock that moves only when someone sleeps or advances it."""

from datetime import datetime, timedelta


class SteppingClock:
    """Wall clock and monotonic clock step together; `slept` keeps every pause in seconds."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant
        self._monotonic_s = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._instant

    def monotonic(self) -> float:
        return self._monotonic_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self._instant += timedelta(seconds=seconds)
        self._monotonic_s += seconds
