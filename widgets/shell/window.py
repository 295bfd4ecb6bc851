"""The main window: the bar on top, the rail at the left, the screens as docks, one line of status below."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow, QTabWidget, QToolBar

from core.domain.trading_state import TradingState
from core.ports.views.asking import Trouble
from core.ports.views.heading import Heading
from widgets.kit.cards import Banner
from widgets.kit.icons import icon
from widgets.kit.link import Link
from widgets.kit.panel import Panel
from widgets.kit.theme import theme
from widgets.kit.words import tr
from widgets.shell.layout import Layout
from widgets.shell.screens import SCREENS, Screen
from widgets.shell.stopping import COMMANDS, Stopper, Verb
from widgets.shell.top_bar import TopBar

_TICK_MS = 1000
_SILENT_AFTER_S = 5.0


class MainWindow(QMainWindow):
    """Shows a desk; `closing` carries the layout to keep."""

    closing = Signal(object)
    stopped = Signal(object)

    def __init__(self, link: Link, stopper: Stopper, now: Callable[[], datetime], layout: Layout, place: str) -> None:
        super().__init__()
        self.link = link
        self.stopper = stopper
        self._now = now
        self._place = place
        self._kept: dict[str, Any] = dict(layout.screens)
        self._docks: dict[str, QDockWidget] = {}
        self._tide: dict[str, object] = {}
        self._heading: Heading | None = None
        self._heard_at = now()
        self.bar = TopBar()
        self.banner = Banner()
        self._rail_actions: dict[str, QAction] = {}
        self._build()
        self._shortcuts()
        self._restore(layout)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.show_stop()

    def panels(self) -> dict[str, Panel]:
        """Return the screens that were built, by name."""
        return {name: panel for name, dock in self._docks.items() if isinstance(panel := dock.widget(), Panel)}

    def front(self) -> Panel | None:
        """Return the screen in front."""
        name = next((name for name, button in self._rail_actions.items() if button.isChecked()), "")
        return self.panels().get(name)

    def open_screen(self, name: str, argument: str = "") -> None:
        """Bring a screen to the front, built where it was not."""
        screen = next((each for each in SCREENS if each.name == name), None)
        if screen is None:
            self.tell(tr("There is no screen called {name}.", name=name))
            return
        dock = self._docks.get(name) or self._dock(screen)
        dock.show()
        dock.raise_()
        self._rail_actions[name].setChecked(True)
        panel = dock.widget()
        if argument and isinstance(panel, Panel):
            panel.go_to(argument)

    def tell(self, text: str) -> None:
        """Show a line at the bottom for some seconds."""
        self.statusBar().showMessage(text, 8000)

    def hear(self, heading: Heading | Trouble) -> None:
        """Take in the newest heading: show it, and let the screens know what moved."""
        self._heard_at = self._now()
        if isinstance(heading, Trouble):
            self.bar.show_silence(heading.message)
            self.banner.say(f"{heading.message} → {heading.remedy}", "bad")
            return
        self._heading = heading
        self.banner.say("")
        self.bar.show_heading(heading)
        self.show_stop()
        moved = frozenset(topic for topic, mark in heading.tide.items() if self._tide.get(topic) != mark)
        self._tide = dict(heading.tide)
        if moved:
            for panel in self.panels().values():
                panel.hear(moved)

    def press(self, verb: str) -> None:
        """Press STOP at once; the record in the database follows by the command of the same name."""
        pressed = self.stopper.press(Verb(verb), tr("pressed in the console"))
        if pressed.trouble:
            QApplication.beep()
            self.banner.say(
                tr("STOP is NOT pressed: {why}. Stop the strategy in the terminal now.", why=pressed.trouble),
                "critical",
            )
            return
        self.bar.show_stop(pressed.state)
        self._title()
        self.stopped.emit(pressed)
        QApplication.beep()
        command = (*COMMANDS[Verb(verb)], "--reason", tr("pressed in the console"), "--trigger", "console")
        self.link.act(command, lambda done: None if done.went_well else self.tell(done.message))

    def show_stop(self) -> None:
        """Show STOP as the safer of what the file says and what the reader found."""
        state = self.stopper.read()
        if self._heading is not None and self._heading.stop.state.severity > state.state.severity:
            state = self._heading.stop
        self.bar.show_stop(state)
        self._state = state
        self._title()

    def tick(self) -> None:
        """Once a second: the clock, the age of what is shown, STOP's file, whether the reader still speaks."""
        now = self._now()
        self.bar.tick(now)
        self.show_stop()
        if (now - self._heard_at).total_seconds() > _SILENT_AFTER_S:
            self.bar.show_silence(tr("the reader says nothing"))
        for panel in self.panels().values():
            if panel.isVisible():
                panel.tick(now)

    def layout_now(self) -> Layout:
        """Return the layout as it stands."""
        kept = self._kept | {name: panel.save() for name, panel in self.panels().items()}
        front = next((name for name, button in self._rail_actions.items() if button.isChecked()), "today")
        shown = tuple(name for name, dock in self._docks.items() if not dock.isHidden() or dock.isFloating())
        return Layout(bytes(self.saveGeometry().data()).hex(), bytes(self.saveState().data()).hex(), shown, front, kept)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Hand the layout over; whatever runs goes on without this window."""
        self._timer.stop()
        self.stopper.settle()
        self.closing.emit(self.layout_now())
        super().closeEvent(event)

    def _build(self) -> None:
        self.setWindowTitle(tr("Daybreak"))
        self.setMenuWidget(self.bar)
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.GroupedDragging
        )
        rail = QToolBar()
        rail.setObjectName("rail")
        rail.setMovable(False)
        rail.setIconSize(QSize(18, 18))
        rail.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        rail.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        group = QActionGroup(rail)
        for position, screen in enumerate(SCREENS, 1):
            button = QAction(icon(screen.icon), tr(screen.title), rail, checkable=True)
            button.setShortcut(QKeySequence(f"Ctrl+{position % 10}"))
            button.setToolTip(f"{tr(screen.title)} (Ctrl+{position % 10})")
            button.triggered.connect(lambda _, name=screen.name: self.open_screen(name))
            group.addAction(button)
            rail.addAction(button)
            self._rail_actions[screen.name] = button
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, rail)
        self.statusBar().addPermanentWidget(QLabel(self._place))
        self.statusBar().setSizeGripEnabled(False)
        self.bar.pressed.connect(self.press)
        self.bar.wanted.connect(self.open_screen)

    def _shortcuts(self) -> None:
        for keys, do in (
            ("Ctrl+Shift+S", lambda: self.press(Verb.HALT.value)),
            ("F5", self._refresh),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(do)

    def _refresh(self) -> None:
        panel = self.front()
        if panel is not None:
            panel.refresh()

    def _dock(self, screen: Screen) -> QDockWidget:
        panel = screen.make(self.link)
        dock = QDockWidget(tr(screen.title), self)
        dock.setObjectName(screen.name)
        dock.setTitleBarWidget(panel.head)
        dock.setWidget(panel)
        others = [each for each in self._docks.values() if not each.isFloating() and not each.isHidden()]
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        if others:
            self.tabifyDockWidget(others[-1], dock)
        dock.visibilityChanged.connect(lambda seen, name=screen.name: self._came_to_front(name, seen))
        self._docks[screen.name] = dock
        if screen.name in self._kept:
            panel.restore(dict(self._kept[screen.name]))
        return dock

    def _came_to_front(self, name: str, seen: bool) -> None:
        if seen:
            self._rail_actions[name].setChecked(True)

    def _restore(self, layout: Layout) -> None:
        known = {screen.name for screen in SCREENS}
        for name in layout.open:
            if name in known:
                self.open_screen(name)
        if layout.geometry:
            self.restoreGeometry(QByteArray.fromHex(layout.geometry.encode()))
        else:
            self.resize(1366, 768)
        if layout.docks:
            self.restoreState(QByteArray.fromHex(layout.docks.encode()))
        self.open_screen(layout.front if layout.front in known else SCREENS[0].name)

    def _title(self) -> None:
        halted = self._state.state is not TradingState.ACTIVE
        mode = self._heading.channel if self._heading else ""
        mark = f"■ {self._state.state} – " if halted else ""
        self.setWindowTitle(f"{mark}{tr('Daybreak')} {mode} – {self._place}")
        self.setWindowIcon(
            icon("octagon-x" if halted else "layout-dashboard", theme().critical if halted else theme().accent)
        )
