"""The menu of columns: it stays open while columns are ticked on and off."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from widgets.kit.words import tr
from widgets.tables.column import Column
from widgets.tables.shown import heading


class Chooser(QMenu):
    """Ticks for every column; `choose` is told the places of columns to show or hide, `fit` to fit the widths anew."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        is_shown: Callable[[int], bool],
        choose: Callable[[range, bool], None],
        fit: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(columns):
            action = QAction(heading(column), self, checkable=True)
            action.setChecked(is_shown(place))
            action.toggled.connect(partial(choose, range(place, place + 1)))
            self.addAction(action)
        self.addSeparator()
        self.addAction(tr("Show all"), lambda: choose(range(len(columns)), True))
        self.addAction(tr("Fit widths"), fit)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tick a column without closing; everything else is Qt's."""
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick a column with the space bar without closing; everything else is Qt's."""
        if event.key() != Qt.Key.Key_Space or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True
