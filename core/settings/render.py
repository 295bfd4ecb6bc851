"""Every switch in words: as cfg.yaml, as the page of the handbook, and as what an error message expected."""

import textwrap
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

import yaml
from pydantic.fields import FieldInfo

from core.settings.model import Settings
from core.settings.section import Section

_HEADER = """\
# Every switch of Daybreak with its unit, default and reason, rendered from core/settings/model.py.
# Change nothing here: write what should differ into cfg.yaml of the home folder, one key is enough, or set
# an environment variable such as DAYBREAK__PORTFOLIO__TOP_N=10 for one command.
# An unknown key, a wrong type or a value outside its limits refuses to start.
"""
_PAGE_HEADER = """\
# Settings

Rendered from `core/settings/model.py`; `daybreak config show` prints the values in force.

Later layers win, switch by switch (a list or a mapping is replaced whole): the defaults below, the repository's
`cfg.yaml`, `cfg.yaml` of the home folder, and environment variables named `DAYBREAK__SECTION__KEY` whose value is
read as YAML. A file that cannot be read, an unknown section or key, a duplicate key, a wrong type or a value outside
its limits ends with exit code 78 and a message naming file, line, key and what was expected; nothing falls back to a
default. Every run records the hash of the settings it ran with, those of the window (`console`) apart. Text
that looks like a number wants quotes.

```yaml
# <home>/cfg.yaml
portfolio:
  top_n: 10
```

```
export DAYBREAK__PORTFOLIO__TOP_N=10          # Linux
$env:DAYBREAK__PORTFOLIO__TOP_N = "10"        # Windows PowerShell
```
"""
_WORDS = {bool: "true or false", int: "whole number", float: "number", Decimal: "number", str: "text"}
_SIGNS = (("ge", "≥"), ("gt", ">"), ("le", "≤"), ("lt", "<"))
_PLAIN_WORDS = frozenset({"true", "false", "null", "~", ""})


@dataclass(frozen=True, slots=True)
class Switch:
    """One switch as a person meets it; `limits` and `choices` are empty where there are none."""

    section: str
    key: str
    kind: str
    unit: str
    default: Any
    reason: str
    limits: tuple[str, ...]
    choices: tuple[str, ...]

    @property
    def name(self) -> str:
        """The dotted name, such as `portfolio.top_n`."""
        return f"{self.section}.{self.key}"

    @property
    def expected(self) -> str:
        """What a value must be, in one phrase."""
        kind = f"one of {', '.join(self.choices)}" if self.choices else self.kind
        unit = f" ({self.unit})" if self.unit else ""
        return f"{kind}{unit}{', ' if self.limits else ''}{' and '.join(self.limits)}"


def sections() -> dict[str, type[Section]]:
    """The sections by name, in order."""
    return {name: cast(type[Section], field.annotation) for name, field in Settings.model_fields.items()}


def describe() -> list[Switch]:
    """Every switch, in the order of the model."""
    return [
        _switch(section, key, field) for section, cls in sections().items() for key, field in cls.model_fields.items()
    ]


def render_cfg(settings: Settings | None = None) -> str:
    """Return cfg.yaml holding every switch of `settings` (the defaults when None) with its comment; ends in a newline.

    Loading the text gives equal settings.
    """
    values = settings or Settings()
    lines = [_HEADER]
    section = ""
    for switch in describe():
        if switch.section != section:
            section = switch.section
            lines += [f"\n# {_first_line(sections()[section])}", f"{section}:"]
        lines += [f"  {line}" for line in _comment(switch)]
        lines.append(f"  {switch.key}: {as_yaml(getattr(getattr(values, section), switch.key))}")
    return "\n".join(lines) + "\n"


def render_page() -> str:
    """Return docs/settings.md: one table a section."""
    lines = [_PAGE_HEADER]
    for section, cls in sections().items():
        lines += [f"## {section}\n", f"{_first_line(cls)}\n", "| key | default | unit | must be | why |"]
        lines.append("|---|---|---|---|---|")
        for switch in (one for one in describe() if one.section == section):
            must_be = ", ".join(
                (f"one of {', '.join(switch.choices)}" if switch.choices else switch.kind, *switch.limits)
            )
            cells = (f"`{switch.key}`", f"`{as_yaml(switch.default)}`", switch.unit, must_be, switch.reason)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _switch(section: str, key: str, field: FieldInfo) -> Switch:
    extra = field.json_schema_extra
    unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
    kind, choices = _kind(field.annotation)
    return Switch(section, key, kind, unit, field.default, field.description or "", _limits(field), choices)


def _kind(annotation: Any) -> tuple[str, tuple[str, ...]]:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "word", tuple(str(choice) for choice in args)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "word", tuple(str(member.value) for member in annotation)
    if origin is tuple:
        return f"list of {_kind(args[0])[0]}", ()
    if origin is dict:
        return f"mapping of {_kind(args[0])[0]} to {_kind(args[1])[0]}", ()
    if origin in (Union, UnionType):
        raise TypeError(f"a switch of type {annotation} could not be explained in one phrase")
    return _WORDS[annotation], ()


def _limits(field: FieldInfo) -> tuple[str, ...]:
    found = []
    for constraint in field.metadata:
        found += [f"{sign} {bound}" for name, sign in _SIGNS if (bound := getattr(constraint, name, None)) is not None]
        if (length := getattr(constraint, "min_length", None)) is not None:
            found.append(f"at least {length} characters")
        if (pattern := getattr(constraint, "pattern", None)) is not None:
            found.append(f"matching {pattern}")
    return tuple(found)


def _comment(switch: Switch) -> list[str]:
    facts = [f"default {as_yaml(switch.default)}", *switch.limits]
    if switch.unit:
        facts.insert(0, f"unit: {switch.unit}")
    if switch.choices:
        facts.append(f"one of: {', '.join(switch.choices)}")
    body = [*textwrap.wrap(switch.reason, 110), *textwrap.wrap("; ".join(facts), 110)]
    return [f"# {line}" for line in body]


def _first_line(cls: type[Section]) -> str:
    return (cls.__doc__ or "").strip().splitlines()[0]


def as_yaml(value: Any) -> str:
    """Return a switch's value on one line of YAML, which reads back as the same value."""
    if isinstance(value, Enum):
        return as_yaml(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_yaml(key)}: {as_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(as_yaml(item) for item in value) + "]"
    return _text(str(value))


def _text(text: str) -> str:
    plain = text.replace("_", "a").replace("-", "a")
    if plain.isascii() and plain.isalnum() and text[0].isalpha() and text.lower() not in _PLAIN_WORDS:
        return text
    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**9)).removesuffix("\n")
