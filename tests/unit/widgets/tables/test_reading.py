"""Rows are sorted by value, whatever they are shown as, and nothing comes last."""

import itertools
import math
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ports.views.sheet import Sheet
from widgets.kit.stages import finish
from widgets.kit.words import speak
from widgets.tables.column import Column, Kind
from widgets.tables.reading import Reading

NUMBERS = st.one_of(st.none(), st.floats(), st.integers(-(2**63), 2**63 - 1))


def order(kind: Kind, values: object, descending: bool = False, group: str = "") -> list[int]:
    """Places of a lone column's rows once sorted."""
    reading = Reading(Sheet({"x": values}), [Column("x", "X", kind, group)])  # type: ignore[dict-item]
    return finish(reading.sorting([("x", descending)], np.arange(len(values)))).tolist()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "values", "rising"),
    [
        (Kind.TEXT, ["b", None, "a", "10", "9"], [3, 4, 2, 0, 1]),
        (Kind.CODE, ["600519.SH", "000001.SZ", "300750.SZ"], [1, 2, 0]),
        (Kind.NUMBER, [9.9, 10.1, float("nan"), -1.0], [3, 0, 1, 2]),
        (Kind.MONEY, [100, None, -5, 7], [2, 3, 0, 1]),
        (Kind.INTEGER, [2**62, 2**62 + 1, 2**62 - 1], [2, 0, 1]),
        (Kind.DATE, [date(2026, 3, 1), None, date(2025, 1, 1)], [2, 0, 1]),
        (Kind.DATE, np.array(["2026-03-01", "NaT", "2025-01-01"], dtype="datetime64[D]"), [2, 0, 1]),
        (Kind.MOMENT, [datetime(2026, 1, 1, 9, 1, tzinfo=UTC), datetime(2026, 1, 1, 9, tzinfo=UTC), None], [1, 0, 2]),
        (Kind.FLAG, [True, False, None], [1, 0, 2]),
        (Kind.NUMBER, np.array([3, 1, 2]), [1, 2, 0]),
    ],
)
def test_each_kind_sorts_by_value_with_nothing_last_in_either_direction(
    kind: Kind, values: object, rising: list[int]
) -> None:
    assert order(kind, values) == rising
    missing = [place for place in rising if _is_none(values[place])]  # type: ignore[index]
    falling = [place for place in reversed(rising) if place not in missing]
    assert order(kind, values, descending=True) == falling + missing


def test_words_sort_by_what_is_shown() -> None:
    codes = ["SELL", "BUY", None]
    assert order(Kind.WORD, codes, group="side") == [1, 0, 2]
    speak("zh", str)
    try:
        assert order(Kind.WORD, codes, group="side") == [*sorted([0, 1], key=["卖出", "买入"].__getitem__), 2]
    finally:
        speak("en", str)


@settings(max_examples=100, deadline=None)
@given(st.lists(NUMBERS, max_size=30), st.booleans())
def test_sorted_numbers_never_fall_and_ties_keep_their_order(values: list[float | None], descending: bool) -> None:
    places = order(Kind.NUMBER, values, descending)
    assert sorted(places) == list(range(len(values)))
    there = [place for place in places if not _is_none(values[place])]
    assert there == places[: len(there)]
    for before, after in itertools.pairwise(there):
        first, second = float(values[before]), float(values[after])  # type: ignore[arg-type]
        assert first >= second if descending else first <= second
        if values[before] == values[after]:
            assert before < after


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), max_size=20), st.booleans(), st.booleans())
def test_several_columns_sort_by_the_first_then_the_next(
    rows: list[tuple[str, int]], down_a: bool, down_b: bool
) -> None:
    columns = [Column("a", "A"), Column("b", "B", Kind.INTEGER)]
    reading = Reading(Sheet.of([{"a": a, "b": b} for a, b in rows], ["a", "b"]), columns)
    places = finish(reading.sorting([("a", down_a), ("b", down_b)], np.arange(len(rows)))).tolist()
    wanted = sorted(range(len(rows)), key=lambda place: rows[place][1], reverse=down_b)
    wanted.sort(key=lambda place: rows[place][0], reverse=down_a)
    assert [rows[place] for place in places] == [rows[place] for place in wanted]


def test_a_column_the_sheet_lacks_counts_as_empty() -> None:
    reading = Reading(Sheet({"x": [1, 2]}), [Column("y", "Y", Kind.NUMBER), Column("z", "Z")])
    assert np.isnan(reading.numbers("y")).all()
    assert reading.texts("z") == ["–", "–"]


def _is_none(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value)) or str(value) == "NaT"
