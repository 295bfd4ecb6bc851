"""runs/<run_id>/: every artifact of a run."""

import re
from pathlib import Path

from core.adapters.store.files import sha256_bytes, write_atomically
from core.domain.errors import FixAndRestart
from core.ports.runs import Artifact

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")


class RunFiles:
    """Artifacts under one home's runs folder."""

    def __init__(self, home: Path) -> None:
        self._root = home / "runs"

    def path(self, run_id: str, name: str) -> Path:
        """Return where an artifact lies; ValueError for a name that could leave the folder."""
        if not (_NAME.fullmatch(run_id) and _NAME.fullmatch(name)):
            raise ValueError(f"{run_id!r}/{name!r} is not an artifact's name")
        return self._root / run_id / name

    def put(self, run_id: str, name: str, data: bytes) -> Artifact:
        """Write one artifact, whole or not at all."""
        write_atomically(self.path(run_id, name), data)
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
