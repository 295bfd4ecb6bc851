"""Files that are either whole or absent."""

import hashlib
import os
import time
from pathlib import Path

_SHARING_RETRIES = 5


def sha256_bytes(data: bytes) -> str:
    """Return the hex sha256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    """Return the hex sha256 of a file's bytes; OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` so that after a kill or a power cut the old file or the new one is there, never a part.

    The temporary file lies in the same folder under a name ending in `.tmp`. OSError (full disk, no permission) leaves
    the old file untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def replace(temporary: Path, path: Path) -> None:
    """Rename over `path` durably; on Windows a reader or virus scanner may hold it for a moment, so try again."""
    for attempt in range(_SHARING_RETRIES):
        try:
            temporary.replace(path)
            break
        except PermissionError:
            if attempt == _SHARING_RETRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
