"""A cfg.yaml that does not load: which keys and lines are to blame, and the text around them, fit to be shown."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from core.domain.errors import FixAndRestart
from core.settings.load import may_be_secret

_KEY = re.compile(
    r"unknown key (\w+\.\w+)|unknown section '(\w+)'|section '(\w+)' holds no keys|(\w+\.\w+)(?:\.\w+)* is ", re.ASCII
)
_HIDDEN = "(not shown here)"
_AROUND, _LONGEST = 2, 160


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the line of the file, 0 where another place is to blame; a switch or section, '' for neither."""

    line: int
    key: str
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file as it may be shown."""

    number: int
    text: str
    is_bad: bool


def problems_of(error: FixAndRestart, file: str) -> tuple[Problem, ...]:
    """Return what kept `file` from loading, each with its line and key where the message tells them."""
    return tuple(_problem(said, file) for said in error.message.splitlines() if said)


def excerpt(text: str, bad: Collection[int]) -> tuple[Line, ...]:
    """Return the bad lines with those around them, what may be a secret and what no screen shows taken out."""
    lines = text.splitlines()
    near = sorted({at for line in bad for at in range(line - _AROUND, line + _AROUND + 1) if 1 <= at <= len(lines)})
    return tuple(Line(at, shown(lines[at - 1]), at in bad) for at in near)


def shown(line: str) -> str:
    """Return a line of a settings file without what may be a secret, printable, and not too long."""
    key, colon, value = line.partition(":")
    if line.lstrip().startswith("#") or not colon:
        told = _HIDDEN if may_be_secret(line.lstrip("# ")) else line
    elif may_be_secret(value) or may_be_secret(key):
        told = f"{_HIDDEN if may_be_secret(key, words=()) else key}: {_HIDDEN}"
    else:
        told = line
    return "".join(char if char.isprintable() else "·" for char in told[:_LONGEST])


def _problem(said: str, file: str) -> Problem:
    found = re.match(rf"{re.escape(file)} line (\d+): ", said)
    if found is None:
        return Problem(0, "", said)
    rest = said[found.end() :]
    key = _KEY.match(rest)
    return Problem(int(found[1]), next((name for name in key.groups() if name), "") if key else "", rest)
