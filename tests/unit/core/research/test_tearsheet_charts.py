"""The tear sheet's pictures: what is drawn, where, and nothing of nothing."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.research.tearsheet.charts import MOST_POINTS, Columns, Line, columns, lines, month_map
from tests.fakes.factor_findings import trade_dates

NAN = float("nan")
SVG = "{http://www.w3.org/2000/svg}"


def show(value: float) -> str:
    return f"{value:+.2f}"


def drawn(svg: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(SVG + tag))


def points(svg: str) -> list[float]:
    """Heights of the first line's points."""
    return [float(pair.split(",")[1]) for pair in drawn(svg, "polyline")[0].attrib["points"].split()]


def test_few_dates_are_drawn_one_by_one_and_many_thinned_to_the_last() -> None:
    short = lines("t", trade_dates(5), [Line("a", np.arange(5.0), "a")], show)
    assert len(points(short)) == 5
    long = lines("t", trade_dates(1000), [Line("a", np.arange(1000.0), "a")], show)
    assert len(points(long)) <= MOST_POINTS
    assert "a +999.00" in long


def test_a_flow_is_thinned_to_means() -> None:
    """Of +1 and −1 by turns every mean is 0: a straight line."""
    turns = np.where(np.arange(960) % 2, 1.0, -1.0)
    assert len(set(points(lines("t", trade_dates(960), [Line("a", turns, "a", True)], show)))) == 1
    gaps = np.where(np.arange(960) % 4, np.nan, 3.0)
    assert "a +3.00" in lines("t", trade_dates(960), [Line("a", gaps, "a", True)], show)


def test_columns_stand_on_a_common_zero() -> None:
    svg = columns("t", ["x", "y"], [Columns("one", (0.2, -0.1), "a"), Columns("two", (NAN, 0.0), "b")], show)
    bars = [each for each in drawn(svg, "rect") if each.find(SVG + "title") is not None]
    assert [each.findtext(SVG + "title") for each in bars] == ["x one +0.20", "y one -0.10", "y two +0.00"]
    up, down, nothing = bars
    zero = float(up.attrib["y"]) + float(up.attrib["height"])
    assert float(down.attrib["y"]) == pytest.approx(zero, abs=0.2)
    assert float(up.attrib["height"]) == pytest.approx(2 * float(down.attrib["height"]), abs=0.3)
    assert float(nothing.attrib["height"]) == 0.5


def test_a_month_has_its_place_colour_and_strength() -> None:
    svg = month_map("t", [(202312, 0.02), (202401, -0.04), (202402, NAN), (202403, 0.0)], show)
    december, january, march = drawn(svg, "rect")
    assert float(december.attrib["x"]) > float(january.attrib["x"])
    assert float(december.attrib["y"]) < float(january.attrib["y"]) == float(march.attrib["y"])
    assert (december.attrib["class"], january.attrib["class"]) == ("fill up", "fill down")
    assert float(march.attrib["opacity"]) < float(december.attrib["opacity"]) < float(january.attrib["opacity"]) == 1
    assert re.findall(r">([+-]?\d+)</text>", svg)[-3:] == ["+2", "-4", "0"]


def test_nothing_is_drawn_of_nothing() -> None:
    assert lines("t", trade_dates(0), [Line("a", np.empty(0), "a")], show) == ""
    assert lines("t", trade_dates(3), [Line("a", np.full(3, NAN), "a")], show) == ""
    assert columns("t", ["x"], [Columns("one", (NAN,), "a")], show) == ""
    assert month_map("t", [(202401, NAN)], show) == ""
    assert month_map("t", [], show) == ""


def test_labels_are_escaped() -> None:
    svg = columns("<t>", ["<x>"], [Columns("a & b", (1.0,), "a")], lambda value: "<v>")
    assert ElementTree.fromstring(svg).findtext(SVG + "title") == "<t>"


@settings(deadline=None, max_examples=30)
@given(st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(NAN)), max_size=600))
def test_any_series_is_a_picture_or_nothing(values: list[float]) -> None:
    series = np.array(values, dtype=float)
    svg = lines("t", trade_dates(len(values)), [Line("a", series, "a"), Line("b", series, "b", True)], show)
    assert bool(svg) == bool(np.isfinite(series).any())
    assert "nan" not in svg
