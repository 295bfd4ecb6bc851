"""Plan and orders as a person drives it: why a name was not ordered, files dropped on it, a batch decided."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton

from core.adapters.ptrade.stop_file import StopFile
from core.ports.views.asking import Trouble
from core.ports.views.orders import NameAsk, OrdersAsk, OrdersView
from core.ports.views.sheet import Sheet
from tests.fakes.console import NOW, FakeLink, folder_with_stop
from tests.fakes.screen_gates import tofu, unnamed
from tests.fakes.trade_views import BATCH, BEFORE, BOUGHT, CARD, DAY, DROPPED, LOCKED_UP, ORDER_ID, ORDERS, story
from widgets.kit.link import Done
from widgets.kit.stages import finish
from widgets.panels.orders.panel import OrdersPanel
from widgets.shell.layout import Layout
from widgets.shell.stopping import Stopper
from widgets.shell.window import MainWindow

Make = Callable[..., OrdersPanel]


@pytest.fixture
def link() -> FakeLink:
    return FakeLink({OrdersAsk: lambda ask: replace(ORDERS, trade_date=ask.day or DAY), NameAsk: story})


@pytest.fixture
def make(qtbot: Any, link: FakeLink) -> Make:
    def build() -> OrdersPanel:
        panel = OrdersPanel(link)
        panel.resize(1190, 640)
        qtbot.addWidget(panel)
        qtbot.addWidget(panel.head)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return build


def row_of(panel: OrdersPanel, symbol: str) -> int:
    names = panel.names.model
    return next(row for row in range(names.rowCount()) if names.row(row)["symbol"] == symbol)


def click(qtbot: Any, panel: OrdersPanel, symbol: str) -> None:
    grid = panel.names.grid
    at = grid.visualRect(panel.names.model.index(row_of(panel, symbol), 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)


def drop(panel: OrdersPanel, *paths: Path) -> bool:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), copy, files, button, none)
    entering.setAccepted(False)
    panel.dragEnterEvent(entering)
    if entering.isAccepted():
        panel.dropEvent(QDropEvent(QPointF(50, 50), copy, files, button, none))
    return entering.isAccepted()


def test_a_name_that_was_not_ordered_says_why_after_one_click(make: Make, qtbot: Any) -> None:
    panel = make()
    click(qtbot, panel, LOCKED_UP)
    assert panel.story.title.text().startswith(LOCKED_UP)
    assert panel.story.sentence.text().startswith("No order was made: limit up")
    click(qtbot, panel, DROPPED)
    assert panel.story.sentence.text().startswith("Its order was held back: Board cap")


def test_the_row_itself_says_why_without_a_click(make: Make) -> None:
    panel = make()
    rows = [panel.names.model.row(row) for row in range(panel.names.model.rowCount())]
    assert next(row["told"] for row in rows if row["symbol"] == LOCKED_UP).startswith("limit up")


def test_any_symbol_can_be_asked_about_by_keyboard(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    panel.story.box.setFocus()
    qtbot.keyClicks(panel.story.box, "000009.sz")
    qtbot.keyClick(panel.story.box, Qt.Key.Key_Return)
    assert link.asked[-1] == NameAsk(DAY, "000009.SZ")
    assert panel.story.sentence.text() == "Not eligible that day: ST."


def test_the_parts_of_a_score_stand_as_bars_largest_first(make: Make, qtbot: Any) -> None:
    panel = make()
    meters = panel.story.meters
    assert [(each.name, each.text) for each in meters.lines.meters] == [
        ("range_20", "0.3600"),
        ("ep", "0.2000"),
        ("bp", "0.1000"),
    ]
    meters.lines.setFocus()
    qtbot.keyClick(meters.lines, Qt.Key.Key_Down)
    assert meters.lines.accessibleDescription().startswith("range_20: 0.3600")
    assert meters.lines.meters[0].tip.endswith("\nMean log of high over low during twenty days.")
    assert "the only head" in panel.story.heads.text()


def test_the_story_of_one_name_never_overwrites_that_of_the_next(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    link.hold = True
    click(qtbot, panel, LOCKED_UP)
    click(qtbot, panel, DROPPED)
    link.hold = False
    link.release()
    assert panel.story.title.text().startswith(DROPPED)


def test_enter_on_a_row_leads_to_its_lineage(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    click(qtbot, panel, LOCKED_UP)
    qtbot.keyClick(panel.names.grid, Qt.Key.Key_Return)
    panel.orders.grid.selectRow(0)
    qtbot.keyClick(panel.orders.grid, Qt.Key.Key_Return)
    assert link.opened == [("audit", f"symbol:{LOCKED_UP}@{DAY}"), ("audit", f"order:{ORDER_ID}")]


def test_a_file_dropped_on_the_screen_is_taken_in_and_told(make: Make, link: FakeLink, tmp_path: Path) -> None:
    panel = make()
    rows = [{"file": "ack.csv", "verdict": "taken", "detail": "of 2026-07-23"}]
    link.endings = {("inbox", "import"): Done("done", 0, "1 file(s), 0 refused", rows=rows)}
    assert drop(panel, tmp_path / "ack.csv", tmp_path / "exec.csv")
    expected = ("inbox", "import", str(tmp_path / "ack.csv"), str(tmp_path / "exec.csv"), "--how", "drag")
    assert link.acted == [expected]
    assert panel.news.text() == "ack.csv: taken in. of 2026-07-23"
    assert panel.tabs.currentWidget() is panel.received


def test_a_refused_file_says_which_line_and_why(make: Make, link: FakeLink, tmp_path: Path) -> None:
    panel = make()
    rows = [{"file": "x.csv", "verdict": "refused", "detail": "x.csv line 3: the file breaks off"}]
    link.endings = {("inbox", "import"): Done("bad_config", 78, "1 file(s), 1 refused", rows=rows)}
    drop(panel, tmp_path / "x.csv")
    assert "line 3" in panel.news.text()
    assert panel.news.property("tone") == "bad"


def test_a_console_that_only_looks_takes_no_file(make: Make, link: FakeLink, tmp_path: Path) -> None:
    link.viewer = True
    panel = make()
    assert not drop(panel, tmp_path / "ack.csv")
    assert not panel.take_in_button.isEnabled()
    assert not panel.file.decide_button.isEnabled()
    assert link.acted == []


def test_the_file_shows_its_header_and_its_text(make: Make) -> None:
    panel = make()
    panel.tabs.setCurrentWidget(panel.file)
    shown = [value.text() for value in panel.file._values]
    assert shown[:5] == [BATCH, "1", CARD.content_hash, CARD.prev_hash, "14:56:00"]
    assert panel.file.text.toPlainText() == CARD.text
    assert panel.file.lamp.text().startswith("unknown (morning)")


def test_an_unheard_batch_is_decided_under_a_name(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    panel.tabs.setCurrentWidget(panel.file)
    qtbot.mouseClick(panel.file.decide_button, Qt.MouseButton.LeftButton)
    assert not panel.drawer.confirm_button.isEnabled()
    edits: dict[str, Any] = {name: panel.drawer.edit(name) for name in ("sent", "author", "reason")}
    assert isinstance(edits["sent"], QComboBox)
    for name in ("author", "reason"):
        assert isinstance(edits[name], QLineEdit)
        qtbot.keyClicks(edits[name], f"the {name}")
    qtbot.mouseClick(panel.drawer.confirm_button, Qt.MouseButton.LeftButton)
    expected = ("orders", "decide", BATCH, "--not-sent", "--author", "the author", "--reason", "the reason")
    assert link.acted == [expected]
    assert not panel.drawer.is_open


def test_the_chain_is_verified_by_a_click_and_a_fault_is_loud(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    rows = [{"batch": BATCH, "place": "books", "fault": "does not follow nothing"}]
    link.endings = {("orders", "verify"): Done("blocked", 12, "1 batch(es), 1 fault(s)", rows=rows)}
    panel.tabs.setCurrentWidget(panel.file)
    qtbot.mouseClick(panel.file.verify_button, Qt.MouseButton.LeftButton)
    assert panel.news.text() == f"1 batch(es), 1 fault(s)\n{BATCH} books: does not follow nothing"
    assert panel.news.property("tone") == "bad"


def test_new_files_of_the_executor_are_read_by_themselves(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    asked = link.asked.count(OrdersAsk())
    panel.hear(frozenset({"exchange"}))
    qtbot.waitUntil(lambda: link.asked.count(OrdersAsk()) > asked)


def test_days_are_walked_and_places_pointed_at(make: Make, link: FakeLink) -> None:
    panel = make()
    panel._step(-1)
    assert link.asked[-2] == OrdersAsk(BEFORE)
    panel.go_to(f"{DROPPED}@{DAY}")
    assert panel.state.symbol == DROPPED
    assert (panel.names.current() or {}).get("symbol") == DROPPED


def test_empty_and_error_say_what_to_do(qtbot: Any, link: FakeLink, make: Make) -> None:
    answers: dict[type, Any] = {OrdersAsk: OrdersView(NOW, None)}
    link.answers = answers
    panel = make()
    assert "Night makes the first plan" in panel._message.text()
    answers[OrdersAsk] = Trouble("a broken artifact", "restore it")
    panel.refresh()
    assert panel._trouble.text() == "Not renewed: a broken artifact → restore it"


def test_a_story_that_cannot_be_told_says_so(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.answers = {OrdersAsk: ORDERS, NameAsk: Trouble("ranks are gone", "restore them")}
    panel = make()
    click(qtbot, panel, LOCKED_UP)
    assert panel.story.sentence.text() == "ranks are gone → restore them"


def test_the_arrangement_is_kept_and_put_back(make: Make, qtbot: Any) -> None:
    panel = make()
    panel.names.set_filter("fate:skipped")
    panel.tabs.setCurrentIndex(2)
    panel.narrow("not_ordered")
    saved = panel.save()
    other = OrdersPanel(panel.link)
    other.restore(saved)
    qtbot.addWidget(other)
    qtbot.addWidget(other.head)
    other.show()
    qtbot.waitExposed(other)
    assert other.choices["not_ordered"].isChecked()
    assert other.names.filter_box.text() == "fate:skipped"
    assert other.tabs.currentIndex() == 2
    assert other.save() == saved


def test_what_takes_the_focus_has_a_name_and_every_sign_a_glyph(make: Make) -> None:
    panel = make()
    assert unnamed(panel) == []
    assert tofu(panel) == []


def test_a_day_without_orders_shows_the_plan_alone(make: Make, link: FakeLink) -> None:
    bare: Hashable = replace(ORDERS, morning=None, files=(), orders=Sheet({}), gates=Sheet({}), received=Sheet({}))
    link.answers = {OrdersAsk: bare, NameAsk: story}
    panel = make()
    assert panel.names.model.rowCount() == len(ORDERS.names)
    assert panel.file.lamp.text() == "No file"
    assert not panel.file.decide_button.isEnabled()
    assert panel.state.symbol == BOUGHT


def test_from_the_first_window_the_reason_is_three_clicks_away(qtbot: Any, link: FakeLink, tmp_path: Path) -> None:
    file = StopFile(folder_with_stop(tmp_path) / "ptrade" / "STOP")
    window = MainWindow(link, Stopper(file, lambda: NOW, "trader"), lambda: NOW, "home", list)
    finish(window.arrange(Layout()))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    rail = next(each for each in window.findChildren(QToolButton) if each.text() == "Plan and orders")
    qtbot.mouseClick(rail, Qt.MouseButton.LeftButton)
    panel = window.panels()["orders"]
    assert isinstance(panel, OrdersPanel)
    qtbot.waitUntil(lambda: panel.view is not None)
    qtbot.mouseClick(panel.choices["not_ordered"], Qt.MouseButton.LeftButton)
    rows = [panel.names.model.row(row)["symbol"] for row in range(panel.names.model.rowCount())]
    assert rows == [LOCKED_UP, DROPPED]
    click(qtbot, panel, LOCKED_UP)
    assert panel.story.sentence.text().startswith("No order was made: limit up")


def test_choices_count_what_they_hold_and_one_is_in_force(make: Make, qtbot: Any) -> None:
    panel = make()
    assert [button.text() for button in panel.choices.values()] == [
        "All 5",
        "Ordered 1",
        "Not ordered 2",
        "Kept 1",
        "Standing by 1",
    ]
    panel.choices["spare"].setFocus()
    qtbot.keyClick(panel.choices["spare"], Qt.Key.Key_Space)
    assert [group for group, button in panel.choices.items() if button.isChecked()] == ["spare"]
    assert panel.names.model.rowCount() == 1


def test_the_plan_is_exported_as_a_workbook_and_read_back(make: Make, qtbot: Any, tmp_path: Path) -> None:
    panel = make()
    panel.names._where = lambda parent, name, filters: tmp_path / "plan.xlsx"
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.names.grid.setFocus()
    with qtbot.waitSignal(panel.names.saved):
        qtbot.keyClick(panel.names.grid, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    rows = list(openpyxl.load_workbook(tmp_path / "plan.xlsx").active.values)
    symbols = [row[0] for row in rows]
    assert {BOUGHT, LOCKED_UP, DROPPED} <= set(symbols)
    assert "limit up · auction at the upper limit of 12.34: no sellers" in rows[symbols.index(LOCKED_UP)]
