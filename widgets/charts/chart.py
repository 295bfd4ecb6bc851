"""What every chart has: title, unit, as-of time, legend, crosshair, zoom, an empty state, and files to save."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from widgets.charts.axes import ABOVE_PX, BEYOND_PX, AlongAxis, ValueAxis
from widgets.charts.box import ZoomBox
from widgets.charts.export import write_figures
from widgets.charts.legend import Legend
from widgets.charts.numbers import axis_text
from widgets.charts.series import Base
from widgets.kit.cards import Short, small_button
from widgets.kit.keys import key_inside
from widgets.kit.saving import AskPath, Saver, ask_path
from widgets.kit.stages import Stages
from widgets.kit.theme import theme
from widgets.kit.turns import begin, drop
from widgets.kit.words import tr
from widgets.tables.age import Age
from widgets.tables.shown import NOTHING

Range = tuple[float, float]
Figures = tuple[list[str], list[Sequence[Any]]]
_STEP = 0.15
_GAP_PX = 8
_ZOOM = 0.7
_HEADROOM = 0.06
_LEAST_SHARE = 1e-6


class Chart(QWidget):
    """A chart called `name` in files and `title` (English, translated) on the screen; feed it as often as you like.

    With the unit "%" values are fractions shown in percent; every other unit is only named.
    """

    saved = Signal(str)
    failed = Signal(str)

    def __init__(
        self, name: str, title: str, unit: str = "", parent: QWidget | None = None, where: AskPath = ask_path
    ) -> None:
        super().__init__(parent)
        self.name, self.title, self.unit = name, title, unit
        self._where = where
        self._as_of: datetime | None = None
        self.base = Base(np.zeros(0))
        self._place = 0
        self.legend = Legend()
        self.age, self.note = Age(), Short(align=Qt.AlignmentFlag.AlignRight)
        self.empty = QLabel(tr("Nothing to draw yet."))
        self._stack = QStackedWidget()
        self._saver = Saver(self)
        self._lay_out()
        self._wire()

    @cached_property
    def plot(self) -> pg.PlotWidget:
        """The drawing, made for the first values: nothing else on a screen takes as long to make."""
        axes = {"bottom": AlongAxis(), "left": self._side_axis()}
        plot = pg.PlotWidget(viewBox=ZoomBox(), axisItems=axes, background=QColor(theme().surface))
        plot.setAccessibleName(tr(self.title))
        plot.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        plot.hideButtons()
        plot.getPlotItem().layout.setContentsMargins(1, ABOVE_PX, BEYOND_PX, 1)
        plot.setFrameShape(plot.Shape.NoFrame)
        self._cross = pg.InfiniteLine(angle=90, pen=pg.mkPen(QColor(theme().muted), style=Qt.PenStyle.DashLine))
        self._cross.hide()
        plot.addItem(self._cross, ignoreBounds=True)
        self._furnish(plot)
        self._stack.addWidget(plot)
        box = plot.getViewBox()
        box.zoomed.connect(self.show_range)
        box.moved.connect(self._move)
        box.all_wanted.connect(self.show_all)
        box.menu_wanted.connect(lambda at: self._menu().popup(_whole_point(at)))
        plot.scene().sigMouseMoved.connect(self._hover)
        plot.installEventFilter(self)
        return plot

    @property
    def box(self) -> ZoomBox:
        """The ground of the drawing."""
        box: ZoomBox = self.plot.getViewBox()
        return box

    def dismantle(self) -> None:
        """Take the drawing apart, for good, while Python still holds its parts; once is enough.

        Qt would otherwise delete the scene after the garbage collector has taken some of them, and end the process.
        """
        drop(self)
        if "plot" in vars(self) and not self.plot.closed:
            self.plot.close()

    def set_empty_text(self, text: str) -> None:
        """Say this, already translated, while there is nothing to draw."""
        self.empty.setText(text)

    def show_all(self) -> None:
        """Show the whole range."""
        self.show_range(*self.limits())

    def show_range(self, low: float, high: float) -> None:
        """Show what lies between two positions, as high as it is; kept within the limits."""
        left, right = self.limits()
        least = self._least_width()
        if high - low < least:
            middle = (low + high) / 2
            low, high = middle - least / 2, middle + least / 2
        width = min(high - low, right - left)
        low = min(max(low, left), right - width)
        self.box.setXRange(low, low + width, padding=0)
        bottom, top = self._height_of(low, low + width)
        self.box.setYRange(bottom, top, padding=0)

    def limits(self) -> Range:
        """Return the positions the chart begins and ends at."""
        at = self.base.at
        if not len(at):
            return 0.0, 1.0
        margin = self._margin()
        return float(at[0]) - margin, float(at[-1]) + margin

    def point_at(self, place: int) -> None:
        """Put the crosshair on a point and read it off."""
        if not len(self.base):
            self.legend.say("", [])
            return
        self._place = min(max(place, 0), len(self.base) - 1)
        self._cross.setPos(float(self.base.at[self._place]))
        self.legend.say(self.point_text(self._place), self._values_at(self._place))
        self.plot.setAccessibleDescription(self.legend.text())

    def point_text(self, place: int) -> str:
        """Return what a point is called: its trade date, its name or its position."""
        base = self.base
        if base.days is not None:
            return str(base.days[place])
        if base.names is not None:
            return base.names[place]
        return axis_text(float(base.at[place]), 0.0001, "")

    def export(self) -> None:
        """Ask for a file and save the chart: as a picture, or its figures as CSV, by the file's ending."""
        self._ask(";;".join((tr("Picture (*.png)"), tr("Figures for spreadsheets (*.csv)"))), ".png")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move the crosshair and the range by keys; let go of the crosshair when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._cross.hide()
            self.point_at(len(self.base) - 1)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take_key(event):
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the title have its room before the date of the as-of time."""
        super().resizeEvent(event)
        title_px = self.heading.fontMetrics().horizontalAdvance(self.heading.whole())
        left = self.width() - title_px - self.menu_button.sizeHint().width() - 3 * _GAP_PX
        self.age.setMaximumWidth(max(left, self.age.minimumSizeHint().width()))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a modest size: a chart takes what is left."""
        return QSize(360, 220)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least a chart can be read at."""
        return QSize(200, 130)

    def _side_axis(self) -> pg.AxisItem:
        return ValueAxis(self.unit)

    def _furnish(self, plot: pg.PlotWidget) -> None:
        """Put what draws the values into a plot just made."""

    def _draw(self, draw: Callable[[], None]) -> None:
        """Draw when it is this chart's turn, after what was begun before."""

        def pieces() -> Stages[None]:
            if "plot" not in vars(self):
                self.plot  # noqa: B018 - made here
                yield
            draw()

        begin(self, pieces())

    def _values_at(self, place: int) -> list[str]:
        """Return what each series has at a point, as text."""
        return []

    def _height_of(self, low: float, high: float) -> Range:
        """Return how low and how high what lies between two positions is."""
        return 0.0, 1.0

    def _figures(self) -> Figures:
        """Return headings and columns of all points."""
        return [], []

    def _margin(self) -> float:
        return 0.5 if self.is_stepped() else 0.0

    def is_stepped(self) -> bool:
        """Whether points stand one step apart, as trade dates and names do."""
        return self.base.days is not None or self.base.names is not None

    def _least_width(self) -> float:
        left, right = self.limits()
        return min(2.0, right - left) if self.is_stepped() else max((right - left) * _LEAST_SHARE, 1e-12)

    def _begin(self, base: Base, as_of: datetime | None) -> bool:
        """Take the points; returns whether the whole range is to be shown, because it was or because it is another."""
        (low, high), (left, right) = self.box.viewRange()[0], self.limits()
        was_all = not len(self.base) or (low <= left and high >= right)
        kind = (base.days is None, base.names)
        is_other = kind != (self.base.days is None, self.base.names)
        self.base, self._as_of = base, as_of
        self.plot.getAxis("bottom").take(base)
        self.age.say(as_of)
        return was_all or is_other

    def _finish(self, is_all: bool, is_empty: bool) -> None:
        self._stack.setCurrentWidget(self.empty if is_empty else self.plot)
        self.legend.setVisible(not is_empty)
        if is_empty:
            self.legend.say("", [NOTHING] * len(self.legend.chips))
            return
        self.show_range(*(self.limits() if is_all else self.box.viewRange()[0]))
        self.point_at(self._place if self._cross.isVisible() else len(self.base) - 1)

    def _lay_out(self) -> None:
        title = tr(self.title)
        self.setObjectName("Chart")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(_GAP_PX)
        self.heading = Short(tr("{title} ({unit})", title=title, unit=tr(self.unit)) if self.unit else title)
        self.heading.setObjectName("title")
        head.addWidget(self.heading, 3)
        self.note.hide()
        self.note.setObjectName("note")
        self.empty.setObjectName("empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        head.addWidget(self.note, 1)
        head.addWidget(self.age)
        self.menu_button = small_button("download", tr("Save or zoom {chart}", chart=title), self._open_menu)
        head.addWidget(self.menu_button)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        self.legend.hide()
        layout.addWidget(self.legend)
        layout.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.legend.toggled.connect(self._renew)
        self._saver.saved.connect(lambda path: self._note(tr("Saved {path}", path=path)))
        self._saver.saved.connect(self.saved)
        self._saver.failed.connect(self._note)
        self._saver.failed.connect(self.failed)
        key_inside(self, "Ctrl+E", self.export)

    def _note(self, text: str) -> None:
        self.note.show()
        self.note.say(text)

    def _renew(self) -> None:
        self.show_range(*self.box.viewRange()[0])

    def _move(self, by: float) -> None:
        low, high = self.box.viewRange()[0]
        self.show_range(low + by, high + by)

    def _hover(self, at: QPointF) -> None:
        if len(self.base) and self.box.sceneBoundingRect().contains(at):
            self._cross.show()
            self.point_at(self.base.nearest(self.box.mapSceneToView(at).x()))

    def _take_key(self, event: QKeyEvent) -> bool:
        low, high = self.box.viewRange()[0]
        width, middle = high - low, (low + high) / 2
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Home: self.show_all,
            Qt.Key.Key_Plus: lambda: self.show_range(middle - width * _ZOOM / 2, middle + width * _ZOOM / 2),
            Qt.Key.Key_Equal: lambda: self.show_range(middle - width * _ZOOM / 2, middle + width * _ZOOM / 2),
            Qt.Key.Key_Minus: lambda: self.show_range(middle - width / _ZOOM / 2, middle + width / _ZOOM / 2),
        }
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            moves[Qt.Key.Key_Left] = partial(self._move, -_STEP * width)
            moves[Qt.Key.Key_Right] = partial(self._move, _STEP * width)
        else:
            moves[Qt.Key.Key_Left] = partial(self._step, -1)
            moves[Qt.Key.Key_Right] = partial(self._step, 1)
        do = moves.get(event.key())
        if do is not None:
            do()
        return do is not None

    def _step(self, by: int) -> None:
        self._cross.show()
        self.point_at(self._place + by)
        position, (low, high) = float(self._cross.value()), self.box.viewRange()[0]
        if not low <= position <= high:
            self._move(position - (low if position < low else high))

    def _open_menu(self) -> None:
        self._menu().popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Save the picture …"), partial(self._ask, tr("Picture (*.png)"), ".png"))
        menu.addAction(tr("Save the figures …"), partial(self._ask, tr("Figures for spreadsheets (*.csv)"), ".csv"))
        menu.addSeparator()
        menu.addAction(tr("Show all"), self.show_all)
        return menu

    def _ask(self, filters: str, ending: str) -> None:
        path = self._where(self, f"{self.name}{ending}", filters)
        if path is None:
            return
        if path.suffix.casefold() == ".csv":
            headings, columns = self._figures()
            self._saver.write(path, lambda beside: write_figures(beside, headings, columns))
        else:
            picture = self.grab().toImage()
            self._saver.write(path, lambda beside: _save(picture, beside))


def padded(low: float, high: float) -> Range:
    """Return a range with some air above and below; one around the value where there is no height, 0 to 1 for NaN."""
    if not (low <= high):
        return 0.0, 1.0
    air = (high - low) * _HEADROOM or abs(high) * _HEADROOM or 1.0
    return low - air, high + air


def _save(picture: QImage, path: Path) -> None:
    if not picture.save(str(path), "PNG"):  # type: ignore[call-overload]
        raise OSError(f"the picture could not be written to {path}")


def _whole_point(at: Any) -> QPoint:
    return at.toPoint() if isinstance(at, QPointF) else QPoint(int(at.x()), int(at.y()))
