"""What a machine's two clocks tell of sleep and of a clock that was set."""

from datetime import date, timedelta

import pytest

from core.domain.dates import at
from core.jobs.schedule.timekeeper import Timekeeper

NOON = at(date(2026, 1, 5), 12)


@pytest.mark.parametrize(
    ("wall_s", "monotonic_s", "text"),
    [
        (0.25, 0.25, None),
        (1.9, 0.25, None),
        (25.0, 25.0, None),
        (3600.0, 0.25, "the clock went on by 3600 s: the machine slept, or it was set"),
        (-120.0, 0.25, "the clock was set back by 120 s"),
        (3600.0, 3600.0, "the engine was held up for 3600 s"),
        (-5.0, 3600.0, "the clock was set back by 3605 s"),
    ],
)
def test_what_happened_between_two_looks(wall_s: float, monotonic_s: float, text: str | None) -> None:
    keeper = Timekeeper(0.25)
    assert keeper.look(NOON, 7.0) is None
    jump = keeper.look(NOON + timedelta(seconds=wall_s), 7.0 + monotonic_s)
    assert (jump and jump.text) == text
    assert keeper.look(NOON + timedelta(seconds=wall_s + 0.25), 7.25 + monotonic_s) is None
