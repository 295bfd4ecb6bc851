"""The engine's state as the document it publishes."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from core.domain.job_names import JobName
from core.jobs.schedule.board import Board
from core.jobs.schedule.firing import Note
from core.jobs.schedule.remembered import last_document
from core.jobs.schedule.supervisor import Running, Supervisor

_UPCOMING = 20


@dataclass(frozen=True, slots=True)
class Facts:
    """What the engine knows of itself beside its jobs; a new one is made where the settings change."""

    pid: int
    version: str
    started_at: datetime
    channel: str
    remark: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen of the home without its database: what a heartbeat says, and whether a day is a trading day."""

    doing: Callable[[str], str]
    trades: Callable[[date], bool | None]


@dataclass(slots=True)
class Changing:
    """What changes while it lives."""

    ended: bool = False
    stopping: bool = False
    guard: str = ""
    lookout: str = ""
    clock_jumps: int = 0


def state_document(
    facts: Facts,
    changing: Changing,
    supervisor: Supervisor,
    remarks: Sequence[tuple[datetime, Note]],
    seen: Seen,
    now: datetime,
    now_s: float,
) -> dict[str, object]:
    """Return the state for JSON."""
    board, running = supervisor.board, supervisor.running
    return {
        **(asdict(facts) | {"started_at": facts.started_at.isoformat()}),
        "beat_at": now.isoformat(),
        **asdict(changing),
        "running": [] if running is None else [_running(running, board, seen, now, now_s)],
        "waiting": [firing.as_document() for firing in board.waiting],
        "upcoming": [
            {"job": job.value, "at": at.isoformat(), "trades": seen.trades(at.date())}
            for at, job in upcoming(board, now, _UPCOMING)
        ],
        "jobs": [_job(board, job, now) for job in board.plans],
        "remarks": [
            {"at": at.isoformat(), "kind": note.kind, "job": str(note.job), "text": note.text} for at, note in remarks
        ],
    }


def upcoming(board: Board, now: datetime, count: int) -> list[tuple[datetime, JobName]]:
    """Return the next firings of jobs that run by themselves, the soonest first."""
    found: list[tuple[datetime, JobName]] = []
    for job in board.plans:
        first = board.next_run(job, now)
        if first is not None:
            found += [(at, job) for at in board.instants(job, first, first + timedelta(days=3))] or [(first, job)]
    order = {job: index for index, job in enumerate(board.plans)}
    return sorted(found, key=lambda each: (each[0], order[each[1]]))[:count]


def _running(running: Running, board: Board, seen: Seen, now: datetime, now_s: float) -> dict[str, object]:
    plan = board.plans[running.firing.job]
    return {
        **running.firing.as_document(),
        "pid": running.child.pid if running.child else 0,
        "started_at": running.started_at.isoformat(),
        "limit_at": (now + timedelta(seconds=running.limit_s - now_s)).isoformat(),
        "doing": seen.doing(plan.heart) if plan.heart else "",
        "log": str(running.log),
        "ending": running.ending.value if running.ending else "",
        "adopted": running.adopted,
    }


def _job(board: Board, job: JobName, now: datetime) -> dict[str, object]:
    plan, memory = board.plans[job], board.memories[job]
    following = board.next_run(job, now)
    return {
        "name": job.value,
        "title": f"kind.{job}",
        "command": " ".join(("daybreak", *plan.words(now.date()))),
        "reason": plan.reason,
        "policy": plan.policy.text,
        "held": plan.held,
        "paused": memory.paused,
        "follows": plan.follows.value if plan.follows else "",
        "next_run_at": None if following is None else following.isoformat(),
        "misfires": memory.misfires,
        "missed_at": None if memory.missed is None else memory.missed.isoformat(),
        "last": last_document(memory.last),
    }
