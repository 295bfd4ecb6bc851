"""As-of times, which every table and chart tells."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from widgets.kit.words import moment, tr


class Age(QLabel):
    """When something was true: in full where there is room, else the time alone with the rest as its tip."""

    def __init__(self) -> None:
        super().__init__()
        self._full = self._short = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def say(self, as_of: datetime | None) -> None:
        """Show a moment; nothing for None."""
        self._full = tr("as of {time}", time=moment(as_of)) if as_of else ""
        self._short = f"{as_of:%H:%M:%S}" if as_of else ""
        self.setToolTip(self._full)
        self.setAccessibleName(self._full)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for all of it."""
        return QSize(self._width(self._full), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for the time alone."""
        return QSize(self._width(self._short), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self._full if self.width() >= self._width(self._full) else self._short)

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2 if text else 0
