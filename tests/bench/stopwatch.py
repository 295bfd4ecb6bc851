"""A run ledger that notes the time: what a job took, step by step, without the job knowing."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.domain.outcome import Outcome
from core.ports.runs import Artifact, Run, RunIdentity, Runs, StepRecord

BEGIN, END = "begin", "finish"


@dataclass(frozen=True, slots=True)
class Lap:
    """An instant of a run in monotonic seconds: its BEGIN, the end of a step, its END."""

    kind: str
    day: date
    name: str
    at_s: float


class Stopwatch:
    """`core.ports.runs.Runs` that keeps a lap list beside the ledger it hands everything on to.

    A step's lap ends when its record is committed, so that artifacts, hashes and the transaction count.
    """

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._identity: RunIdentity | None = None
        self.laps: list[Lap] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._runs, name)

    def begin(self, identity: RunIdentity, now: datetime) -> Run:
        """Note the start, then begin."""
        self._identity = identity
        self._note(BEGIN)
        return self._runs.begin(identity, now)

    def finish_step(self, run_seq: int, step: StepRecord, artifacts: Sequence[Artifact]) -> None:
        """Record the step, then note its end."""
        self._runs.finish_step(run_seq, step, artifacts)
        self._note(step.name)

    def finish(self, run_seq: int, outcome: Outcome, reason: str, now: datetime) -> None:
        """Close the run, then note its end."""
        self._runs.finish(run_seq, outcome, reason, now)
        self._note(END)

    def steps_s(self) -> dict[str, float]:
        """Return the seconds between one lap and the next of the only run watched, by the later one's name."""
        return {after.name: after.at_s - before.at_s for before, after in zip(self.laps, self.laps[1:], strict=False)}

    def at_s(self, kind: str, day: date, name: str) -> float:
        """Return when that lap was noted, the last time it was."""
        return next(lap.at_s for lap in reversed(self.laps) if (lap.kind, lap.day, lap.name) == (kind, day, name))

    def _note(self, name: str) -> None:
        assert self._identity is not None
        self.laps.append(Lap(self._identity.kind, self._identity.trade_date, name, time.perf_counter()))
