"""What the engine must know after a restart, as a document and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.domain.ending import Ending
from core.domain.job_names import JobName
from core.jobs.schedule.board import Board
from core.jobs.schedule.firing import Cause, Firing, JobMemory, Last
from core.jobs.schedule.supervisor import Running
from core.ports.processes import Child

_FORM = 1


def document_of(board: Board, running: Running | None) -> dict[str, object]:
    """Return all of it for JSON."""
    return {
        "form": _FORM,
        "jobs": {name.value: _memory_document(memory) for name, memory in board.memories.items()},
        "waiting": [firing.as_document() for firing in board.waiting],
        "running": None if running is None else _running_document(running),
    }


def memories_of(document: Mapping[str, Any]) -> dict[JobName, JobMemory]:
    """Read the jobs back; KeyError, ValueError or TypeError for anything else."""
    if document["form"] != _FORM:
        raise ValueError(f"form {document['form']!r} is not known, expected {_FORM}")
    known = set(JobName)
    return {JobName(name): _memory(found) for name, found in document["jobs"].items() if name in known}


def waiting_of(document: Mapping[str, Any]) -> list[Firing]:
    """Read the queue back."""
    return [Firing.from_document(found) for found in document["waiting"]]


def running_of(document: Mapping[str, Any]) -> Running | None:
    """Read the run at work back; its limit is for the new supervisor to set."""
    found = document["running"]
    if found is None:
        return None
    return Running(
        Firing.from_document(found["firing"]),
        None if found["pid"] is None else Child(int(found["pid"]), str(found["birth"])),
        str(found["token"]),
        datetime.fromisoformat(found["started_at"]),
        0.0,
        Path(found["log"]),
        ending=None if found["ending"] is None else Ending(found["ending"]),
    )


def _running_document(running: Running) -> dict[str, object]:
    child = running.child
    return {
        "firing": running.firing.as_document(),
        "pid": None if child is None else child.pid,
        "birth": None if child is None else child.birth,
        "token": running.token,
        "started_at": running.started_at.isoformat(),
        "log": str(running.log),
        "ending": None if running.ending is None else running.ending.value,
    }


def _memory_document(memory: JobMemory) -> dict[str, object]:
    return {
        "seen_until": None if memory.seen_until is None else memory.seen_until.isoformat(),
        "handled": {due.isoformat(): well for due, well in memory.handled.items()},
        "paused": memory.paused,
        "misfires": memory.misfires,
        "missed": None if memory.missed is None else memory.missed.isoformat(),
        "last": last_document(memory.last),
    }


def last_document(last: Last | None) -> dict[str, object] | None:
    """Return a job's latest run for JSON, None where it never ran."""
    if last is None:
        return None
    return asdict(last) | {
        "day": last.day.isoformat(),
        "cause": last.cause.value,
        "started_at": last.started_at.isoformat(),
        "ended_at": last.ended_at.isoformat(),
    }


def _memory(found: Mapping[str, Any]) -> JobMemory:
    seen, missed, last = found["seen_until"], found.get("missed"), found["last"]
    return JobMemory(
        None if seen is None else datetime.fromisoformat(seen),
        {datetime.fromisoformat(due): bool(well) for due, well in found["handled"].items()},
        bool(found["paused"]),
        int(found["misfires"]),
        None if missed is None else datetime.fromisoformat(missed),
        None if last is None else _last(last),
    )


def _last(found: Mapping[str, Any]) -> Last:
    return Last(
        date.fromisoformat(found["day"]),
        Cause(found["cause"]),
        datetime.fromisoformat(found["started_at"]),
        datetime.fromisoformat(found["ended_at"]),
        str(found["ending"]),
        str(found["outcome"]),
        None if found["exit_code"] is None else int(found["exit_code"]),
        str(found["message"]),
        str(found["log"]),
        int(found["attempt"]),
    )
