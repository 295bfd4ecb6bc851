"""When somebody last looked for alarms: a file of its own, so that a look that finds nothing writes no row."""

import json
from datetime import datetime
from pathlib import Path

from core.adapters.store.files import write_atomically
from core.ports.alarm_book import LastLook

_FILE = ("alarms", "looked.json")


def note_look(home: Path, look: LastLook) -> None:
    """Say that somebody has looked just now."""
    path = home.joinpath(*_FILE)
    path.parent.mkdir(exist_ok=True)
    write_atomically(path, json.dumps({"at": look.at.isoformat(), "by": look.by}, ensure_ascii=False).encode())


def last_look(home: Path) -> LastLook | None:
    """Return the last look; None where nobody ever looked, or the file cannot be read."""
    try:
        found = json.loads(home.joinpath(*_FILE).read_bytes())
        at = datetime.fromisoformat(found["at"])
        return LastLook(at, str(found["by"])) if at.tzinfo is not None else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
