"""A circuit breaker: a sick source is left alone, and every process knows it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.domain.errors import RetryLater
from core.ports.clock import Clock

_ERROR_LENGTH = 300


class Circuit(StrEnum):
    """CLOSED lets requests through, OPEN refuses them, HALF_OPEN waits for the answer to one probe."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source; `opened_at` is when it was opened or last probed."""

    circuit: Circuit = Circuit.CLOSED
    failures: int = 0
    opened_at: datetime | None = None
    last_error: str = ""


class BreakerMemory(Protocol):
    """Where states live between processes."""

    def load(self, source: str) -> SourceState:
        """Return the state, that of a fresh breaker where nothing is known."""
        ...

    def save(self, source: str, before: SourceState, after: SourceState, now: datetime) -> bool:
        """Replace `before` by `after`; False, and nothing done, when another process was faster."""
        ...


class CircuitBreaker:
    """Opens after `limit` consecutive failures; after `cooldown_s` one probe decides whether it closes again."""

    def __init__(self, source: str, limit: int, cooldown_s: float, clock: Clock, memory: BreakerMemory) -> None:
        self._source = source
        self._limit = limit
        self._cooldown = timedelta(seconds=cooldown_s)
        self._clock = clock
        self._memory = memory

    def admit(self) -> bool:
        """Let a request through; True when it is the probe. Raises RetryLater while the source is left alone."""
        state = self._memory.load(self._source)
        if state.circuit is Circuit.CLOSED:
            return False
        now = self._clock.now()
        probing = replace(state, circuit=Circuit.HALF_OPEN, opened_at=now)
        if self._rested(state, now) and self._memory.save(self._source, state, probing, now):
            return True
        raise self._resting(state)

    def succeeded(self) -> None:
        """The source answered: close and forget."""
        self._change(lambda _state, _now: SourceState())

    def failed(self, error: str) -> None:
        """The source did not answer: count, and open on a failed probe or at the limit."""
        self._change(lambda state, now: self._after_failure(state, now, error[:_ERROR_LENGTH]))

    def _after_failure(self, state: SourceState, now: datetime, error: str) -> SourceState:
        failures = state.failures + 1
        if state.circuit is Circuit.CLOSED and failures < self._limit:
            return SourceState(Circuit.CLOSED, failures, None, error)
        return SourceState(Circuit.OPEN, failures, now, error)

    def _change(self, rule: Callable[[SourceState, datetime], SourceState]) -> None:
        while True:
            now = self._clock.now()
            before = self._memory.load(self._source)
            after = rule(before, now)
            if after == before or self._memory.save(self._source, before, after, now):
                return

    def _rested(self, state: SourceState, now: datetime) -> bool:
        """Whether the pause is over; a pause that began in the future belongs to a clock that was put back."""
        return state.opened_at is None or not timedelta(0) <= now - state.opened_at < self._cooldown

    def _resting(self, state: SourceState) -> RetryLater:
        until = "" if state.opened_at is None else f" until {(state.opened_at + self._cooldown).isoformat()}"
        return RetryLater(
            f"{self._source} is left alone{until} after {state.failures} failures in a row; last: {state.last_error}",
            "stored data is used meanwhile; `daybreak data import` takes files by hand",
        )
