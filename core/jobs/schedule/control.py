"""What a person may ask a running engine, and what it answers; a request is good for seconds and never acts late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from core.domain.job_names import JobName
from core.jobs.schedule.supervisor import Supervisor

VALID_S = 30.0
VERBS = ("run", "cancel", "pause", "resume", "stop")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a request was done, and what to tell the person."""

    done: bool
    text: str

    def as_document(self) -> dict[str, object]:
        """Return it for JSON."""
        return {"done": self.done, "text": self.text}


def request_document(verb: str, by: str, now: datetime, job: str = "", day: date | None = None) -> dict[str, object]:
    """Return a request for JSON."""
    return {
        "verb": verb,
        "job": job,
        "day": None if day is None else day.isoformat(),
        "by": by,
        "made_at": now.isoformat(),
        "valid_until": (now + timedelta(seconds=VALID_S)).isoformat(),
    }


def obey(supervisor: Supervisor, document: Mapping[str, Any] | None, now: datetime, now_s: float) -> Answer:
    """Do what a request asks; refuse what is not understood, too late, or made by a clock that runs ahead."""
    try:
        if document is None:
            return Answer(False, "the request cannot be read")
        made, until = (datetime.fromisoformat(str(document[key])) for key in ("made_at", "valid_until"))
        if not made - timedelta(seconds=VALID_S) <= now <= min(until, made + timedelta(seconds=VALID_S)):
            return Answer(False, f"the request was good until {until:%H:%M:%S}, it is {now:%H:%M:%S}: nothing was done")
        return _do(supervisor, document, now, now_s)
    except (KeyError, ValueError, TypeError) as error:
        return Answer(False, f"the request is not understood: {type(error).__name__}: {error}")


def _do(supervisor: Supervisor, document: Mapping[str, Any], now: datetime, now_s: float) -> Answer:
    verb = str(document["verb"])
    if verb == "stop":
        return Answer(True, "the engine ends; runs at work go on by themselves")
    job = JobName(str(document["job"]))
    if job not in supervisor.board.plans:
        return Answer(False, f"{job} is no job of this home")
    if verb == "run":
        return _run(supervisor, job, document["day"], now)
    if verb == "cancel":
        text = supervisor.cancel(job, now_s)
        return Answer(bool(text), text or f"{job} neither runs nor waits")
    if verb == "pause":
        supervisor.board.pause(job)
        return Answer(True, f"{job} does not run by itself any more")
    if verb == "resume":
        supervisor.board.resume(job, now)
        return Answer(True, f"{job} runs by itself again; what it missed is not made up for")
    raise ValueError(f"{verb!r} is none of {', '.join(VERBS)}")


def _run(supervisor: Supervisor, job: JobName, day: str | None, now: datetime) -> Answer:
    running = supervisor.running
    if running is not None and running.firing.job is job:
        return Answer(False, f"{job} of {running.firing.day} is running already")
    chosen = now.date() if day is None else date.fromisoformat(day)
    refusal = supervisor.board.request(job, chosen, now)
    if refusal:
        return Answer(False, refusal)
    behind = "" if running is None else f" once {running.firing.job} has ended"
    return Answer(True, f"{job} of {chosen} starts{behind}")
