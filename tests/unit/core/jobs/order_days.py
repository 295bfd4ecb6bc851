"""Runs made by hand."""

from datetime import date

from core.domain.dates import at, ymd
from core.domain.outcome import Outcome
from core.ports.runs import Run, RunIdentity


def a_run(kind: str, day: date, outcome: Outcome | None = None, reason: str = "") -> Run:
    """A run of that kind and day, unfinished without an outcome."""
    identity = RunIdentity(kind, day, at(day, 9, 26), "DEMO", "", "", 0)
    return Run(1, f"{kind}-{ymd(day)}-01", identity, 0, outcome, reason)
