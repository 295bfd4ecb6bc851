"""Asking a running engine: a request as a file, and the answer as another, waited for a few seconds."""

from datetime import date
from pathlib import Path
from uuid import uuid4

from app.compose import engine_files
from core.domain.errors import FixAndRestart, RetryLater
from core.domain.job_names import JobName
from core.jobs.schedule.control import Answer, request_document
from core.ports.clock import Clock
from core.ports.views.engine import Presence, read_engine

_PAUSE_S = 0.05
_PATIENCE_S = 10.0


def known_job(name: str) -> JobName:
    """Return the job of that name; FixAndRestart where there is none."""
    try:
        return JobName(name)
    except ValueError:
        raise FixAndRestart(f"there is no job {name!r}", f"choose from {', '.join(JobName)}") from None


def ask_engine(home: Path, clock: Clock, verb: str, by: str, job: str = "", day: date | None = None) -> Answer:
    """Ask the engine of a home and wait for what it says.

    RetryLater where none lives, or where it does not answer in time: the request is then taken back, and what cannot
    be taken back is not carried out after its own time has passed.
    """
    seen = read_engine(home, clock.now())
    if seen.presence is not Presence.LIVE:
        raise RetryLater(f"no engine answers: {seen.why}", "start one with `daybreak serve`")
    files = engine_files(home)
    request_id = f"{clock.now():%Y%m%dT%H%M%S%f}-{uuid4().hex[:8]}"
    files.ask(request_id, request_document(verb, by, clock.now(), job, day))
    until_s = clock.monotonic() + _PATIENCE_S
    while clock.monotonic() < until_s:
        found = files.fetch_answer(request_id)
        if found is not None:
            return Answer(found.get("done") is True, str(found.get("text", "")))
        clock.sleep(_PAUSE_S)
    files.take_back(request_id)
    raise RetryLater(
        f"the engine (process {seen.state.pid if seen.state else '?'}) did not answer within {_PATIENCE_S:.0f} s",
        "look at `daybreak engine status`; the request is taken back",
    )
