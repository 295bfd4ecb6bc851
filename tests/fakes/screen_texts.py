"""Every text of a window, and those in a language it does not speak."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from widgets.charts.chart import Chart
from widgets.charts.heat import HeatMap
from widgets.charts.meters import Meters

_TYPED = re.compile(
    r"`[^`]*`|\bdaybreak(?: +[-\w…]+)+"  # a command
    r"|(?:[A-Za-z]:|~)?[\\/][-\w.\\/~]+|\*\.\w+"  # a path, a file's ending
    r"|[A-Za-z]\w*[_.=(\d]\w+|\{[^}]*\}"  # a setting, a symbol, a formula, a table of the settings
    r"|（代码 [^）]*）"  # a code, told in a tip beside its word
)
"""What is typed or named as the machine has it, in every language."""
_WORD = r"[A-Z]?[a-z]+(?:['’][a-z]+)?"
_ENGLISH = re.compile(rf"{_WORD}(?:,? {_WORD})+")
CHINESE = re.compile(r"[\u3400-\u9fff]")


def english(window: QWidget) -> list[str]:
    """Texts anywhere in a window that hold two English words in a row, what is typed apart."""
    return sorted({text for text in told(window) if _ENGLISH.search(_TYPED.sub("·", text))})


def chinese(window: QWidget) -> list[str]:
    """Texts anywhere in a window that hold a Chinese sign."""
    return sorted({text for text in told(window) if CHINESE.search(text)})


def told(window: QWidget) -> Iterator[str]:
    """Every text of a window: what is shown, tips, names for screen readers, menus, headings, cells, axes."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from filter(None, _of(widget))


def _of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    for action in widget.actions():
        yield from (action.text(), action.toolTip())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.placeholderText(), widget.text())
    elif isinstance(widget, QComboBox):
        yield from map(widget.itemText, range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from map(widget.tabText, range(widget.count()))
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model())
    yield from _painted(widget)


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        for column in range(columns):
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(model.rowCount()):
                yield str(model.index(row, column).data(role) or "")


def _painted(widget: QWidget) -> Iterator[str]:
    """What charts paint themselves: the names of their points and rows, the lines of meters."""
    if isinstance(widget, Chart):
        yield from widget.base.names or ()
    if isinstance(widget, HeatMap):
        yield from widget._rows
    if isinstance(widget, Meters):
        for meter in widget.lines.meters:
            yield from (meter.name, meter.text, meter.note, meter.tip)
