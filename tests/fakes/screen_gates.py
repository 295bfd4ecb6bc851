"""What every screen must hold: names for screen readers, glyphs for every sign, no text cut off."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QFont, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget


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
