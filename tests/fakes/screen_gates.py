"""What every screen must hold: names for screen readers, glyphs for every sign, one language."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QObject, Qt
from PySide6.QtGui import QAccessible, QAction, QFont, QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from widgets.charts.chart import Chart
from widgets.charts.heat import HeatMap
from widgets.charts.meters import Meters

_NO_WORDS = re.compile(
    r"`[^`]*`"  # a command, as it is typed
    r"|\bdaybreak(?: +[-\w]+)+"
    r"|(?:[A-Za-z]:|~)?[\\/][-\w.\\/~]+"  # a path
    r"|\*\.\w+"  # a file's ending
    r"|[A-Za-z]\w*[_.=(\d]\w*"  # a setting, a symbol, a formula
)
_ENGLISH = re.compile(r"[A-Z]?[a-z]+(?:['’][a-z]+)?(?:[ ,]+[A-Z]?[a-z]+(?:['’][a-z]+)?)+|[A-Z]?[a-z]+ [a-z]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def unnamed(window: QWidget) -> list[str]:
    """What can take the focus and is seen, and says nothing to a screen reader."""
    return [
        f"{type(widget).__name__} {widget.objectName()}".strip()
        for widget in _widgets(window)
        if widget.isVisibleTo(window)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QLabel)  # says its own text, and nothing where it is empty
        and widget.focusProxy() is None
        and not _is_part(widget)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def tofu(window: QWidget) -> list[str]:
    """Texts with a sign that no font has, so that a box would be drawn."""
    return [text for widget in _widgets(window) for text in _texts(widget) if lacks_glyph(text, widget.font())]


def english(window: QWidget) -> list[str]:
    """Texts anywhere in a window that hold two English words in a row, commands, paths and names of settings apart."""
    return sorted({text for text in told(window) if _ENGLISH.search(_NO_WORDS.sub("·", text))})


def chinese(window: QWidget) -> list[str]:
    """Texts anywhere in a window that hold a Chinese sign."""
    return sorted({text for text in told(window) if _CHINESE.search(text)})


def told(window: QWidget) -> Iterator[str]:
    """Every text of a window: what is shown, tips, names for screen readers, menus, headings and cells, axes."""
    for widget in _widgets(window):
        yield from filter(None, _said(widget))


def lacks_glyph(text: str, font: QFont) -> bool:
    """Whether some sign of a text has no glyph in the font or in what Qt falls back on."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())


def has_chinese() -> bool:
    """Whether this machine has a font for Chinese at all."""
    return not lacks_glyph("汉字", QFont())


def _widgets(window: QWidget) -> Iterator[QWidget]:
    yield window
    yield from window.findChildren(QWidget)


def _is_part(widget: QObject) -> bool:
    """Whether it is an inner part of one of Qt's own widgets, which speaks for it."""
    return widget.objectName().startswith("qt_")


def _texts(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        return [widget.text()]
    return [widget.placeholderText(), widget.text()] if isinstance(widget, QLineEdit) else []


def _said(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    yield from _texts(widget)
    for action in widget.actions():
        yield from _of_action(action)
    if isinstance(widget, QMenu):
        yield widget.title()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model())
    yield from _drawn(widget)


def _of_action(action: QAction) -> Iterator[str]:
    yield from (action.text(), action.toolTip())


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    lists = isinstance(model, QAbstractListModel)
    for column in range(1 if lists else model.columnCount()):
        for role in roles:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(model.rowCount()):
                yield str(model.index(row, column).data(role) or "")


def _drawn(widget: QWidget) -> Iterator[str]:
    """What charts paint themselves: the names of their points and rows, the lines of meters."""
    if isinstance(widget, Chart):
        yield from widget.base.names or ()
    if isinstance(widget, HeatMap):
        yield from widget._rows
    if isinstance(widget, Meters):
        for meter in widget.lines.meters:
            yield from (meter.name, meter.text, meter.note, meter.tip)
