"""Which code ran: the package's version and a digest of everything that can change what a run produces."""

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

_SOURCES = ("app/**/*.py", "core/**/*.py", "resources/ptrade/*", "resources/report/*")


@cache
def code_version() -> str:
    """Return the package version and a digest of the sources and resources, as they were when this was first asked."""
    return f"{metadata.version('daybreak')}+{source_digest(Path(__file__).resolve().parent.parent)[:12]}"


def source_digest(root: Path) -> str:
    """Return the hex sha256 over every Python file of the packages and every resource under `root`, names included."""
    digest = hashlib.sha256()
    for pattern in _SOURCES:
        for path in sorted(root.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
