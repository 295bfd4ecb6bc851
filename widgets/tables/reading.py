"""What is worked out once from a sheet: numbers to compare, keys to sort by, texts to search; each when first asked."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from core.ports.views.sheet import Sheet
from widgets.kit.stages import Stages, finish
from widgets.tables.column import NUMERIC, TIMES, Column, Kind
from widgets.tables.shown import is_missing, scale, shower

Keys = npt.NDArray[np.float64] | npt.NDArray[np.int64]
Positions = npt.NDArray[np.intp]
_MICROSECONDS = 1_000_000
_SHOWN_DIGITS = 9
_CELLS, _BUCKETS = 2_000, 100
"""How many cells are reckoned with in one piece, and into how many parts texts are put: a few milliseconds each."""
_Made = TypeVar("_Made")


class Reading:
    """A sheet as a table reads it; a column that the sheet lacks counts as empty."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column]) -> None:
        self.sheet = sheet
        self.columns: Mapping[str, Column] = {column.field: column for column in columns}
        self._keys: dict[str, Keys] = {}
        self._numbers: dict[str, npt.NDArray[np.float64]] = {}
        self._texts: dict[str, list[str]] = {}

    def values(self, field: str) -> Sequence[Any]:
        """Return the column's values as they came."""
        found = self.sheet.columns.get(field)
        return [None] * len(self.sheet) if found is None else found

    def numbers(self, field: str) -> npt.NDArray[np.float64]:
        """Return a numeric column in the unit shown (yuan, percent …), NaN where nothing is."""

        def make() -> npt.NDArray[np.float64]:
            # 0.29 / 0.01 is a hair under 29, and people ask for 29.
            return np.round(as_floats(self.values(field)) / scale(self.columns[field]), _SHOWN_DIGITS)

        return _once(self._numbers, field, make)

    def texts(self, field: str) -> list[str]:
        """Return the column's shown texts, folded to be searched."""
        finish(self.preparing([field]))
        return self._texts.setdefault(field, [])

    def preparing(self, fields: Sequence[str]) -> Stages[None]:
        """Make the texts of some columns; what is left off goes on where it was."""
        for field in fields:
            made = self._texts.setdefault(field, [])
            while len(made) < len(self.sheet):
                made += _folded_texts(self.columns[field], self.values(field)[len(made) : len(made) + _CELLS])
                yield

    def sorting(self, by: Sequence[tuple[str, bool]], among: Positions) -> Stages[Positions]:
        """Come to the positions `among` sorted by (field, descending), the first one weighing most.

        Ties keep their order in `among`; rows without a value come last in either direction.
        """
        found = among
        for field, descending in reversed(by):
            if field not in self._keys:
                self._keys[field] = yield from self._making_keys(self.columns[field])
            found = found[ranked(self._keys[field][found], descending)]
            yield
        return found

    def _making_keys(self, column: Column) -> Stages[Keys]:
        """Come to one number a row that sorts as the column does; NaN where nothing is."""
        values = self.values(column.field)
        if column.kind in NUMERIC or column.kind == Kind.FLAG:
            return as_numbers(values)
        if column.kind in TIMES:
            return (yield from _by_parts(values, as_instants))
        is_shown_so, show, texts = column.kind not in (Kind.WORD, Kind.SENTENCE), shower(column), list[str | None]()
        for start in range(0, len(values), _CELLS):
            part = values[start : start + _CELLS]
            is_plain = is_shown_so and all(type(value) is str for value in part)
            texts += part if is_plain else [None if is_missing(value) else show(value) for value in part]
            yield
        return (yield from ranking(texts))


def ranked(keys: Keys, descending: bool) -> Positions:
    """Return the stable order of `keys`, NaN last in either direction."""
    if not descending:
        return np.argsort(keys, kind="stable")
    # ~x turns integers around without the overflow that -x has at the smallest one.
    turned = np.invert(keys) if keys.dtype == np.int64 else -keys
    return np.argsort(turned, kind="stable")


def folded(text: str) -> str:
    """Return a text as it is searched: without case, the minus as typed on a keyboard."""
    return text.casefold().replace("\u2212", "-")


def as_floats(values: Sequence[Any]) -> npt.NDArray[np.float64]:
    """Return numbers as floats, NaN for None."""
    if isinstance(values, np.ndarray) and values.dtype != object:
        return values.astype(np.float64)
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def as_numbers(values: Sequence[Any]) -> Keys:
    """Return numbers exactly where they are all whole, as floats with NaN for None where not."""
    if isinstance(values, np.ndarray) and np.issubdtype(values.dtype, np.integer):
        return values.astype(np.int64)
    if all(type(value) is int for value in values):
        try:
            return np.array(values, dtype=np.int64)
        except OverflowError:
            pass
    return as_floats(values)


def as_instants(values: Sequence[Any] | npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Return dates and datetimes as microseconds, NaN where nothing is."""
    if isinstance(values, np.ndarray) and np.issubdtype(values.dtype, np.datetime64):
        counted = values.astype("datetime64[us]").astype(np.int64).astype(np.float64)
        counted[np.isnat(values)] = np.nan
        return counted
    if all(value is None or type(value) is date for value in values):
        return as_instants(np.array(values, dtype="datetime64[D]"))
    return np.array([_instant(value) for value in values], dtype=np.float64)


def ranking(texts: Sequence[str | None]) -> Stages[npt.NDArray[np.float64]]:
    """Come to the place of each text among the distinct ones, NaN for None.

    Put apart by some of them first, then sorted bucket by bucket, so that no piece grows with the table.
    """
    pivots = sorted({text for text in texts[:: len(texts) // _BUCKETS + 1] if text is not None})
    buckets: list[set[str]] = [set() for _ in range(len(pivots) + 1)]
    for start in range(0, len(texts), _CELLS):
        for text in texts[start : start + _CELLS]:
            if text is not None:
                buckets[bisect_right(pivots, text)].add(text)
        yield
    places: dict[str | None, float] = {None: np.nan}
    for bucket in buckets:
        places.update(zip(sorted(bucket), count(len(places)), strict=False))
        yield
    return (yield from _by_parts(texts, lambda part: np.array([places[text] for text in part], dtype=np.float64)))


def _by_parts(
    values: Sequence[Any], make: Callable[[Sequence[Any]], npt.NDArray[np.float64]]
) -> Stages[npt.NDArray[np.float64]]:
    parts = []
    for start in range(0, max(len(values), 1), _CELLS):
        parts.append(make(values[start : start + _CELLS]))
        yield
    return np.concatenate(parts)


def _folded_texts(column: Column, values: Sequence[Any]) -> list[str]:
    if column.kind in (Kind.TEXT, Kind.CODE) and all(type(value) is str and "\0" not in value for value in values):
        # One text is folded far faster than thousands of short ones.
        return folded("\0".join(values)).split("\0") if len(values) else []
    show = shower(column)
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiub":
        values = values.tolist()
    return [folded(show(value)) for value in values]


def _instant(value: Any) -> float:
    if is_missing(value):
        return float("nan")
    if isinstance(value, datetime):
        return value.timestamp() * _MICROSECONDS
    return float(np.datetime64(value, "us").astype(np.int64))


def _once(made: dict[str, _Made], field: str, make: Callable[[], _Made]) -> _Made:
    if field not in made:
        made[field] = make()
    return made[field]
