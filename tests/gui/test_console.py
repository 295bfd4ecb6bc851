"""The console on a real home: its reader is a real process, its commands are real commands."""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.bridge import done_of
from app.console import Console, _hook
from app.console_home import ConsoleHome
from app.initialise import Overrides, initialise
from core.adapters.ptrade.stop_file import StopFile
from core.adapters.scheduler.processes import birth_of
from core.adapters.scheduler.works import WorkFolder
from core.domain.trading_state import TradingState
from tests.fakes.work_programs import sheet
from widgets.kit.link import Done
from widgets.kit.words import language, speak

PATIENCE_MS = 60_000
Open = Callable[[Path], Console]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper desk nothing has run in yet."""
    home = tmp_path_factory.mktemp("desk") / "home"
    wanted: Overrides = {"execution": {"channel": "PAPER"}, "console": {"language": "en"}}
    initialise(home, date(2026, 7, 23), wanted, lambda _: None)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


@pytest.fixture
def open_on(qapp: QApplication) -> Iterator[Open]:
    """Opens consoles that are closed at the end, the last first; Qt's clothes are put back on."""
    opened: list[Console] = []

    def build(home: Path) -> Console:
        opened.append(Console(qapp, home))
        return opened[-1]

    style, font = qapp.styleSheet(), qapp.font()
    yield build
    for console in reversed(opened):
        console.window.close()
        console.close()
    qapp.setStyleSheet(style)
    qapp.setFont(font)


def _mode(console: Console) -> str:
    return console.window.bar._mode.text()


def test_the_window_shows_the_home_its_reader_read(open_on: Open, home: Path, qtbot: Any) -> None:
    console = open_on(home)
    qtbot.waitUntil(lambda: _mode(console).startswith("PAPER"), timeout=PATIENCE_MS)
    assert not console.window.first.isVisible()
    assert console.window.bar._engine.text() == "not running"


def test_a_reader_that_dies_is_told_and_replaced(open_on: Open, home: Path, qtbot: Any) -> None:
    console = open_on(home)
    qtbot.waitUntil(lambda: _mode(console).startswith("PAPER"), timeout=PATIENCE_MS)
    first = console.bridge._reader
    assert first is not None
    first.kill()
    qtbot.waitUntil(lambda: "started again" in console.window.banner.text(), timeout=PATIENCE_MS)
    assert console.window.bar._data.text() == "unknown"
    qtbot.waitUntil(lambda: console.window.banner.text() == "", timeout=PATIENCE_MS)
    assert console.bridge._reader is not first


def test_a_second_console_looks_still_stops_and_has_the_desk_once_the_first_is_gone(
    qapp: QApplication, open_on: Open, home: Path, qtbot: Any
) -> None:
    first = Console(qapp, home)
    second = open_on(home)
    assert second.bridge.viewer
    assert second.window.bar._viewer.isVisibleTo(second.window)
    refused = []
    second.bridge.act(("config", "set", "console.theme", "light"), refused.append)
    assert "only looks" in refused[0].message
    qtbot.waitUntil(lambda: _mode(second).startswith("PAPER"), timeout=PATIENCE_MS)
    qtbot.mouseClick(second.window.bar.stop_button, Qt.MouseButton.LeftButton)
    assert StopFile(home / "ptrade" / "STOP").read().state is TradingState.HALTED
    qtbot.waitUntil(lambda: not second.bridge.is_working(), timeout=PATIENCE_MS)
    first.window.close()
    first.close()
    qtbot.waitUntil(lambda: not second.window.bar._viewer.isVisibleTo(second.window), timeout=PATIENCE_MS)
    assert not second.bridge.viewer
    assert "this one has the desk now" in second.window.statusBar().currentMessage()


def test_language_and_theme_change_at_once_and_stay(open_on: Open, home: Path, qtbot: Any) -> None:
    console = open_on(home)
    qtbot.waitUntil(lambda: _mode(console).startswith("PAPER"), timeout=PATIENCE_MS)
    first = console.window
    first.preferring.emit("language", "zh")
    qtbot.waitUntil(lambda: console.window is not first, timeout=PATIENCE_MS)
    assert language() == "zh"
    assert "模拟盘" in _mode(console) or _mode(console) == ""
    qtbot.waitUntil(lambda: not console.bridge.is_working(), timeout=PATIENCE_MS)
    assert "language: zh" in (home / "cfg.yaml").read_text(encoding="utf-8")
    again = open_on(home)
    assert again.window.bar.stop_menu.accessibleName() == "STOP 的更多操作"


def test_a_console_leaves_its_language_to_nobody(open_on: Open, home: Path, qapp: QApplication) -> None:
    first = Console(qapp, home)
    first.prefer(language="zh")
    assert first.window.bar.stop_menu.accessibleName() == "STOP 的更多操作"
    first.window.close()
    first.close()
    second = open_on(home)
    assert second.window.bar.stop_menu.accessibleName() == "More of STOP"


def test_a_press_is_in_the_records_a_moment_later(open_on: Open, home: Path, qtbot: Any) -> None:
    console = open_on(home)
    qtbot.waitUntil(lambda: _mode(console).startswith("PAPER"), timeout=PATIENCE_MS)
    qtbot.mouseClick(console.window.bar.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not console.bridge.is_working(), timeout=PATIENCE_MS)
    told = subprocess.run(
        [sys.executable, "-P", "-m", "app", "resume", "--look", "--home", home, "--json"],
        capture_output=True, text=True, timeout=60, check=False,
    ).stdout  # fmt: skip
    assert "HALTED" in told
    assert "console" in (home / "ptrade" / "STOP.history").read_text(encoding="utf-8")


def test_a_folder_that_becomes_a_home_is_noticed(open_on: Open, made: Path, tmp_path: Path, qtbot: Any) -> None:
    console = open_on(tmp_path / "later")
    qtbot.waitUntil(console.window.first.isVisible, timeout=PATIENCE_MS)
    shutil.copytree(made, tmp_path / "later")
    qtbot.waitUntil(lambda: _mode(console).startswith("PAPER"), timeout=PATIENCE_MS)
    assert not console.window.first.isVisible()


def test_a_first_import_that_fails_is_told_in_place_and_another_folder_goes_on_with_the_desk(
    open_on: Open, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYBREAK__CONSOLE__LANGUAGE", "en")
    console = open_on(tmp_path / "new")
    window, page = console.window, console.window.first
    qtbot.waitUntil(page.isVisible, timeout=PATIENCE_MS)
    page.connecting.emit("  ")
    assert page.failure.text() == "Connect a source: Type the token first."
    for folder in ("nowhere", "."):
        console._beginning.bring(str(tmp_path / folder))
        assert (page.failure.text(), page.import_button.isEnabled()) == ("", False)
        qtbot.waitUntil(lambda: page.failure.text() != "", timeout=PATIENCE_MS)
        reason = "nowhere is not there" if folder == "nowhere" else "holds no dataset"
        assert reason in page.failure.text()
        assert "→ name" in page.failure.text()
    qtbot.waitUntil(lambda: _mode(console).startswith("PAPER"), timeout=PATIENCE_MS)
    assert page.isVisible()
    qtbot.mouseClick(page.leave_button, Qt.MouseButton.LeftButton)
    assert not page.isVisible()
    assert window.front() is not None


def test_a_command_is_heard_while_it_runs(open_on: Open, home: Path, qtbot: Any) -> None:
    console = open_on(home)
    heard: list[str] = []
    done: list[Done] = []
    console.bridge.act(("demo", "--days", "1", "--symbols", "60"), done.append, heard=heard.append)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)
    assert "no demo made it" in done[0].message
    console.bridge.act(("inbox", "watch", "--once", "--every", "1.5"), done.append, heard=heard.append)
    qtbot.waitUntil(lambda: len(done) > 1, timeout=PATIENCE_MS)
    assert done[1].went_well
    assert any("watching" in line for line in heard)


def test_a_defect_in_a_slot_is_told_and_the_window_lives(open_on: Open, home: Path, qtbot: Any) -> None:
    console = open_on(home)
    error = ValueError("a defect")
    _hook(console)(ValueError, error, None)
    qtbot.waitUntil(lambda: "ValueError: a defect" in console.window.banner.text(), timeout=5000)
    assert "ValueError: a defect" in (home / "console" / "console.log").read_text(encoding="utf-8")


def test_a_command_that_was_killed_says_so() -> None:
    done = done_of("", "its last words", -9)
    assert (done.went_well, done.message) == (False, "The command was killed.")


def test_what_a_command_answers_is_told_in_the_language_of_the_screen() -> None:
    answer = {"outcome": "blocked", "exit_code": 12, "message": "STOP is HALTED", "remedy": "swap them"}
    speak("zh", str)
    try:
        done = done_of(json.dumps(answer), "", 12)
    finally:
        speak("en", str)
    assert (done.message, done.remedy) == ("STOP 为 HALTED", "请对调")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_console_leaves_nothing_behind_and_the_desk_to_the_next(open_on: Open, home: Path, qtbot: Any) -> None:
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from PySide6.QtWidgets import QApplication
        from app.console import Console
        app = QApplication([])
        console = Console(app, Path(sys.argv[1]))
        console.bridge.heading.connect(lambda _: print("seen", flush=True))
        console.bridge.act(("config", "set", "console.sound", "false"), print)
        app.exec()
        """
    )
    with subprocess.Popen([sys.executable, "-c", script, str(home)], stdout=subprocess.PIPE, env=os.environ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        children = {each: " ".join(each.cmdline()) for each in psutil.Process(process.pid).children()}
        reader = next(each for each, line in children.items() if "reader_door" in line)
        process.send_signal(signal.SIGKILL)
        process.wait()
    qtbot.waitUntil(lambda: not reader.is_running(), timeout=PATIENCE_MS)
    # What was under way when the window died is done all the same.
    qtbot.waitUntil(lambda: "sound: false" in (home / "cfg.yaml").read_text(encoding="utf-8"), timeout=PATIENCE_MS)
    console = open_on(home)
    assert not console.bridge.viewer
    qtbot.waitUntil(lambda: _mode(console).startswith("PAPER"), timeout=PATIENCE_MS)


def test_a_console_opened_anew_knows_what_runs_and_what_ended_meanwhile(
    open_on: Open, home: Path, qapp: QApplication, qtbot: Any
) -> None:
    study = subprocess.Popen([sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"])
    birth = birth_of(study.pid)
    WorkFolder(home).keep("study", sheet(about="5 d", pid=study.pid, birth=birth, done=3, total=10))
    first = Console(qapp, home)
    first.window.open_screen("factors")
    qtbot.waitUntil(lambda: first.window._works.row.bar.value() == 30, timeout=PATIENCE_MS)
    factors = first.window.panels()["factors"]
    qtbot.waitUntil(lambda: len(factors.strip.rows()) == 1, timeout=PATIENCE_MS)
    first.window.close()
    first.close()
    study.kill()
    study.wait()
    again = open_on(home)
    again.window.open_screen("factors")
    strip = again.window.panels()["factors"].strip
    qtbot.waitUntil(lambda: len(strip.rows()) == 1, timeout=PATIENCE_MS)
    assert strip.rows()[0].lamp.text() == "IC study 5 d: died without a word"
    assert again.window._works.isHidden()


def test_a_log_of_the_window_that_grew_too_large_says_where_the_rest_is(home: Path) -> None:
    place = ConsoleHome(home)
    assert place.take_desk()
    log = home / "console" / "console.log"
    log.write_bytes(b"x" * 1_000_001)
    place.note("a defect")
    place.leave_desk()
    assert "what was before is in console.old.log" in log.read_text(encoding="utf-8")
