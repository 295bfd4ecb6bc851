"""Files that are either whole or absent."""

import errno
import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SHARING_PAUSES_S = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""How long to wait before each further try at a file that another program holds."""

# Windows: access denied (a virus scanner has it open), sharing violation, lock violation.
_HELD = (5, 32, 33)

_DISK_TROUBLE = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_IOERR": errno.EIO,
    "SQLITE_BUSY": errno.EBUSY,
}


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
        discard(temporary)


def replace(temporary: Path, path: Path, pause: Callable[[float], None] = time.sleep) -> None:
    """Rename over `path` durably; OSError when it cannot be done.

    On Windows a reader or virus scanner may hold either file for a moment, so it is tried again after each of
    SHARING_PAUSES_S.
    """
    for pause_s in SHARING_PAUSES_S:
        try:
            temporary.replace(path)
            break
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
        pause(pause_s)
    else:
        temporary.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def discard(temporary: Path) -> None:
    """Remove a temporary file that may be there; one that cannot be removed is left to `discard_leftovers`."""
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def discard_leftovers(path: Path) -> None:
    """Remove what writers of `path` left behind when they were killed; only where there is one writer at a time."""
    for leftover in path.parent.glob(f".{path.name}.*.tmp"):
        discard(leftover)


def disk_trouble(error: BaseException, path: Path) -> OSError | None:
    """Return what SQLite says of a full, read-only, failing or occupied disk as the operating system says it.

    None for any other error: a defect of ours, or a damaged file.
    """
    number = _DISK_TROUBLE.get("_".join(getattr(error, "sqlite_errorname", "").split("_")[:2]))
    return None if number is None else OSError(number, f"{os.strerror(number)} ({error})", str(path))
