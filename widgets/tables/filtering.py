"""The filter box: words, `field:word`, `field>100`, `>5%`, `field:1..9`; all must hold, a leading - means not."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from widgets.kit.stages import Stages
from widgets.kit.words import tr
from widgets.tables.column import NUMERIC, Column
from widgets.tables.reading import Reading, folded
from widgets.tables.shown import NOTHING

Mask = npt.NDArray[np.bool_]
_TOKEN = re.compile(r'(?:[^\s"]|"[^"]*")+')
_NAMED = re.compile(r"([^:<>=!]+)(>=|<=|!=|:|=|>|<)(.*)", re.DOTALL)
_COMPARED = re.compile(r"(>=|<=|!=|=|>|<)(.+)", re.DOTALL)
_NUMBER = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)(%|万|亿)?")
_TIMES = {None: 1.0, "%": 1.0, "万": 1e4, "亿": 1e8}
_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
}
_IN_NUMBERS = frozenset("0123456789.,+-%–e")


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: `sign` is "" for "contains"; no `field` means any of the columns shown."""

    text: str
    sign: str = ""
    field: str = ""
    is_turned: bool = False


def parse(typed: str, columns: Sequence[Column]) -> tuple[Term, ...]:
    """Return the conditions of what was typed; what reads like nothing else is a word to look for."""
    names = _names(columns)
    return tuple(term for token in _TOKEN.findall(folded(typed)) if (term := _term(token, names)) is not None)


def number(text: str) -> float | None:
    """Return a number as people type it (1,000 or 5% or 3万), in the unit shown; None for anything else."""
    match = _NUMBER.fullmatch(text)
    return None if match is None else float(match[1].replace(",", "")) * _TIMES[match[2]]


def matching(terms: Sequence[Term], reading: Reading, shown: Sequence[Column]) -> Stages[Mask]:
    """Come to which rows hold every term; a term that names no column is looked for in those shown."""
    yield from reading.preparing(searched(terms, reading, shown))
    found = np.ones(len(reading.sheet), dtype=np.bool_)
    for term in terms:
        held = yield from _held(term, reading, _among(term, reading, shown))
        found &= ~held if term.is_turned else held
    return found


def searched(terms: Sequence[Term], reading: Reading, shown: Sequence[Column]) -> list[str]:
    """Return the fields whose texts it takes to know which rows hold the terms."""
    found: dict[str, None] = {}
    for term in terms:
        if not term.sign and _limits(term) is None:
            among = _among(term, reading, shown)
            found |= {column.field: None for column in among if _may_hold(term, column)}
    return list(found)


def _among(term: Term, reading: Reading, shown: Sequence[Column]) -> Sequence[Column]:
    return [reading.columns[term.field]] if term.field in reading.columns else shown


def _may_hold(term: Term, column: Column) -> bool:
    return column.kind not in NUMERIC or _IN_NUMBERS.issuperset(term.text)


def _term(token: str, names: Mapping[str, str]) -> Term | None:
    is_turned = len(token) > 1 and token[0] == "-" and number(token) is None
    bare = token[1:] if is_turned else token
    named = _NAMED.fullmatch(bare)
    field = _field(named[1], names) if named else ""
    if named and field:
        sign = "" if named[2] == ":" else named[2]
        compared = _COMPARED.fullmatch(named[3]) if not sign else None
        sign, text = (compared[1], compared[2]) if compared else (sign, named[3])
        return Term(_unquoted(text), sign, field, is_turned) if text else None
    compared = _COMPARED.fullmatch(bare)
    if compared and number(compared[2]) is not None:
        return Term(compared[2], compared[1], "", is_turned)
    text = _unquoted(bare)
    return Term(text, "", "", is_turned) if text else None


def _names(columns: Sequence[Column]) -> dict[str, str]:
    names: dict[str, str] = {}
    for column in columns:
        for name in (tr(column.header), column.header, column.field):
            names[folded(name).replace(" ", "_")] = column.field
    return names


def _field(name: str, names: Mapping[str, str]) -> str:
    wanted = _unquoted(name).replace(" ", "_")
    if wanted in names:
        return names[wanted]
    begun = {field for key, field in names.items() if wanted and key.startswith(wanted)}
    return begun.pop() if len(begun) == 1 else ""


def _unquoted(text: str) -> str:
    return text.replace('"', "")


def _held(term: Term, reading: Reading, columns: Sequence[Column]) -> Stages[Mask]:
    limits = _limits(term)
    held = np.zeros(len(reading.sheet), dtype=np.bool_)
    for column in columns:
        if limits is not None and column.kind in NUMERIC:
            held |= _in_range(reading.numbers(column.field), limits)
        elif term.sign:
            held |= _compared(term, reading, column)
        elif limits is None and _may_hold(term, column):
            held |= _contains(reading.texts(column.field), term.text)
        yield
    return held


def _limits(term: Term) -> tuple[float, float] | None:
    """Return the ends of `field:1..9`, either of which may be left out."""
    low, dots, high = term.text.partition("..")
    if term.sign or not term.field or not dots or not (low or high):
        return None
    ends = (number(low) if low else -np.inf, number(high) if high else np.inf)
    return None if None in ends else ends  # type: ignore[return-value]


def _in_range(values: npt.NDArray[np.float64], limits: tuple[float, float]) -> Mask:
    low, high = limits
    return (values >= low) & (values <= high)


def _contains(texts: Sequence[str], text: str) -> Mask:
    return np.fromiter((text in each for each in texts), dtype=np.bool_, count=len(texts))


def _compared(term: Term, reading: Reading, column: Column) -> Mask:
    compare = _COMPARE[term.sign]
    if column.kind in NUMERIC:
        limit = number(term.text)
        values = reading.numbers(column.field)
        return np.zeros(len(values), dtype=np.bool_) if limit is None else ~np.isnan(values) & compare(values, limit)
    if not term.field:
        return np.zeros(len(reading.sheet), dtype=np.bool_)
    texts = reading.texts(column.field)
    held = (each != NOTHING and compare(each, term.text) for each in texts)
    return np.fromiter(held, dtype=np.bool_, count=len(texts))
