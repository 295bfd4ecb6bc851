"""The screens in their order: the order of the rail and of Ctrl+1 … Ctrl+0."""

from dataclasses import dataclass
from importlib import import_module

from widgets.kit.link import Link
from widgets.kit.panel import Panel
from widgets.kit.words import untranslated


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: the folder under widgets/panels it lives in, its title in English, its icon."""

    name: str
    title: str
    icon: str

    def make(self, link: Link) -> Panel:
        """Build the screen; its module is imported only now, so that the window is there at once."""
        module = import_module(f"widgets.panels.{self.name}.panel")
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


def _is_screen(found: object, name: str) -> bool:
    return isinstance(found, type) and issubclass(found, Panel) and getattr(found, "name", "") == name
