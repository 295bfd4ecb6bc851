"""The desktop door: application, crash hooks, language and theme, the main window."""

import sys
import traceback
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.bridge import Bridge
from app.console_home import ConsoleHome, shanghai_now, who_sits_here
from widgets.kit.style import dress
from widgets.kit.theme import Palette, theme_of
from widgets.kit.words import CONTEXT, speak
from widgets.shell.layout import Layout
from widgets.shell.stopping import Stopper
from widgets.shell.window import MainWindow

_SWITCH_INTERVAL_S = 0.0005


class Console(QObject):
    """One window on one home; built anew, with what it showed, when language, theme or home change."""

    def __init__(self, app: QApplication, home: Path, theme: str, language: str, palette: Palette) -> None:
        super().__init__()
        self._app = app
        self._translators: list[QTranslator] = []
        self._place = ConsoleHome(home)
        self._theme, self._language, self._palette = theme, language, palette
        self.bridge: Bridge
        self.window: MainWindow
        self._enter(Layout.of(self._place.layout()))

    def change(self, theme: str = "", language: str = "", palette: Palette | None = None) -> None:
        """Build the window anew in another theme, language or palette."""
        self._theme, self._language = theme or self._theme, language or self._language
        self._palette = palette or self._palette
        self._rebuild(self.window.layout_now())

    def close(self) -> None:
        """Leave the home: what runs in it goes on."""
        self.bridge.close()
        self._place.leave_desk()

    def _enter(self, layout: Layout) -> None:
        viewer = not self._place.take_desk()
        self.bridge = Bridge(self._place.home, viewer)
        self._build(layout)

    def _build(self, layout: Layout) -> None:
        self._speak()
        dress(self._app, theme_of(self._theme, self._palette))
        now = shanghai_now()
        stopper = Stopper(self._place.switch(), now, who_sits_here())
        self.window = MainWindow(self.bridge, stopper, now, layout, str(self._place.home))
        self.window.bar.show_viewer(self.bridge.viewer)
        self.bridge.heading.connect(self.window.hear)
        self.bridge.opening.connect(self.window.open_screen)
        self.window.closing.connect(lambda kept: self._place.keep_layout(kept.to_bytes()))
        self.window.show()

    def _rebuild(self, layout: Layout) -> None:
        old = self.window
        self.bridge.heading.disconnect(old.hear)
        self.bridge.opening.disconnect(old.open_screen)
        self._build(layout)
        old.close()
        old.deleteLater()

    def _speak(self) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = _translators() if self._language == "zh" else []
        for translator in self._translators:
            self._app.installTranslator(translator)
        speak(self._language, lambda text: QApplication.translate(CONTEXT, text))


def _translators() -> list[QTranslator]:
    compiled = sorted(str(each) for each in files("resources.translations").iterdir() if each.name.endswith(".qm"))
    return [translator for path in compiled if (translator := QTranslator()).load(path)]


def run_console(home: Path, theme: str = "dark", language: str = "", palette: Palette = "red_up") -> int:
    """Show the console of `home` until its window is closed; returns the exit code of the application."""
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - we made it
    app.setApplicationName("Daybreak")
    console = Console(app, home, theme, language or _language_of_the_machine(), palette)
    sys.excepthook = _hook(console)
    code = app.exec()
    console.close()
    return code


def _language_of_the_machine() -> str:
    return "zh" if QLocale.system().language() is QLocale.Language.Chinese else "en"


def _hook(console: Console) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return what hears of a defect in a slot: it is told on the screen, and the window lives on."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        QTimer.singleShot(0, lambda: console.window.banner.say(f"{kind.__name__}: {error}", "bad"))

    return tell
