"""Small pieces of Audit: the trail of decisions, captions with figures, and the pages of a long list."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from core.ports.views.audit import LineageView, Mark, Station
from widgets.kit.cards import Short, allow, line_of, named, plain, retone, small_button
from widgets.kit.icons import icon
from widgets.kit.sayings import spoken
from widgets.kit.theme import theme
from widgets.kit.words import tr, word
from widgets.panels.audit.levels import Fact
from widgets.panels.audit.state import MARK_TONES, answer, station_word

_PICTURES = {
    Mark.PASSED: "circle-check",
    Mark.ENDED: "circle-x",
    Mark.WARNED: "triangle-alert",
    Mark.NOT_REACHED: "circle",
    Mark.UNKNOWN: "circle-help",
}
_ROOM = 56
"""How many signs fit a row of captions and figures."""


class Trail(QFrame):
    """Every decision on a symbol's way from left to right, and above it in a sentence where it ended."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "card")
        self.said = plain(QLabel())
        self.said.setWordWrap(True)
        self._stations = QGridLayout()
        self._stations.setContentsMargins(0, 0, 0, 0)
        self._stations.setHorizontalSpacing(10)
        self._stations.setVerticalSpacing(1)
        self._shown: list[_Stop] = []
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 8, 12, 9)
        layout.addWidget(self.said, 0, 0)
        layout.addLayout(self._stations, 1, 0)

    def show_trail(self, view: LineageView) -> None:
        """Show where it was decided what."""
        told, tone = answer(view)
        self.said.setText(told)
        retone(self.said, tone="" if tone == "good" else tone)
        while len(self._shown) < len(view.trail):
            self._shown.append(_Stop(self._stations, len(self._shown)))
        for stop, station in zip(self._shown, view.trail, strict=False):
            stop.show_station(station)


class _Stop:
    """One station: made once, shown anew for every way."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self._mark, self._name, self._told = QLabel(), QLabel(), named(Short(), "caption")
        head = QWidget()
        head.setLayout(line_of(self._mark, self._name, None, gap=5))
        grid.setColumnStretch(place, 1)
        grid.addWidget(head, 0, place)
        grid.addWidget(self._told, 1, place)

    def show_station(self, station: Station) -> None:
        tone = MARK_TONES[station.mark]
        colour = str(getattr(theme(), "faint" if station.mark is Mark.NOT_REACHED else tone))
        self._mark.setPixmap(icon(_PICTURES[station.mark], colour).pixmap(15, 15))
        self._name.setText(word("trail", station.name))
        retone(self._name, tone="muted" if tone == "muted" else "")
        self._told.say(station_word(station))
        tip = "\n".join(filter(None, (station_word(station), spoken(station.text), station.run_id)))
        for widget in (self._mark, self._name, self._told):
            widget.setToolTip(tip)
        self._told.setAccessibleName(f"{self._name.text()}: {tip}")


class FactGrid(QWidget):
    """Captions and figures in columns; long ones can be copied."""

    def __init__(self, columns: int = 3) -> None:
        super().__init__()
        self._columns = columns
        self._facts: list[Fact] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        for place in range(columns):
            self._grid.setColumnStretch(place * 2 + 1, 1)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other figures; those too long for a column get a row of their own, with a button to copy them."""
        if list(facts) == self._facts:
            return
        self._facts = list(facts)
        _clear(self._grid)
        row, place = 0, 0
        for name, text in facts:
            is_long = len(text) > _ROOM // self._columns
            if is_long and place:
                row, place = row + 1, 0
            figure = Short(text)
            figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            figure.setAccessibleName(f"{name}: {text}")
            self._grid.addWidget(named(QLabel(name), "caption"), row, place * 2)
            if is_long:
                whole = QWidget()
                copy = small_button("copy", tr("Copy {name}", name=name), partial(copy_text, text))
                whole.setLayout(line_of(figure, copy, gap=2))
                self._grid.addWidget(whole, row, 1, 1, self._columns * 2 - 1)
                row, place = row + 1, 0
                continue
            self._grid.addWidget(figure, row, place * 2 + 1)
            row, place = (row + 1, 0) if place + 1 == self._columns else (row, place + 1)
        self._grid.setRowStretch(row + 1, 1)


class Pager(QWidget):
    """Turns the pages of a list; `turn` is called with -1 or 1."""

    def __init__(self, turn: Callable[[int], object]) -> None:
        super().__init__()
        self.back = small_button("chevron-left", tr("Newer"), lambda: turn(-1))
        self.forth = small_button("chevron-right", tr("Older"), lambda: turn(1))
        self._text = named(QLabel(), "caption")
        self.setLayout(line_of(self.back, self._text, self.forth, None, gap=4))

    def show_place(self, text: str, page: int, pages: int) -> None:
        """Show where in the list it stands."""
        self._text.setText(text)
        allow(self.back, "" if page > 0 else tr("These are the newest."))
        allow(self.forth, "" if page + 1 < pages else tr("There is nothing older."))


def copy_text(text: str) -> None:
    """Put a text into the clipboard."""
    QGuiApplication.clipboard().setText(text)


def open_file(path: str) -> bool:
    """Open a file with the program the system has for it; False where it is not there."""
    return Path(path).exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def _clear(grid: QGridLayout) -> None:
    while grid.count():
        item = grid.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
