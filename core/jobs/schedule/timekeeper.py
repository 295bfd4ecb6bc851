"""Whether wall clock and monotonic clock still agree: sleep, a clock that was set, a process that was held up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

_AGREES_S = 2.0


@dataclass(frozen=True, slots=True)
class Jump:
    """The wall clock moved by `by_s` against the monotonic one; `held_up_s` is how long nobody looked."""

    by_s: float
    held_up_s: float

    @property
    def back(self) -> bool:
        """Whether the clock was set back."""
        return self.by_s < -_AGREES_S

    @property
    def text(self) -> str:
        """What happened, in words."""
        if self.back:
            return f"the clock was set back by {-self.by_s:.0f} s"
        if self.by_s > _AGREES_S:
            return f"the clock went on by {self.by_s:.0f} s: the machine slept, or it was set"
        return f"the engine was held up for {self.held_up_s:.0f} s"


class Timekeeper:
    """Compares the two clocks at every look; `pause_s` between looks is usual, ten times that is not."""

    def __init__(self, pause_s: float) -> None:
        self._most_s = max(30.0, 10 * pause_s)
        self._last: tuple[datetime, float] | None = None

    def look(self, now: datetime, monotonic_s: float) -> Jump | None:
        """Return what happened since the last look, None where time merely passed."""
        last, self._last = self._last, (now, monotonic_s)
        if last is None:
            return None
        passed_s = monotonic_s - last[1]
        by_s = (now - last[0] - timedelta(seconds=passed_s)).total_seconds()
        if abs(by_s) > _AGREES_S or passed_s > self._most_s:
            return Jump(by_s, passed_s)
        return None
