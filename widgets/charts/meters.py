"""Horizontal bars, one a line: what a thing is called, how much it is, and where its limit lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from widgets.charts.export import write_figures
from widgets.kit.cards import small_button
from widgets.kit.keys import key_inside
from widgets.kit.saving import AskPath, Saver, ask_path
from widgets.kit.theme import theme
from widgets.kit.words import moment, tr

_ROW_PX = 20
_PAD_PX = 6
_BAR_PX = 9
_LEAST_BAR_PX = 60


@dataclass(frozen=True, slots=True)
class Meter:
    """One line: a fraction of `cap` where there is one; `note` follows the figure, `tip` is told on pointing at it."""

    name: str
    value: float
    text: str
    cap: float | None = None
    note: str = ""
    tip: str = ""
    colour: str = ""


class _Lines(QWidget):
    """The lines themselves; arrow keys walk along them."""

    def __init__(self) -> None:
        super().__init__()
        self.meters: Sequence[Meter] = ()
        self.at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def take(self, meters: Sequence[Meter]) -> None:
        self.meters = meters
        self.setMinimumHeight(_ROW_PX * len(meters))
        self._stand(min(self.at, len(meters) - 1))
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(260, _ROW_PX * len(self.meters))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self.meters:
            self._stand(min(max(self.at + step, 0), len(self.meters) - 1))
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        row = int(event.position().y() // _ROW_PX)
        self._stand(row if row < len(self.meters) else -1)

    def _stand(self, row: int) -> None:
        if row != self.at:
            self.at = row
            self.update()
        told = self.meters[row] if 0 <= row < len(self.meters) else None
        self.setToolTip(told.tip or told.name if told else "")
        self.setAccessibleDescription(f"{told.name}: {told.text} {told.note}" if told else "")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.meters:
            return
        metrics, worn = self.fontMetrics(), theme()
        figures = max(metrics.horizontalAdvance(f"{each.text} {each.note}".strip()) for each in self.meters)
        names = max(metrics.horizontalAdvance(each.name) for each in self.meters) + 2
        left = min(names, max(self.width() - figures - _LEAST_BAR_PX - 3 * _PAD_PX, 60))
        bar = QRectF(left + 2 * _PAD_PX, 0, max(self.width() - left - figures - 5 * _PAD_PX, 10), _BAR_PX)
        most = max(max(abs(each.value), each.cap or 0.0) for each in self.meters) or 1.0
        for row, each in enumerate(self.meters):
            top = row * _ROW_PX
            if row == self.at:
                painter.fillRect(QRectF(0, top, self.width(), _ROW_PX), QColor(worn.raised))
            painter.setPen(QColor(worn.text))
            name = metrics.elidedText(each.name, Qt.TextElideMode.ElideRight, int(left))
            painter.drawText(QRectF(_PAD_PX, top, left, _ROW_PX), Qt.AlignmentFlag.AlignVCenter, name)
            self._bar(painter, bar.translated(0, top + (_ROW_PX - _BAR_PX) / 2), each, most)
            painter.setPen(QColor(worn.muted if each.note else worn.text))
            figure = QRectF(bar.right() + _PAD_PX, top, self.width() - bar.right() - 2 * _PAD_PX, _ROW_PX)
            both = f"{each.text} {each.note}".strip()
            painter.drawText(figure, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, both)
        painter.end()

    def _bar(self, painter: QPainter, room: QRectF, each: Meter, most: float) -> None:
        worn = theme()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.sunken))
        painter.drawRoundedRect(room, 2, 2)
        beyond = each.cap is not None and each.value > each.cap
        colour = worn.bad if beyond else str(getattr(worn, each.colour)) if each.colour else worn.accent
        filled = QRectF(room)
        filled.setWidth(max(room.width() * abs(each.value) / most, 1.0 if each.value else 0.0))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(filled, 2, 2)
        if each.cap is not None:
            at = room.left() + room.width() * min(each.cap / most, 1.0)
            painter.setPen(QPen(QColor(worn.warn), 2))
            painter.drawLine(int(at), int(room.top()) - 2, int(at), int(room.bottom()) + 3)


class Meters(QWidget):
    """Lines under a title, with an as-of time and an empty text; Ctrl+C copies, Ctrl+E saves figures or a picture."""

    def __init__(self, name: str, title: str, where: AskPath = ask_path) -> None:
        super().__init__()
        self.name, self.title = name, title
        self._where = where
        self.setObjectName("Chart")
        self.lines = _Lines()
        self.age, self.note, self._empty = QLabel(), QLabel(), QLabel(tr("Nothing to draw yet."))
        self._saver = Saver(self)
        self._lay_out()
        self._saver.saved.connect(lambda path: self.note.setText(tr("Saved {path}", path=path)))
        self._saver.failed.connect(self.note.setText)
        key_inside(self, "Ctrl+E", self.export)
        key_inside(self, "Ctrl+C", self.copy)

    def show_meters(self, meters: Sequence[Meter], as_of: datetime | None = None) -> None:
        """Show lines in the order given."""
        self.lines.take(tuple(meters))
        self._empty.setVisible(not meters)
        self.age.setText(tr("as of {time}", time=moment(as_of)) if as_of else "")

    def set_empty_text(self, text: str) -> None:
        """Say this, already translated, while there is nothing to draw."""
        self._empty.setText(text)

    def copy(self) -> None:
        """Copy the lines as tab-separated text."""
        rows = [f"{each.name}\t{each.value}\t{'' if each.cap is None else each.cap}" for each in self.lines.meters]
        QGuiApplication.clipboard().setText("\n".join(rows))

    def export(self) -> None:
        """Ask for a file and save the figures as CSV, or the lines as a picture, by the file's ending."""
        filters = ";;".join((tr("Figures for spreadsheets (*.csv)"), tr("Picture (*.png)")))
        path = self._where(self, f"{self.name}.csv", filters)
        if path is None:
            return
        if path.suffix.casefold() == ".png":
            picture = self.grab().toImage()
            self._saver.write(path, lambda beside: _save(picture.save(str(beside), "PNG")))  # type: ignore[call-overload]
            return
        meters = self.lines.meters
        columns: list[list[Any]] = [
            [each.name for each in meters],
            [each.value for each in meters],
            [each.cap for each in meters],
        ]
        headings = [tr("name"), tr("value"), tr("limit")]
        self._saver.write(path, lambda beside: write_figures(beside, headings, columns))

    def _lay_out(self) -> None:
        title = tr(self.title)
        heading = QLabel(title)
        heading.setObjectName("title")
        self.note.setObjectName("note")
        self._empty.setObjectName("empty")
        self.lines.setAccessibleName(title)
        menu = small_button("download", tr("Save {chart}", chart=title), lambda: self._menu().popup(_below(menu)))
        menu.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(heading)
        head.addStretch(1)
        for widget in (self.note, self.age, menu):
            head.addWidget(widget)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self._empty)
        layout.addWidget(scroll, 1)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Save …  Ctrl+E"), self.export)
        menu.addAction(tr("Copy  Ctrl+C"), self.copy)
        return menu


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height()))


def _save(went_well: bool) -> None:
    if not went_well:
        raise OSError("the picture could not be written")
