"""The names of a chart's series with the figures under the crosshair; a click hides or shows one."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from widgets.charts.flow import Flow
from widgets.kit.style import figures, scaled
from widgets.kit.theme import theme
from widgets.kit.words import tr

_SAMPLE_PX = 18
_PAD = 6


class Chip(QAbstractButton):
    """One series: a sample of how it is drawn, its name and its figure; checked while it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = theme()
        self._pen, self._brush = QPen(), QBrush()
        self._value = ""
        self._value_px = 0
        self.setCheckable(True)
        self.setChecked(True)
        self.setFont(figures(scaled(self._theme.small_px)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def take(self, name: str, pen: QPen, brush: QBrush) -> None:
        """Stand for a series; a brush draws a filled sample, a pen alone a line."""
        self._pen, self._brush = pen, brush
        self._value, self._value_px = "", 0
        self.setText(name)
        self.setToolTip(tr("Show or hide {name}", name=name))
        self.updateGeometry()

    def say(self, value: str) -> None:
        """Show a figure; the chip grows with it and does not shrink again, so that nothing jumps."""
        if value == self._value:
            return
        self._value = value
        self.setAccessibleName(f"{self.text()} {value}")
        width = QFontMetrics(self.font()).horizontalAdvance(value)
        if width > self._value_px:
            self._value_px = width
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for sample, name and the widest figure so far."""
        name = QFontMetrics(self.font()).horizontalAdvance(self.text())
        gap = _PAD if self._value_px else 0
        return QSize(_SAMPLE_PX + 3 * _PAD + name + gap + self._value_px, scaled(self._theme.small_px) + 10)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint sample, name and figure; all faint while the series is hidden."""
        painter = QPainter(self)
        worn, middle = self._theme, self.height() // 2
        if self.hasFocus():
            painter.setPen(QColor(worn.accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), worn.radius, worn.radius)
        if self.isChecked():
            if self._brush.style() != Qt.BrushStyle.NoBrush:
                painter.fillRect(QRect(_PAD, middle - 4, _SAMPLE_PX - 4, 9), self._brush)
            painter.setPen(self._pen)
            painter.drawLine(_PAD, middle, _PAD + _SAMPLE_PX - 4, middle)
        painter.setFont(self.font())
        room = self.rect().adjusted(_PAD + _SAMPLE_PX, 0, -_PAD, 0)
        painter.setPen(QColor(worn.muted if self.isChecked() else worn.faint))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setPen(QColor(worn.text if self.isChecked() else worn.faint))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._value)


class Legend(QWidget):
    """The point under the crosshair and a chip for each series."""

    toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(self)
        self.point = QLabel()
        self.point.setFont(figures(scaled(theme().small_px)))
        self.point.setObjectName("point")
        self._flow.addWidget(self.point)
        self.chips: list[Chip] = []
        self._count = 0

    def take(self, named: Sequence[tuple[str, QPen, QBrush]]) -> None:
        """Name these series; chips are kept and used again, what was hidden by name stays hidden."""
        hidden = {chip.text() for chip in self.chips[: self._count] if not chip.isChecked()}
        while len(self.chips) < len(named):
            chip = Chip()
            chip.toggled.connect(lambda _: self.toggled.emit())
            self.chips.append(chip)
            self._flow.addWidget(chip)
        self._count = len(named)
        for chip, each in zip(self.chips, named, strict=False):
            if chip.text() != each[0]:
                chip.blockSignals(True)
                chip.setChecked(each[0] not in hidden)
                chip.blockSignals(False)
            chip.take(*each)
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(named))

    def add(self, widget: QWidget) -> None:
        """Put something else at the end of the row."""
        self._flow.addWidget(widget)

    def is_shown(self, place: int) -> bool:
        """Whether the series at this place is to be drawn."""
        return place >= self._count or self.chips[place].isChecked()

    def say(self, point: str, values: Sequence[str]) -> None:
        """Show the figures of one point."""
        self.point.setText(point)
        for chip, value in zip(self.chips, values, strict=False):
            chip.say(value)

    def text(self) -> str:
        """Return what is read off, as one line."""
        chips = [chip.accessibleName() for chip in self.chips[: self._count] if chip.isChecked()]
        return "   ".join([self.point.text(), *chips])
