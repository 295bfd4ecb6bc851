"""The Data screen, driven as a person does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from core.ports.views.asking import Trouble
from core.ports.views.data import DataAsk, EffectAsk, RevisionAsk
from core.ports.views.sheet import Sheet
from tests.fakes.console import FakeLink
from tests.fakes.data_views import GAP, REVISION, TODAY, data_view, effect_view
from tests.fakes.screen_gates import unnamed
from widgets.kit.link import Done
from widgets.panels.data.panel import DataPanel

Make = Callable[..., DataPanel]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def link() -> FakeLink:
    return FakeLink({DataAsk: data_view(), EffectAsk: effect_view(), RevisionAsk: REVISION})


@pytest.fixture
def make(qtbot: Any, link: FakeLink) -> Make:
    def build(saved: dict[str, Any] | None = None) -> DataPanel:
        panel = DataPanel(link)
        panel.restore(saved or {})
        panel.resize(1220, 640)
        qtbot.addWidget(panel)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return build


def fill(qtbot: Any, panel: DataPanel, **said: str) -> None:
    for name, text in said.items():
        edit = panel.drawer.edit(name)
        edit.clear()  # type: ignore[attr-defined]
        qtbot.keyClicks(edit, text)
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)


def test_the_stored_market_at_a_glance(make: Make) -> None:
    panel = make()
    shown = {name: fact.text() for name, fact in panel.facts.items()}
    assert shown == {
        "mode": "Tushare proxy", "breaker": "left alone", "newest": str(TODAY), "behind": "1", "gaps": "1",
        "revised": "1", "waiting": "1",
    }  # fmt: skip
    assert panel.datasets.model.rowCount() == 3
    assert "Call auction" in panel.facts["behind"].toolTip()
    assert unnamed(panel) == []


def test_a_dataset_picked_by_keys_lists_the_days_it_lacks(make: Make, qtbot: Any) -> None:
    panel = make()
    assert panel.gaps.model.row(0)["day"] == GAP
    panel.datasets.grid.setFocus()
    panel.datasets.go_to("daily")
    qtbot.keyClick(panel.datasets.grid, Qt.Key.Key_Down)
    assert panel.gap_title.text() == "Call auction"
    assert panel.gaps.model.rowCount() == 0
    assert not panel.fill_button.isEnabled()


def test_missing_days_are_pulled(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    qtbot.mouseClick(panel.fill_button, LEFT)
    assert panel.drawer.values()["first"] == str(GAP)
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    assert link.acted == [("data", "pull", "--from", str(GAP), "--to", str(TODAY))]
    assert panel.said.text() == "well"


def test_a_day_that_is_none_is_not_pulled(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    qtbot.mouseClick(panel.pull_button, LEFT)
    fill(qtbot, panel, first="soon")
    assert link.acted == []
    assert "soon is no date" in panel.drawer._said.text()


def test_a_correction_shows_its_effect_and_is_only_proposed(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    qtbot.mouseClick(panel.correct_button, LEFT)
    fill(qtbot, panel, symbol="600000.sh", value="1407")
    assert link.asked[-1] == EffectAsk("daily", TODAY, "600000.SH", "close", "1407")
    assert "14.07 becomes 1407" in panel.drawer._consequences.text()
    assert link.acted == []
    fill(qtbot, panel, author="Wu Lan", reason="exchange notice")
    assert link.acted == [
        ("data", "correct", "daily", str(TODAY), "600000.SH", "close", "1407", "--author", "Wu Lan", "--reason",
         "exchange notice"),
    ]  # fmt: skip
    assert not panel.drawer.is_open


def test_a_cell_that_is_none_says_why_and_the_form_stays(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.answers = {**link.answers, EffectAsk: Trouble("daily has no row of 9", "check symbol and date")}
    panel = make()
    qtbot.mouseClick(panel.correct_button, LEFT)
    fill(qtbot, panel, symbol="9", value="1")
    assert "daily has no row of 9" in panel.drawer._said.text()
    assert panel.drawer.values()["symbol"] == "9"


def test_a_proposal_is_confirmed_or_refused_in_words(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.endings = {("data", "confirm"): Done("blocked", 12, "Wu proposed #9", "let somebody else confirm it")}
    panel = make()
    panel.tabs.setCurrentIndex(3)
    assert not panel.confirm_button.isEnabled()
    panel.proposals.go_to(9)
    qtbot.mouseClick(panel.confirm_button, LEFT)
    assert "another person than Wu" in panel.drawer._consequences.text()
    fill(qtbot, panel, author="Wu", reason="seen")
    assert link.acted == [("data", "confirm", "9", "--author", "Wu", "--reason", "seen")]
    assert "somebody else" in panel.drawer._said.text()
    panel.drawer.close_up()
    panel.proposals.go_to(8)
    assert "waits" in panel.withdraw_button.toolTip()


def test_a_correction_is_taken_back_by_a_proposal(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    panel.tabs.setCurrentIndex(3)
    panel.corrections.go_to(4)
    qtbot.mouseClick(panel.undo_button, LEFT)
    fill(qtbot, panel, author="Li", reason="notice withdrawn")
    assert link.acted == [("data", "undo", "4", "--author", "Li", "--reason", "notice withdrawn")]


def test_a_revision_is_compared_when_it_is_picked(make: Make, link: FakeLink) -> None:
    panel = make()
    panel.tabs.setCurrentIndex(2)
    panel.revisions.go_to(3)
    assert link.asked[-1] == RevisionAsk(3)
    assert panel.revised.model.row(0)["column"] == "close"
    assert "7 changed" in panel.revised_note.text()


def test_a_folder_dropped_here_is_imported_after_a_question(
    make: Make, qtbot: Any, link: FakeLink, tmp_path: Path
) -> None:
    panel, mime = make(), QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    drop(panel, mime)
    assert link.acted == []
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    assert link.acted == [("data", "import", str(tmp_path))]


def test_what_is_no_table_cannot_be_dropped(make: Make, tmp_path: Path) -> None:
    panel, mime = make(), QMimeData()
    (tmp_path / "notes.txt").touch()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "notes.txt"))])
    drop(panel, mime)
    assert not panel.drawer.is_open


def drop(panel: DataPanel, mime: QMimeData) -> None:
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, mime, LEFT, none)
    enter.ignore()
    panel.dragEnterEvent(enter)
    if enter.isAccepted():
        panel.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, LEFT, none))


def test_a_viewer_changes_nothing(make: Make, link: FakeLink, tmp_path: Path) -> None:
    link.viewer = True
    panel, mime = make(), QMimeData()
    assert not any(each.isEnabled() for each in (panel.pull_button, panel.import_button, panel.correct_button))
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    drop(panel, mime)
    assert not panel.drawer.is_open


def test_the_demo_says_why_it_cannot_pull(make: Make, link: FakeLink) -> None:
    link.answers = {DataAsk: data_view(why_no_pull="demo")}
    panel = make()
    assert not panel.pull_button.isEnabled()
    assert "demo exchange" in panel.pull_button.toolTip()


def test_an_empty_home_shows_the_way_out(make: Make, link: FakeLink) -> None:
    link.answers = {DataAsk: data_view(datasets=Sheet({"dataset": ["daily"], "last_date": [None]}))}
    panel = make()
    assert "Drag a folder" in panel._message.text()
    assert panel._exit.text() == "Import a folder"


def test_the_calendar_goes_back_further_and_the_layout_is_kept(make: Make, link: FakeLink) -> None:
    panel = make()
    panel.span.setCurrentIndex(3)
    assert link.asked[-1] == DataAsk(250)
    panel.tabs.setCurrentIndex(1)
    again = make(panel.save())
    assert (again.tabs.currentIndex(), again.state.days) == (1, 250)


def test_other_screens_point_at_a_dataset_or_a_cell(make: Make) -> None:
    panel = make()
    panel.go_to("dataset:stk_auction")
    assert panel.gap_title.text() == "Call auction"
    panel.go_to("correct:daily.close (yuan):2026-07-21:600000.SH")
    assert panel.drawer.values() == {
        "cell": "daily.close (yuan)", "day": "2026-07-21", "symbol": "600000.SH", "value": "",
    }  # fmt: skip
