"""Files of JSON lines to which lines are only ever added, each naming the sha256 of the line before it.

Needs no database: STOP's history must be kept where that is broken. Lines of before this was so have no such name; they
stand at the beginning, and the first that has one vouches for the last of them.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from core.adapters.store.files import sha256_bytes

PREV = "prev"
DRILLS = "drills.jsonl"
"""The file of a home that keeps a line for every drill."""

DRILLED = "drill.stop"
"""The topic of the event that names a drill's line, so that the chain of records vouches for it."""

LINKED = (DRILLS, "ptrade/STOP.history", "ptrade/WATCHDOG.history")
"""Every such file of a home."""

_TAIL_BYTES = 65_536


def append_line(path: Path, document: Mapping[str, object]) -> str:
    """Add a line and return its sha256; one that a kill tore is ended first. OSError where nothing can be written."""
    with path.open("a+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - _TAIL_BYTES))
        tail = file.read()
        torn = bool(tail) and not tail.endswith(b"\n")
        before = tail.rstrip(b"\n").rsplit(b"\n", 1)[-1]
        linked = {**document, PREV: sha256_bytes(before) if before else ""}
        line = json.dumps(linked, ensure_ascii=False, sort_keys=True).encode(errors="replace")
        file.write((b"\n" if torn else b"") + line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return sha256_bytes(line)


def unnamed_lines(path: Path, named: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield what a file and the hashes that records elsewhere name of it do not have in common; 0 for a line gone."""
    lines = _lines(path)
    hashes = [sha256_bytes(line) for line in lines]
    first = next((number for number, line in enumerate(lines) if _named(line) is not None), len(lines))
    for number in range(first, len(lines)):
        if hashes[number] not in named:
            yield number + 1, "no record names it"
    for missing in sorted(set(named) - set(hashes)):
        yield 0, f"a record names the line {missing[:12]}…, it is not there"


def broken_links(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the number of each line that does not follow the one before it, and how that shows."""
    before, linked = "", False
    for number, line in enumerate(_lines(path), 1):
        named = _named(line)
        if named is None:
            if linked and not _is_torn(line):
                yield number, "names no line before it, though earlier ones do"
        else:
            linked = True
            if named != before:
                yield number, "does not follow the line before it: one was edited, removed or put in"
        before = sha256_bytes(line)


def _lines(path: Path) -> list[bytes]:
    try:
        return [line for line in path.read_bytes().split(b"\n") if line]
    except FileNotFoundError:
        return []


def _named(line: bytes) -> str | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    named = found.get(PREV) if isinstance(found, dict) else None
    return named if isinstance(named, str) else None


def _is_torn(line: bytes) -> bool:
    return not line.endswith(b"}")
