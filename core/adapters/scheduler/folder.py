"""The engine's folder in a home: its state, its memory, requests and answers, events, and the logs of its jobs."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from core.adapters.store.files import discard, write_atomically
from core.domain.errors import RetryLater

FOLDER = "engine"
_EVENTS_MAX_BYTES = 4 * 1024**2
_LARGEST_REQUEST = 4096
_ANSWERS_KEPT = timedelta(hours=1)

Document = dict[str, Any]


class EngineFolder:
    """The files under <home>/engine; each is whole or absent."""

    def __init__(self, home: Path) -> None:
        self.path = home / FOLDER
        self.state = self.path / "state.json"
        self.requests = self.path / "requests"
        self.answers = self.path / "answers"
        self.logs = self.path / "logs"
        self._memory = self.path / "memory.json"
        self._events = self.path / "events.jsonl"

    def lock(self) -> FileLock:
        """Hold the home for one engine; RetryLater naming the one that has it."""
        for folder in (self.requests, self.answers, self.logs):
            folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path / "lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise RetryLater(
                f"an engine is running for this home: {self._holder()}",
                "`daybreak engine status` shows it, `daybreak engine stop` ends it",
            ) from None
        return lock

    def _holder(self) -> str:
        state = read_document(self.state) or {}
        return f"process {state.get('pid', 'unknown')}, since {state.get('started_at', 'unknown')}"

    def publish(self, document: Mapping[str, object]) -> None:
        """Put the state in place; without waiting for the disk, since the next one comes within a second.

        A file that a reader holds open on Windows is left for the next time.
        """
        temporary = self.state.with_name(f".{self.state.name}.{os.getpid()}.tmp")
        try:
            self.path.mkdir(exist_ok=True)
            temporary.write_bytes(json.dumps(document, ensure_ascii=False).encode())
            temporary.replace(self.state)
        except OSError:
            discard(temporary)

    def remember(self, document: Mapping[str, object]) -> None:
        """Keep what a later engine must know, durably."""
        write_atomically(self._memory, json.dumps(document, ensure_ascii=False, indent=1).encode())

    def memory(self) -> Document | None:
        """Return what an earlier engine kept; None where there is none. ValueError or OSError for a broken one."""
        if not self._memory.exists():
            return None
        found = json.loads(self._memory.read_bytes())
        if not isinstance(found, dict):
            raise ValueError("memory.json holds no object")
        return found

    def set_memory_aside(self, now: datetime) -> Path:
        """Keep a memory that cannot be read for a person to look at."""
        aside = self._memory.with_name(f"memory-{now:%Y%m%dT%H%M%S}.broken")
        self._memory.replace(aside)
        return aside

    def record(self, document: Mapping[str, object]) -> None:
        """Add an event; a full disk stops no job."""
        try:
            if self._events.exists() and self._events.stat().st_size > _EVENTS_MAX_BYTES:
                older = self._events.with_suffix(".1.jsonl")
                self._events.replace(older)
                document = {**document, "before": f"in {older.name}; what was in that was cut"}
            with self._events.open("a", encoding="utf-8") as file:
                file.write(json.dumps(document, ensure_ascii=False) + "\n")
        except OSError:
            return

    def take_requests(self) -> list[tuple[str, Document | None]]:
        """Take every request off the folder, the oldest first; None for one that cannot be read."""
        taken = []
        for path in sorted(self.requests.glob("*.json")):
            if path.name.startswith("."):
                continue
            document = read_document(path)
            discard(path)
            if not path.exists():
                taken.append((path.stem, document))
        return taken

    def answer(self, request_id: str, document: Mapping[str, object]) -> None:
        """Answer a request; on a full disk whoever asked hears nothing, and looks at the state."""
        with suppress(OSError):
            write_atomically(self.answers / f"{request_id}.json", json.dumps(document, ensure_ascii=False).encode())

    def ask(self, request_id: str, document: Mapping[str, object]) -> None:
        """Leave a request for the engine."""
        write_atomically(self.requests / f"{request_id}.json", json.dumps(document, ensure_ascii=False).encode())

    def fetch_answer(self, request_id: str) -> Document | None:
        """Return the answer to a request and take it off the folder; None while there is none."""
        path = self.answers / f"{request_id}.json"
        found = read_document(path)
        if found is not None:
            discard(path)
        return found

    def take_back(self, request_id: str) -> None:
        """Take a request back that nobody took."""
        discard(self.requests / f"{request_id}.json")

    def cap(self, most_bytes: int, *paths: Path) -> None:
        """Cut logs down that have grown beyond a size, all of them where none is named."""
        for path in paths or self.logs.glob("*.log"):
            cut_middle(path, most_bytes)

    def tidy(self, now: datetime, log_keep_days: int) -> None:
        """Delete answers nobody fetched and logs that are too old."""
        for path in self.answers.glob("*.json"):
            _discard_older(path, now - _ANSWERS_KEPT)
        for path in self.logs.glob("*.log"):
            _discard_older(path, now - timedelta(days=log_keep_days))


def read_document(path: Path) -> Document | None:
    """Return the JSON object in a small file, None for anything else."""
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_LARGEST_REQUEST if path.parent.name == "requests" else -1))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def last_words(log: Path, tail_bytes: int = 1_048_576) -> Document | None:
    """Return the JSON object with which a command closed its log; None where it never got there."""
    try:
        with log.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - tail_bytes))
            # Zeros: where a log was cut under a process that does not write at its end (Windows).
            lines = file.read().replace(b"\0", b"").decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    for line in reversed(lines):
        if line.startswith("{") and '"exit_code"' in line:
            try:
                found = json.loads(line)
            except ValueError:
                return None
            return found if isinstance(found, dict) else None
    return None


def cut_middle(path: Path, most_bytes: int) -> None:
    """Cut a file down that is larger than that: a quarter of it stays at either end, a line between says what went."""
    part = most_bytes // 4
    try:
        size = path.stat().st_size
        if size <= most_bytes:
            return
        with path.open("r+b") as file:
            head = file.read(part).rpartition(b"\n")[0]
            file.seek(size - part)
            tail = file.read().partition(b"\n")[2]
            gone = size - len(head) - len(tail)
            file.seek(0)
            file.write(
                head + f"\n… {gone} bytes were cut out here: no log grows beyond {most_bytes} …\n".encode() + tail
            )
            file.truncate()
    except OSError:
        return


def _discard_older(path: Path, than: datetime) -> None:
    try:
        if path.stat().st_mtime < than.timestamp():
            discard(path)
    except OSError:
        return
