"""Pictures are well-formed, labelled, escaped, and drawn where their values say."""

import math
import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from core.pipeline.report.charts import Bar, Series, bar_chart, funnel, histogram, line_chart
from core.pipeline.report.text import percent

DAYS = [date(2026, 1, 5) + timedelta(step) for step in range(6)]
NS = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in parsed(svg).iter(f"{NS}text")]


def line(*values: float, style: str = "a") -> Series:
    return Series("account", values, style)


def test_line_has_axis_values_dates_and_the_last_value_in_the_legend() -> None:
    svg = line_chart("title", DAYS, [line(0, 0.01, 0.02, 0.01, 0.03, 0.04), line(*[0.02] * 6, style="b")], percent)
    shown = texts(svg)
    assert {"+0.00%", "+1.00%", "+2.00%", "+3.00%", "+4.00%"} <= set(shown)
    assert {"2026-01-05", "2026-01-07", "2026-01-10"} <= set(shown)
    assert [name for name in shown if name.startswith("account")] == ["account +4.00%", "account +2.00%"]
    assert parsed(svg).find(f"{NS}title").text == "title"  # type: ignore[union-attr]


def test_higher_values_stand_higher() -> None:
    [points] = re.findall(
        r'polyline class="line a" points="([^"]+)"', line_chart("", DAYS, [line(0, 1, 2, 3, 4, 5)], str)
    )
    heights = [float(point.split(",")[1]) for point in points.split()]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 6


def test_a_gap_splits_the_line_and_a_lone_point_is_a_dot() -> None:
    svg = line_chart("", DAYS, [line(1, 2, math.nan, 4, math.nan, 6)], str)
    assert svg.count("<polyline") == 1
    assert svg.count("<circle") == 2


def test_drawdown_is_filled_to_zero() -> None:
    assert '<polygon class="fill down soft"' in line_chart("", DAYS, [line(0, -1, -2, 0, -1, 0, style="down")], str)


def test_one_day_and_nothing_known_do_not_break() -> None:
    assert "<circle" in line_chart("", DAYS[:1], [line(0.1)], percent)
    assert line_chart("", DAYS, [line(*[math.nan] * 6)], percent) == ""
    assert line_chart("", [], [], percent) == ""


def test_bars_go_to_their_side_of_zero_in_their_colour() -> None:
    svg = bar_chart("", [Bar("A", 30.0, "▲ 30", "up"), Bar("B", -10.0, "▼ -10", "down")])
    axis = float(next(parsed(svg).iter(f"{NS}line")).get("x1", ""))
    up, down = parsed(svg).iter(f"{NS}rect")
    assert float(up.get("x", "")) == axis
    assert float(down.get("x", "")) + float(down.get("width", "")) == pytest.approx(axis, abs=0.11)
    assert float(up.get("width", "")) == pytest.approx(3 * float(down.get("width", "")), abs=0.2)
    assert [bar.get("class") for bar in (up, down)] == ["fill up", "fill down"]
    assert texts(svg) == ["A", "▲ 30", "B", "▼ -10"]
    assert bar_chart("", []) == ""


def test_all_zero_and_all_negative_bars_stay_inside_the_picture() -> None:
    for values in ((0.0, 0.0), (-1.0, -3.0)):
        for bar in parsed(bar_chart("", [Bar("A", value, "") for value in values])).iter(f"{NS}rect"):
            assert 0 <= float(bar.get("x", "")) <= float(bar.get("x", "")) + float(bar.get("width", "")) <= 360


def test_histogram_counts_every_finite_value_once() -> None:
    svg = histogram("", [0.0, 0.05, 1.0, 1.0, math.nan], bins=10)
    heights = [float(bar.get("height", "")) for bar in parsed(svg).iter(f"{NS}rect")]
    assert heights[0] == heights[-1] > 0
    assert sum(heights[1:-1]) == 0
    assert {"0", "1", "2", "0.5"} <= set(texts(svg))
    assert histogram("", [math.nan]) == ""
    assert len(list(parsed(histogram("", [3.0, 3.0])).iter(f"{NS}rect"))) == 20


def test_funnel_states_count_and_share() -> None:
    svg = funnel("", [("Listed", 400), ("Included", 100)])
    assert texts(svg) == ["Listed  400  (100%)", "Included  100  (25%)"]
    wide, narrow = (float(bar.get("width", "")) for bar in parsed(svg).iter(f"{NS}rect"))
    assert narrow == pytest.approx(wide / 4, abs=0.1)
    assert funnel("", [("Listed", 0)]) == funnel("", []) == ""


@pytest.mark.parametrize("draw", [
    lambda name: line_chart(name, DAYS, [Series(name, (1.0,) * 6, "a")], lambda _: name),
    lambda name: bar_chart(name, [Bar(name, 1.0, name)]),
    lambda name: histogram(name, [1.0]),
    lambda name: funnel(name, [(name, 1)]),
])  # fmt: skip
def test_untrusted_names_are_escaped(draw) -> None:  # type: ignore[no-untyped-def]
    svg = draw("<b>\"&'")
    assert "<b>" not in svg
    parsed(svg)


def test_long_names_are_cut_by_width_a_chinese_character_counting_twice() -> None:
    shown = texts(bar_chart("", [Bar("一二三四五六七八九十", 1.0, ""), Bar("a" * 18, 1.0, ""), Bar("a" * 19, 1.0, "")]))
    assert shown[::2] == ["一二三四五六七八九…", "a" * 18, "a" * 18 + "…"]
