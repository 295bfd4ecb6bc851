"""Real windows, drawn offscreen: the same style and font everywhere, and nothing may be left behind."""

import gc
import importlib.util
import math
import os
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import psutil
import pytest
from filelock import FileLock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_FONT_DPI", "96")

HAS_QT = importlib.util.find_spec("PySide6") is not None
collect_ignore_glob = [] if HAS_QT else ["test_*.py"]
POOL_MS = 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let any message of Qt fail the test; offscreen it has no window manager to ask."""
    for item in items:
        if "tests/gui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


if HAS_QT:
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
    from PySide6.QtWidgets import QApplication

    from widgets.kit.style import dress, sheet
    from widgets.kit.theme import DARK, wear
    from widgets.kit.turns import pace
    from widgets.kit.words import speak
    from widgets.shell.screens import SCREENS

    @pytest.fixture(scope="session")
    def qapp(qapp: QApplication) -> QApplication:
        """The application in the look that all pictures are taken in, with every screen's module loaded."""
        dress(qapp, DARK)
        qapp.setStyleSheet(sheet(DARK))
        for screen in SCREENS:
            import_module(screen.module)
        return qapp

    @pytest.fixture(scope="session")
    def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A home that has lived two days and traded a third whose Close is due; to be copied before it is changed.

        One for all workers: making it takes longer than most tests.
        """
        # Only who needs a home pays for the libraries that make one.
        from tests.fakes.desk import traded_bench, write_cfg

        base = tmp_path_factory.getbasetemp()
        home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "traded" / "home"
        home.parent.mkdir(exist_ok=True)
        with FileLock(home.parent / "lock"):
            if not (home.parent / "made").exists():
                bench = traded_bench(home)
                write_cfg(bench.home, bench.settings)
                bench.close()
                (home.parent / "made").touch()
        return home

    @pytest.fixture(autouse=True)
    def _leaves_nothing_behind(qapp: QApplication) -> Iterator[None]:
        """Begin dark, in English and with no pauses; end with no timer, thread, process or window left over."""
        pace(math.inf)
        wear(DARK)
        speak("en", str)
        before = _running()
        yield
        assert QThreadPool.globalInstance().waitForDone(POOL_MS)
        for window in qapp.topLevelWidgets():
            window.hide()
            window.deleteLater()
        qapp.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        wear(DARK)
        speak("en", str)
        gc.collect()
        assert sorted(_running() - before) == []

    def _running() -> set[str]:
        timers = {f"timer {id(each)}" for each in gc.get_objects() if isinstance(each, QTimer) and _is_active(each)}
        threads = {f"thread {each.name} {each.ident}" for each in threading.enumerate() if not _is_qt_thread(each)}
        processes = {f"process {each.pid}" for each in psutil.Process().children(recursive=True)}
        return timers | threads | processes

    def _is_active(timer: QTimer) -> bool:
        return shiboken6.isValid(timer) and timer.isActive()

    def _is_qt_thread(thread: threading.Thread) -> bool:
        """Whether it is a thread of Qt's pool that once ran Python; the pool keeps it for the next work."""
        return isinstance(thread, threading._DummyThread)
