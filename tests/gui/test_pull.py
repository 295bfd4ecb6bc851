"""A pull pressed on the screen: a real window, a real command, a real Tushare server on loopback."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.console import Console
from app.initialise import Overrides, initialise
from core.adapters.clock.clocks import SystemClock
from core.adapters.demo.faults import FaultKind, Faults
from core.adapters.demo.market import DemoExchange
from core.adapters.demo.server import TushareServer
from widgets.panels.data.panel import DataPanel

PATIENCE_MS = 120_000
TOKEN = "a-token-of-the-test-7f3a"
PULLED = 3
REFUSED = "suspend_d"


@dataclass(frozen=True, slots=True)
class Source:
    """A Tushare server whose market ends today, the faults it plays, and a home that asks it."""

    home: Path
    faults: Faults
    days: tuple[date, ...]


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Source]:
    clock, faults, home = SystemClock(), Faults(), tmp_path / "home"
    today = clock.now().date()
    market = DemoExchange(7, 60, today - timedelta(days=130), today)
    forbidden = frozenset({REFUSED})
    with TushareServer(market, clock.now, TOKEN, faults=faults, forbidden=forbidden) as server:
        wanted: Overrides = {
            "execution": {"channel": "PAPER"},
            "console": {"language": "en"},
            "data_source": {
                "mode": "tushare_proxy", "http_url": server.url, "rate_per_minute": 60_000, "retries": 0,
                "interface_rate_per_minute": {}, "timeout_s": 2.0, "breaker_cooldown_s": 0.0,
            },
        }  # fmt: skip
        initialise(home, today, wanted, lambda _: None)
        yield Source(home, faults, tuple(day for day in market.days if day < today)[-PULLED:])


@pytest.fixture
def panel(qapp: QApplication, source: Source, qtbot: Any) -> Iterator[DataPanel]:
    """The Data screen of a whole console, in front."""
    style, font = qapp.styleSheet(), qapp.font()
    console = Console(qapp, source.home)
    console.window.open_screen("data")
    found = console.window.panels()["data"]
    assert isinstance(found, DataPanel)
    qtbot.waitUntil(lambda: found.view is not None, timeout=PATIENCE_MS)
    yield found
    console.window.close()
    console.close()
    qapp.setStyleSheet(style)
    qapp.setFont(font)


def pull(qtbot: Any, panel: DataPanel, source: Source) -> str:
    """Press Pull, name the days, press Pull again; return what the screen says at the end."""
    qtbot.waitUntil(panel.pull_button.isEnabled, timeout=PATIENCE_MS)
    qtbot.mouseClick(panel.pull_button, Qt.MouseButton.LeftButton)
    for name, day in (("first", source.days[0]), ("last", source.days[-1])):
        box = panel.drawer.edit(name)
        box.clear()
        qtbot.keyClicks(box, f"{day}")
    qtbot.mouseClick(panel.drawer.confirm_button, Qt.MouseButton.LeftButton)
    assert not panel.pull_button.isEnabled()
    qtbot.waitUntil(lambda: not panel.state.is_busy, timeout=PATIENCE_MS)
    return panel.drawer._said.text() if panel.drawer.is_open else panel.said.text()


def stored(panel: DataPanel, dataset: str) -> int:
    """How many days of a dataset the calendar of coverage shows."""
    coverage = panel.view.coverage if panel.view is not None else None
    if coverage is None:
        return 0
    return int((coverage.share[list(coverage.datasets).index(dataset)] > 0).sum())


def test_what_hinders_a_pull_is_told_with_what_to_do_and_nothing_stored_is_lost(
    qtbot: Any, panel: DataPanel, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUSHARE_TOKEN", TOKEN)
    for kind, api in ((FaultKind.HTTP_500, "daily_basic"), (FaultKind.CUT, "adj_factor")):
        source.faults.add(kind, api, times=PULLED)
    source.faults.add(FaultKind.SLOW, "stk_limit", seconds=4.0)
    said = pull(qtbot, panel, source)
    for expected in ("HTTP 500", "run again later", "check the network", "访问权限", "ask the vendor"):
        assert expected in said
    qtbot.waitUntil(lambda: stored(panel, "daily") == PULLED, timeout=PATIENCE_MS)
    assert (stored(panel, "daily_basic"), stored(panel, "stk_limit")) == (0, PULLED - 1)

    before = panel.view.requests
    said = pull(qtbot, panel, source)
    hindered = PULLED + PULLED + 1
    assert said.startswith(f"{hindered} fetched"), said
    assert f"{PULLED} missing" in said
    qtbot.waitUntil(lambda: stored(panel, "daily_basic") == stored(panel, "adj_factor") == PULLED, timeout=PATIENCE_MS)
    assert sum(panel.view.requests.columns["requests"]) > sum(before.columns["requests"])
    assert min(panel.view.requests.columns["slowest_ms"]) > 0
    kept = [path for path in source.home.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
    assert kept == []
