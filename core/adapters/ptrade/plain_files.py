"""Bytes of files others have made: plain files of a sensible size, no links out of the folder, no pipes or devices."""

import stat
from pathlib import Path

from core.adapters.ptrade.sealed import MAX_BYTES, REMEDY, refusal
from core.domain.errors import FixAndRestart


def plain_bytes(path: Path) -> bytes | None:
    """Return the file's bytes, None where there is none; FixAndRestart for what is no plain file of at most 20 MB."""
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise refusal(path.name, 0, "is a link, expected a file")
        if stat.S_ISDIR(found.st_mode):
            raise refusal(path.name, 0, "cannot be read: it is a folder")
        if not stat.S_ISREG(found.st_mode):
            raise refusal(path.name, 0, "is a pipe or a device, expected a file")
        if found.st_size > MAX_BYTES:
            raise refusal(path.name, 0, f"{found.st_size} bytes, expected at most {MAX_BYTES}")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise FixAndRestart(f"{path.name} cannot be read: {error}", REMEDY) from error
