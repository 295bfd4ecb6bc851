"""What the console bench measures of the living window: its start, STOP, its thread under load, a whole day of events.

The window is a real one, drawn offscreen, in this process; the load is what a Night does, in another.
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import numpy as np
import psutil
from PySide6.QtCore import QPoint, QProcess, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.adapters.ptrade.stop_file import StopFile
from core.domain.dates import SHANGHAI
from core.ports.views.sheet import Sheet
from core.ports.views.today import JobView, TodayAsk, TodayView
from tests.fakes.console import FakeLink, folder_with_stop, heading
from widgets.kit.stages import finish
from widgets.kit.style import dress
from widgets.kit.theme import DARK
from widgets.shell.layout import Layout
from widgets.shell.stopping import Stopper
from widgets.shell.window import MainWindow

Row = dict[str, object]
NOW = datetime(2026, 7, 23, 9, 30, tzinfo=SHANGHAI)
SHOWN_S, STOP_S, LATE_P99_S, LATE_WORST_S, GROWN_MIB = 2.0, 0.1, 0.03, 0.15, 8.0
_TIMER_MS = 10
_WARM_S = 3.0
_AT_WORK = 0.8

LOAD = """
import sys, tempfile
from pathlib import Path
import pandas as pd
from tests.bench.factor_history import studied
from tests.bench.market import Size, write_market
folder = Path(sys.argv[1])
print("ready", flush=True)
while True:
    studied(folder, folder / "kernels", 2, 120)
    frame = pd.DataFrame({str(n): range(200_000) for n in range(20)})
    frame.rank(pct=True).groupby(frame["0"] % 500).mean().to_json()
"""

SHOWN = """
import sys, time
from PySide6.QtWidgets import QApplication
app = QApplication([])
{make}
window.show()
app.processEvents()
window.grab()
print(time.time(), flush=True)
"""
CONSOLE = """
from pathlib import Path
from app.console import Console
console = Console(app, Path(sys.argv[1]))
window = console.window
"""
PLAIN = """
from PySide6.QtWidgets import QLabel, QMainWindow
window = QMainWindow()
window.setCentralWidget(QLabel("Daybreak"))
"""


def app() -> QApplication:
    """Return this process's application in the console's clothes."""
    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    dress(found, DARK)
    return found


def window_on(home: Path, link: FakeLink) -> MainWindow:
    """Return a window on a folder with STOP in it, shown."""
    file = StopFile(folder_with_stop(home) / "ptrade" / "STOP")
    window = MainWindow(link, Stopper(file, lambda: NOW, "bench"), lambda: NOW, str(home), list)
    finish(window.arrange(Layout()))
    window.resize(1366, 768)
    window.show()
    window.hear(heading())
    return window


def shown_row(home: Path, times: int = 5) -> Row:
    """The seconds from starting a process to the painted window of a home, beside a window with one label."""
    ours, theirs = (median(_shown_s(make, home) for _ in range(times)) for make in (CONSOLE, PLAIN))
    return {
        "work": "window shown, warm", "seconds": ours, "peer": "a Qt window with one label",
        "peer_seconds": theirs, "ratio": ours / theirs, "target": f"under {SHOWN_S:.0f} s", "holds": ours < SHOWN_S,
    }  # fmt: skip


def _shown_s(make: str, home: Path) -> float:
    began = time.time()
    command = [sys.executable, "-c", SHOWN.format(make=make), str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        painted = float(process.stdout.readline())
        process.kill()
    return painted - began


def stop_row(times: int = 300) -> Row:
    """The milliseconds from the press of the mouse to the file on disk and the word on the screen."""
    application = app()
    with tempfile.TemporaryDirectory(prefix="bench_stop_") as folder:
        home, link = Path(folder), FakeLink()
        window = window_on(home, link)
        file = home / "ptrade" / "STOP"
        took = []
        for _ in range(times):
            file.unlink(missing_ok=True)
            window.show_stop()
            application.processEvents()
            began = time.perf_counter()
            QTest.mouseClick(window.bar.stop_button, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
            assert file.exists()
            assert window.bar.property("state") == "HALTED"
            took.append(time.perf_counter() - began)
        bare = [_written_s(home / f"bare{number}") for number in range(times)]
        window.close()
        window.deleteLater()
    ours, theirs = float(np.quantile(took, 0.99)), float(np.quantile(bare, 0.99))
    return {
        "work": "STOP, press to disk and screen, 99th percentile", "seconds": ours,
        "peer": "the same bytes written and synced, nothing else", "peer_seconds": theirs, "ratio": ours / theirs,
        "target": f"under {STOP_S * 1e3:.0f} ms", "holds": ours < STOP_S,
    }  # fmt: skip


def _written_s(path: Path) -> float:
    began = time.perf_counter()
    with path.open("wb") as file:
        file.write(b'{"state": "HALTED"}\n' * 8)
        file.flush()
        os.fsync(file.fileno())
    return time.perf_counter() - began


def load_rows(market: Path, seconds: float = 20.0) -> list[Row]:
    """The lateness of a 10 ms timer in the window's thread while a Night works in another process, and while idle."""
    application = app()
    with tempfile.TemporaryDirectory(prefix="bench_load_") as folder:
        link = FakeLink({TodayAsk: today_at(0)})
        window = window_on(Path(folder), link)
        idle = lateness_s(application, window, seconds / 4)
        with _working(market):
            busy = lateness_s(application, window, seconds)
        window.close()
        window.deleteLater()
    return [
        _late_row("99th percentile", float(np.quantile(busy, 0.99)), float(np.quantile(idle, 0.99)), LATE_P99_S),
        _late_row("worst", max(busy), max(idle), LATE_WORST_S),
    ]


def _late_row(which: str, busy: float, idle: float, limit_s: float) -> Row:
    return {
        "work": f"10 ms timer late under a Night's load, {which}", "seconds": busy, "peer": "the same window, idle",
        "peer_seconds": idle, "ratio": busy / max(idle, 1e-6), "target": f"under {limit_s * 1e3:.0f} ms",
        "holds": busy < limit_s,
    }  # fmt: skip


@contextmanager
def _working(market: Path) -> Iterator[None]:
    """Run the load as the engine runs a job: a process of its own."""
    process = QProcess()
    process.start(sys.executable, ["-c", LOAD, str(market)])
    process.waitForReadyRead(60_000)
    QTest.qWait(int(_WARM_S * 1e3))
    before_s = _cpu_s(process)
    began = time.perf_counter()
    try:
        yield
        share = (_cpu_s(process) - before_s) / (time.perf_counter() - began)
        if share < _AT_WORK:
            raise RuntimeError(f"the load used {share:.0%} of a core, which is none")
    finally:
        process.kill()
        process.waitForFinished()


def _cpu_s(process: QProcess) -> float:
    spent = psutil.Process(process.processId()).cpu_times()
    return float(spent.user + spent.system)


def lateness_s(application: QApplication, window: MainWindow, seconds: float) -> list[float]:
    """Return how late each beat of a precise 10 ms timer came while headings and views arrive as they do."""
    late: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        late.append(max(0.0, now - last[0] - _TIMER_MS / 1e3))
        last[0] = now

    ticks = QTimer(window, interval=_TIMER_MS, timerType=Qt.TimerType.PreciseTimer)
    ticks.timeout.connect(beat)
    news = QTimer(window, interval=500)
    count = [0]

    def tell() -> None:
        count[0] += 1
        window.hear(heading(tide={"runs": count[0]}))

    news.timeout.connect(tell)
    ticks.start()
    news.start()
    QTest.qWait(int(seconds * 1e3))
    ticks.stop()
    news.stop()
    return late[5:] or [float("inf")]


def day_row(hours: float = 8.0) -> Row:
    """How memory and handles grow over a trading day of headings, two a second, and of views, one a second."""
    application, process = app(), psutil.Process()
    beats = int(hours * 3600)
    with tempfile.TemporaryDirectory(prefix="bench_day_") as folder:
        number, began = [0], time.perf_counter()
        link = FakeLink({TodayAsk: lambda _: today_at(number[0])})
        window = window_on(Path(folder), link)
        sizes: list[tuple[int, int]] = []
        for beat in range(beats):
            number[0] = beat
            window.hear(heading(tide={"runs": beat}, as_of=NOW + timedelta(seconds=beat)))
            window.hear(heading(tide={"runs": beat}, as_of=NOW + timedelta(seconds=beat)))
            if beat % 10 == 0:
                front = window.front()
                assert front is not None
                front.refresh()
                application.processEvents()
            if beat % (beats // 8) == 0:
                gc.collect()
                sizes.append((process.memory_info().rss, _handles(process)))
        gc.collect()
        sizes.append((process.memory_info().rss, _handles(process)))
        window.close()
        window.deleteLater()
    grown, handles = (sizes[-1][0] - sizes[2][0]) / (1 << 20), sizes[-1][1] - sizes[2][1]
    spent = time.perf_counter() - began
    return {
        "work": f"{hours:g} trading hours of events", "seconds": spent, "grown_mib": grown, "handles_grown": handles,
        "target": f"grows under {GROWN_MIB:.0f} MiB after its first quarter, by no handle",
        "holds": grown < GROWN_MIB and handles <= 0,
    }  # fmt: skip


def _handles(process: psutil.Process) -> int:
    return process.num_handles() if sys.platform == "win32" else process.num_fds()  # type: ignore[no-any-return]


def today_at(beat: int) -> TodayView:
    """Return a day with two hundred events, the newest of them at `beat`."""
    at = NOW + timedelta(seconds=beat)
    events = Sheet(
        {
            "at": [at - timedelta(seconds=back) for back in range(200)],
            "level": ["info"] * 200,
            "topic": ["morning.step"] * 200,
            "message": [f"step {beat - back} is done" for back in range(200)],
        }
    )
    jobs = tuple(JobView(kind, NOW.date(), "09:26", "running") for kind in ("night", "morning", "session", "close"))
    return TodayView(at, NOW.date(), (NOW.date(),), jobs, (), events, (), "PAPER", False, True)
