"""How a value reads on the screen, and what of it goes into a file."""

import math
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from typing import Any

import numpy as np

from core.domain.money import FEN_PER_YUAN, LI_PER_FEN, LI_PER_YUAN
from widgets.kit.sayings import spoken
from widgets.kit.words import tr, word
from widgets.tables.column import NUMERIC, Column, Kind

NOTHING = "–"
MINUS = "\u2212"
_PERCENT = 100
_SCALES = {
    Kind.MONEY: FEN_PER_YUAN,
    Kind.SIGNED_MONEY: FEN_PER_YUAN,
    Kind.PRICE: LI_PER_YUAN,
    Kind.RATIO: 1 / _PERCENT,
    Kind.SIGNED_RATIO: 1 / _PERCENT,
}


def is_missing(value: Any) -> bool:
    """Whether there is no value: None, NaN or NaT."""
    return value is None or bool(value != value)


def heading(column: Column) -> str:
    """Return the column's heading with its unit, in the screen's language."""
    name = tr(column.header)
    if column.kind in (Kind.MONEY, Kind.SIGNED_MONEY, Kind.PRICE):
        return tr("{name} (CNY)", name=name)
    if column.kind == Kind.SHARES:
        return tr("{name} (sh)", name=name)
    return name


def shower(column: Column) -> Callable[[Any], str]:
    """Return what turns a value of the column into the text of its cell; a dash where there is none."""
    text = _showers(column)

    def show(value: Any) -> str:
        return NOTHING if is_missing(value) else text(value)

    return show


def number_text(value: float, digits: int | None = None) -> str:
    """Return a number with as many decimals as fit its size, or with `digits`; never a hyphen for a minus."""
    size = abs(value)
    if digits is not None:
        text = f"{value:,.{digits}f}"
    elif math.isinf(value) or size >= 1e6:
        text = f"{value:,.0f}"
    elif size >= 100:
        text = f"{value:,.2f}"
    else:
        text = f"{value:.4f}" if size >= 0.0001 or not size else f"{value:.2e}"
    return _signed_by_minus(text)


def full(column: Column, value: Any) -> str:
    """Return the value with nothing rounded away: what a cell says when a person points at it."""
    if is_missing(value):
        return tr("no value")
    if column.kind == Kind.WORD:
        shown, code = shower(column)(value), _plain_text(value)
        return shown if shown == code else tr("{word} (code {code})", word=shown, code=code)
    if column.kind == Kind.FLAG:
        return tr("yes") if value else tr("no")
    if column.kind in (Kind.NUMBER, Kind.RATIO, Kind.SIGNED_RATIO):
        return repr(float(value))
    return shower(column)(value)


def scale(column: Column) -> float:
    """Return by how much a value is divided to be the number shown: 100 for fen shown in yuan."""
    return _SCALES.get(column.kind, 1)


def plain(column: Column, value: Any) -> Any:
    """Return what an exported cell holds: a number in the heading's unit, a date, or text; None where nothing is.

    Ratios stay fractions, so that 0.05 can be reckoned with.
    """
    if is_missing(value):
        return None
    kind = column.kind
    if kind in (Kind.DATE, Kind.MOMENT):
        time = _time(value)
        return time.date() if kind == Kind.DATE and isinstance(time, datetime) else time
    if kind == Kind.FLAG:
        return bool(value)
    if kind in (Kind.WORD, Kind.SENTENCE):
        return shower(column)(value)
    if kind not in NUMERIC:
        return _plain_text(value)
    number = value.item() if isinstance(value, np.generic) else value
    if kind in (Kind.MONEY, Kind.SIGNED_MONEY, Kind.PRICE):
        return number / scale(column)
    return number


def _plain_text(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(_plain_text(each) for each in value)
    return str(value)


def _time(value: Any) -> date | datetime:
    if isinstance(value, np.datetime64):
        found: date | datetime = value.astype("datetime64[us]").item()
        return found
    return value  # type: ignore[no-any-return]


def _showers(column: Column) -> Callable[[Any], str]:
    kind, digits = column.kind, column.digits
    if kind == Kind.WORD:
        return lambda value: _worded(column.group, value)
    return {
        Kind.TEXT: _plain_text,
        Kind.SENTENCE: lambda value: spoken(_plain_text(value)),
        Kind.CODE: _plain_text,
        Kind.INTEGER: lambda value: _signed_by_minus(f"{int(value):,}"),
        Kind.SHARES: lambda value: _signed_by_minus(f"{int(value):,}"),
        Kind.NUMBER: lambda value: number_text(float(value), digits),
        Kind.RATIO: lambda value: _signed_by_minus(_ratio(value, digits, "")),
        Kind.SIGNED_RATIO: lambda value: _signed_by_minus(_ratio(value, digits, "+")),
        Kind.MONEY: lambda value: _signed_by_minus(f"{value / FEN_PER_YUAN:,.2f}"),
        Kind.SIGNED_MONEY: _signed_money,
        Kind.PRICE: _price,
        Kind.DATE: lambda value: f"{_time(value):%Y-%m-%d}",
        Kind.MOMENT: lambda value: f"{_time(value):%Y-%m-%d %H:%M:%S}",
        Kind.FLAG: lambda value: tr("yes") if value else tr("no"),
    }[kind]


def _worded(group: str, value: Any) -> str:
    """Return a code's word; of several their words, and what is no code as the sentence it is."""
    if not isinstance(value, tuple | list):
        return word(group, _plain_text(value))
    return ", ".join(spoken(each) if (found := word(group, each)) == each else found for each in value)


def _signed_by_minus(text: str) -> str:
    return text.replace("-", MINUS, 1) if text.startswith("-") else text


def _ratio(value: float, digits: int | None, sign: str) -> str:
    text = f"{value * _PERCENT:{sign},.{2 if digits is None else digits}f}%"
    return _unsigned_nought(text) if sign else text


def _signed_money(value: float) -> str:
    return _signed_by_minus(_unsigned_nought(f"{value / FEN_PER_YUAN:+,.2f}"))


def _unsigned_nought(text: str) -> str:
    return text if any(figure in text for figure in "123456789") else text[1:]


def _price(value: float) -> str:
    in_li = round(value)
    return _signed_by_minus(f"{in_li / LI_PER_YUAN:,.{2 if in_li % LI_PER_FEN == 0 else 3}f}")
