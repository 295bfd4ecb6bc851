"""How often each interface was asked and how long it took: counted in memory, kept in state.sqlite3 now and then.

No request waits for the disk, and nothing of what was asked or answered is kept. A kill loses some seconds of counts.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlalchemy import Engine, func
from sqlalchemy.dialects.sqlite import Insert, insert

from core.adapters.store.schema import source_requests
from core.domain.dates import ymd
from core.ports.clock import Clock

_KEPT_EVERY_S = 10.0
_MINUTE_S = 60.0
_TABLE = source_requests.c


class Ending(StrEnum):
    """How a request ended: with an answer (a refusal is one), told to slow down, or without any."""

    ANSWERED = "answered"
    THROTTLED = "throttled"
    FAILED = "failed"


class Tally(Protocol):
    """Who counts requests."""

    def note(self, source: str, interface: str, took_s: float, rows: int, ending: Ending) -> None:
        """Count one request: seconds it took on the wire, rows it brought."""
        ...


class NoTally:
    """Counts nothing."""

    def note(self, source: str, interface: str, took_s: float, rows: int, ending: Ending) -> None:
        """Leave it."""


@dataclass(slots=True)
class _Count:
    requests: int = 0
    failures: int = 0
    throttled: int = 0
    rows: int = 0
    total_ms: float = 0.0
    slowest_ms: float = 0.0
    last_ms: float = 0.0
    last_at: str = ""


class SqlTally:
    """One row a source, interface and day; several processes may count into it."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._counts: dict[tuple[str, str, int], _Count] = {}
        self._busiest: dict[tuple[str, str, int], int] = {}
        self._minutes: Counter[tuple[str, str, int]] = Counter()
        self._kept_at = clock.monotonic()

    def note(self, source: str, interface: str, took_s: float, rows: int, ending: Ending) -> None:
        """Count one request, and every ten seconds keep what was counted."""
        now, tick = self._clock.now(), self._clock.monotonic()
        key = (source, interface, ymd(now.date()))
        count = self._counts.setdefault(key, _Count())
        count.requests += 1
        count.failures += ending is Ending.FAILED
        count.throttled += ending is Ending.THROTTLED
        count.rows += rows
        count.last_ms, count.last_at = took_s * 1e3, now.isoformat()
        count.total_ms += count.last_ms
        count.slowest_ms = max(count.slowest_ms, count.last_ms)
        minute = (source, interface, int(tick // _MINUTE_S))
        self._minutes[minute] += 1
        self._busiest[key] = max(self._busiest.get(key, 0), self._minutes[minute])
        if tick - self._kept_at >= _KEPT_EVERY_S:
            self.keep()

    def keep(self) -> None:
        """Write down what was counted since the last time; nothing where nothing was."""
        counts, self._counts = self._counts, {}
        self._kept_at = self._clock.monotonic()
        newest = int(self._kept_at // _MINUTE_S)
        self._minutes = Counter({key: count for key, count in self._minutes.items() if key[2] >= newest})
        if not counts:
            return
        with self._engine.begin() as connection:
            for key, count in counts.items():
                connection.execute(_add(key, count, self._busiest.pop(key)))


def _add(key: tuple[str, str, int], count: _Count, busiest: int) -> Insert:
    source, interface, day = key
    values = {name: getattr(count, name) for name in _Count.__dataclass_fields__}
    said = insert(source_requests).values(source=source, interface=interface, day=day, busiest_minute=busiest, **values)
    new = said.excluded
    summed = {name: _TABLE[name] + new[name] for name in ("requests", "failures", "throttled", "rows", "total_ms")}
    largest = {name: func.max(_TABLE[name], new[name]) for name in ("slowest_ms", "busiest_minute")}
    newest = {name: new[name] for name in ("last_ms", "last_at")}
    return said.on_conflict_do_update(
        index_elements=["source", "interface", "day"], set_={**summed, **largest, **newest}
    )
