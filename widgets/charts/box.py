"""The ground of a plot: a drag marks a range, the wheel zooms, Shift and a drag moves, a double click shows all."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsRectItem

from widgets.kit.theme import theme

_SMALLEST_DRAG_PX = 4
_WHEEL_FACTOR = 0.85
_WHEEL_NOTCH = 120
_BAND_ALPHA = 60


class ZoomBox(pg.ViewBox):  # type: ignore[misc]
    """A view box that only ever zooms along; what is high enough to be seen is its owner's business."""

    zoomed = Signal(float, float)
    moved = Signal(float)
    all_wanted = Signal()
    menu_wanted = Signal(QPointF)

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=True, y=False)
        self.disableAutoRange()
        self.setDefaultPadding(0)
        accent = QColor(theme().accent)
        self._band = QGraphicsRectItem()
        self._band.setPen(pg.mkPen(accent))
        accent.setAlpha(_BAND_ALPHA)
        self._band.setBrush(pg.mkBrush(accent))
        self._band.hide()
        self.addItem(self._band, ignoreBounds=True)

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: N802 - Qt's name
        """Mark a range with the left button; move with Shift or the middle one."""
        event.accept()
        here, start = self.mapToView(event.pos()), self.mapToView(event.buttonDownPos())
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._mark(start.x(), here.x())
            if event.isFinish():
                self._band.hide()
                if abs(event.pos().x() - event.buttonDownPos().x()) >= _SMALLEST_DRAG_PX:
                    self.zoomed.emit(*sorted((start.x(), here.x())))
            return
        self.moved.emit(self.mapToView(event.lastPos()).x() - here.x())

    def wheelEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: N802 - Qt's name
        """Zoom along around the pointer."""
        event.accept()
        factor = _WHEEL_FACTOR ** (event.delta() / _WHEEL_NOTCH)
        (low, high), at = self.viewRange()[0], self.mapToView(event.pos()).x()
        self.zoomed.emit(at - (at - low) * factor, at + (high - at) * factor)

    def mouseClickEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Show all on a double click, ask for the menu on the right button."""
        if event.button() == Qt.MouseButton.RightButton:
            event.accept()
            self.menu_wanted.emit(event.screenPos())
        elif event.double():
            event.accept()
            self.all_wanted.emit()

    def _mark(self, start: float, end: float) -> None:
        low, high = self.viewRange()[1]
        self._band.setRect(QRectF(QPointF(min(start, end), low), QPointF(max(start, end), high)))
        self._band.show()
