"""Every screen on a real home, read by the real reader: it fills, fits a small display, and speaks to everybody."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from app.compose import look_into
from app.console import Console
from core.settings.render import describe
from tests.fakes.screen_gates import has_chinese, tofu, unnamed
from tests.fakes.screen_texts import CHINESE, chinese, english
from widgets.shell.screens import SCREENS

PATIENCE_MS = 60_000
SMALLEST_PX = (1093, 600)
"""A display of 1366 by 768 at 125 %, less a title bar."""
WHOLE_PX = (1160, 600)
"""What a display of 1366 by 768 at 100 % leaves a screen beside rail and bars."""
SCREEN_NAMES = [screen.name for screen in SCREENS]
ORDERS_FILE, SOURCES = "#format=", "fake, tables"
"""What the orders file begins with, which is shown as the executor reads it; the names of the home's own sources."""


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
        assert foreign(console, home, language) == []
    finally:
        console.window.close()
        console.close()
        qapp.setStyleSheet(style)
        qapp.setFont(font)


def foreign(console: Console, home: Path, language: str) -> list[str]:
    """Texts of the window, its tabs, its palette and its help that are not in the language it speaks."""
    for tabs in console.window.findChildren(QTabWidget):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
    console.window.palette_box.open_up()
    found = set(_others(console.window, language))
    for name in SCREEN_NAMES:
        console.window.help.open_at(name)
        found.update(_others(console.window.help, language))
    if language == "zh":
        choices = {", ".join(switch.choices) for switch in describe()}  # as they are written into cfg.yaml
        return [text for text in found - choices - {SOURCES} if not text.startswith(ORDERS_FILE)]
    own = re.compile("|".join(sorted({*_listed(home), "中文"}, key=len, reverse=True)))
    return [text for text in found if CHINESE.search(own.sub("", text))]


def _others(window: QWidget, language: str) -> list[str]:
    return english(window) if language == "zh" else chinese(window)


def _listed(home: Path) -> set[str]:
    """The names of companies, earlier ones too, and of industries."""
    with look_into(home, lambda _: None) as house:
        view = house.store.view(house.desk.clock.now())
        columns = (("stock_basic", "name"), ("stock_basic", "industry"), ("namechange", "name"))
        return {name for dataset, column in columns for name in view.read(dataset, columns=[column])[column]} - {""}
