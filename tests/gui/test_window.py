"""The window as a person uses it: STOP from anywhere, the rail, the palette, what moved, what grew silent."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QSystemTrayIcon, QToolButton

from app.console_tray import Tray
from core.adapters.ptrade.stop_file import StopFile
from core.domain.trading_state import TradingState
from core.ports.views.asking import Trouble
from core.ports.views.heading import AlarmCount, EngineLamp, Pulse
from tests.fakes.console import NOW, FakeLink, folder_with_stop, heading, stop_state
from tests.fakes.screen_gates import has_chinese, tofu, unnamed
from widgets.kit.link import Done
from widgets.kit.stages import finish
from widgets.shell.layout import Layout
from widgets.shell.screens import SCREENS
from widgets.shell.stopping import Stopper
from widgets.shell.top_bar import TopBar
from widgets.shell.window import MainWindow

Make = Callable[..., MainWindow]


@pytest.fixture
def link() -> FakeLink:
    return FakeLink()


@pytest.fixture
def rung() -> list[str]:
    return []


@pytest.fixture
def make(qtbot: Any, link: FakeLink, tmp_path: Path, rung: list[str]) -> Make:
    """Shows a window on an empty home; STOP is a real file."""

    def build(layout: Layout | None = None) -> MainWindow:
        file = StopFile(folder_with_stop(tmp_path) / "ptrade" / "STOP")
        stopper = Stopper(file, lambda: NOW, "trader")
        window = MainWindow(link, stopper, lambda: NOW, "home", lambda: rung.append("bell"))
        finish(window.arrange(layout or Layout()))
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return build


def _stop_says(home: Path) -> TradingState:
    return StopFile(home / "ptrade" / "STOP").read().state


def test_one_press_of_stop_is_on_disk_and_on_the_screen(make: Make, qtbot: Any, link: FakeLink, tmp_path: Path) -> None:
    window = make()
    window.hear(heading())
    with qtbot.waitSignal(window.stopped, timeout=1000):
        qtbot.mouseClick(window.bar.stop_button, Qt.MouseButton.LeftButton)
    assert _stop_says(tmp_path) is TradingState.HALTED
    assert window.bar.property("state") == "HALTED"
    assert "HALTED" in window.windowTitle()
    assert "HALTED" in window.bar.stop_button.accessibleName()
    assert link.acted == [("stop", "--reason", "pressed in the console", "--trigger", "console")]


@pytest.mark.parametrize("screen", [each.name for each in SCREENS])
def test_stop_answers_its_keys_from_every_screen(make: Make, qtbot: Any, tmp_path: Path, screen: str) -> None:
    window = make()
    window.hear(heading())
    window.open_screen(screen)
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert _stop_says(tmp_path) is TradingState.HALTED


@pytest.mark.parametrize(
    ("place", "state", "keeps"),
    [(0, "HALTED", False), (1, "HALTED", True), (3, "REDUCING", False)],
)
def test_each_verb_of_stop_is_one_choice_away(make: Make, tmp_path: Path, place: int, state: str, keeps: bool) -> None:
    window = make()
    window.bar.stop_menu.menu().actions()[place].trigger()
    found = StopFile(tmp_path / "ptrade" / "STOP").read()
    assert (found.state.value, found.keeps_working) == (state, keeps)


def test_cancelling_blocks_nothing(make: Make, tmp_path: Path) -> None:
    window = make()
    window.bar.stop_menu.menu().actions()[2].trigger()
    found = StopFile(tmp_path / "ptrade" / "STOP").read()
    assert found.state is TradingState.ACTIVE
    assert len(found.cancels) == 1


def test_a_press_that_does_not_reach_the_disk_is_said_aloud(make: Make, tmp_path: Path) -> None:
    window = make()
    (tmp_path / "ptrade").rename(tmp_path / "gone")
    (tmp_path / "ptrade").write_text("in the way")
    window.press("halt")
    assert "NOT pressed" in window.banner.text()
    assert window.banner.isVisible()


def test_stop_dropped_as_a_file_shows_within_a_tick(make: Make, tmp_path: Path) -> None:
    window = make()
    window.hear(heading())
    (tmp_path / "ptrade" / "STOP").write_text("HALTED")
    window.tick()
    assert window.bar.property("state") == "HALTED"


def test_the_safer_of_file_and_reader_is_shown(make: Make) -> None:
    window = make()
    window.hear(heading(stop=stop_state(TradingState.REDUCING, "drawdown")))
    assert window.bar.property("state") == "REDUCING"


def test_the_bar_tells_mode_day_job_data_engine_and_alarms(make: Make) -> None:
    window = make()
    window.hear(heading(alarms=AlarmCount(2, 3, 1, NOW)))
    said = " ".join(label.text() for label in window.bar.findChildren(type(window.bar._state)))
    for expected in ("PAPER", "2026-07-23", "09:20:00", "Morning 07-23 09:26", "07-22", "alive", "2 new of 3"):
        assert expected in said


@pytest.mark.parametrize("alarms", [None, AlarmCount(0, 0, 4, None), AlarmCount(0, 0, 4, NOW - timedelta(minutes=10))])
def test_alarms_nobody_looks_for_are_never_green(make: Make, alarms: AlarmCount | None) -> None:
    window = make()
    window.hear(heading(alarms=alarms, engine=EngineLamp(Pulse.ABSENT)))
    assert window.bar._alarms.text() == "nobody watches"
    assert window.bar._engine.text() == "not running"


def test_a_silent_reader_turns_every_lamp_grey(make: Make) -> None:
    window = make()
    window.hear(heading())
    window._now = lambda: NOW + timedelta(seconds=6)
    window.tick()
    assert {window.bar._data.text(), window.bar._engine.text(), window.bar._alarms.text()} == {"unknown"}
    assert window.windowTitle() == "? unknown – Daybreak PAPER – home"


def test_stop_and_each_new_urgent_alarm_ring_once(make: Make, rung: list[str]) -> None:
    window = make()
    for minute in (1, 1, 2, 2):
        window.hear(heading(alarms=AlarmCount(1, 1, 1, NOW, urgent_since=NOW.replace(minute=minute))))
    assert rung == ["bell"]
    window.hear(heading(alarms=AlarmCount(1, 1, 3, NOW)))
    assert rung == ["bell"]
    window.press("halt")
    assert rung == ["bell", "bell"]


def test_title_and_icon_tell_the_state_to_who_sees_no_more(make: Make) -> None:
    window = make()
    window.hear(heading())
    calm = window.windowIcon().cacheKey()
    assert window.windowTitle() == "Daybreak PAPER – home"
    window.hear(heading(alarms=AlarmCount(2, 2, 1, NOW, urgent_since=NOW)))
    alarmed = window.windowIcon().cacheKey()
    assert window.windowTitle() == "▲ 2 new alarm(s) – Daybreak PAPER – home"
    window.press("halt")
    assert window.windowTitle() == "■ HALTED – ▲ 2 new alarm(s) – Daybreak PAPER – home"
    assert len({calm, alarmed, window.windowIcon().cacheKey()}) == 3


def test_the_tray_shows_the_state_stops_by_one_click_and_brings_the_window_back(make: Make, qtbot: Any) -> None:
    window = make()
    tray = Tray(window)
    tray.belong_to(window)
    window.hear(heading())
    window.showMinimized()
    actions = tray.contextMenu().actions()
    assert actions[0].text().startswith("STOP")
    actions[0].trigger()
    assert tray.toolTip() == "■ HALTED – Daybreak PAPER – home"
    assert tray.icon().cacheKey() == window.windowIcon().cacheKey()
    tray.activated.emit(QSystemTrayIcon.ActivationReason.DoubleClick)
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert window.isVisible()


def test_a_home_that_is_none_offers_three_ways_and_nothing_to_stop(make: Make, qtbot: Any, tmp_path: Path) -> None:
    window = make()
    window.hear(Trouble("no home", "make one", is_no_home=True))
    assert window.first.isVisible()
    assert not window.bar.stop_button.isEnabled()
    window.press("halt")
    assert not window.banner.isVisible()
    assert not (tmp_path / "ptrade" / "STOP").exists()
    with qtbot.waitSignal(window.first.demo, timeout=1000):
        qtbot.mouseClick(window.first.demo_button, Qt.MouseButton.LeftButton)
    window.hear(heading())
    assert not window.first.isVisible()
    assert window.bar.stop_button.isEnabled()


def test_what_failed_stands_on_the_first_page_until_the_next_try(make: Make, qtbot: Any) -> None:
    window = make()
    window.hear(Trouble("no home", "make one", is_no_home=True))
    page = window.first
    page.show_progress("Files are being imported …\ndaily: 3/12", 3, 12, holds=True)
    assert (page.bar.value(), page.bar.maximum(), page.import_button.isEnabled()) == (3, 12, False)
    window.hear(heading())
    assert page.isVisible(), "the desk that is being filled waits behind the page"
    assert window.bar.stop_button.isEnabled(), "and has its STOP"
    page.show_failure("Bring real data: /wrong holds no dataset → name files like daily.csv", has_desk=True)
    for _ in range(3):
        window.hear(heading())
        window.tick()
    assert "holds no dataset → name files" in page.failure.text()
    assert page.import_button.isEnabled()
    assert not page.bar.isVisible()
    page.show_progress("again …", holds=True)
    assert page.failure.text() == ""
    page.show_failure("again", has_desk=True)
    qtbot.mouseClick(page.leave_button, Qt.MouseButton.LeftButton)
    window.hear(heading())
    assert not page.isVisible()
    assert unnamed(page) == []


def test_the_palette_finds_by_letters_and_does_it_on_enter(make: Make, qtbot: Any, tmp_path: Path) -> None:
    window = make()
    window.hear(heading())
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_box.isVisible()
    qtbot.keyClicks(window.palette_box.box, "only sells")
    assert window.palette_box.list.count() == 1
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert not window.palette_box.isVisible()
    assert _stop_says(tmp_path) is TradingState.REDUCING


def test_the_palette_knows_what_a_symbol_is(make: Make, qtbot: Any) -> None:
    window = make()
    window.palette_box.open_up()
    qtbot.keyClicks(window.palette_box.box, "600000")
    assert "symbol:600000.SH" in window.palette_box.list.item(0).text()
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Escape)
    assert not window.palette_box.isVisible()


@pytest.mark.parametrize("width", [1400, 1093, 640])
def test_however_narrow_mode_alarms_and_stop_are_whole(qtbot: Any, width: int) -> None:
    host, bar = QMainWindow(), TopBar()
    qtbot.addWidget(host)
    host.setMenuWidget(bar)
    bar.show_heading(heading(alarms=AlarmCount(12, 33, 1, NOW)))
    bar.show_viewer(True)
    bar.show_stop(stop_state(TradingState.REDUCING))
    host.resize(width, 200)
    host.show()
    whole = (bar._mode, bar._viewer, bar._alarms, bar.alarm_button, bar.stop_button, bar.stop_menu)
    qtbot.waitUntil(lambda: all(each.width() >= each.minimumSizeHint().width() for each in whole))
    assert bar.width() == width
    assert all(each.isVisible() for each in whole)
    assert bar._day.isVisible() == (width >= 1093)
    assert bar._next.isVisible() == (width == 1400)


def test_the_rail_follows_what_is_seen_when_a_screen_goes_behind_another(make: Make, qtbot: Any) -> None:
    window = make()
    window.open_screen("data")
    window.open_screen("alarms")
    alarms = window._docks["alarms"]
    alarms.setFloating(True)
    qtbot.waitUntil(lambda: not window._docks["data"].visibleRegion().isEmpty())
    alarms.setFloating(False)
    qtbot.waitUntil(lambda: alarms.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: (front := window.front()) is not None and not front.visibleRegion().isEmpty())


def test_each_screen_is_one_pair_of_keys_away(make: Make, qtbot: Any) -> None:
    window = make()
    window.hear(heading())
    for place, screen in enumerate(SCREENS, 1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + place % 10), Qt.KeyboardModifier.ControlModifier)
        front = window.front()
        assert front is not None
        assert front.name == screen.name
    assert len(SCREENS) == 10


def test_stop_answers_its_keys_while_the_help_is_in_front(make: Make, qtbot: Any, tmp_path: Path) -> None:
    window = make()
    window.hear(heading())
    qtbot.keyClick(window, Qt.Key.Key_F1)
    window.help.activateWindow()
    qtbot.waitUntil(window.help.isActiveWindow)
    qtbot.keyClick(
        window.help.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert _stop_says(tmp_path) is TradingState.HALTED


def test_help_is_about_the_screen_in_front(make: Make, qtbot: Any) -> None:
    window = make()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    assert "checklist" in window.help.text.toPlainText()
    assert "Ctrl+Shift+S" in window.help.text.toPlainText()


def test_re_arming_shows_what_changes_and_wants_reason_and_phrase(make: Make, qtbot: Any, link: FakeLink) -> None:
    rows = ({"what": "everything", "detail": "HALTED → ACTIVE"},)
    look = Done("done", 0, "", rows=rows, data={"phrase": "RESUME TRADING", "obstacles": []})
    link.endings = {("resume", "--look"): look}
    window = make()
    window.hear(heading(stop=stop_state(TradingState.HALTED, "drill")))
    window.bar.stop_menu.menu().actions()[-1].trigger()
    drawer = window.drawer
    assert drawer.isVisible()
    assert not drawer.confirm_button.isEnabled()
    qtbot.keyClicks(drawer.edit("reason"), "all is well")
    qtbot.keyClicks(drawer.edit("phrase"), "resume trading")
    assert not drawer.confirm_button.isEnabled()
    drawer.edit("phrase").clear()
    qtbot.keyClicks(drawer.edit("phrase"), "RESUME TRADING")
    qtbot.mouseClick(drawer.confirm_button, Qt.MouseButton.LeftButton)
    assert link.acted[-1] == ("resume", "--reason", "all is well", "--phrase", "RESUME TRADING")
    assert not drawer.isVisible()


def test_an_obstacle_wants_a_name_before_trading_goes_on(make: Make, link: FakeLink) -> None:
    obstacles = [{"what": "cooling off", "may_be_overridden": True}]
    link.endings = {
        ("resume", "--look"): Done("done", 0, "", rows=({"what": "in the way", "detail": "cooling off"},),
                                   data={"phrase": "RESUME TRADING", "obstacles": obstacles})
    }  # fmt: skip
    window = make()
    window.rearm()
    assert set(window.drawer.values()) == {"reason", "override", "override_reason", "phrase"}


def test_flattening_lists_what_is_sold_and_needs_its_own_phrase(make: Make, qtbot: Any, link: FakeLink) -> None:
    rows = ({"symbol": "600000.SH", "sellable_shares": 100, "qty_shares": 200},)
    link.endings = {
        ("stop", "--flatten", "--look"): Done("done", 0, "", rows=rows, data={"phrase": "FLATTEN EVERYTHING"})
    }
    window = make()
    window.flatten()
    qtbot.keyClicks(window.drawer.edit("reason"), "leaving")
    qtbot.keyClicks(window.drawer.edit("phrase"), "FLATTEN EVERYTHING")
    qtbot.keyClick(window.drawer.edit("phrase"), Qt.Key.Key_Return)
    assert link.acted[-1] == ("stop", "--flatten", "--reason", "leaving", "--phrase", "FLATTEN EVERYTHING")


def test_a_refused_action_stays_open_and_says_why(make: Make, qtbot: Any, link: FakeLink) -> None:
    look = Done("done", 0, "", rows=({"what": "everything", "detail": "x"},), data={"phrase": "GO", "obstacles": []})
    link.endings = {
        ("resume", "--look"): look,
        ("resume", "--reason"): Done("blocked", 3, "somebody pressed since", "look again"),
    }
    window = make()
    window.rearm()
    qtbot.keyClicks(window.drawer.edit("reason"), "r")
    qtbot.keyClicks(window.drawer.edit("phrase"), "GO")
    qtbot.mouseClick(window.drawer.confirm_button, Qt.MouseButton.LeftButton)
    assert window.drawer.isVisible()
    assert "somebody pressed since → look again" in window.drawer._said.text()


def test_only_a_screen_that_shows_what_moved_asks_again(make: Make, link: FakeLink, qtbot: Any) -> None:
    window = make()
    window.hear(heading(tide={"runs": 1, "other": 1}))
    qtbot.waitUntil(lambda: not window.front()._gather.isActive(), timeout=2000)
    before = len(link.asked)
    window.hear(heading(tide={"runs": 1, "other": 2}))
    assert not window.front()._gather.isActive()
    window.hear(heading(tide={"runs": 2, "other": 2}))
    qtbot.waitUntil(lambda: len(link.asked) == before + 1, timeout=2000)


def test_a_layout_survives_a_restart(make: Make, qtbot: Any) -> None:
    first = make()
    first.open_screen("alarms")
    first.open_screen("audit")
    first.open_screen("today")
    qtbot.keyClick(first, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    first.open_screen("audit")
    kept = Layout.of(first.layout_now().to_bytes())
    assert (kept.front, set(kept.open)) == ("audit", {"alarms", "audit"})
    assert kept.geometry
    again = make(kept)
    assert again.panels().keys() == {"audit"}, "a screen nobody sees is not made"
    again_kept = again.layout_now()
    assert (again_kept.front, again_kept.open, again_kept.screens) == (kept.front, kept.open, kept.screens)
    assert again_kept.docks


@pytest.mark.parametrize(
    "raw",
    [
        None,
        b"",
        b"{",
        b"[]",
        b'{"geometry": 3}',
        json.dumps({"geometry": "zz", "docks": "", "open": [], "front": "", "screens": {}}).encode(),
    ],
)
def test_a_layout_that_cannot_be_read_is_that_of_a_first_start(raw: bytes | None) -> None:
    assert Layout.of(raw) == Layout()


def test_everything_that_takes_the_focus_has_a_name_and_every_letter_a_glyph(make: Make) -> None:
    window = make()
    window.hear(heading())
    assert unnamed(window) == []
    if has_chinese():
        assert tofu(window) == []


def test_every_button_of_the_bar_says_what_it_does(make: Make) -> None:
    window = make()
    for button in window.bar.findChildren(QToolButton):
        assert button.accessibleName()
