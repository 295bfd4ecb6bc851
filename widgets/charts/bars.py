"""Bars along trade dates or names, beside or upon one another, and how values are spread."""

from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QWidget

from widgets.charts.axes import ValueAxis
from widgets.charts.chart import Range, padded
from widgets.charts.numbers import axis_text
from widgets.charts.series import Base, Floats, Series
from widgets.charts.several import Sample, SeriesChart
from widgets.charts.style import bar_brush
from widgets.kit.saving import AskPath, ask_path
from widgets.kit.theme import theme
from widgets.kit.words import tr

_FILLED = 0.8


class BarChart(SeriesChart):
    """Bars; `is_stacked` puts series upon one another, `is_signed` draws a lone one in the colours of rise and fall."""

    def __init__(
        self,
        name: str,
        title: str,
        unit: str = "",
        parent: QWidget | None = None,
        where: AskPath = ask_path,
        is_stacked: bool = False,
        is_signed: bool = False,
    ) -> None:
        self._is_stacked, self._is_signed = is_stacked, is_signed
        super().__init__(name, title, unit, parent, where)

    def _furnish(self, plot: pg.PlotWidget) -> None:
        self._bars: list[pg.BarGraphItem] = []
        zero = pg.InfiniteLine(0, angle=0, pen=pg.mkPen(QColor(theme().line_strong)))
        zero.setZValue(5)
        plot.addItem(zero, ignoreBounds=True)

    def _pieces(self) -> list[dict[str, Any]]:
        """Return what each set of bars is drawn from: position, width, foot, height and brush."""
        shown = self._shown()
        step = self._step_width()
        width = step * _FILLED / (1 if self._is_stacked else max(len(shown), 1))
        feet = {True: np.zeros(len(self.base)), False: np.zeros(len(self.base))}
        pieces = []
        for order, place in enumerate(shown):
            heights = np.nan_to_num(self._values[place], nan=0.0, posinf=0.0, neginf=0.0)
            offset = 0.0 if self._is_stacked else (order - (len(shown) - 1) / 2) * width
            foot = np.where(heights >= 0, feet[True], feet[False]) if self._is_stacked else np.zeros(len(self.base))
            if self._is_stacked:
                feet[True] = feet[True] + np.maximum(heights, 0)
                feet[False] = feet[False] + np.minimum(heights, 0)
            for token, chosen in self._parts(place, heights):
                pieces.append(
                    {
                        "x": self.base.at[chosen] + offset,
                        "width": width,
                        "y0": foot[chosen],
                        "height": heights[chosen],
                        "brush": bar_brush(place, token),
                    }
                )
        return pieces

    def _parts(self, place: int, heights: Floats) -> list[tuple[str, npt.NDArray[np.bool_]]]:
        if self._is_signed and len(self._series) == 1:
            return [("rise", heights > 0), ("fall", heights < 0)]
        return [(self._series[place].colour, np.ones(len(heights), dtype=np.bool_))]

    def _sample(self, place: int) -> Sample:
        return QPen(Qt.PenStyle.NoPen), bar_brush(place, self._series[place].colour)

    def _feed(self) -> None:
        pieces = self._pieces() if len(self.base) else []
        while len(self._bars) < len(pieces):
            bars = pg.BarGraphItem(x=[0], height=[0], width=1, pen=None)
            self._bars.append(bars)
            self.plot.addItem(bars, ignoreBounds=True)
        for place, bars in enumerate(self._bars):
            bars.setVisible(place < len(pieces))
            if place < len(pieces):
                bars.setOpts(pen=QPen(pieces[place]["brush"].color(), 0), **pieces[place])

    def _step_width(self) -> float:
        at = self.base.at
        return 1.0 if self.is_stepped() or len(at) < 2 else float(np.min(np.diff(at))) or 1.0

    def _margin(self) -> float:
        return self._step_width() / 2

    def _height_of(self, low: float, high: float) -> Range:
        span = self.base.span(low, high)
        parts = [self._values[place][span] for place in self._shown()]
        if not parts or not len(parts[0]):
            return padded(0.0, 1.0)
        table = np.nan_to_num(np.vstack(parts), nan=0.0, posinf=0.0, neginf=0.0)
        if self._is_stacked:
            table = np.vstack([np.maximum(table, 0).sum(axis=0), np.minimum(table, 0).sum(axis=0)])
        bottom, top = padded(min(float(table.min()), 0.0), max(float(table.max()), 0.0))
        return (0.0 if table.min() >= 0 else bottom), (0.0 if table.max() <= 0 < -table.min() else top)


class CountChart(BarChart):
    """Bars that count: whole numbers are read off."""

    def _side_axis(self) -> ValueAxis:
        return ValueAxis(self.unit, is_whole=True)

    def _values_at(self, place: int) -> list[str]:
        return [f"{values[place]:,.0f}" for values in self._values]


class Histogram(CountChart):
    """How often values fall between edges."""

    def show_values(self, values: npt.ArrayLike, as_of: datetime | None = None, bins: int = 40) -> None:
        """Count values into equal steps between the smallest and the largest; NaN and infinity are left out."""
        floats = np.asarray(values, dtype=np.float64)
        finite = floats[np.isfinite(floats)]
        counts, edges = np.histogram(finite, bins=bins) if len(finite) else (np.zeros(0), np.zeros(1))
        self.show_counts(edges, counts, as_of)

    def show_counts(self, edges: npt.ArrayLike, counts: npt.ArrayLike, as_of: datetime | None = None) -> None:
        """Show counts between rising edges, of which there is one more than counts; ValueError where there is not."""
        found = self._next_edges = np.asarray(edges, dtype=np.float64)
        counted = Series(tr("count"), counts)
        if len(found) != len(counted.floats()) + 1:
            raise ValueError(f"{len(counted.floats())} counts need one more edge, got {len(found)}")
        self._show(Base((found[1:] + found[:-1]) / 2), [counted], as_of)

    def point_text(self, place: int) -> str:
        """Return the edges of a step."""
        step = float(self._edges[place + 1] - self._edges[place])
        low, high = (axis_text(float(edge), step / 10, "") for edge in self._edges[place : place + 2])
        return tr("{low} to {high}", low=low, high=high)

    def _take(self, base: Base, *shown: Any) -> None:
        self._edges = self._next_edges
        super()._take(base, *shown)
