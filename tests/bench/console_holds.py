"""How long the console's window is held at a stretch while a person works in it: STOP and every key wait that long.

Everything is done from the event loop of the real window on a home that has traded, drawn offscreen; a timer of one
millisecond tells how long the loop was away. Each walk is a process of its own, and of several walks the middle counts.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from statistics import median

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QTabWidget

from tests.bench.apart import apart
from tests.bench.console_widgets import COLUMNS, sheet_of

Row = dict[str, object]
Hold = tuple[float, float]
"""The longest stretch in seconds on the wall, and the longest in seconds of the thread's processor time."""
Holds = dict[str, Hold]
HOLD_S, WALKS, ROWS = 0.020, 3, 100_000
_PATIENCE_S = 120.0
_AFTER_S, _AFTER_MORE_S = 0.3, 0.8


class Watch:
    """Tells the longest time the event loop of this thread was away."""

    def __init__(self, patience_s: float = _PATIENCE_S) -> None:
        self._patience_ms = int(patience_s * 1e3)
        self._beats = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._beats.timeout.connect(self._beat)
        self._last = self._longest = (0.0, 0.0)
        self._count = 0

    def during(self, do: Callable[[], object], is_done: Callable[[], bool], after_s: float = _AFTER_S) -> Hold:
        """Do something from the event loop and watch until it is done and a moment longer; seconds.

        RuntimeError where it is not done in time, or nothing was watched.
        """
        loop, done_at = QEventLoop(), list[float]()

        def look() -> None:
            if not done_at and is_done():
                done_at.append(time.perf_counter())
            if done_at and time.perf_counter() - done_at[0] > after_s:
                loop.quit()

        looks, limit = QTimer(interval=20), QTimer(singleShot=True, interval=self._patience_ms)
        looks.timeout.connect(look)
        limit.timeout.connect(loop.quit)
        self._last, self._longest, self._count = _now(), (0.0, 0.0), 0
        QTimer.singleShot(0, do)
        for timer in (self._beats, looks, limit):
            timer.start()
        loop.exec()
        for timer in (self._beats, looks, limit):
            timer.stop()
        if not done_at or not self._count:
            raise RuntimeError("it was not done in time, or nobody watched: no hold can be told")
        return self._longest

    def _beat(self) -> None:
        now = _now()
        wall, cpu = (after - before for after, before in zip(now, self._last, strict=True))
        self._longest = max(self._longest[0], wall), max(self._longest[1], cpu)
        self._last, self._count = now, self._count + 1


def _now() -> Hold:
    return time.perf_counter(), time.thread_time()


def rows(home: Path, walks: int = WALKS, table_rows: int = ROWS) -> list[Row]:
    """Return a row for each thing a person does, with the longest hold; `home` has traded."""
    told = [apart(walk, home, table_rows) for _ in range(walks)]
    return [_row(name, [each[name] for each in told]) for name in told[0]]


def _row(name: str, holds: Sequence[Hold]) -> Row:
    seconds, cpu = (median(each) for each in zip(*holds, strict=True))
    return {
        "work": f"longest hold: {name}", "seconds": seconds, "cpu_s": cpu,
        "target": f"under {HOLD_S * 1e3:.0f} ms", "holds": seconds < HOLD_S,
    }  # fmt: skip


def walk(home: Path, table_rows: int) -> Holds:
    """Go through the whole console once; the longest hold of each thing done."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory(prefix="bench_holds_") as folder:
        return console_holds(app, Path(copytree(home, Path(folder, "home")))) | table_holds(
            app, table_rows, Path(folder)
        )


def console_holds(app: QApplication, home: Path) -> Holds:
    """Open every screen, turn its pages, come back to it; change the looks; close."""
    from app.console import SWITCH_INTERVAL_S, Console
    from widgets.shell.screens import SCREENS

    before, watch, found = sys.getswitchinterval(), Watch(), Holds()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    console = Console(app, home)
    app.processEvents()

    def settled(name: str) -> bool:
        panel = console.window.panels().get(name)
        return panel is not None and panel.is_built and panel.is_settled

    try:
        front = console.window.layout_now().front
        found["from the window's first picture on"] = watch.during(lambda: None, lambda: settled(front), _AFTER_MORE_S)
        for screen in SCREENS:
            found[f"{screen.title}, first opening"] = watch.during(
                lambda name=screen.name: console.window.open_screen(name),
                lambda name=screen.name: settled(name),
                _AFTER_MORE_S,
            )
        for screen in SCREENS:
            found[f"{screen.title}, opened again"] = watch.during(
                lambda name=screen.name: console.window.open_screen(name), lambda: True
            )
            pages = [watch.during(turn, lambda: True) for turn in _turns(console.window.panels()[screen.name])]
            if pages:
                found[f"{screen.title}, its pages"] = max(wall for wall, _ in pages), max(cpu for _, cpu in pages)
        for name, value in (("theme", "light"), ("language", "zh")):
            old = console.window
            found[f"{name} changed"] = watch.during(
                lambda change={name: value}: console.prefer(**change),
                lambda old=old: console.window is not old and settled(SCREENS[-1].name),
                _AFTER_MORE_S,
            )
        found["window closed"] = watch.during(console.window.close, lambda: not console.window.isVisible())
    finally:
        console.close()
        sys.setswitchinterval(before)
    return found


def _turns(panel: object) -> Iterator[Callable[[], None]]:
    """Yield what turns to each page of a screen."""
    for tabs in panel.findChildren(QTabWidget):  # type: ignore[attr-defined]
        for place in range(tabs.count()):
            yield lambda tabs=tabs, place=place: tabs.setCurrentIndex(place)


def table_holds(app: QApplication, count: int, folder: Path) -> Holds:
    """Sort, filter, copy and export a long table."""
    from widgets.kit.style import dress
    from widgets.kit.theme import DARK
    from widgets.tables.table import DataTable

    dress(app, DARK)
    file = [folder / "rows.csv"]
    table = DataTable("Rows", COLUMNS, key="c0", where=lambda *_: file[0])
    table.resize(1200, 800)
    table.show_sheet(sheet_of(count))
    table.show()
    app.processEvents()
    watch, called = Watch(), f"{count:,} rows"

    def rests() -> bool:
        return not table.note.whole().endswith("…")

    found = {
        f"{called} sorted by {what}": watch.during(lambda by=by: table.sort_on(((by, True),)), rests)
        for what, by in (("text", "c1"), ("code", "c0"), ("date", "c10"), ("number", "c2"))
    }
    for typed in ("77", "c2>1"):
        found[f"{called} filtered by {typed}"] = watch.during(lambda typed=typed: table.set_filter(typed), rests)
    table.set_filter("")
    found[f"{called} copied"] = watch.during(table.copy, rests)
    for ending in (".csv", ".xlsx"):
        file[0] = folder / f"rows{ending}"
        found[f"{called} written as {ending[1:]}"] = watch.during(table.export, file[0].exists)
    table.close()
    return found


@contextmanager
def traded_home() -> Iterator[Path]:
    """Make a home that has traded for a few days."""
    from tests.fakes.desk import traded_bench, write_cfg

    with tempfile.TemporaryDirectory(prefix="bench_holds_home_", ignore_cleanup_errors=True) as folder:
        bench = traded_bench(Path(folder, "home"))
        write_cfg(bench.home, bench.settings)
        bench.close()
        yield bench.home
