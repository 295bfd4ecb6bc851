"""What switches and sections are called, and why they are what they are, in the screen's language; free of Qt."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from core.settings.render import Switch, sections
from widgets.kit.words import language, read_table, tr

_ZH = "settings.zh.yaml"
_AT_LEAST = re.compile(r"at least (\d+) characters")
_FORMS = (("https?", "https://…"), (r"-\d{2}", "2026-07-23"), ("(:", "09:26"), ("", "09:26:00"))
_UNITS = ("s", "h", "min", "yuan")
_SHORT = {"http": "HTTP", "url": "URL", "stop": "STOP", "bse": "BSE", "star": "STAR", "id": "ID", "cal": "calendar"}
_CLAUSE = re.compile(r"[.:;,(]")


def title_of(switch: Switch) -> str:
    """Return what a switch is called."""
    return _chinese_of(switch)[0] or _spelt(switch.key)


def _spelt(key: str) -> str:
    """Return a key as English words, without the unit it ends in."""
    words = key.split("_")
    kept = words[:-1] if len(words) > 1 and words[-1] in _UNITS else words
    said = " ".join(_SHORT.get(each, each) for each in kept)
    return said[:1].upper() + said[1:]


def reason_of(switch: Switch) -> str:
    """Return why its default is what it is."""
    return _chinese_of(switch)[1] or switch.reason


def unit_of(switch: Switch) -> str:
    """Return in what it is counted, '' where it has no unit."""
    return str(_told("unit").get(switch.unit, switch.unit))


def must_be(switch: Switch) -> str:
    """Return what a value must be, in one phrase."""
    kind = ", ".join(switch.choices) if switch.choices else _told("kind").get(switch.kind, switch.kind)
    return " ".join((kind, *map(_limit, switch.limits)))


def _limit(limit: str) -> str:
    count = _AT_LEAST.fullmatch(limit)
    if count is not None:
        return tr("at least {count} characters", count=count[1])
    if not limit.startswith("matching "):
        return limit
    return tr("written as {example}", example=next(example for mark, example in _FORMS if mark in limit))


def section_title(section: str) -> str:
    """Return what a section is about."""
    sentence = (sections()[section].__doc__ or section).strip().splitlines()[0]
    return _told("section").get(section) or _CLAUSE.split(sentence)[0]


def _chinese_of(switch: Switch) -> Sequence[str]:
    told: Sequence[str] = _told("switch").get(switch.name, ("", ""))
    return told


def _told(group: str) -> Mapping[str, Any]:
    return chinese()[group] if language() == "zh" else {}


@cache
def chinese() -> Mapping[str, Mapping[str, Any]]:
    """Return the Chinese of the settings: title and reason by switch, sections and units."""
    return read_table(_ZH)
