"""The files a run leaves behind."""

from pathlib import Path
from typing import Protocol

from core.ports.runs import Artifact


class Artifacts(Protocol):
    """Whole-or-absent files by run and name; the same content may be put again."""

    def put(self, run_id: str, name: str, data: bytes) -> Artifact:
        """Write one artifact and return its record."""
        ...

    def get(self, run_id: str, name: str) -> bytes:
        """Return its bytes; FixAndRestart when it is missing."""
        ...

    def path(self, run_id: str, name: str) -> Path:
        """Return where it lies, whether it is there or not."""
        ...
