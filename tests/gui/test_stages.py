"""Screens that come to be in pieces: STOP in between, a window closed in between, and modules that come one by one."""

import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from core.adapters.ptrade.stop_file import StopFile
from core.domain.trading_state import TradingState
from core.ports.views.holdings import HoldingsAsk
from tests.fakes.console import NOW, FakeLink, folder_with_stop, heading
from tests.fakes.trade_views import HOLDINGS
from widgets.charts.chart import Chart
from widgets.kit.panel import Panel
from widgets.kit.stages import Stages, finish
from widgets.kit.turns import begin, drop, is_under_way, pace
from widgets.shell.layout import Layout
from widgets.shell.screens import Modules
from widgets.shell.stopping import Stopper
from widgets.shell.window import MainWindow


@pytest.fixture
def slowly() -> Iterator[None]:
    """One piece a turn."""
    pace(0)
    yield
    pace(math.inf)


@pytest.fixture
def window(slowly: None, qtbot: Any, tmp_path: Path) -> MainWindow:
    """A window whose front screen is about to be built."""
    file = StopFile(folder_with_stop(tmp_path) / "ptrade" / "STOP")
    layout = Layout(open=("holdings",), front="holdings")
    link = FakeLink({HoldingsAsk: HOLDINGS})
    made = MainWindow(link, Stopper(file, lambda: NOW, "trader"), lambda: NOW, "home", list)
    finish(made.arrange(layout))
    qtbot.addWidget(made)
    made.show()
    made.hear(heading())
    return made


def turns_until(qapp: QApplication, is_so: Callable[[], bool]) -> int:
    """Let the window have its turns until something is so; return how many it took."""
    for turn in range(2000):
        if is_so():
            return turn
        qapp.processEvents()
    raise AssertionError("it never was")


def holdings(window: MainWindow) -> Panel:
    return window.panels()["holdings"]


def pieces(done: list[str], name: str, count: int) -> Stages[str]:
    for number in range(count):
        done.append(f"{name}{number}")
        yield
    return name


def test_stop_is_pressed_in_the_middle_of_a_build(
    window: MainWindow, qapp: QApplication, qtbot: Any, tmp_path: Path
) -> None:
    turns_until(qapp, lambda: hasattr(holdings(window), "positions"))
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert StopFile(tmp_path / "ptrade" / "STOP").read().state is TradingState.HALTED
    assert not holdings(window).is_built
    assert turns_until(qapp, lambda: holdings(window).is_settled) > 10
    assert holdings(window).positions.model.rowCount()  # type: ignore[attr-defined]


@pytest.mark.parametrize("turns", [2, 6, 12])
def test_a_window_closed_in_the_middle_of_a_build_leaves_nothing_to_do(
    window: MainWindow, qapp: QApplication, turns: int
) -> None:
    for _ in range(turns):
        qapp.processEvents()
    panel = holdings(window)
    assert is_under_way(panel)
    window.close()
    assert not is_under_way(panel)
    assert not panel.is_settled


def test_a_window_closed_between_two_charts_takes_the_rest_apart(window: MainWindow, qapp: QApplication) -> None:
    panel = holdings(window)
    turns_until(qapp, lambda: any("plot" in vars(chart) for chart in panel.findChildren(Chart)))
    charts = panel.findChildren(Chart)
    drawn = [chart.plot for chart in charts if "plot" in vars(chart)]
    assert len(drawn) < len(charts)
    drawn[0].close()
    window.close()
    assert not is_under_way(panel)
    assert all(plot.closed for plot in drawn)


def test_a_newer_view_takes_the_place_of_one_half_shown_and_building_goes_on(
    window: MainWindow, qapp: QApplication
) -> None:
    panel = holdings(window)
    turns_until(qapp, lambda: hasattr(panel, "positions"))
    positions = panel.positions  # type: ignore[attr-defined]
    newer = replace(HOLDINGS, as_of=NOW)
    panel.link._link.answers = {HoldingsAsk: newer}  # type: ignore[attr-defined]
    panel.refresh()
    turns_until(qapp, lambda: panel.is_settled)
    assert panel.view is newer
    assert panel.positions is positions  # type: ignore[attr-defined]


def test_what_is_seen_goes_first_and_what_was_begun_anew_replaces_the_old(
    slowly: None, qapp: QApplication, qtbot: Any
) -> None:
    seen, hidden = QLabel("seen"), QWidget()
    qtbot.addWidget(seen)
    qtbot.addWidget(hidden)
    with qtbot.waitExposed(seen):
        seen.show()
    done: list[str] = []
    begin(hidden, pieces(done, "h", 2))
    begin(seen, pieces(done, "old", 5))
    begin(seen, pieces(done, "s", 2))
    turns_until(qapp, lambda: not is_under_way(hidden))
    assert done == ["s0", "s1", "h0", "h1"]


def test_work_ends_with_its_owner_or_when_it_is_dropped_with_the_whole(slowly: None, qapp: QApplication) -> None:
    whole, gone, done = QWidget(), QWidget(), list[str]()
    part = QWidget(whole)
    begin(part, pieces(done, "p", 3))
    begin(gone, pieces(done, "g", 3))
    assert is_under_way(whole)
    drop(whole)
    shiboken6.delete(gone)
    for _ in range(5):
        qapp.processEvents()
    assert done == []
    assert not is_under_way(whole)
    assert finish(pieces(done, "f", 2)) == "f"
    assert done == ["f0", "f1"]


def test_modules_come_one_by_one_the_one_wanted_last_first(
    qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("slow_module", "wanted_later", "wanted_first"):
        (tmp_path / f"{name}.py").write_text("import time\ntime.sleep(0.05)\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    modules, came = Modules(), []
    modules.came.connect(came.append)
    modules.want("slow_module", "wanted_later", "no_such_module")
    modules.want("wanted_first")
    qtbot.waitUntil(lambda: len(came) == 4)
    assert modules.are_here("wanted_first")
    assert "wanted_first" in sys.modules
    assert not modules.are_here("no_such_module")
    assert came.index("wanted_first") < came.index("wanted_later")


def test_a_window_emptied_for_other_looks_keeps_its_layout_and_its_stop(
    window: MainWindow, qapp: QApplication, qtbot: Any, tmp_path: Path
) -> None:
    turns_until(qapp, lambda: holdings(window).is_settled)
    window.open_screen("orders")
    charts = [chart.plot for chart in holdings(window).findChildren(Chart)]
    before = window.layout_now()
    emptying = window.emptying()
    next(emptying)
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert StopFile(tmp_path / "ptrade" / "STOP").read().state is TradingState.HALTED
    assert window.panels()
    finish(emptying)
    assert (window.panels(), window.layout_now()) == ({}, before)
    assert set(before.open) == {"holdings", "orders"}
    assert all(plot.closed for plot in charts)
