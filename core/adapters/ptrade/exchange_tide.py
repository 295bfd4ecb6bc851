"""Whether anything has come or gone in the exchange folder: cheap enough to look at several times a second."""

import re
from pathlib import Path

_DAY = re.compile(r"_(20[0-9]{6})")


def exchange_tide(folder: Path) -> tuple[object, ...]:
    """Return what changes with the newest day's files in inbox and outbox; equal tuples mean nothing new.

    Only the newest day's files are looked at one by one: the journal is appended to in place, older ones rest.
    """
    return tuple(_of(folder / name) for name in ("inbox", "outbox"))


def _of(folder: Path) -> tuple[object, ...]:
    try:
        names = [path.name for path in folder.iterdir()]
        newest = max((match[1] for name in names if (match := _DAY.search(name))), default="")
        stats = [(name, (folder / name).stat()) for name in sorted(names) if newest and newest in name]
    except OSError:
        # A folder that is not there, or a file that goes while it is looked at: the next look tells.
        return ()
    return len(names), newest, tuple((name, found.st_mtime_ns, found.st_size) for name, found in stats)
