"""What an engine publishes, made by hand."""

from dataclasses import replace
from datetime import datetime

from core.domain.dates import at
from core.ports.views.engine import EngineState, JobState, LastRun
from tests.fakes.trading import D2

_AT = at(D2, 9, 26)


def engine_with(job: JobState | None = None, **changed: object) -> EngineState:
    """Return the state of a living engine with one job."""
    state = EngineState(
        pid=7, version="", started_at=_AT, beat_at=_AT, ended=False, stopping=False, channel="PAPER", guard="alive",
        lookout="alive", remark="", clock_jumps=0, running=(), waiting=(), upcoming=(),
        jobs=() if job is None else (job,), remarks=(),
    )  # fmt: skip
    return replace(state, **changed)  # type: ignore[arg-type]


def job_state(name: str, last: LastRun | None = None, missed_at: datetime | None = None) -> JobState:
    """Return a job that runs by itself."""
    return JobState(name, f"kind.{name}", "", "", "", "", False, "", None, 0, missed_at, last)


def last_run(ending: str, exit_code: int | None = None, cause: str = "time") -> LastRun:
    """Return a run of the day that ended so."""
    return LastRun(D2, cause, _AT, _AT, ending, "", exit_code, "", "/log", 1)
