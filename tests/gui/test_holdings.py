"""Holdings and cash as a person drives it."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from core.ports.views.holdings import HoldingsAsk, HoldingsView
from core.ports.views.sheet import Sheet
from tests.fakes.console import NOW, FakeLink
from tests.fakes.screen_gates import tofu, unnamed
from tests.fakes.trade_views import BEFORE, BOUGHT, DAY, HELD, HOLDINGS
from widgets.panels.holdings.panel import HoldingsPanel

Make = Callable[[], HoldingsPanel]


@pytest.fixture
def link() -> FakeLink:
    return FakeLink({HoldingsAsk: lambda ask: replace(HOLDINGS, trade_date=ask.day or DAY)})


@pytest.fixture
def make(qtbot: Any, link: FakeLink) -> Make:
    def build() -> HoldingsPanel:
        panel = HoldingsPanel(link)
        panel.resize(1190, 640)
        qtbot.addWidget(panel)
        qtbot.addWidget(panel.head)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return build


def test_what_is_locked_says_why_and_results_carry_their_sign(make: Make) -> None:
    panel = make()
    rows = {row["symbol"]: row for row in map(panel.positions.model.row, range(panel.positions.model.rowCount()))}
    assert rows[BOUGHT]["locks"] == "T+1, suspended"
    assert [fact.text() for fact in panel._worth[:3]] == ["1,000,000.00", "+5,000.00", "+0.50%"]
    assert [fact.text() for fact in panel._cash[:3]] == ["800,000.00", "90,000.00", "10,000.00"]


def test_places_stand_against_their_caps_and_one_beyond_is_seen(make: Make, qtbot: Any) -> None:
    panel = make()
    assert [(each.name, each.text, each.cap) for each in panel.sectors.lines.meters] == [
        ("银行", "45.0%", 0.4),
        ("unknown", "10.0%", 0.4),
    ]
    panel.sectors.lines.setFocus()
    qtbot.keyClick(panel.sectors.lines, Qt.Key.Key_Down)
    assert panel.sectors.lines.toolTip().startswith("2 names, 450,000.00 CNY, at most 40%")


def test_curves_are_read_off_by_keyboard(make: Make, qtbot: Any) -> None:
    panel = make()
    panel.equity.plot.setFocus()
    qtbot.keyClick(panel.equity.plot, Qt.Key.Key_Left)
    assert "2026-07-22" in panel.equity.legend.text()


def test_weights_are_saved_as_figures(make: Make, qtbot: Any, tmp_path: Path) -> None:
    panel = make()
    panel.boards._where = lambda parent, name, filters: tmp_path / "boards.csv"
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.boards.lines.setFocus()
    with qtbot.waitSignal(panel.boards._saver.saved):
        qtbot.keyClick(panel.boards.lines, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    with (tmp_path / "boards.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["Main board", "0.051", "1.0"]


def test_enter_on_a_holding_leads_to_its_lineage(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    panel.positions.go_to(HELD)
    qtbot.keyClick(panel.positions.grid, Qt.Key.Key_Return)
    assert link.opened == [("audit", f"symbol:{HELD}@{DAY}")]


def test_days_are_walked(make: Make, link: FakeLink) -> None:
    panel = make()
    panel._step(-1)
    assert link.asked[-1] == HoldingsAsk(BEFORE)
    panel.go_to("")
    assert link.asked[-1] == HoldingsAsk(None)


def test_empty_books_say_what_opens_them(make: Make, link: FakeLink) -> None:
    link.answers = {HoldingsAsk: HoldingsView(NOW, None)}
    panel = make()
    assert "The first Morning opens them" in panel._message.text()


def test_a_first_day_without_marks_shows_cash_and_no_curve(make: Make, link: FakeLink) -> None:
    bare = replace(
        HOLDINGS, is_closed=False, positions=Sheet({}), boards=Sheet({}), sectors=Sheet({}), equity=Sheet({})
    )
    link.answers = {HoldingsAsk: replace(bare, costs=Sheet({}), market_fen=0)}
    panel = make()
    assert panel._day.text() == f"{DAY}, open"
    assert panel._cash[6].text() == "–"


def test_the_arrangement_is_kept_and_put_back(make: Make) -> None:
    panel = make()
    panel.positions.set_filter("locks:T+1")
    saved = panel.save()
    other = HoldingsPanel(panel.link)
    other.restore(saved)
    assert other.save() == saved
    other.deleteLater()


def test_what_takes_the_focus_has_a_name_and_every_sign_a_glyph(make: Make) -> None:
    panel = make()
    assert unnamed(panel) == []
    assert tofu(panel) == []
