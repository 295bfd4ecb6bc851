"""The run ledger: which job ran, how far it got, what it left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.domain.outcome import Outcome


@dataclass(frozen=True, slots=True)
class RunIdentity:
    """Everything that, with the data, fixes what a run produces."""

    kind: str
    trade_date: date
    as_of: datetime
    channel: str
    config_hash: str
    code_version: str
    seed: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a job; `snapshot_pin` is 0 until its data step has fixed it; `outcome` None while unfinished."""

    run_seq: int
    run_id: str
    identity: RunIdentity
    snapshot_pin: int
    outcome: Outcome | None
    reason: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file a run left under runs/<run_id>/."""

    name: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A finished step with its artifacts."""

    name: str
    started_at: datetime
    ended_at: datetime
    detail: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the event table."""

    at: datetime
    level: str
    topic: str
    message: str


class Runs(Protocol):
    """Run and step records; written in transactions, so a kill leaves either none or all of a step's record."""

    def begin(self, identity: RunIdentity, now: datetime) -> Run:
        """Return the unfinished run of that kind and date, or a new one with the next attempt number."""
        ...

    def latest(self, kind: str, day: date, outcome: Outcome | None = None) -> Run | None:
        """The newest run of that kind and trade date, optionally only with that outcome."""
        ...

    def get(self, run_id: str) -> Run:
        """The run; FixAndRestart when there is none of that id."""
        ...

    def recent(self, count: int) -> list[Run]:
        """The newest runs, newest first."""
        ...

    def steps(self, run_seq: int) -> list[StepRecord]:
        """Finished steps in order."""
        ...

    def finish_step(self, run_seq: int, step: StepRecord, artifacts: Sequence[Artifact]) -> None:
        """Record a step as done together with its artifacts."""
        ...

    def pin_snapshots(self, run_seq: int, pin: int) -> None:
        """Fix the newest snapshot id the run may read."""
        ...

    def artifacts(self, run_seq: int) -> list[Artifact]:
        """All artifacts of a run by name."""
        ...

    def finish(self, run_seq: int, outcome: Outcome, reason: str, now: datetime) -> None:
        """Close the run."""
        ...

    def event(self, now: datetime, level: str, topic: str, message: str, detail: Mapping[str, object]) -> None:
        """Append one line to the event table; secrets never go in."""
        ...

    def events(self, levels: Sequence[str], count: int) -> list[EventRow]:
        """The newest events of those levels, newest first."""
        ...

    def record_head(self) -> str:
        """Number and hash of the newest link in the chain of records: who knows it can tell whether history changed."""
        ...
