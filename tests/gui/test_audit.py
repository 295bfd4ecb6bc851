"""The Audit screen, driven as a person does."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from core.ports.records import EventQuery, RunQuery
from core.ports.views.asking import Trouble
from core.ports.views.audit import (
    PAGE_ROWS,
    EventsAsk,
    LineageAsk,
    OrdersAsk,
    PageView,
    PayloadAsk,
    RecordsAsk,
    RunAsk,
    RunsAsk,
)
from core.ports.views.sheet import Sheet
from tests.fakes.audit_views import BEFORE, DAY, ORDER, PAYLOAD, lineage_view, page, run_view, trail
from tests.fakes.console import NOW, FakeLink
from tests.fakes.screen_gates import unnamed
from widgets.kit.link import Done
from widgets.panels.audit.panel import AuditPanel

Make = Callable[..., AuditPanel]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def link() -> FakeLink:
    return FakeLink(
        {
            OrdersAsk: page("orders"),
            EventsAsk: lambda ask: page("events", total=PAGE_ROWS + 1, at=ask.page),
            RunsAsk: page("runs"),
            RecordsAsk: PageView(
                NOW, "records", Sheet({"table": ["fills"], "links": [9], "first": [BEFORE], "last": [DAY]}), 0, 9
            ),
            RunAsk: lambda ask: run_view(run_id=ask.run_id),
            LineageAsk: lambda ask: lineage_view(key=ask.key),
            PayloadAsk: PAYLOAD,
        }
    )


@pytest.fixture
def make(qtbot: Any, link: FakeLink) -> Make:
    def build(saved: dict[str, Any] | None = None, argument: str = "") -> AuditPanel:
        panel = AuditPanel(link)
        panel.restore(saved or {})
        panel.go_to(argument)
        panel.resize(1220, 640)
        qtbot.addWidget(panel)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return build


def test_from_an_order_to_the_source_in_two_clicks(make: Make, qtbot: Any, link: FakeLink) -> None:
    tab = make().lineage
    tab.orders.grid.setFocus()
    qtbot.keyClick(tab.orders.grid, Qt.Key.Key_Down)
    tab.orders.go_to(ORDER)
    assert link.asked[-1] == LineageAsk(f"order:{ORDER}")
    assert tab.title.text() == "600000.SH 浦发银行 · 2026-07-23"
    assert tab.trail.said.text() == "Placed: filled (3500 / 3500)"
    qtbot.mouseClick(tab._buttons[5], LEFT)
    assert link.asked[-1] == PayloadAsk(830, "night-20260722-01", "600000.SH")
    assert tab.cells.model.row(1) == {
        "column": "close", "value": "13.97", "unit": "yuan", "wire": "close", "correction": 7,
    }  # fmt: skip
    assert tab._buttons[5].text() == "Source payload\nDaily bars"


def test_every_level_is_one_click_and_says_its_figure(make: Make, qtbot: Any) -> None:
    tab = make().lineage
    for place, said in enumerate(("Buy 3,500 @ 14.070", "Buy · 4.95%", "0.6325 · 7 / 91", "1 factors", "2 files")):
        qtbot.mouseClick(tab._buttons[place], LEFT)
        assert tab._stack.currentIndex() == place
        assert tab._buttons[place].accessibleName().endswith(said)
    qtbot.waitUntil(lambda: tab.targets.current() is not None)
    assert tab.targets.current()["symbol"] == "600000.SH"
    assert [row["factor"] for row in map(tab.factors.model.row, range(2))] == ["ep", "size"]


def test_keys_lead_towards_the_source_and_back(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    tab = panel.lineage
    tab.orders.grid.setFocus()
    for _ in range(7):
        qtbot.keyClick(tab.orders.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert panel.state.level == "payload"
    assert isinstance(link.asked[-1], PayloadAsk)
    qtbot.keyClick(tab.orders.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert panel.state.level == "snapshots"


def test_enter_on_a_snapshot_row_opens_its_payload(make: Make, qtbot: Any, link: FakeLink) -> None:
    tab = make().lineage
    tab.show_level("snapshots")
    tab.snapshots.go_to(836)
    qtbot.keyClick(tab.snapshots.grid, Qt.Key.Key_Return)
    assert link.asked[-1] == PayloadAsk(836, "morning-20260723-01", "600000.SH")


def test_why_an_order_was_not_placed_is_one_search_away(make: Make, qtbot: Any, link: FakeLink) -> None:
    ended = trail("score", group="way", code="BELOW_TOP_M", text="60 / 91")
    link.answers = {**link.answers, LineageAsk: lineage_view(trail=ended, order={}, plan={}, snapshots=Sheet({}))}
    tab = make().lineage
    qtbot.keyClicks(tab.search, "600000.sh@2026-07-23")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert link.asked[-1] == LineageAsk("symbol:600000.SH@2026-07-23")
    assert tab.trail.said.text() == "Not placed. It ended at Score: ranked too low to go on (60 / 91)"
    qtbot.mouseClick(tab._buttons[5], LEFT)
    assert "No run of that day" in tab.payload_title.text()


def test_words_search_the_orders(make: Make, qtbot: Any, link: FakeLink) -> None:
    tab = make().lineage
    qtbot.keyClicks(tab.search, "6000")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert link.asked[-1] == OrdersAsk("6000")


def test_an_order_nobody_knows_says_so_and_the_picture_stays(make: Make, link: FakeLink) -> None:
    tab = make().lineage
    link.answers = {**link.answers, LineageAsk: Trouble("there is no order 'x'", "search the orders")}
    tab.follow("order:x")
    assert "there is no order" in tab.trouble.text()
    assert tab.title.text().startswith("600000.SH")


def test_the_runs_of_a_way_are_one_click_away(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    qtbot.mouseClick(panel.lineage._run_buttons["night"], LEFT)
    assert panel.tabs.currentIndex() == 1
    assert RunAsk("night-20260723-01") in link.asked
    assert panel.runs.title.text() == "night-20260723-01"


def test_other_screens_lead_here_before_anything_was_shown(make: Make, link: FakeLink) -> None:
    panel = make(argument="run:morning-20260723-01")
    assert panel.tabs.currentIndex() == 1
    assert panel.runs.lamp.text() == "blocked"
    assert panel.runs.verdicts.model.row(1)["gate"] == "reconciliation"
    panel.go_to(f"order:{ORDER}")
    assert panel.tabs.currentIndex() == 0
    assert link.asked[-2:] == [LineageAsk(f"order:{ORDER}"), OrdersAsk()]


def test_a_run_is_replayed_and_compared(make: Make, qtbot: Any, link: FakeLink) -> None:
    rows = [{"artifact": "plan.json", "bytes": 9, "verdict": "same"},
            {"artifact": "orders.json", "bytes": 7, "verdict": "byte 3 (line 1): 1 became 2"}]  # fmt: skip
    link.endings = {("replay",): Done("failure", 1, "first difference in orders.json", rows=rows)}
    tab = make(argument="run:morning-20260723-01").runs
    qtbot.mouseClick(tab.replay_button, LEFT)
    assert link.acted == [("replay", "morning-20260723-01")]
    assert tab.replay.isVisible()
    assert [tab.replay.model.row(place)["verdict"][:4] for place in range(2)] == ["same", "byte"]
    assert "first difference" in tab.replayed.text()


def test_artifacts_give_their_hash_and_say_when_they_are_gone(make: Make, qtbot: Any) -> None:
    tab = make(argument="run:morning-20260723-01").runs
    tab.tabs.setCurrentIndex(1)
    assert not tab.hash_button.isEnabled()
    tab.artifacts.go_to("plan.json")
    qtbot.mouseClick(tab.hash_button, LEFT)
    assert QGuiApplication.clipboard().text() == "7" * 64
    qtbot.mouseClick(tab.open_button, LEFT)
    assert "/nowhere/plan.json is not there." in tab.trouble.text()


def test_orders_of_a_run_lead_to_their_way(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make(argument="run:morning-20260723-01")
    panel.runs.tabs.setCurrentIndex(3)
    panel.runs.orders.go_to(ORDER)
    qtbot.keyClick(panel.runs.orders.grid, Qt.Key.Key_Return)
    assert panel.tabs.currentIndex() == 0
    assert LineageAsk(f"order:{ORDER}") in link.asked


def test_runs_are_searched_by_job_outcome_words_and_days(make: Make, qtbot: Any, link: FakeLink) -> None:
    tab = make(argument="runs").runs
    tab.kind.setCurrentIndex(2)
    tab.outcome.setCurrentIndex(tab.outcome.count() - 1)
    qtbot.keyClicks(tab.filters.since, "2026-07-22")
    qtbot.keyClick(tab.filters.since, Qt.Key.Key_Return)
    assert link.asked[-1] == RunsAsk(RunQuery("", ("morning",), ("",), BEFORE))
    asked = len(link.asked)
    qtbot.keyClicks(tab.filters.until, "someday")
    qtbot.keyClick(tab.filters.until, Qt.Key.Key_Return)
    assert len(link.asked) == asked
    assert tab.filters.until.property("wrong") == "true"


def test_events_are_searched_paged_and_read(make: Make, qtbot: Any, link: FakeLink) -> None:
    tab = make(argument="events:rows").events
    assert tab.filters.words.text() == "rows"
    tab.level.setCurrentIndex(3)
    tab.topic.setCurrentIndex(1)
    assert link.asked[-1] == EventsAsk(EventQuery("rows", ("alarm",), ("data.anomalies",)))
    qtbot.mouseClick(tab.pager.forth, LEFT)
    assert link.asked[-1] == EventsAsk(EventQuery("rows", ("alarm",), ("data.anomalies",)), 1)
    assert not tab.pager.forth.isEnabled()
    tab.events.go_to(2)
    assert '"rows": 9' in tab.detail.toPlainText()


def test_events_are_saved_as_they_are_shown(make: Make, qtbot: Any, tmp_path: Path) -> None:
    tab = make(argument="events").events
    tab.events._where = lambda *_: tmp_path / "events.csv"
    with qtbot.waitSignal(tab.events._saver.saved):
        qtbot.mouseClick(tab.events.export_button, LEFT)
    rows = list(csv.reader((tmp_path / "events.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert any("9 anomalous rows" in row for row in rows)


def test_the_records_are_verified(make: Make, qtbot: Any, link: FakeLink) -> None:
    whole = {"records": 512, "runs": 11, "head": "512:abc"}
    link.endings = {("audit", "verify"): Done("done", 0, "512 record(s)", data=whole)}
    tab = make(argument="records").records
    assert "not verified" in tab.lamp.text()
    assert tab.chain.model.row(0)["links"] == 9
    qtbot.mouseClick(tab.verify_button, LEFT)
    assert tab.lamp.text() == "nothing was changed"
    fault = {"kind": "edited", "where": "fills 7", "detail": "its hash is another"}
    link.endings = {("audit", "verify"): Done("failure", 1, "1 fault(s)", rows=[fault], data=whole)}
    qtbot.mouseClick(tab.verify_button, LEFT)
    assert tab.lamp.text() == "1 faults"
    assert tab.faults.model.row(0)["where"] == "fills 7"


def test_a_verification_that_could_not_be_made_is_never_green(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.endings = {("audit", "verify"): Done("data_not_ready", 11, "another command works", "wait")}
    tab = make(argument="records").records
    qtbot.mouseClick(tab.verify_button, LEFT)
    assert tab.lamp.text() == "another command works wait"


def test_a_quarter_is_exported_into_a_new_folder(make: Make, qtbot: Any, link: FakeLink, tmp_path: Path) -> None:
    made = {"folder": str(tmp_path / "q"), "records": 9, "files": 3, "seal": "5" * 64}
    link.endings = {("audit", "export"): Done("done", 0, "well", data=made)}
    panel = make()
    panel.go_to("records")
    qtbot.mouseClick(panel.records.export_button, LEFT)
    assert panel.drawer.values()["quarter"] == "2026Q3"
    folder = panel.drawer.edit("folder")
    folder.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(folder, str(tmp_path / "q"))
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    assert link.acted == [("audit", "export", "--quarter", "2026Q3", "--out", str(tmp_path / "q"))]


def test_a_viewer_starts_nothing(make: Make, link: FakeLink) -> None:
    link.viewer = True
    panel = make(argument="run:morning-20260723-01")
    assert not panel.runs.replay_button.isEnabled()
    panel.go_to("records")
    assert not panel.records.verify_button.isEnabled()


def test_a_home_without_orders_shows_the_runs(make: Make, qtbot: Any, link: FakeLink) -> None:
    nothing = PageView(NOW, "orders", Sheet({"client_order_id": []}), 0, 0)
    link.answers = {**link.answers, OrdersAsk: nothing}
    panel = make()
    assert "No order was ever placed" in panel._message.text()
    qtbot.mouseClick(panel._exit, LEFT)
    assert panel.tabs.currentIndex() == 1
    assert panel.runs.runs.model.rowCount() == 2


def test_the_newest_answer_counts_where_two_were_asked_for(make: Make, link: FakeLink) -> None:
    panel = make()
    link.hold = True
    panel.lineage.follow("order:first")
    panel.lineage.follow("order:second")
    link.answers = {**link.answers, LineageAsk: lambda ask: replace(lineage_view(), symbol=ask.key)}
    link.release()
    assert panel.lineage.title.text().startswith("order:second")


def test_the_layout_is_kept_and_everything_has_a_name(make: Make) -> None:
    panel = make(argument="events")
    assert unnamed(panel) == []
    panel.tabs.setCurrentIndex(0)
    panel.lineage.show_level("score")
    again = make(panel.save())
    assert again.state.level == "score"
    assert again.lineage._stack.currentIndex() == 2
    assert unnamed(again) == []
