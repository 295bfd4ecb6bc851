"""The rules behind the alarms of what the engine runs: its jobs that ended badly, and those missed."""

from collections.abc import Iterator
from datetime import date

from core.domain.alarms import Sighting
from core.domain.ending import Ending
from core.domain.errors import RetryLater
from core.domain.job_names import JobName
from core.domain.outcome import Outcome
from core.jobs.alarm_rules import saw
from core.jobs.alarm_scene import Scene
from core.ports.views.engine import EngineState, JobState, LastRun

_RUNS = frozenset({JobName.NIGHT, JobName.MORNING, JobName.CLOSE})
_ON_TRADE_DAYS = _RUNS | {JobName.PAPER}
_PULLS = frozenset(name for name in JobName if name.startswith("pull_"))
_BADLY = frozenset({Ending.CRASHED, Ending.KILLED, Ending.TIMED_OUT})


def engine_jobs(scene: Scene) -> Iterator[Sighting]:
    """A job the engine runs ended badly or was given up, or was missed and is not made up for."""
    state = scene.around.engine()
    if state is None:
        return
    for job in state.jobs:
        priority = 1 if job.name == JobName.MORNING else 2
        if job.held or job.paused:
            continue
        if job.last is not None and (why := _why_bad(state, job, job.last)):
            detail = "; ".join(filter(None, (f"job {job.name} of {job.last.day}: {why}", job.last.message)))
            yield saw("JOB_FAILED", job.name, priority, detail, log=job.last.log)
        if job.missed_at is not None and _is_missed(scene, job.name, job.missed_at.date()):
            yield saw("JOB_MISSED", job.name, priority, f"{job.name} of {job.missed_at:%Y-%m-%d %H:%M} did not run")


def _why_bad(state: EngineState, job: JobState, last: LastRun) -> str:
    """Say how a run ended where nothing else tells; a failure that a run recorded is an alarm of its own."""
    if last.ending in _BADLY and not (job.name in _RUNS and last.exit_code == Outcome.FAILURE.exit_code):
        return f"it ended {last.ending}"
    busy = {*(each.job for each in state.waiting), *(each.job for each in state.running)}
    if last.ending == Ending.NOT_READY and last.cause != "request" and job.name not in busy:
        return "it was given up, its data never came"
    return ""


def _is_missed(scene: Scene, job: str, day: date) -> bool:
    """Whether a firing matters: not one of a holiday, nor one a person has made up for."""
    if job in _PULLS:
        return False
    if job not in _ON_TRADE_DAYS:
        return True
    if job in _RUNS and scene.desk.runs.latest(job, day) is not None:
        return False
    try:
        return scene.around.calendar().is_open(day)
    except RetryLater:
        return True
