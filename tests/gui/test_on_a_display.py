"""The console on a real X display with a window manager and a tray: what no test without one can see."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.initialise import initialise
from core.adapters.ptrade.stop_file import StopFile
from core.domain.trading_state import TradingState
from tests.conftest import ROOT

NEEDED = ("Xvfb", "openbox", "trayer", "xdotool", "xprop", "xwininfo")
PATIENCE_MS = 60_000
ICON_PX = 20
PROGRAM = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from PySide6.QtWidgets import QApplication
    from app.console import Console
    app = QApplication([])
    console = Console(app, Path(sys.argv[1]))
    app.exec()
    console.close()
    """
)

pytestmark = pytest.mark.skipif(
    any(shutil.which(each) is None for each in NEEDED),
    reason="needs `apt install xvfb openbox trayer xdotool x11-utils`",
)

On = Callable[..., str]


@pytest.fixture
def on_display(tmp_path: Path) -> Iterator[tuple[On, Path]]:
    """A console on a display of its own; yields what runs a program there and returns what it said, and the home."""
    home = tmp_path / "home"
    wanted = {"execution": {"channel": "PAPER"}, "console": {"language": "en"}}
    initialise(home, date(2026, 7, 23), wanted, lambda _: None)
    with ExitStack() as stack:

        def start(*command: str, **options: Any) -> subprocess.Popen[str]:
            process = stack.enter_context(
                subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options)
            )
            stack.callback(process.terminate)
            return process

        server = start("Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp")
        assert server.stdout is not None
        display = os.environ | {"DISPLAY": f":{server.stdout.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        start("openbox", env=display)
        start("trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", "28", env=display)
        start(sys.executable, "-c", PROGRAM, str(home), env=display | {"PYTHONPATH": str(ROOT)}, cwd=ROOT)

        def run(*command: str) -> str:
            return subprocess.run(command, env=display, capture_output=True, text=True, check=False).stdout

        yield run, home


def test_the_tray_stops_by_one_click_and_brings_the_window_back(on_display: tuple[On, Path], qtbot: Any) -> None:
    run, home = on_display

    def window() -> str:
        return run("xdotool", "search", "--name", "Daybreak PAPER").split("\n")[-2:][0]

    def tray_width() -> int:
        found = re.search(r"Width: (\d+)", run("xwininfo", "-name", "panel"))
        return int(found[1]) if found else 0

    def on_tray(*clicks: str) -> None:
        tray = run("xdotool", "search", "--name", "^panel$").split()[-1]
        run("xdotool", "mousemove", "--window", tray, "14", "14", "sleep", "0.3", "click", *clicks)

    qtbot.waitUntil(lambda: bool(window()), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: tray_width() >= ICON_PX, timeout=PATIENCE_MS)
    on_tray("3")
    run("xdotool", "sleep", "0.5", "key", "Down", "Return")
    stop = StopFile(home / "ptrade" / "STOP")
    qtbot.waitUntil(lambda: stop.read().state is TradingState.HALTED, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "■ HALTED" in run("xprop", "-id", window(), "_NET_WM_NAME"), timeout=PATIENCE_MS)
    run("xdotool", "windowminimize", window())
    qtbot.waitUntil(lambda: "Iconic" in run("xprop", "-id", window(), "WM_STATE"), timeout=PATIENCE_MS)
    on_tray("--repeat", "2", "--delay", "80", "1")
    qtbot.waitUntil(lambda: "Normal" in run("xprop", "-id", window(), "WM_STATE"), timeout=PATIENCE_MS)
    assert "MAXIMIZED_VERT" in run("xprop", "-id", window(), "_NET_WM_STATE")
