"""Inline SVG pictures a factor needs beyond those of the day report: lines over years, months as a map, and columns.

Like those they are one <svg> element, readable at 360 px, coloured by the page's classes, labels escaped.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import numpy.typing as npt

from core.domain.dates import date_of
from core.pipeline.panel import FloatArray
from core.pipeline.report.charts import Series, line_chart
from core.pipeline.report.scale import Scale, known, ticks

MOST_POINTS = 240
_WIDTH = 360.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 10.0, 24.0, 34.0
_CELL = 20.0
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A named series over T dates; `style` as in `Series`; a flow is thinned to means, a state to its last values."""

    name: str
    values: FloatArray
    style: str
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """A named row of columns, one a group; `style` is the CSS class."""

    name: str
    values: tuple[float, ...]
    style: str


def lines(title: str, dates: npt.NDArray[np.int32], series: Sequence[Line], show: Callable[[float], str]) -> str:
    """Return lines over the dates, thinned to MOST_POINTS points at most; '' with nothing to draw."""
    step = max(1, -(-len(dates) // MOST_POINTS))
    ends = list(range(step - 1, len(dates) - 1, step)) + ([len(dates) - 1] if len(dates) else [])
    starts = [0, *(end + 1 for end in ends)][: len(ends)]
    drawn = [Series(line.name, tuple(_thinned(line, starts, ends)), line.style) for line in series]
    return line_chart(title, [date_of(int(dates[end])) for end in ends], drawn, show)


def columns(title: str, labels: Sequence[str], rows: Sequence[Columns], show: Callable[[float], str]) -> str:
    """Return columns side by side over a common zero, a group a label, with a legend; '' with nothing to draw."""
    values = known([value for row in rows for value in row.values])
    if not values:
        return ""
    height = 190.0
    steps = ticks(min(*values, 0.0), max(*values, 0.0))
    up = Scale(steps[0], steps[-1], height - _BOTTOM, _TOP)
    width = (_WIDTH - _LEFT - _RIGHT) / max(len(labels), 1)
    parts = [_rule(up(step), step == 0, show(step)) for step in steps]
    for place, label in enumerate(labels):
        left = _LEFT + place * width
        parts.append(_text(left + width / 2, height - 20, label, "middle"))
        wide = width * 0.8 / len(rows)
        for which, row in enumerate(rows):
            value = row.values[place]
            if math.isfinite(value):
                top, end = sorted((up(value), up(0.0)))
                x = left + width * 0.1 + which * wide
                parts.append(
                    _rect(row.style, x, top, wide - 1, max(end - top, 0.5), f"{label} {row.name} {show(value)}")
                )
    for which, row in enumerate(rows):
        parts.append(f'<rect class="fill {row.style}" x="{_LEFT + 90 * which:.0f}" y="4" width="10" height="10"/>')
        parts.append(_text(_LEFT + 90 * which + 14, 13, row.name, "start"))
    return _svg(title, height, parts)


def month_map(title: str, months: Sequence[tuple[int, float]], show: Callable[[float], str]) -> str:
    """Return a map of years by months (YYYYMM, value): stronger colour for larger size; '' without any value."""
    largest = max((abs(value) for value in known([value for _, value in months])), default=0.0)
    if not largest:
        return ""
    years = sorted({month // 100 for month, _ in months})
    across = (_WIDTH - _LEFT - _RIGHT) / _MONTHS
    parts = [_text(_LEFT + (month + 0.5) * across, 14, str(month + 1), "middle") for month in range(_MONTHS)]
    for place, year in enumerate(years):
        parts.append(_text(_LEFT - 6, 22 + _CELL * place + 14, str(year), "end"))
    for month, value in months:
        if math.isfinite(value):
            x, y = _LEFT + (month % 100 - 1) * across, 22 + _CELL * years.index(month // 100)
            strength = 0.12 + 0.88 * abs(value) / largest
            style = "up" if value > 0 else "down"
            hint = escape(f"{month // 100}-{month % 100:02d} {show(value)}")
            parts.append(
                f'<rect class="fill {style}" opacity="{strength:.2f}" x="{x + 0.5:.1f}" y="{y:.1f}" '
                f'width="{across - 1:.1f}" height="{_CELL - 1:.1f}"><title>{hint}</title></rect>'
            )
            digits = escape(f"{round(value * 100):+d}" if round(value * 100) else "0")
            parts.append(
                f'<text class="small" x="{x + across / 2:.1f}" y="{y + 14:.1f}" text-anchor="middle">{digits}</text>'
            )
    return _svg(title, 26 + _CELL * len(years), parts)


def _thinned(line: Line, starts: Sequence[int], ends: Sequence[int]) -> list[float]:
    if not line.flow:
        return [float(line.values[end]) for end in ends]
    parts = [known(line.values[start : end + 1].tolist()) for start, end in zip(starts, ends, strict=True)]
    return [sum(part) / len(part) if part else math.nan for part in parts]


def _rule(y: float, zero: bool, label: str) -> str:
    style = "axis" if zero else "grid"
    line = f'<line class="{style}" x1="{_LEFT:.1f}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT:.1f}" y2="{y:.1f}"/>'
    return line + _text(_LEFT - 4, y + 4, label, "end")


def _rect(style: str, x: float, y: float, width: float, height: float, hint: str) -> str:
    return (
        f'<rect class="fill {style}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}">'
        f"<title>{escape(hint)}</title></rect>"
    )


def _text(x: float, y: float, content: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(content)}</text>'


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    head = f'<svg viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="img" xmlns="http://www.w3.org/2000/svg">'
    return f"{head}<title>{escape(title)}</title>{''.join(parts)}</svg>"
