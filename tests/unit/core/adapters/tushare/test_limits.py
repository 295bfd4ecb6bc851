"""How often the source is asked."""

from datetime import datetime

from core.adapters.tushare.limits import RateLimiter
from core.domain.dates import SHANGHAI
from tests.fakes.stepping_clock import SteppingClock

START = datetime(2026, 1, 5, 20, tzinfo=SHANGHAI)


def moments(limiter: RateLimiter, clock: SteppingClock, names: list[str]) -> list[float]:
    seen = []
    for name in names:
        limiter.wait(name)
        seen.append(clock.monotonic())
    return seen


def test_no_more_than_the_rate_in_any_minute() -> None:
    clock = SteppingClock(START)
    seen = moments(RateLimiter(clock, 3, {}), clock, ["daily"] * 10)
    assert seen[:3] == [0.0, 0.0, 0.0]
    assert all(later - earlier >= 60.0 for earlier, later in zip(seen, seen[3:], strict=False))
    assert seen[9] < 181.0


def test_an_interface_with_its_own_rate_waits_while_others_go_on() -> None:
    clock = SteppingClock(START)
    limiter = RateLimiter(clock, 100, {"stk_auction": 1})
    assert moments(limiter, clock, ["stk_auction", "daily", "daily"])[-1] == 0.0
    assert moments(limiter, clock, ["stk_auction"])[0] >= 60.0


def test_the_global_rate_binds_interfaces_with_a_looser_one() -> None:
    clock = SteppingClock(START)
    seen = moments(RateLimiter(clock, 2, {"daily": 50}), clock, ["daily"] * 3)
    assert seen[2] >= 60.0
