"""Lines along trade dates or numbers, and the drawdown under water."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QBrush, QColor

from widgets.charts.chart import Range, padded
from widgets.charts.series import Floats
from widgets.charts.several import Sample, SeriesChart
from widgets.charts.style import colour, line_pen
from widgets.kit.theme import theme

_FINE_POINTS = 5000
_DOT_PX = 6
_FILL_ALPHA = 70


class LineChart(SeriesChart):
    """Lines; a million points pan smoothly, because only what a pixel can show is drawn."""

    _fill_to: float | None = None

    def point_at(self, place: int) -> None:
        """Put the crosshair on a point, a dot on each line, and read it off."""
        super().point_at(place)
        if len(self.base) and self._cross.isVisible():
            shown = self._shown()
            self._dots.setData(
                x=[float(self.base.at[self._place])] * len(shown),
                y=[float(self._values[each][self._place]) for each in shown],
                brush=[colour(each, self._series[each].colour) for each in shown],
            )
        else:
            self._dots.setData(x=[], y=[])

    def _furnish(self, plot: pg.PlotWidget) -> None:
        self._lines: list[pg.PlotDataItem] = []
        item = plot.getPlotItem()
        # On the plot, before lines are added: given to a line they are overwritten, or it raises.
        item.setDownsampling(auto=True, mode="peak")
        item.setClipToView(True)
        zero = pg.InfiniteLine(0, angle=0, pen=pg.mkPen(QColor(theme().line_strong)))
        plot.addItem(zero, ignoreBounds=True)
        self._dots = pg.ScatterPlotItem(size=_DOT_PX, pen=pg.mkPen(QColor(theme().surface)))
        self._dots.setZValue(10)
        plot.addItem(self._dots, ignoreBounds=True)

    def _sample(self, place: int) -> Sample:
        return line_pen(place, self._series[place].colour, len(self.base) <= _FINE_POINTS), QBrush()

    def _feed(self) -> None:
        is_fine = len(self.base) <= _FINE_POINTS
        while len(self._lines) < len(self._series):
            line = pg.PlotDataItem()
            self._lines.append(line)
            self.plot.addItem(line, ignoreBounds=True)
        for place, line in enumerate(self._lines):
            if place >= len(self._series):
                line.setData([], [])
                continue
            if self._fill_to is not None:
                shade = colour(place, self._series[place].colour)
                shade.setAlpha(_FILL_ALPHA)
                line.setFillLevel(self._fill_to)
                line.setFillBrush(QBrush(shade))
            values = self._values[place]
            is_whole = bool(np.isfinite(values).all())
            line.setData(
                self.base.at, values, pen=self._sample(place)[0], antialias=is_fine, skipFiniteCheck=is_whole,
                connect="all" if is_whole else "finite",
            )  # fmt: skip
            line.setVisible(self.legend.is_shown(place))

    def _height_of(self, low: float, high: float) -> Range:
        span = self.base.span(low, high)
        # One point beyond either edge, because the line goes there.
        span = slice(max(span.start - 1, 0), span.stop + 1)
        parts = [self._values[place][span] for place in self._shown()]
        lows = [float(np.fmin.reduce(part)) for part in parts if len(part)]
        highs = [float(np.fmax.reduce(part)) for part in parts if len(part)]
        lows, highs = [low for low in lows if np.isfinite(low)], [high for high in highs if np.isfinite(high)]
        if self._fill_to is not None:
            lows, highs = [*lows, self._fill_to], [*highs, self._fill_to]
        return padded(min(lows, default=np.nan), max(highs, default=np.nan))


class DrawdownChart(LineChart):
    """How far below its highest point a curve is, filled up to the surface; values are fractions, 0 or below."""

    _fill_to = 0.0

    def __init__(self, name: str, title: str, unit: str = "%", **options: object) -> None:
        super().__init__(name, title, unit, **options)  # type: ignore[arg-type]


def drawdown(curve: Floats) -> Floats:
    """Return how far each value lies below the highest one so far, as a fraction of that: 0 at a new high."""
    return np.asarray(curve / np.fmax.accumulate(curve) - 1.0)
