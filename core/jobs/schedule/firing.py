"""One firing of a job: for which day, why, and until when it may start."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.domain.job_names import JobName


class Cause(StrEnum):
    """Why a job runs."""

    TIME = "time"
    CATCH_UP = "catch_up"
    FOLLOWS = "follows"
    REQUEST = "request"
    RETRY = "retry"


@dataclass(frozen=True, slots=True)
class Firing:
    """A job to be run for `day`; it never starts before `not_before` or after `expires_at`.

    While its data are not ready it is tried again until `retry_until`.
    """

    job: JobName
    day: date
    due_at: datetime
    cause: Cause
    not_before: datetime
    expires_at: datetime
    retry_until: datetime
    attempt: int = 1

    def as_document(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "job": self.job.value,
            "day": self.day.isoformat(),
            "cause": self.cause.value,
            "attempt": self.attempt,
        } | {name: getattr(self, name).isoformat() for name in _INSTANTS}

    @classmethod
    def from_document(cls, document: dict[str, object]) -> "Firing":
        """Read it back; KeyError or ValueError for anything else."""
        due_at, not_before, expires_at, retry_until = (datetime.fromisoformat(str(document[key])) for key in _INSTANTS)
        return cls(
            JobName(str(document["job"])),
            date.fromisoformat(str(document["day"])),
            due_at,
            Cause(str(document["cause"])),
            not_before,
            expires_at,
            retry_until,
            int(str(document["attempt"])),
        )


_INSTANTS = ("due_at", "not_before", "expires_at", "retry_until")


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person may want to know of the engine; `kind` is one of a few words."""

    kind: str
    job: str
    text: str


@dataclass(frozen=True, slots=True)
class Last:
    """How a job's latest run went."""

    day: date
    cause: Cause
    started_at: datetime
    ended_at: datetime
    ending: str
    outcome: str
    exit_code: int | None
    message: str
    log: str
    attempt: int = 1


@dataclass(slots=True)
class JobMemory:
    """What is remembered of a job over restarts.

    `handled` are the due instants looked at by now, True for those whose run ended well; `seen_until` is how far.
    `missed` is the newest that was missed for good since the job ran last.
    """

    seen_until: datetime | None = None
    handled: dict[datetime, bool] = field(default_factory=dict)
    paused: bool = False
    misfires: int = 0
    missed: datetime | None = None
    last: Last | None = None
