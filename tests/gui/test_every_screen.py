"""Every screen on a real home, read by the real reader: it fills, fits a small display, and speaks to everybody."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.console import Console
from tests.fakes.screen_gates import has_chinese, tofu, unnamed
from widgets.shell.screens import SCREENS

PATIENCE_MS = 60_000
SMALLEST_PX = (1093, 600)
"""A display of 1366 by 768 at 125 %, less a title bar."""
WHOLE_PX = (1160, 600)
"""What a display of 1366 by 768 at 100 % leaves a screen beside rail and bars."""
SCREEN_NAMES = [screen.name for screen in SCREENS]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_screen_fills_fits_and_speaks(
    qapp: QApplication, demo_home: Path, tmp_path: Path, qtbot: Any, language: str
) -> None:
    home = Path(shutil.copytree(demo_home, tmp_path / "home"))
    style, font = qapp.styleSheet(), qapp.font()
    console = Console(qapp, home)
    try:
        console.prefer(language=language, theme="dark" if language == "zh" else "light")
        for name in SCREEN_NAMES:
            console.window.open_screen(name)
            panel = console.window.panels()[name]
            qtbot.waitUntil(lambda panel=panel: panel.view is not None, timeout=PATIENCE_MS)
            for size, room in (
                (console.window.minimumSizeHint(), SMALLEST_PX),
                (panel._body.minimumSizeHint(), WHOLE_PX),
            ):
                assert (size.width() <= room[0], size.height() <= room[1]) == (True, True), (name, size)
            assert unnamed(console.window) == [], name
            if has_chinese():
                assert tofu(console.window) == [], name
            assert not panel._trouble.isVisible(), panel._trouble.text()
    finally:
        console.window.close()
        console.close()
        qapp.setStyleSheet(style)
        qapp.setFont(font)
