"""Names along an axis: real trade dates, as many as there is room for, the same ones while it is moved."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.charts.numbers import axis_text, value_text
from widgets.charts.series import Series, base_of
from widgets.charts.ticks import day_ticks, name_ticks
from widgets.kit.words import speak

DAYS = np.arange(np.datetime64("2015-01-05"), np.datetime64("2026-11-28"))
DAYS = DAYS[np.is_busday(DAYS)]


def names(first: int, last: int, room: int) -> list[str]:
    """The names between two points."""
    return [name for _, name in day_ticks(DAYS, first, last, room)]


def test_the_names_get_finer_as_one_zooms_in() -> None:
    whole = len(DAYS) - 1
    assert names(0, whole, 2) == ["2020-12", "2026-11"]
    assert names(0, whole, 12) == [str(year) for year in range(2015, 2027)]
    assert names(whole - 250, whole, 12)[:2] == ["2026-01", "2026-02"]
    assert names(whole - 9, whole, 12)[-1] == "11-27"
    assert len(names(whole - 9, whole, 12)) == 10
    assert names(whole - 19, whole, 4) == ["11-06", "11-13", "11-20", "11-27"]
    assert names(whole - 21, whole - 2, 4) == ["10-30", "11-06", "11-13", "11-20"]


def test_a_month_is_named_at_its_first_trade_date() -> None:
    ticks = day_ticks(DAYS, 200, 460, 14)
    assert len(ticks) > 10
    for place, name in ticks:
        assert str(DAYS[int(place)])[:7] == name
        assert str(DAYS[int(place) - 1])[:7] != name


@settings(max_examples=80, deadline=None)
@given(st.integers(-50, len(DAYS) + 50), st.integers(0, len(DAYS)), st.integers(0, 20))
def test_there_are_never_more_names_than_room_and_all_lie_inside(first: int, width: int, room: int) -> None:
    ticks = day_ticks(DAYS, first, first + width, room)
    assert len(ticks) <= room
    assert all(max(first, 0) <= place <= min(first + width, len(DAYS) - 1) for place, _ in ticks)
    named = name_ticks([str(day) for day in DAYS], first, first + width, room)
    assert len(named) <= max(room, 1)


def test_points_stand_one_step_apart_and_are_found_again() -> None:
    base = base_of([date(2026, 1, 2), date(2026, 1, 5), date(2026, 1, 6)])
    assert base.at.tolist() == [0, 1, 2]
    assert [base.nearest(position) for position in (-5, 0.4, 0.6, 99)] == [0, 0, 1, 2]
    assert base.span(0.5, 2) == slice(1, 3)
    assert base_of(["b", "a"]).names == ("b", "a")
    assert base_of([]).at.tolist() == []


@pytest.mark.parametrize("along", [[date(2026, 1, 5), date(2026, 1, 2)], [2.0, 1.0], [1.0, float("nan")]])
def test_what_does_not_rise_is_refused(along: list[object]) -> None:
    with pytest.raises(ValueError, match="rise"):
        base_of(along)  # type: ignore[arg-type]


def test_a_series_of_two_dimensions_is_refused_and_none_is_a_gap() -> None:
    with pytest.raises(ValueError, match="2 dimensions"):
        Series("x", [[1.0]]).floats()
    assert np.isnan(Series("x", [None, 1.0]).floats()[0])


def test_figures_read_in_the_unit_of_the_chart() -> None:
    assert [value_text(value, "%") for value in (0.0512, -0.1, float("nan"))] == ["5.12%", "−10.00%", "–"]
    assert value_text(-1234.5, "CNY") == "−1,234.50"
    assert [axis_text(value, 0.05, "%") for value in (0.1, -0.05)] == ["10%", "−5%"]
    assert [axis_text(value, 0.25, "") for value in (0.5, -1.25)] == ["0.5", "−1.2"]
    assert [axis_text(value, 1e4, "CNY") for value in (20_000.0, 3e6, -2e9)] == ["20K", "3M", "−2B"]


def test_large_figures_are_shortened_as_the_language_does() -> None:
    speak("zh", str)
    try:
        assert [axis_text(value, 1e4, "CNY") for value in (20_000.0, 3e8)] == ["2万", "3亿"]
    finally:
        speak("en", str)
