"""Changing a home's cfg.yaml: shown first, checked as a start would check it, written whole, with a backup."""

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from app.compose import is_home, write_file
from core.domain.dates import SHANGHAI
from core.domain.errors import FixAndRestart, RetryLater
from core.settings.edit import Change, edited, taken_out
from core.settings.load import overridden, settings_with
from core.settings.model import Settings
from core.settings.plain_yaml import parse_mapping
from core.settings.render import as_yaml, describe
from core.settings.worth import effect_of

CFG = "cfg.yaml"
BACKUPS = ("backups", "cfg")
_LOCK = ".cfg.lock"
_WAIT_S = 5.0
_NAME = re.compile(r"cfg-\d{8}T\d{12}\.yaml")

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a change would do: the file before and after, a row for each switch that changes.

    `before` is None where the file is there but cannot be read.
    """

    before: bytes | None
    after: bytes
    rows: list[Row]

    @property
    def diff(self) -> str:
        """The lines that change, as a unified diff; '' where none does."""
        both = (self.before or b"", self.after)
        old, new = (data.decode("utf-8-sig", errors="replace").splitlines(keepends=True) for data in both)
        return "".join(difflib.unified_diff(old, new, "cfg.yaml", "cfg.yaml changed", n=1))


def proposal(home: Path, changes: Sequence[Change]) -> Proposal:
    """Return what the changes would do; FixAndRestart where the file would then refuse to start."""
    before = _read(home)
    return _proposed(home, before, edited(before, str(home / CFG), list(changes)))


def removal(home: Path, names: Sequence[str]) -> Proposal:
    """Return what taking switches, keys or sections out would do; FixAndRestart as `proposal` does."""
    before, file = _read(home), str(home / CFG)
    return _proposed(home, before, edited(before, file, [taken_out(name, before, file) for name in names]))


def restoration(home: Path, name: str) -> Proposal:
    """Return what going back to a backup would do; FixAndRestart for one that is not there, or would not start."""
    path = home.joinpath(*BACKUPS, name)
    if not _NAME.fullmatch(name) or not path.is_file():
        raise FixAndRestart(f"{name!r} is no backup of this home", "`daybreak config backups` lists them")
    try:
        before: bytes | None = _read(home)
    except OSError:
        before = None
    return _proposed(home, before, path.read_bytes())


def write(home: Path, proposed: Proposal, now: datetime) -> str:
    """Put the proposal in place and return the backup's name, '' where there was no file.

    RetryLater where the file changed since the proposal was made.
    """
    with _alone(home):
        backup = "" if proposed.before == b"" else f"cfg-{now:%Y%m%dT%H%M%S%f}.yaml"
        if proposed.before is None:
            # What cannot be read can be kept all the same, by moving it.
            (home / CFG).replace(_folder(home) / backup)
        elif _read(home) != proposed.before:
            raise RetryLater(f"{home / CFG} was changed by somebody else just now", "look at it, then try again")
        elif backup:
            write_file(_folder(home) / backup, proposed.before)
        write_file(home / CFG, proposed.after)
    return backup


def switches_in_file(home: Path) -> frozenset[str]:
    """Return the dotted names the home's own file sets."""
    values, _ = parse_mapping(_read(home), str(home / CFG))
    return frozenset(f"{section}.{key}" for section, keys in values.items() for key in keys)


def backups(home: Path) -> list[Row]:
    """Return every backup of the settings, newest first: name, when it was replaced, its size."""
    found = sorted(
        (path for path in home.joinpath(*BACKUPS).glob("cfg-*.yaml") if _NAME.fullmatch(path.name)), reverse=True
    )
    return [
        {
            "name": path.name,
            "replaced_at": datetime.fromisoformat(path.stem.removeprefix("cfg-")[:15]).replace(tzinfo=SHANGHAI),
            "bytes": path.stat().st_size,
        }
        for path in found
    ]


def _proposed(home: Path, before: bytes | None, after: bytes) -> Proposal:
    name = str(home / CFG)
    settings_with(after, name, os.environ)
    try:
        old: Settings | None = None if before is None else settings_with(before, name, {})
    except FixAndRestart:
        # What does not start now may be mended so that it does.
        old = None
    return Proposal(before, after, _rows(old, settings_with(after, name, {})))


def _rows(old: Settings | None, new: Settings) -> list[Row]:
    elsewhere = overridden(os.environ)
    rows: list[Row] = []
    for switch in describe():
        before, after = (_value(settings, switch.section, switch.key) for settings in (old or Settings(), new))
        if before != after:
            rows.append(
                {
                    "switch": switch.name,
                    "before": before if old else "?",
                    "after": after,
                    "default": as_yaml(switch.default),
                    "in_force": effect_of(switch).value,
                    "overridden_by": elsewhere.get(switch.name, ""),
                }
            )
    return rows


def _value(settings: Settings, section: str, key: str) -> str:
    value: Any = getattr(getattr(settings, section), key)
    return as_yaml(value)


def _read(home: Path) -> bytes:
    if not is_home(home):
        raise FixAndRestart(f"{home} is not a Daybreak home", "run `daybreak init` first, or name another --home")
    try:
        return (home / CFG).read_bytes()
    except FileNotFoundError:
        return b""


def _folder(home: Path) -> Path:
    folder = home.joinpath(*BACKUPS)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    try:
        with FileLock(home / _LOCK, timeout=_WAIT_S):
            yield
    except Timeout:
        raise RetryLater(f"somebody else is changing {home / CFG}", "try again in a moment") from None
