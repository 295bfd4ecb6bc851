"""console: the desk's screen."""

import os
import sys
from importlib import import_module
from pathlib import Path

import typer

from app.commands.shared import HomeOption, resolve_home
from core.domain.errors import FixAndRestart

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_QT = ("PySide6", "shiboken6", "pyqtgraph", "xlsxwriter")


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command("console")(console)


def console(home: HomeOption = None) -> None:
    """Open the window of this desk: the whole pipeline at a glance, and STOP. Closing it harms no run."""
    raise typer.Exit(open_console(resolve_home(home)))


def open_console(home: Path, demo: bool = False) -> int:
    """Show the console of a home and return its exit code; FixAndRestart without Qt, or without a display."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        raise FixAndRestart("there is no display to show a window on", "log in at a desktop, or use `daybreak serve`")
    try:
        # By name, so that no other verb ever loads Qt.
        door = import_module("app.console")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _QT:
            raise
        raise FixAndRestart("the console needs Qt, which is not installed", "pip install 'daybreak[gui]'") from None
    except ImportError as error:
        remedy = "install what it names; docs/install.md lists what a bare machine lacks"
        raise FixAndRestart(f"Qt cannot be loaded: {error}", remedy) from None
    return int(door.run_console(home, demo))
