"""The circuit breaker."""

from datetime import datetime, timedelta

import pytest

from core.adapters.tushare.breaker import BreakerMemory, Circuit, CircuitBreaker, SourceState
from core.domain.dates import SHANGHAI
from core.domain.errors import RetryLater
from tests.fakes.stepping_clock import SteppingClock
from tests.fakes.tushare_wire import MemoryInADict

START = datetime(2026, 1, 5, 20, tzinfo=SHANGHAI)


def breaker(clock: SteppingClock, memory: BreakerMemory) -> CircuitBreaker:
    return CircuitBreaker("proxy", 3, 300.0, clock, memory)


def opened() -> tuple[SteppingClock, MemoryInADict]:
    clock, memory = SteppingClock(START), MemoryInADict()
    for _ in range(3):
        breaker(clock, memory).failed("HTTP 500")
    return clock, memory


def test_opens_at_the_limit_and_says_why() -> None:
    clock, memory = SteppingClock(START), MemoryInADict()
    for _ in range(2):
        breaker(clock, memory).failed("HTTP 500")
        assert breaker(clock, memory).admit() is False
    breaker(clock, memory).failed("HTTP 502")
    assert memory.load("proxy") == SourceState(Circuit.OPEN, 3, START, "HTTP 502")
    with pytest.raises(RetryLater, match=r"2026-01-05T20:05:00.*3 failures.*HTTP 502"):
        breaker(clock, memory).admit()


def test_a_success_in_between_starts_the_count_again() -> None:
    clock, memory = SteppingClock(START), MemoryInADict()
    for outcome in ("bad", "bad", "good", "bad", "bad"):
        if outcome == "bad":
            breaker(clock, memory).failed("x")
        else:
            breaker(clock, memory).succeeded()
    assert breaker(clock, memory).admit() is False


def test_success_of_a_healthy_source_writes_nothing() -> None:
    clock, memory = SteppingClock(START), MemoryInADict()
    breaker(clock, memory).succeeded()
    assert memory.saves == 0


def test_one_probe_after_the_cooldown_closes_it() -> None:
    clock, memory = opened()
    clock.advance(299.9)
    with pytest.raises(RetryLater):
        breaker(clock, memory).admit()
    clock.advance(0.1)
    assert breaker(clock, memory).admit() is True
    with pytest.raises(RetryLater):
        breaker(clock, memory).admit()
    breaker(clock, memory).succeeded()
    assert memory.load("proxy") == SourceState()


def test_a_failed_probe_opens_it_for_another_cooldown() -> None:
    clock, memory = opened()
    clock.advance(300)
    breaker(clock, memory).admit()
    breaker(clock, memory).failed("still down")
    assert memory.load("proxy").circuit is Circuit.OPEN
    clock.advance(299)
    with pytest.raises(RetryLater, match="still down"):
        breaker(clock, memory).admit()


def test_a_failed_probe_opens_it_even_where_the_limit_was_raised_meanwhile() -> None:
    clock, memory = SteppingClock(START), MemoryInADict()
    memory.states["proxy"] = SourceState(Circuit.HALF_OPEN, 1, START, "x")
    breaker(clock, memory).failed("y")
    assert memory.load("proxy") == SourceState(Circuit.OPEN, 2, START, "y")


def test_a_probe_that_died_is_followed_by_another() -> None:
    clock, memory = opened()
    clock.advance(300)
    assert breaker(clock, memory).admit() is True
    clock.advance(300)
    assert breaker(clock, memory).admit() is True


def test_a_clock_put_back_does_not_lock_the_source_out() -> None:
    clock, memory = opened()
    clock.advance(-86_400)
    assert breaker(clock, memory).admit() is True


class Contested(MemoryInADict):
    """Another process changes the state just before the first save."""

    def save(self, source: str, before: SourceState, after: SourceState, now: datetime) -> bool:
        if self.saves == 0:
            self.saves = 1
            self.states[source] = SourceState(Circuit.CLOSED, 1, None, "theirs")
        return super().save(source, before, after, now)


def test_a_failure_counted_by_another_process_is_not_lost() -> None:
    memory = Contested()
    breaker(SteppingClock(START), memory).failed("ours")
    assert memory.load("proxy").failures == 2


def test_only_one_process_gets_the_probe() -> None:
    clock, source = SteppingClock(START + timedelta(seconds=400)), SourceState(Circuit.OPEN, 3, START, "x")
    memory = Contested()
    memory.states["proxy"] = source
    with pytest.raises(RetryLater):
        breaker(clock, memory).admit()


def test_a_long_error_is_cut() -> None:
    memory = MemoryInADict()
    breaker(SteppingClock(START), memory).failed("x" * 10_000)
    assert len(memory.load("proxy").last_error) == 300
