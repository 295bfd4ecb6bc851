"""runs/<run_id>/: every artifact of a run."""

import re
from pathlib import Path

from core.adapters.store.files import discard_leftovers, sha256_bytes, write_atomically
from core.domain.errors import FixAndRestart
from core.ports.runs import Artifact

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")


class RunFiles:
    """Artifacts under one home's runs folder.

    A replay lives in a home of its own and borrows the earlier runs of the original's `lender` home, all but the one
    it re-creates (`replayed`).
    """

    def __init__(self, home: Path, lender: Path | None = None, replayed: str = "") -> None:
        self._root = home / "runs"
        self._lender = None if lender is None else lender / "runs"
        self._replayed = replayed

    def path(self, run_id: str, name: str) -> Path:
        """Return where an artifact lies; ValueError for a name that could leave the folder."""
        if not (_NAME.fullmatch(run_id) and _NAME.fullmatch(name)):
            raise ValueError(f"{run_id!r}/{name!r} is not an artifact's name")
        own = self._root / run_id / name
        if self._lender is None or run_id == self._replayed or own.exists():
            return own
        return self._lender / run_id / name

    def put(self, run_id: str, name: str, data: bytes) -> Artifact:
        """Write one artifact, whole or not at all; never into a lender's folder."""
        if self._lender is not None and run_id != self._replayed:
            raise ValueError(f"a replay of {self._replayed} writes no artifact of {run_id}")
        path = self.path(run_id, name)
        discard_leftovers(path)
        write_atomically(path, data)
        return Artifact(name, sha256_bytes(data), len(data))

    def get(self, run_id: str, name: str) -> bytes:
        """Return an artifact's bytes; FixAndRestart when it is missing."""
        path = self.path(run_id, name)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise FixAndRestart(
                f"artifact {name} of run {run_id} is missing at {path}", "restore the runs folder from a backup"
            ) from None
