"""The screens in their order, the order of the rail and of Ctrl+1 … Ctrl+0, and the fetching of their modules."""

import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from widgets.kit.link import Link
from widgets.kit.panel import Panel
from widgets.kit.words import untranslated


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: the folder under widgets/panels it lives in, its title in English, its icon."""

    name: str
    title: str
    icon: str

    @property
    def module(self) -> str:
        """The module it lives in."""
        return f"widgets.panels.{self.name}.panel"

    def make(self, link: Link) -> Panel:
        """Make the screen, without its content."""
        module = import_module(self.module)
        return next(each for each in vars(module).values() if _is_screen(each, self.name))(link)  # type: ignore[no-any-return]


SCREENS = (
    Screen("today", untranslated("Today"), "calendar-clock"),
    Screen("orders", untranslated("Plan and orders"), "list-checks"),
    Screen("holdings", untranslated("Holdings and cash"), "wallet"),
    Screen("reconciliation", untranslated("Reconciliation"), "scale"),
    Screen("factors", untranslated("Factors and IC"), "chart-line"),
    Screen("research", untranslated("Research and models"), "flask-conical"),
    Screen("data", untranslated("Data"), "database"),
    Screen("alarms", untranslated("Alarms"), "bell"),
    Screen("audit", untranslated("Audit"), "scroll-text"),
    Screen("settings", untranslated("Settings"), "settings"),
)


class Modules(QObject):
    """Imports modules one by one between rounds of the event loop, the one wanted last first; `came` names each.

    On the window's thread: PySide makes its types when they are first asked for, and a second thread doing so ends the
    process now and then.
    """

    came = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lacking: list[str] = []
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._fetch)

    def are_here(self, name: str) -> bool:
        """Whether a module was imported."""
        return name in sys.modules

    def want(self, *names: str) -> None:
        """Import these next, in this order."""
        self._lacking[:0] = [name for name in names if not self.are_here(name)]
        if self._lacking:
            self._turns.start()

    def stop(self) -> None:
        """Begin no further import."""
        self._lacking.clear()
        self._turns.stop()

    def _fetch(self) -> None:
        name = self._lacking.pop(0)
        if not self._lacking:
            self._turns.stop()
        # What is wrong with a module is told where the window imports it.
        with suppress(Exception):
            import_module(name)
        self.came.emit(name)


def _is_screen(found: object, name: str) -> bool:
    return isinstance(found, type) and issubclass(found, Panel) and getattr(found, "name", "") == name
