"""The icon in the tray: the desk's sign while the window is out of sight, the way back to it, and STOP."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from widgets.kit.icons import icon
from widgets.kit.theme import theme
from widgets.kit.words import tr
from widgets.shell.stopping import Verb
from widgets.shell.window import MainWindow

_CLICKS = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)


class Tray(QSystemTrayIcon):
    """Shows one window's sign; a click brings the window back. Where there is no tray, it waits for one unseen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window: MainWindow | None = None
        self.activated.connect(self._clicked)

    def belong_to(self, window: MainWindow) -> None:
        """Stand for this window from now on."""
        self._window = window
        menu = QMenu(window)
        menu.addAction(
            icon("octagon-x", theme().critical), tr("STOP: block new orders and cancel what works"),
            lambda: window.press(Verb.HALT.value),
        )  # fmt: skip
        menu.addAction(tr("Show the window"), window.come_back)
        menu.addAction(tr("Close the window"), window.close)
        self.setContextMenu(menu)
        self.setIcon(window.windowIcon())
        self.setToolTip(window.windowTitle())
        window.windowIconChanged.connect(self.setIcon)
        window.windowTitleChanged.connect(self.setToolTip)
        # Under X a tray that starts later than this program takes the icon in; elsewhere Qt only warns.
        if self.isSystemTrayAvailable() or QGuiApplication.platformName() == "xcb":
            self.show()

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if self._window is not None and reason in _CLICKS:
            self._window.come_back()
