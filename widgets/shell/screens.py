"""The screens in their order, the order of the rail and of Ctrl+1 … Ctrl+0, and the fetching of their modules."""

import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QObject, QThreadPool, Signal

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
    """Imports modules beside the window's thread, the one wanted last first; `came` names each that is there."""

    came = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lacking: list[str] = []

    def are_here(self, name: str) -> bool:
        """Whether a module can be imported without waiting."""
        found = sys.modules.get(name)
        # A module stands in the list from the beginning of its import on.
        return found is not None and not getattr(found.__spec__, "_initializing", False)

    def want(self, *names: str) -> None:
        """Import these next, in this order."""
        lacking = [name for name in names if not self.are_here(name)]
        self._lacking[:0] = lacking
        if lacking:
            QThreadPool.globalInstance().start(self._fetch)

    def stop(self) -> None:
        """Begin no further import."""
        self._lacking.clear()

    def _fetch(self) -> None:
        # Another thread may take the last one; the window may be gone, and its signals with it.
        with suppress(IndexError, RuntimeError):
            while True:
                name = self._lacking.pop(0)
                # What is wrong with a module is told where the window imports it.
                with suppress(Exception):
                    import_module(name)
                self.came.emit(name)


def _is_screen(found: object, name: str) -> bool:
    return isinstance(found, type) and issubclass(found, Panel) and getattr(found, "name", "") == name
