"""The figures inside a matrix' cells, where they are large enough to be read."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from widgets.charts.numbers import PERCENT
from widgets.charts.series import Floats
from widgets.kit.style import figures, scaled
from widgets.kit.theme import DARK, LIGHT, theme
from widgets.tables.shown import MINUS

_LEAST_PX = (42, 15)
_BRIGHT = 140
# How bright an eye takes red, green and blue to be (ITU-R BT.601).
_BRIGHTNESS = np.array([0.299, 0.587, 0.114])


class Cells(pg.GraphicsObject):  # type: ignore[misc]
    """Paints the figures of the cells in view, dark on bright cells and bright on dark ones."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit
        self._matrix: Floats = np.zeros((0, 0))
        self._is_bright: npt.NDArray[np.bool_] = np.zeros((0, 0), dtype=np.bool_)
        self._font = figures(scaled(theme().small_px))

    def take(self, matrix: Floats, shades: npt.NDArray[np.uint8]) -> None:
        """Write other figures over other shades (rows × columns × red, green, blue, alpha)."""
        if matrix.shape != self._matrix.shape:
            self.prepareGeometryChange()
        self._matrix = matrix
        self._is_bright = shades[..., :3] @ _BRIGHTNESS > _BRIGHT
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return where the matrix is."""
        return QRectF(-0.5, -0.5, self._matrix.shape[1], self._matrix.shape[0])

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the figures in view, none where a cell is too small for one."""
        view: Any = self.getViewBox()
        to_pixels = painter.transform()
        cell = to_pixels.mapRect(QRectF(0, 0, 1, 1))
        if view is None or cell.width() < scaled(_LEAST_PX[0]) or cell.height() < scaled(_LEAST_PX[1]):
            return
        painter.resetTransform()
        painter.setFont(self._font)
        inks = {True: QColor(LIGHT.text), False: QColor(DARK.text)}
        (left, right), (low, high) = view.viewRange()
        low, high = sorted((low, high))
        rows, columns = self._matrix.shape
        for row in range(max(round(low), 0), min(round(high), rows - 1) + 1):
            for column in range(max(round(left), 0), min(round(right), columns - 1) + 1):
                value = self._matrix[row, column]
                if np.isfinite(value):
                    painter.setPen(inks[bool(self._is_bright[row, column])])
                    place = to_pixels.mapRect(QRectF(column - 0.5, row - 0.5, 1, 1))
                    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._text(float(value)))

    def _text(self, value: float) -> str:
        if self._unit == PERCENT:
            text = f"{value * 100:z.1f}%"
        else:
            text = f"{value:z.2f}" if abs(value) < 100 else f"{value:,.0f}"
        return text.replace("-", MINUS)
