"""Every word on the screen: texts are English in the code and translated by Qt files, codes by the report's tables.

Free of Qt, so that the state of a panel can speak too; the console installs the translator.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

import yaml

from core.domain.phrasebook import Phrasebook

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CONTEXT = "daybreak"
"""The one context of every .ts file."""


@dataclass(slots=True)
class _Tongue:
    language: str
    translate: Callable[[str], str]


_tongue = _Tongue("en", str)


def speak(language: str, translate: Callable[[str], str]) -> None:
    """Let `tr` and `word` speak `language` ("zh" or "en") from now on."""
    _tongue.language, _tongue.translate = language, translate


def language() -> str:
    """Return the language of the screen, "zh" or "en"."""
    return _tongue.language


def tr(text: str, **values: object) -> str:
    """Return an English text in the screen's language, its {names} filled in."""
    said = _tongue.translate(text)
    return said.format(**values) if values else said


def untranslated(text: str) -> str:
    """Mark an English text that `tr` is given elsewhere, so that its translation is not forgotten."""
    return text


def word(group: str, code: str) -> str:
    """Return what a code of `group` (outcome, gate, break, step …) is called; the code itself where it has no name."""
    named = _codes(_tongue.language).get(group)
    return str(named.get(code, code)) if isinstance(named, Mapping) else code


def sentence(text: str) -> str:
    """Return a built-in factor's definition in the screen's language; any other text as it is written."""
    return text if _tongue.language == "en" else _definitions(_tongue.language).say(text)


def codes(group: str) -> tuple[str, ...]:
    """Return every code of a group."""
    named = _codes(_tongue.language).get(group)
    return tuple(map(str, named)) if isinstance(named, Mapping) else ()


def word_anywhere(code: str) -> str:
    """Return what a code is called where its group is not known and all groups that have it agree; else the code."""
    return _words_anywhere(_tongue.language).get(code, code)


def moment(at: datetime | None) -> str:
    """Return a point in time as people read it, to the second, in its own zone; a dash for none."""
    return "–" if at is None else f"{at:%Y-%m-%d %H:%M:%S}"


def read_table(name: str) -> Mapping[str, Any]:
    """Return a table of words in resources/report."""
    source = resources.files("resources.report").joinpath(name)
    found = yaml.load(source.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - safe, in C where it is there
    return found if isinstance(found, Mapping) else {}


@cache
def _words_anywhere(language: str) -> Mapping[str, str]:
    named: dict[str, set[str]] = {}
    for group in _codes(language).values():
        if isinstance(group, Mapping):
            for code, name in group.items():
                named.setdefault(str(code), set()).add(str(name))
    return {code: names.pop() for code, names in named.items() if len(names) == 1}


@cache
def _codes(language: str) -> Mapping[str, Any]:
    return read_table(f"{language}.yaml")


@cache
def _definitions(language: str) -> Phrasebook:
    return Phrasebook(read_table(f"definitions.{language}.yaml"))
