"""Inline SVG pictures from small series: line, bars, histogram, funnel.

Each returns one <svg> element, readable at 360 px, coloured by CSS classes so that it follows the page's theme, with
every axis labelled. Labels are escaped here: the template inserts pictures as they are.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from unicodedata import east_asian_width

from core.pipeline.report.scale import Scale, known, ticks

_WIDTH = 360.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 10.0, 24.0, 22.0
_ROW = 22.0
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Series:
    """A named line; NaN leaves a gap. `style` is the CSS class: a (solid), b (dashed), down (filled to zero)."""

    name: str
    values: tuple[float, ...]
    style: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled bar with the text that states its value; `style` is the CSS class up, down or a."""

    label: str
    value: float
    text: str
    style: str = "a"


def line_chart(title: str, days: Sequence[date], series: Sequence[Series], show: Callable[[float], str]) -> str:
    """Return one line per series over `days`, named in a legend with its last value; '' with nothing to draw."""
    values = known([value for line in series for value in line.values])
    if not values or not days:
        return ""
    height = 210.0
    steps = ticks(min(*values, 0.0), max(*values, 0.0))
    across = Scale(0, max(len(days) - 1, 1), _LEFT, _WIDTH - _RIGHT)
    up = Scale(steps[0], steps[-1], height - _BOTTOM, _TOP)
    parts = [*_grid(steps, up, show), *_dates(days, across, height), *_legend(series, show)]
    for line in series:
        parts.extend(_line(line, across, up))
    return _svg(title, height, parts)


def bar_chart(title: str, bars: Sequence[Bar]) -> str:
    """Return horizontal bars from a common zero, negative ones to the left; '' with nothing to draw."""
    if not bars:
        return ""
    lows, highs = min(0.0, *(bar.value for bar in bars)), max(0.0, *(bar.value for bar in bars))
    across = Scale(lows, highs if highs > lows else 1.0, 112, _WIDTH - 84)
    height = _ROW * len(bars) + 8
    zero = across(0.0)
    parts = [f'<line class="axis" x1="{zero:.1f}" y1="0" x2="{zero:.1f}" y2="{height:.1f}"/>']
    for index, bar in enumerate(bars):
        top, end = 4 + _ROW * index, across(bar.value)
        parts.append(_rect(f"fill {bar.style}", min(zero, end), top + 3, abs(end - zero), _ROW - 7))
        parts.append(_text(2, top + 14, bar.label))
        parts.append(_text(_WIDTH - 2, top + 14, bar.text, "end"))
    return _svg(title, height, parts)


def histogram(title: str, values: Sequence[float], bins: int = 20) -> str:
    """Return counts of the finite values in equal bins, with the range and counts on the axes; '' without any."""
    finite = known(values)
    if not finite:
        return ""
    height, low, high = 180.0, min(finite), max(finite)
    width = (high - low) or 1.0
    counts = [0] * bins
    for value in finite:
        counts[min(int((value - low) / width * bins), bins - 1)] += 1
    steps = [step for step in ticks(0, max(counts)) if step == int(step)]
    up = Scale(0, steps[-1], height - _BOTTOM, _TOP)
    across = Scale(0, bins, _LEFT, _WIDTH - _RIGHT)
    parts = _grid(steps, up, lambda step: f"{step:.0f}")
    for index, number in enumerate(counts):
        left, top = across(index), up(number)
        parts.append(_rect("fill a", left + 0.5, top, across(index + 1) - left - 1, height - _BOTTOM - top))
    for position, anchor in ((0, "start"), (bins // 2, "middle"), (bins, "end")):
        parts.append(_text(across(position), height - 6, f"{low + width * position / bins:.3g}", anchor))
    return _svg(title, height, parts)


def funnel(title: str, stages: Sequence[tuple[str, int]]) -> str:
    """Return one centred bar a stage, as wide as its share of the largest, with count and share; '' without any."""
    largest = max((number for _, number in stages), default=0)
    if largest <= 0:
        return ""
    height, parts = _ROW * 1.5 * len(stages) + 4, []
    for index, (label, number) in enumerate(stages):
        top, width = 2 + _ROW * 1.5 * index, (_WIDTH - 4) * number / largest
        parts.append(_rect("fill a soft", (_WIDTH - width) / 2, top, width, _ROW * 1.5 - 4))
        stated = f"{label}  {number:,d}  ({number / largest:.0%})"
        parts.append(f'<text x="{_WIDTH / 2:.1f}" y="{top + 19:.1f}" text-anchor="middle">{escape(stated)}</text>')
    return _svg(title, height, parts)


def _line(line: Series, across: Scale, up: Scale) -> list[str]:
    runs: list[list[str]] = [[]]
    for index, value in enumerate(line.values):
        if math.isfinite(value):
            runs[-1].append(f"{across(index):.1f},{up(value):.1f}")
        elif runs[-1]:
            runs.append([])
    parts = []
    for run in (run for run in runs if run):
        if line.style == "down":
            left, right = run[0].split(",")[0], run[-1].split(",")[0]
            zero = f"{up(0.0):.1f}"
            parts.append(f'<polygon class="fill down soft" points="{left},{zero} {" ".join(run)} {right},{zero}"/>')
        if len(run) == 1:
            x, y = run[0].split(",")
            parts.append(f'<circle class="dot {line.style}" cx="{x}" cy="{y}" r="2.5"/>')
        else:
            parts.append(f'<polyline class="line {line.style}" points="{" ".join(run)}"/>')
    return parts


def _legend(series: Sequence[Series], show: Callable[[float], str]) -> list[str]:
    parts, left = [], _LEFT
    for line in series:
        last = known(line.values)
        name = f"{line.name} {show(last[-1])}" if last else line.name
        parts.append(f'<line class="line {line.style}" x1="{left:.1f}" y1="10" x2="{left + 18:.1f}" y2="10"/>')
        parts.append(_text(left + 22, 14, name, longest=24))
        left += 150
    return parts


def _grid(steps: Sequence[float], up: Scale, show: Callable[[float], str]) -> list[str]:
    parts = []
    for step in steps:
        y = up(step)
        style = "axis" if step == 0 else "grid"
        parts.append(f'<line class="{style}" x1="{_LEFT:.1f}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT:.1f}" y2="{y:.1f}"/>')
        parts.append(_text(_LEFT - 4, y + 4, show(step), "end"))
    return parts


def _dates(days: Sequence[date], across: Scale, height: float) -> list[str]:
    shown = {0: "start", len(days) - 1: "end"} if len(days) > 1 else {0: "start"}
    if len(days) > 4:
        shown[(len(days) - 1) // 2] = "middle"
    return [
        _text(across(index), height - 6, days[index].isoformat(), anchor) for index, anchor in sorted(shown.items())
    ]


def _rect(style: str, left: float, top: float, width: float, height: float) -> str:
    return f'<rect class="{style}" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _text(x: float, y: float, content: str, anchor: str = "start", longest: int = _LONGEST) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(_shortened(content, longest))}</text>'


def _shortened(content: str, longest: int) -> str:
    """Cut to `longest` columns, a Chinese character taking two."""
    columns = 0
    for index, character in enumerate(content):
        columns += 2 if east_asian_width(character) in "WF" else 1
        if columns > longest:
            return content[:index] + "…"
    return content


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    head = f'<svg viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="img" xmlns="http://www.w3.org/2000/svg">'
    return f"{head}<title>{escape(title)}</title>{''.join(parts)}</svg>"
