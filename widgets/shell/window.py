"""The main window: the bar on top, the rail at the left, the screens as docks, one line of status below."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow, QTabWidget, QToolBar, QWidget

from core.ports.stop import StopState
from core.ports.views.asking import Trouble
from core.ports.views.heading import Heading
from widgets.kit.cards import Banner, column_of, named, small_button
from widgets.kit.drawer import Drawer
from widgets.kit.icons import icon
from widgets.kit.link import Link
from widgets.kit.panel import Panel
from widgets.kit.sayings import spoken
from widgets.kit.stages import Stages
from widgets.kit.style import sheet
from widgets.kit.theme import theme
from widgets.kit.turns import drop
from widgets.kit.urgent import UrgentEar
from widgets.kit.words import tr
from widgets.kit.works import WorkLine
from widgets.shell.first_page import FirstPage
from widgets.shell.help import HelpPage
from widgets.shell.layout import Layout
from widgets.shell.leash import Leash
from widgets.shell.naming import named_in
from widgets.shell.palette import Command, CommandPalette
from widgets.shell.screens import SCREENS, Modules, Screen
from widgets.shell.sign import Sign, sign_of
from widgets.shell.stop_drawer import flatten, rearm
from widgets.shell.stopping import COMMANDS, Stopper, Verb
from widgets.shell.top_bar import TopBar

_TICK_MS = 1000
_SILENT_AFTER_S = 5.0
_FIRST_SIZE = QSize(1366, 768)
_BOLDER_PX = 6
"""What the name of the screen in front takes more than another's, being bold."""


class MainWindow(QMainWindow):
    """Shows a desk; `closing` carries the layout to keep. `ring` sounds for STOP and for a new urgent alarm."""

    closing = Signal(object)
    stopped = Signal(object)
    preferring = Signal(str, str)

    def __init__(
        self,
        link: Link,
        stopper: Stopper,
        now: Callable[[], datetime],
        place: str,
        ring: Callable[[], object],
    ) -> None:
        super().__init__()
        self._ring = ring
        self.link, self._screens_link = Leash(link), Leash(link)
        self._left: Layout | None = None
        self.stopper = stopper
        self._now = now
        self._place = place
        self._kept: dict[str, Any] = {}
        self._docks: dict[str, QDockWidget] = {}
        self._modules = Modules()
        self._arguments: dict[str, str] = {}
        self._seen: set[str] = set()
        self._tide: dict[str, object] = {}
        self._heading: Heading | None = None
        self._is_silent = False
        self._sign: Sign | None = None
        self._ear = UrgentEar()
        self._heard_at = now()
        self._state: StopState = stopper.read()
        self.bar = TopBar()
        self.banner = Banner()
        self.drawer = Drawer()
        self.first = FirstPage()
        self.palette_box = CommandPalette(self, self._commands, self._named)
        self.help = HelpPage(self)
        self._rail_actions: dict[str, QAction] = {}
        self.setStyleSheet(sheet(theme()))
        self._build()
        self._shortcuts()
        self._modules.came.connect(self._fill_those_seen)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def arrange(self, layout: Layout) -> Stages[None]:
        """Put the screens where they stood, and begin to live."""
        self._kept = dict(layout.screens)
        known = {screen.name: screen for screen in SCREENS}
        for name in layout.open:
            if name in known:
                self._dock(known[name])
                yield
        self._size(layout)
        yield
        self.open_screen(layout.front if layout.front in known else SCREENS[0].name)
        self._timer.start()
        self.show_stop()
        self.setFocus()

    def come_back(self) -> None:
        """Come to the front, as large as it was, however it went out of sight."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def panels(self) -> dict[str, Panel]:
        """Return the screens that were built, by name."""
        return {name: panel for name, dock in self._docks.items() if isinstance(panel := dock.widget(), Panel)}

    def front(self) -> Panel | None:
        """Return the screen in front."""
        name = next((name for name, button in self._rail_actions.items() if button.isChecked()), "")
        return self.panels().get(name)

    def open_screen(self, name: str, argument: str = "") -> None:
        """Bring a screen to the front, made where it was not, at once or when its module has come."""
        screen = next((each for each in SCREENS if each.name == name), None)
        if screen is None:
            self.tell(tr("There is no screen called {name}.", name=name))
            return
        dock = self._docks.get(name) or self._dock(screen)
        if argument:
            self._arguments[name] = argument
        dock.show()
        dock.raise_()
        self._rail_actions[name].setChecked(True)
        self._fill(name)

    def show_first_page(self, shown: bool) -> None:
        """Offer the ways to a desk, or take them away once there is one."""
        for button in (self.bar.stop_button, self.bar.stop_menu):
            button.setEnabled(not shown or self._heading is not None)
        if shown == self.first.isVisibleTo(self):
            return
        self.first.setVisible(shown)
        self._rail.setEnabled(not shown)
        for dock in self._docks.values():
            dock.setVisible(not shown)

    def tell(self, text: str) -> None:
        """Show a line at the bottom for some seconds."""
        self.statusBar().showMessage(text, 8000)

    def show_working(self, count: int) -> None:
        """Say how many commands run."""
        self._working.setText(tr("{count} command(s) running", count=count) if count else "")

    def hear(self, heading: Heading | Trouble) -> None:
        """Take in the newest heading: show it, and let the screens know what moved."""
        self._heard_at = self._now()
        self._is_silent = isinstance(heading, Trouble) and not heading.is_no_home
        if isinstance(heading, Trouble):
            self.bar.show_silence(heading.message)
            if heading.is_no_home:
                self._heading = None
            self.show_first_page(heading.is_no_home or self.first.holds)
            self.show_stop()
            self.banner.say("" if heading.is_no_home else f"{heading.message} → {heading.remedy}", "bad")
            return
        self._heading = heading
        self.show_first_page(self.first.holds)
        told = spoken(heading.trouble)
        self.banner.say(tr("{trouble} → open Settings to mend it", trouble=told) if told else "", "bad")
        self.bar.show_heading(heading)
        if self._ear.hears(heading.alarms):
            self._ring()
            # The taskbar calls for it where nobody hears, or sound is off.
            QApplication.alert(self)
        self.show_stop()
        moved = frozenset(topic for topic, mark in heading.tide.items() if self._tide.get(topic) != mark)
        self._tide = dict(heading.tide)
        if moved:
            for panel in self.panels().values():
                panel.hear(moved)
        self._works.show_works(heading.works, heading.as_of)
        self._working.setVisible(self._works.isHidden())
        for panel in self.panels().values():
            panel.take_works(heading.works, heading.as_of)

    def press(self, verb: str) -> None:
        """Press STOP at once; the record in the database follows by the command of the same name."""
        if self._has_no_desk():
            self.tell(tr("There is no desk here yet"))
            return
        pressed = self.stopper.press(Verb(verb), tr("pressed in the console"))
        self._ring()
        if pressed.trouble:
            self.banner.say(
                tr("STOP is NOT pressed: {why}. Stop the strategy in the terminal now.", why=pressed.trouble),
                "critical",
            )
            return
        self.bar.show_stop(pressed.state)
        self._state = pressed.state or self._state
        self._title()
        self.stopped.emit(pressed)
        command = (*COMMANDS[Verb(verb)], "--reason", tr("pressed in the console"), "--trigger", "console")
        self.link.act(command, lambda done: None if done.went_well else self.tell(done.message))

    def show_stop(self) -> None:
        """Show STOP as the safer of what the file says and what the reader found; nothing where there is no desk."""
        if self._has_no_desk():
            self.bar.show_no_desk()
            return
        state = self.stopper.read()
        if self._heading is not None and self._heading.stop.state.severity > state.state.severity:
            state = self._heading.stop
        self.bar.show_stop(state)
        self._state = state
        self._title()

    def _has_no_desk(self) -> bool:
        """Whether there is nothing to stop; a desk that is still being filled has its STOP."""
        return self.first.isVisibleTo(self) and self._heading is None

    def tick(self) -> None:
        """Once a second: the clock, the age of what is shown, STOP's file, whether the reader still speaks."""
        now = self._now()
        self.bar.tick(now)
        if (now - self._heard_at).total_seconds() > _SILENT_AFTER_S:
            self._is_silent = True
            self.bar.show_silence(tr("the reader says nothing"))
        self.show_stop()
        for panel in self.panels().values():
            if panel.isVisible():
                panel.tick(now)

    def rearm(self) -> None:
        """Open what it takes to trade again."""
        rearm(self.link, self.drawer)

    def flatten(self) -> None:
        """Open what it takes to sell everything."""
        flatten(self.link, self.drawer)

    def layout_now(self) -> Layout:
        """Return the layout as it stands, or stood before the window was emptied."""
        if self._left is not None:
            return self._left
        kept = self._kept | {name: panel.save() for name, panel in self.panels().items()}
        front = next((name for name, button in self._rail_actions.items() if button.isChecked()), "today")
        shown = tuple(name for name, dock in self._docks.items() if not dock.isHidden() or dock.isFloating())
        return Layout(bytes(self.saveGeometry().data()).hex(), bytes(self.saveState().data()).hex(), shown, front, kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+F and Ctrl+E that nothing with the focus took go to the first table or chart in front."""
        pressed = QKeySequence(event.keyCombination())
        deed = {"Ctrl+F": "focus_filter", "Ctrl+E": "export"}.get(pressed.toString())
        if deed is None:
            super().keyPressEvent(event)
        else:
            self._in_front(deed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Let the modules of all screens come once the window is there, so that no opening waits for one."""
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self._modules.want(*(screen.module for screen in SCREENS)))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Hand the layout over; whatever runs goes on without this window."""
        self._timer.stop()
        self._modules.stop()
        self.stopper.settle()
        self.closing.emit(self.layout_now())
        self.link.cut()
        self._screens_link.cut()
        drop(self)
        for part in _charts(self):
            part.dismantle()
        super().closeEvent(event)

    def emptying(self) -> Stages[None]:
        """Take the screens apart one by one; the bar and STOP stay as they are."""
        self._left = self.layout_now()
        self._screens_link.cut()
        self._modules.stop()
        self._rail.setEnabled(False)
        drop(self)
        for dock in self._docks.values():
            dock.hide()
        yield
        while self._docks:
            _, dock = self._docks.popitem()
            for part in _charts(dock):
                part.dismantle()
                yield
            # At once: what is deleted later is all deleted together.
            shiboken6.delete(dock)
            yield

    def _build(self) -> None:
        self.setWindowTitle(tr("Daybreak"))
        top = QWidget()
        top.setLayout(column_of(self.bar, self.banner, self.drawer, gap=0))
        self.setMenuWidget(top)
        self.setCentralWidget(self.first)
        self.first.hide()
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
        )
        rail = self._rail = QToolBar()
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
        buttons = [rail.widgetForAction(each) for each in self._rail_actions.values()]
        for each in buttons:
            each.ensurePolished()
        widest = max(each.sizeHint().width() for each in buttons) + _BOLDER_PX
        for each in buttons:
            each.setFixedWidth(widest)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, rail)
        self._works = WorkLine(self.link)
        self.statusBar().addPermanentWidget(self._works)
        self._working = QLabel()
        self.statusBar().addPermanentWidget(self._working)
        self.statusBar().addPermanentWidget(QLabel(self._place))
        self.statusBar().setSizeGripEnabled(False)
        self.bar.pressed.connect(self.press)
        self.bar.wanted.connect(self.open_screen)
        self.bar.searching.connect(self.palette_box.open_up)
        self.bar.rearming.connect(self.rearm)
        self.bar.flattening.connect(self.flatten)

    def _shortcuts(self) -> None:
        stop = QShortcut(QKeySequence("Ctrl+Shift+S"), self)
        # Whatever window of this program has the focus; not even a second shortcut of the same keys may hinder it.
        stop.setContext(Qt.ShortcutContext.ApplicationShortcut)
        for heard in (stop.activated, stop.activatedAmbiguously):
            heard.connect(lambda: self.press(Verb.HALT.value))
        for keys, do in (
            ("F1", self._help),
            ("F5", self._refresh),
            ("Ctrl+K", self.palette_box.open_up),
            ("Ctrl+W", self._close_front),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(do)

    def _close_front(self) -> None:
        front = self.front()
        if front is not None:
            self._docks[front.name].close()

    def _help(self) -> None:
        front = self.front()
        self.help.open_at(front.name if front else "start")

    def _in_front(self, deed: str) -> None:
        """Let the first table or chart in front do it; one that has the focus does so by itself."""
        front = self.front()
        able = [
            each for each in (front.findChildren(QWidget) if front else []) if hasattr(each, deed) and each.isVisible()
        ]
        if able:
            getattr(able[0], deed)()

    def _commands(self) -> list[Command]:
        screens = [
            Command(
                tr("Open {screen}", screen=tr(screen.title)),
                f"Ctrl+{place % 10}",
                partial(self.open_screen, screen.name),
            )
            for place, screen in enumerate(SCREENS, 1)
        ]
        stops = [
            Command(
                tr("STOP: block new orders and cancel what works"), "Ctrl+Shift+S", partial(self.press, Verb.HALT.value)
            ),
            Command(tr("STOP: let only sells through"), "", partial(self.press, Verb.REDUCE.value)),
            Command(tr("STOP: block new orders, leave what works"), "", partial(self.press, Verb.BLOCK.value)),
            Command(tr("STOP: cancel what works, block nothing"), "", partial(self.press, Verb.CANCEL.value)),
            Command(tr("STOP: trade again …"), "", self.rearm),
            Command(tr("STOP: flatten …"), "", self.flatten),
        ]
        looks = [
            Command(text, "", partial(self.preferring.emit, name, value))
            for text, name, value in (
                (tr("Dark theme"), "theme", "dark"),
                (tr("Light theme"), "theme", "light"),
                ("中文", "language", "zh"),
                ("English", "language", "en"),
                (tr("Colours: red up, green down"), "palette", "red_up"),
                (tr("Colours: green up, red down"), "palette", "green_up"),
                (tr("Colours for the colour-blind"), "palette", "colour_blind"),
                (tr("Sound on"), "sound", "true"),
                (tr("Sound off"), "sound", "false"),
            )
        ]
        rest = [
            Command(tr("Read the screen in front again"), "F5", self._refresh),
            Command(tr("Help for the screen in front"), "F1", self._help),
            Command(tr("Export the table in front"), "Ctrl+E", lambda: self._in_front("export")),
        ]
        return [*screens, *stops, *looks, *rest]

    def _named(self, text: str) -> list[Command]:
        """Offer what the typed text itself names: a symbol, an order, a run."""
        return [
            Command(
                tr("Audit: {what}", what=f"{kind}:{name}"), "", partial(self.open_screen, "audit", f"{kind}:{name}")
            )
            for kind, name in named_in(text)
        ]

    def _refresh(self) -> None:
        panel = self.front()
        if panel is not None:
            panel.refresh()

    def _dock(self, screen: Screen) -> QDockWidget:
        dock = QDockWidget(tr(screen.title), self)
        dock.setObjectName(screen.name)
        dock.setTitleBarWidget(QWidget())
        dock.setWidget(_waiting_page())
        others = [each for each in self._docks.values() if not each.isFloating() and not each.isHidden()]
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        if others:
            self.tabifyDockWidget(others[-1], dock)
        self._docks[screen.name] = dock
        dock.visibilityChanged.connect(lambda seen, name=screen.name: self._came_to_front(name, seen))
        return dock

    def _fill(self, name: str) -> None:
        """Make the screen of a dock where there is none yet, or let its module come; lead it where it is to go."""
        dock, screen = self._docks[name], next(each for each in SCREENS if each.name == name)
        if not isinstance(dock.widget(), Panel):
            if not self._modules.are_here(screen.module):
                self._modules.want(screen.module)
                return
            self._make(screen, dock)
        argument, panel = self._arguments.pop(name, ""), dock.widget()
        if argument and isinstance(panel, Panel):
            panel.go_to(argument)

    def _make(self, screen: Screen, dock: QDockWidget) -> None:
        panel = screen.make(self._screens_link)
        panel.add_to_head(small_button("x", tr("Close this screen (Ctrl+W)"), dock.close))
        for bare in (dock.titleBarWidget(), dock.widget()):
            bare.deleteLater()
        dock.setTitleBarWidget(panel.head)
        dock.setWidget(panel)
        if screen.name in self._kept:
            panel.restore(dict(self._kept[screen.name]))

    def _fill_those_seen(self) -> None:
        for name in tuple(self._seen):
            self._fill(name)

    def _came_to_front(self, name: str, seen: bool) -> None:
        # Where screens are taken away, one that is going may come to the front for a moment.
        if name not in self._docks:
            return
        if not seen:
            self._seen.discard(name)
            if self._rail_actions[name].isChecked():
                # It was closed, or went behind another.
                name = next((each for each, dock in self._docks.items() if not dock.visibleRegion().isEmpty()), name)
                self._rail_actions[name].setChecked(True)
            return
        self._seen.add(name)
        self._rail_actions[name].setChecked(True)
        self._fill(name)
        panel = self._docks[name].widget()
        if isinstance(panel, Panel):
            panel.wake()

    def _size(self, layout: Layout) -> None:
        if layout.geometry:
            self.restoreGeometry(QByteArray.fromHex(layout.geometry.encode()))
        else:
            self.resize(_FIRST_SIZE)
            room = self.screen().availableSize()
            if room.width() <= _FIRST_SIZE.width() or room.height() <= _FIRST_SIZE.height():
                self.setWindowState(Qt.WindowState.WindowMaximized)
        if layout.docks:
            self.restoreState(QByteArray.fromHex(layout.docks.encode()))

    def _title(self) -> None:
        sign = sign_of(self._state.state, self._heading, self._is_silent, self._place)
        if sign == self._sign:
            return
        self._sign = sign
        self.setWindowTitle(sign.title)
        self.setWindowIcon(icon(sign.icon, sign.colour))


def _charts(whole: QWidget) -> list[Any]:
    """Return charts, told by what they can do: the window itself needs nothing of their library."""
    return [part for part in whole.findChildren(QWidget) if hasattr(part, "dismantle")]


def _waiting_page() -> QLabel:
    """Return what a dock shows while its screen's module comes."""
    page = named(QLabel(tr("Reading …")), "pageText")
    page.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return page
