"""The desktop door: application, crash hooks, language and theme, the main window, the engine behind it."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from types import TracebackType

import pyqtgraph  # noqa: F401 - it takes a tenth of a second, which no window should be held for
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QProcess, Qt, QTimer, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QFileDialog

from app.bridge import PROGRAM, Bridge
from app.console_beginning import Beginning
from app.console_home import ConsoleHome, shanghai_now, who_sits_here
from app.console_tray import Tray
from core.domain.errors import DaybreakError
from core.ports.views.asking import Trouble
from core.ports.views.engine import Presence, read_engine
from core.ports.views.heading import Heading
from core.settings.console import Console as Preferences
from core.settings.load import load_settings
from widgets.kit import sayings
from widgets.kit.icons import icon
from widgets.kit.link import Done
from widgets.kit.stages import Stages, finish
from widgets.kit.style import dress
from widgets.kit.theme import theme_of
from widgets.kit.turns import begin, drop, is_under_way
from widgets.kit.words import CONTEXT, speak, tr
from widgets.shell.layout import Layout
from widgets.shell.screens import SCREENS
from widgets.shell.stopping import Stopper
from widgets.shell.window import MainWindow

SWITCH_INTERVAL_S = 0.0005


class Console(QObject):
    """One window on one home; built anew, with what it showed, when language, theme or home change.

    `with_engine`: start the home's engine where none lives, and on a DEMO home end it with the console. `called` is
    shown for the home's path.
    """

    def __init__(self, app: QApplication, home: Path, with_engine: bool = False, called: str = "") -> None:
        super().__init__()
        self._app = app
        self._called = called
        self._with_engine = with_engine
        self._started_engine = False
        self._translators: list[QTranslator] = []
        self._now = shanghai_now()
        self.tray = Tray(self)
        self.bridge: Bridge
        self.window: MainWindow
        self._enter(home)

    def move_to(self, home: Path) -> None:
        """Show another home in this window's place."""
        self._leave()
        old = self.window
        self._enter(home)
        _discard(old)

    def run_demo(self, folder: Path) -> None:
        """Run the demo in a folder of its own and watch it from the first day on."""
        if folder != self._place.home:
            self.move_to(folder)
        self._beginning.demo()

    def note(self, text: str) -> None:
        """Keep what went wrong in this window."""
        self._place.note(text)

    def close(self) -> None:
        """Leave the home: what runs in it goes on."""
        drop(self)
        self._leave()
        self._forget_words()
        self.tray.hide()

    def _enter(self, home: Path) -> None:
        self._place = ConsoleHome(home)
        self._was_home = self._place.is_home
        self.bridge = Bridge(home, viewer=not self._place.take_desk())
        self.bridge.heading.connect(self._look)
        place = self._place
        self._beginning = Beginning(self.bridge, lambda: place.is_home, self._begun)
        self._preferences, self._cfg = _preferences(home), _stamp(home)
        finish(self._building(Layout.of(self._place.layout())))

    def _leave(self) -> None:
        self.bridge.heading.disconnect(self._look)
        self.bridge.close()
        if self._started_engine and (self._place.home / ".demo").exists():
            QProcess.startDetached(sys.executable, [*PROGRAM, "engine", "stop", "--home", str(self._place.home)])
        self._place.leave_desk()

    def _building(self, layout: Layout) -> Stages[None]:
        chosen = self._preferences
        self._speak(_language(chosen))
        yield
        dress(self._app, theme_of(_theme_name(self._app, chosen), chosen.palette), chosen.font_scale)
        yield
        # A theme's own drawings, ahead of the window that is made in one piece.
        for screen in SCREENS:
            icon(screen.icon)
        yield
        stopper = Stopper(self._place.switch(), self._now, who_sits_here())
        place = self._called or str(self._place.home)
        ring = QApplication.beep if chosen.sound else _silence
        window = MainWindow(self.bridge, stopper, self._now, place, ring)
        yield
        yield from window.arrange(layout)
        window.bar.show_viewer(self.bridge.viewer)
        self.bridge.heading.connect(window.hear)
        self.bridge.opening.connect(window.open_screen)
        self.bridge.working.connect(window.show_working)
        window.closing.connect(self._keep)
        window.preferring.connect(self._choose)
        window.first.demo.connect(lambda: self.run_demo(self._place.home / "demo"))
        window.first.importing.connect(self._import)
        window.first.connecting.connect(self._beginning.connect)
        window.first.leaving.connect(lambda: window.show_first_page(False))
        self._beginning.show_on(window.first)
        self.window = window
        self.tray.belong_to(window)
        yield
        window.show()

    def _rebuild(self, told: str = "") -> None:
        """Put a window of the newest preferences in this one's place, and tell why in it."""
        if not is_under_way(self):
            begin(self, self._rebuilding(told))

    def _rebuilding(self, told: str) -> Stages[None]:
        old, layout = self.window, self.window.layout_now()
        # What a theme goes through is every widget there is.
        yield from old.emptying()
        for heard, slot in (
            (self.bridge.heading, old.hear),
            (self.bridge.opening, old.open_screen),
            (self.bridge.working, old.show_working),
        ):
            heard.disconnect(slot)
        yield from self._building(layout)
        if told:
            self.window.tell(told)
        yield
        _discard(old)

    def _look(self, heading: Heading | Trouble) -> None:
        """Notice that a home came to be, that its desk is free, that settings changed, that its engine is wanted."""
        if self._place.is_home and not self._was_home:
            self._was_home = True
            self.bridge.only_look(not self._place.take_desk())
            self.window.bar.show_viewer(self.bridge.viewer)
        elif self.bridge.viewer and self._place.take_desk():
            self.bridge.only_look(False)
            QTimer.singleShot(0, self._take_over)
        stamp = _stamp(self._place.home)
        if stamp != self._cfg:
            self._cfg, before = stamp, self._preferences
            self._preferences = _preferences(self._place.home)
            if self._preferences != before:
                QTimer.singleShot(0, self._rebuild)
        if isinstance(heading, Heading) and self._with_engine and not (self.bridge.viewer or self._started_engine):
            self._start_engine()

    def _take_over(self) -> None:
        self._rebuild(tr("The other console is gone: this one has the desk now."))

    def _start_engine(self) -> None:
        self._started_engine = True
        if read_engine(self._place.home, self._now()).presence is Presence.LIVE:
            return
        QProcess.startDetached(sys.executable, [*PROGRAM, "serve", "--home", str(self._place.home)])

    def _keep(self, layout: Layout) -> None:
        self._place.keep_layout(layout.to_bytes())

    def prefer(self, **preferences: str) -> None:
        """Look and speak so from now on, without writing it down."""
        self._preferences = Preferences.model_validate(self._preferences.model_dump() | preferences)
        self._rebuild()

    def _choose(self, name: str, value: str) -> None:
        """Take a preference, and write it into the home's settings."""
        if self._place.is_home:
            self.bridge.act(("config", "set", f"console.{name}", value), self._told)
        QTimer.singleShot(0, lambda: self.prefer(**{name: value}))

    def _import(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.window, tr("A folder of daily bars"))
        if folder:
            self._beginning.bring(folder)

    def _begun(self, text: str) -> None:
        self.window.show_first_page(False)
        self.window.tell(text)

    def _told(self, done: Done) -> None:
        self.window.tell(done.told)

    def _forget_words(self) -> None:
        while self._translators:
            self._app.removeTranslator(self._translators.pop())

    def _speak(self, language: str) -> None:
        self._forget_words()
        self._translators = _translators() if language == "zh" else []
        for translator in self._translators:
            self._app.installTranslator(translator)
        speak(language, lambda text: QApplication.translate(CONTEXT, text))
        if language == "zh":
            sayings.prepare()


def _silence() -> None:
    return None


def _discard(window: MainWindow) -> None:
    window.close()
    window.deleteLater()


def _translators() -> list[QTranslator]:
    """Return Qt's own words (menus of a text box, buttons of its dialogs) in Chinese, and ours."""
    qt = QTranslator()
    qt.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    compiled = sorted(str(each) for each in files("resources.translations").iterdir() if each.name.endswith(".qm"))
    return [qt, *(translator for path in compiled if (translator := QTranslator()).load(path))]


def _preferences(home: Path) -> Preferences:
    """Return how the window looks and speaks; the defaults where the settings cannot be read."""
    try:
        return load_settings(home, os.environ).console
    except (DaybreakError, OSError):
        return Preferences()


def _stamp(home: Path) -> int:
    try:
        return (home / "cfg.yaml").stat().st_mtime_ns
    except OSError:
        return 0


def _language(chosen: Preferences) -> str:
    if chosen.language != "system":
        return chosen.language
    return "en" if QLocale.system().language() is QLocale.Language.English else "zh"


def _theme_name(app: QApplication, chosen: Preferences) -> str:
    if chosen.theme != "system":
        return chosen.theme
    return "light" if app.styleHints().colorScheme() is Qt.ColorScheme.Light else "dark"


def run_console(home: Path, demo: bool = False) -> int:
    """Show the console of `home` until its window is closed, with the demo under way where wanted."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - we made it
    app.setApplicationName("Daybreak")
    console = Console(app, home, with_engine=True)
    sys.excepthook = _hook(console)
    qInstallMessageHandler(lambda _, __, message: console.note(f"Qt: {message}"))
    # Qt hears of no signal; the window's own second hand lets Python hear of it.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: console.window.close())
    if demo:
        console.run_demo(home)
    code = app.exec()
    console.close()
    return code


def _hook(console: Console) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return what hears of a defect in a slot: it is told on the screen, and the window lives on."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        console.note("".join(traceback.format_exception(kind, error, trace)))
        QTimer.singleShot(0, lambda: console.window.banner.say(f"{kind.__name__}: {error}", "bad"))

    return tell
