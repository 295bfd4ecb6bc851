"""The figures behind a verdict, a break or an alarm, as people read them."""

import json
from collections.abc import Mapping

_UNITS = {"_fen": (100, ",.2f", " CNY"), "_li": (1000, ",.3f", " CNY"), "_bp": (100, ".2f", "%")}
"""By the end of a name: what its unit is divided by, how it is written, what follows."""


def readable(detail: Mapping[str, object]) -> dict[str, str]:
    """Return figures by name in yuan or percent where their names end in a smaller unit, others as they are."""
    return dict(_named(name, value) for name, value in detail.items())


def _named(name: str, value: object) -> tuple[str, str]:
    for ending, (size, form, unit) in _UNITS.items():
        figures = value if isinstance(value, list | tuple) else [value]
        numbers = [each for each in figures if isinstance(each, int | float) and not isinstance(each, bool)]
        if name.endswith(ending) and numbers and len(numbers) == len(figures):
            return name.removesuffix(ending), ", ".join(f"{each / size:{form}}{unit}" for each in numbers)
    return name, _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value)) or "–"
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | bool) else str(value)
