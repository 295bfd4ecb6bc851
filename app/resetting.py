"""Emptying a simulated home's books: the old ones go to a backup, snapshots, settings and STOP stay."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.compose import STATE_FILE, copy_state, fork, locked, put_in_place
from app.initialise import make_folders, open_books
from core.domain.errors import Refused, RetryLater
from core.domain.orders import Channel
from core.settings.load import load_settings

FOLDERS = ("runs", "ptrade/outbox", "ptrade/inbox", "ptrade/archive", "paper")


def doomed(home: Path) -> list[str]:
    """Return what would be emptied; Refused for a LIVE home, whose books are the record of real money."""
    if load_settings(home, os.environ).execution.channel is Channel.LIVE:
        raise Refused(f"{home} is a LIVE home, its books are never emptied", "init another --home")
    return [name for name in (STATE_FILE, *FOLDERS) if (home / name).exists()]


def empty_books(home: Path, now: datetime, progress: Callable[[str], None]) -> Path:
    """Move the books of `home` to backups/<instant>, post the opening cash anew, and return the backup.

    The old state is copied first and replaced last, so a kill in between leaves it in force and a second call ends
    what the first began. RetryLater while another program has the database open.
    """
    with locked(home):
        backup = home / "backups" / f"{now:%Y%m%dT%H%M%S%f}"
        copy_state(home, backup)
        fork(home, backup / "emptied")
        if (home / f"{STATE_FILE}-wal").exists():
            raise RetryLater(f"another program has {STATE_FILE} open", "close it and try again; nothing was emptied")
        for name in FOLDERS:
            if (home / name).exists():
                (backup / name).parent.mkdir(exist_ok=True)
                shutil.move(home / name, backup / name)
        put_in_place(backup / "emptied" / STATE_FILE, home / STATE_FILE)
        (backup / "emptied").rmdir()
    make_folders(home)
    open_books(home, now.date(), progress)
    return backup
