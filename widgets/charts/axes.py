"""The axes: trade dates without weekends or names along the bottom, figures at the side."""

from math import ceil, floor

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetrics

from widgets.charts.numbers import axis_text
from widgets.charts.series import Base
from widgets.charts.ticks import Ticks, day_ticks, name_ticks
from widgets.kit.style import figures, scaled
from widgets.kit.theme import theme

_NAME_GAP_PX = 12
_DAY_PX = 76
BEYOND_PX, ABOVE_PX = 18, 6
"""How far the name of the last point may stand beyond the plot, and that of the highest figure above it."""

_LEVEL_PX = 18
_GRID_ALPHA = 40


class _Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis in the theme's colours, its digits of one width."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, maxTickLength=0)
        worn = theme()
        self.setStyle(tickFont=figures(scaled(worn.small_px)), tickTextOffset=6, autoReduceTextSpace=False)
        self.setPen(pg.mkPen(QColor(worn.line_strong)))
        self.setTextPen(pg.mkPen(QColor(worn.muted)))
        self.enableAutoSIPrefix(False)


class AlongAxis(_Axis):
    """What a chart runs along; set `base` before it is drawn."""

    def __init__(self, orientation: str = "bottom") -> None:
        super().__init__(orientation)
        self.setStyle(hideOverlappingLabels=BEYOND_PX)
        self.base = Base(np.zeros(0))
        self._names: dict[float, str] = {}
        self._name_px = 0

    def take(self, base: Base) -> None:
        """Name other points from now on."""
        self.base = base
        metrics = QFontMetrics(figures(scaled(theme().small_px)))
        self._name_px = max((metrics.horizontalAdvance(name) for name in base.names or ()), default=0) + _NAME_GAP_PX
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N802, N803 - pyqtgraph's names
        """Return the positions that get a name, in one level."""
        if self.base.days is None and self.base.names is None:
            found: list[tuple[float, list[float]]] = super().tickValues(minVal, maxVal, size)
            return found[:1]
        low, high = sorted((minVal, maxVal))
        self._names = dict(self._ticks(int(np.ceil(low)), int(np.floor(high)), size))
        return [(1.0, list(self._names))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802 - pyqtgraph's name
        """Return the names of those positions."""
        if self.base.days is None and self.base.names is None:
            return [axis_text(value * scale, spacing * scale, "") for value in values]
        return [self._names.get(value, "") for value in values]

    def _ticks(self, first: int, last: int, size: float) -> Ticks:
        if self.base.days is not None:
            return day_ticks(self.base.days, first, last, self._room(size, _DAY_PX))
        return name_ticks(self.base.names or (), first, last, self._room(size, self._name_px))

    def _room(self, size: float, name_px: int) -> int:
        return max(int(size // (name_px if self.orientation in ("bottom", "top") else _LEVEL_PX)), 1)


class ValueAxis(_Axis):
    """Figures in the chart's unit, with faint lines across; only whole ones where the chart counts."""

    def __init__(self, unit: str, is_whole: bool = False) -> None:
        super().__init__("left")
        self._unit, self._is_whole = unit, is_whole
        self.setGrid(_GRID_ALPHA)
        self.setStyle(textFillLimits=[(0, 0.7)])

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N802, N803 - pyqtgraph's names
        """Return the coarser ticks only: one line for each figure."""
        found: list[tuple[float, list[float]]] = super().tickValues(minVal, maxVal, size)
        levels = [level for level in found if level[1]]
        if self._is_whole and levels and levels[0][0] < 1:
            return [(1.0, [float(value) for value in range(ceil(minVal), floor(maxVal) + 1)])]
        few = [level for level in levels[:2] if len(level[1]) >= 2]
        return few[:1] or levels[:1]

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the room of axis and lines, with that of a figure at the very top or bottom."""
        rect: QRectF = super().boundingRect()
        return rect.adjusted(0, -ABOVE_PX, 0, ABOVE_PX)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802 - pyqtgraph's name
        """Return the figures in the chart's unit."""
        return [axis_text(value * scale, spacing * scale, self._unit) for value in values]
