"""Keys that work only where they belong: two tables of one screen share Ctrl+E without getting in each other's way."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def key_inside(widget: QWidget, keys: str, do: Callable[[], object]) -> QShortcut:
    """Let keys do something while the focus is in `widget` or a part of it.

    The context is set afterwards: as an argument beside a slot Qt for Python passes it over, and the whole window would
    hear the keys.
    """
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: do())  # noqa: PLW0108 - Qt would hold on to a bound method of the widget
    return shortcut
