"""Reconciliation as a person drives it: what differs, whose it is, and a decision under a name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from core.ports.views.reconciliation import Beside, ReconciliationAsk, ReconciliationView
from core.ports.views.sheet import Sheet
from tests.fakes.console import NOW, FakeLink
from tests.fakes.screen_gates import tofu, unnamed
from tests.fakes.trade_views import AGREED, BEFORE, BOUGHT, DAY, ORDER_ID, RECONCILIATION
from widgets.kit.link import Done
from widgets.kit.stages import finish
from widgets.panels.reconciliation.panel import ReconciliationPanel

Make = Callable[[], ReconciliationPanel]
BEFORE_NIGHT = NOW - timedelta(hours=13)


@pytest.fixture
def link() -> FakeLink:
    return FakeLink({ReconciliationAsk: RECONCILIATION})


@pytest.fixture
def make(qtbot: Any, link: FakeLink) -> Make:
    def build() -> ReconciliationPanel:
        panel = ReconciliationPanel(link)
        panel.resize(1190, 640)
        qtbot.addWidget(panel)
        qtbot.addWidget(panel.head)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return build


def choose(qtbot: Any, panel: ReconciliationPanel, row: int) -> None:
    grid = panel.breaks.grid
    at = grid.visualRect(panel.breaks.model.index(row, 1)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)


def fill(qtbot: Any, panel: ReconciliationPanel, **values: str) -> None:
    for name, text in values.items():
        edit = panel.drawer.edit(name)
        if isinstance(edit, QComboBox):
            edit.setCurrentText(text)
        else:
            qtbot.keyClicks(edit, text)
    qtbot.mouseClick(panel.drawer.confirm_button, Qt.MouseButton.LeftButton)


def test_the_most_urgent_break_stands_there_with_owner_age_and_evidence(make: Make) -> None:
    panel = make()
    assert panel.card.title.text() == "#17 Cash differs"
    assert panel.card.whose.text() == f"operations · found {DAY} · 1 trading days old"
    assert panel.card.evidence.text() == "difference: 5.12 CNY"
    assert panel.lamp.text() == "1 break(s) hold the next orders back"


def test_a_click_on_another_break_shows_what_may_be_done_about_it(make: Make, qtbot: Any) -> None:
    panel = make()
    choose(qtbot, panel, 1)
    enabled = [name for name, button in panel.card.buttons.items() if button.isEnabled()]
    assert enabled == ["wait", "explained"]
    assert "Foreign orders does not allow it" in panel.card.buttons["write_off"].toolTip()
    assert "follows #9" in panel.card.whose.text()


def test_a_difference_is_written_off_under_a_name_with_a_reason(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    qtbot.mouseClick(panel.card.buttons["write_off"], Qt.MouseButton.LeftButton)
    assert panel.drawer.is_open
    fill(qtbot, panel, author="an author", reason="interest")
    assert link.acted == [
        ("breaks", "resolve", "17", "--action", "write_off", "--author", "an author", "--reason", "interest")
    ]
    assert not panel.drawer.is_open


def test_waiting_names_a_trading_day_the_calendar_knows(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    choose(qtbot, panel, 1)
    qtbot.mouseClick(panel.card.buttons["wait"], Qt.MouseButton.LeftButton)
    fill(qtbot, panel, until="2026-07-27", author="an author", reason="tomorrow's file")
    assert link.acted[0][:7] == ("breaks", "resolve", "18", "--action", "wait", "--until", "2026-07-27")


def test_an_entry_is_taken_back_by_its_ref(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    qtbot.mouseClick(panel.card.buttons["reverse"], Qt.MouseButton.LeftButton)
    fill(qtbot, panel, author="an author", reason="booked twice")
    assert link.acted[0][5:7] == ("--entry", "trade:20260723:1")


def test_a_refused_decision_stays_open_and_says_why(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.endings = {("breaks", "resolve"): Done("refused", 12, "+512 fen is more than the limit", "adopt the figure")}
    panel = make()
    qtbot.mouseClick(panel.card.buttons["write_off"], Qt.MouseButton.LeftButton)
    fill(qtbot, panel, author="an author", reason="interest")
    assert panel.drawer.is_open
    assert "more than the limit" in panel.drawer._said.text()


def test_escape_leaves_a_decision_alone(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    qtbot.mouseClick(panel.card.buttons["explained"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(panel.drawer, Qt.Key.Key_Escape)
    assert not panel.drawer.is_open
    assert link.acted == []


def test_a_console_that_only_looks_decides_nothing(make: Make, link: FakeLink) -> None:
    link.viewer = True
    panel = make()
    assert not any(button.isEnabled() for button in panel.card.buttons.values())


def test_what_differs_stands_first_and_leads_to_its_lineage(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    assert panel.shares.model.row(0)["symbol"] == BOUGHT
    panel.shares.grid.selectRow(0)
    qtbot.keyClick(panel.shares.grid, Qt.Key.Key_Return)
    panel.tabs.setCurrentWidget(panel.parity)
    panel.parity.grid.selectRow(0)
    qtbot.keyClick(panel.parity.grid, Qt.Key.Key_Return)
    assert link.opened == [("audit", f"symbol:{BOUGHT}@{DAY}"), ("audit", f"order:{ORDER_ID}")]


def test_charts_show_parity_and_breaks_by_day(make: Make, qtbot: Any) -> None:
    panel = make()
    assert "95.00%" in panel.parity_chart.legend.text()
    panel.breaks_chart.plot.setFocus()
    qtbot.keyClick(panel.breaks_chart.plot, Qt.Key.Key_Left)
    assert "2026-07-22" in panel.breaks_chart.legend.text()


def test_what_cannot_be_told_is_said_over_what_can(make: Make, link: FakeLink) -> None:
    link.answers = {ReconciliationAsk: replace(RECONCILIATION, troubles=("orders.json is missing",))}
    panel = make()
    assert panel.news.text() == "orders.json is missing"
    assert panel.breaks.model.rowCount() == 2


def test_a_day_that_agrees_is_green_and_offers_nothing(make: Make, link: FakeLink) -> None:
    link.answers = {ReconciliationAsk: AGREED}
    panel = make()
    assert panel.lamp.text() == panel.card.lamp.text() == "nothing holds orders back"
    assert not any(button.isEnabled() for button in panel.card.buttons.values())


def test_days_breaks_and_emptiness(make: Make, link: FakeLink) -> None:
    panel = make()
    panel._step(-1)
    assert link.asked[-1] == ReconciliationAsk(BEFORE)
    panel.go_to("#18")
    assert panel.card.title.text().startswith("#18")
    link.answers = {ReconciliationAsk: ReconciliationView(NOW, None, DAY)}
    assert "Close reconciles the first one" in make()._message.text()


def test_the_arrangement_is_kept_and_put_back(make: Make) -> None:
    panel = make()
    panel.tabs.setCurrentIndex(3)
    other = make()
    other.restore(panel.save())
    assert other.tabs.currentIndex() == 3


def test_what_takes_the_focus_has_a_name_and_every_sign_a_glyph(make: Make) -> None:
    panel = make()
    assert unnamed(panel) == []
    assert tofu(panel) == []


def test_another_desk_stands_beside_with_both_moments_or_with_why_not(make: Make, link: FakeLink) -> None:
    panel = make()
    at = panel.tabs.indexOf(panel.beside)
    assert not panel.tabs.isTabVisible(at), "no desk is named"
    days = Sheet.of([{"day": DAY, "our_orders": 3, "difference": -0.0125}], ["day", "our_orders", "difference"])
    told = Beside("/home/<b>desk</b>", "LIVE", NOW, BEFORE_NIGHT, days)
    finish(panel.show_view(replace(RECONCILIATION, beside=told)))
    assert panel.tabs.isTabVisible(at)
    for part in ("/home/<b>desk</b>", "LIVE", f"{NOW:%Y-%m-%d %H:%M:%S}", f"{BEFORE_NIGHT:%Y-%m-%d %H:%M:%S}"):
        assert part in panel.beside.whose.text()
    assert panel.beside.days.model.rowCount() == 1
    finish(panel.show_view(replace(RECONCILIATION, beside=Beside("/gone", trouble="/gone is no home → name another"))))
    assert panel.beside.trouble.text() == "/gone is no home → name another"
    assert (panel.beside.whose.text(), panel.beside.days.model.rowCount()) == ("", 0)
