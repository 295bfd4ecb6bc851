"""The screen of settings where cfg.yaml does not load: what is wrong, the text around, and the ways back."""

import difflib
import os
from datetime import datetime
from pathlib import Path

from app.configuring import BACKUPS, CFG, backups
from core.domain.errors import FixAndRestart
from core.ports.views.settings import BrokenSettings
from core.ports.views.sheet import Sheet
from core.settings.broken import excerpt, problems_of, shown
from core.settings.load import settings_with

_MOST_BYTES, _MOST_LINES, _MOST_BACKUPS = 1_000_000, 2_000, 20
_BACKUP_FIELDS = ("name", "replaced_at", "bytes", "loads", "changes", "diff")


def broken_settings(home: Path, now: datetime, error: FixAndRestart) -> BrokenSettings:
    """Return what keeps the settings of a home from loading, and its backups with what each would change."""
    file = home / CFG
    problems, text = problems_of(error, str(file)), _text(file)
    removable = dict.fromkeys(problem.key for problem in problems if problem.key)
    rows = [row | _weighed(home.joinpath(*BACKUPS, str(row["name"])), text) for row in backups(home)[:_MOST_BACKUPS]]
    return BrokenSettings(
        as_of=now,
        file=str(file),
        problems=problems,
        remedy=error.remedy,
        excerpt=excerpt(text, {problem.line for problem in problems}),
        removable=tuple(removable),
        backups=Sheet.of(rows, _BACKUP_FIELDS),
    )


def _weighed(backup: Path, text: str) -> dict[str, object]:
    """Whether a backup would load, and the lines in which it differs from what is there now."""
    before, after = (_lines(each) for each in (text, _text(backup)))
    diff = [line.rstrip("\n") for line in difflib.unified_diff(before, after, n=1, lineterm="")][2:]
    return {"loads": _loads(backup), "changes": sum(line[:1] in "+-" for line in diff), "diff": "\n".join(diff)}


def _loads(backup: Path) -> bool:
    try:
        settings_with(backup.read_bytes(), str(backup), os.environ)
    except (FixAndRestart, OSError):
        return False
    return True


def _lines(text: str) -> list[str]:
    return [shown(line) for line in text.splitlines()[:_MOST_LINES]]


def _text(path: Path) -> str:
    """Return the beginning of a file as far as it is text; '' where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""
