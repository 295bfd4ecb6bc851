"""A matrix as colours: two colours away from a middle, read off under the pointer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.charts.axes import AlongAxis
from widgets.charts.cells import Cells
from widgets.charts.chart import Chart, Figures, Range
from widgets.charts.numbers import axis_text, value_text
from widgets.charts.series import Along, Base, Floats, base_of
from widgets.kit.saving import AskPath, ask_path
from widgets.kit.style import figures, scaled
from widgets.kit.theme import theme
from widgets.kit.words import tr

Tones = tuple[str, str, str]
TONES: Tones = ("heat_low", "heat_mid", "heat_high")

_STEPS = 256
_SCALE_PX = (150, 16)


class HeatMap(Chart):
    """Rows by columns; `low`, `high` and `middle` fix the colours, left out they fit the values around 0.

    `tones` name the theme's tokens for the lowest, the middle and the highest value.
    """

    _rows: tuple[str, ...] = ()
    _matrix: Floats = np.zeros((0, 0))

    def __init__(
        self,
        name: str,
        title: str,
        unit: str = "",
        parent: QWidget | None = None,
        where: AskPath = ask_path,
        low: float | None = None,
        high: float | None = None,
        middle: float = 0.0,
        tones: Tones = TONES,
    ) -> None:
        self._fixed = (low, high, middle)
        self._tones = tones
        super().__init__(name, title, unit, parent, where)

    def show_matrix(
        self, rows: Sequence[str], columns: Along, values: npt.ArrayLike, as_of: datetime | None = None
    ) -> None:
        """Show values (rows × columns, NaN left blank) by name of row and name or trade date of column.

        ValueError for values of another shape.
        """
        matrix = np.asarray(values, dtype=np.float64)
        if matrix.shape != (len(rows), len(columns)):
            raise ValueError(f"values of shape {matrix.shape} for {len(rows)} rows and {len(columns)} columns")
        self._draw(lambda: self._take(tuple(rows), base_of(columns), matrix, as_of))

    def _take(self, rows: tuple[str, ...], columns: Base, matrix: Floats, as_of: datetime | None) -> None:
        is_all = self._begin(columns, as_of)
        self._rows, self._matrix = rows, matrix
        self.plot.getAxis("left").take(Base(np.arange(len(rows), dtype=np.float64), names=rows))
        self._paint()
        self._finish(is_all, not np.isfinite(matrix).any())

    def _furnish(self, plot: pg.PlotWidget) -> None:
        self._image = pg.ImageItem(axisOrder="row-major")
        plot.addItem(self._image, ignoreBounds=True)
        self._cells = Cells(self.unit)
        plot.addItem(self._cells, ignoreBounds=True)
        plot.getViewBox().invertY(True)

    def _lay_out(self) -> None:
        super()._lay_out()
        self._row = 0
        self.scale = _Scale(self.unit, self._tones)
        self.legend.add(self.scale)

    def _side_axis(self) -> pg.AxisItem:
        return AlongAxis("left")

    def _paint(self) -> None:
        low, high, middle = self._limits()
        self.scale.take(low, high, middle)
        shades = coloured(self._matrix, low, high, middle, self._tones)
        self._cells.take(self._matrix, shades)
        if self._matrix.size:
            self._image.setImage(shades, autoLevels=False, levels=None)
            self._image.setRect(QRectF(-0.5, -0.5, self._matrix.shape[1], self._matrix.shape[0]))
        else:
            self._image.clear()

    def _limits(self) -> tuple[float, float, float]:
        low, high, middle = self._fixed
        finite = self._matrix[np.isfinite(self._matrix)]
        reach = float(np.max(np.abs(finite - middle), initial=0.0)) or 1.0
        return (middle - reach if low is None else low), (middle + reach if high is None else high), middle

    def _hover(self, at: QPointF) -> None:
        if len(self.base) and self.box.sceneBoundingRect().contains(at):
            self._row = min(max(round(self.box.mapSceneToView(at).y()), 0), len(self._rows) - 1)
        super()._hover(at)

    def _take_key(self, event: Any) -> bool:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key())
        if by is None:
            return super()._take_key(event)
        self._row = min(max(self._row + by, 0), max(len(self._rows) - 1, 0))
        self._step(0)
        return True

    def point_text(self, place: int) -> str:
        """Return row, column and figure of the cell under the crosshair."""
        if not self._rows:
            return ""
        row = min(self._row, len(self._rows) - 1)
        figure = value_text(float(self._matrix[row, place]), self.unit)
        return tr("{row} × {column}: {value}", row=self._rows[row], column=super().point_text(place), value=figure)

    def _values_at(self, place: int) -> list[str]:
        return []

    def _height_of(self, low: float, high: float) -> Range:
        return -0.5, len(self._rows) - 0.5

    def _figures(self) -> Figures:
        names = [Chart.point_text(self, place) for place in range(len(self.base))]
        return ["", *names], [self._rows, *(self._matrix[:, place].tolist() for place in range(len(names)))]


class _Scale(QWidget):
    """The colours from the lowest figure to the highest."""

    def __init__(self, unit: str, tones: Tones) -> None:
        super().__init__()
        self._unit, self._tones = unit, tones
        self._ends = (0.0, 1.0, 0.0)
        self.setFixedSize(*_SCALE_PX)
        self.setFont(figures(scaled(theme().small_px)))

    def take(self, low: float, high: float, middle: float) -> None:
        """Show other ends."""
        self._ends = (low, high, middle)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the lowest figure, the colours, the highest figure."""
        painter, worn = QPainter(self), theme()
        low, high, middle = self._ends
        texts = [axis_text(end, (high - low) / 100, self._unit) for end in (low, high)]
        painter.setPen(QColor(worn.muted))
        painter.setFont(self.font())
        left = painter.fontMetrics().horizontalAdvance(texts[0]) + 4
        right = painter.fontMetrics().horizontalAdvance(texts[1]) + 4
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, texts[0])
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, texts[1])
        band = QRectF(left, 4, max(self.width() - left - right, 8), self.height() - 8)
        gradient = QLinearGradient(band.topLeft(), band.topRight())
        share = min(max((middle - low) / (high - low), 0.0), 1.0) if high > low else 0.5
        for at, token in zip((0.0, share, 1.0), self._tones, strict=True):
            gradient.setColorAt(at, QColor(str(getattr(worn, token))))
        painter.fillRect(band, QBrush(gradient))


def coloured(matrix: Floats, low: float, high: float, middle: float, tones: Tones = TONES) -> npt.NDArray[np.uint8]:
    """Return rows × columns × red, green, blue, alpha; a NaN is clear."""
    worn = theme()
    ends = [_rgb(str(getattr(worn, token))) for token in tones]
    below = np.clip((middle - matrix) / max(middle - low, 1e-300), 0, 1)[..., None]
    above = np.clip((matrix - middle) / max(high - middle, 1e-300), 0, 1)[..., None]
    mixed = ends[1] + below * (ends[0] - ends[1]) + above * (ends[2] - ends[1])
    is_there = np.isfinite(matrix)
    found = np.zeros((*matrix.shape, 4), dtype=np.uint8)
    found[..., :3] = np.where(is_there[..., None], mixed, 0).round()
    found[..., 3] = np.where(is_there, 255, 0)
    return found


def _rgb(token: str) -> Floats:
    colour = QColor(token)
    return np.array([colour.red(), colour.green(), colour.blue()], dtype=np.float64)
