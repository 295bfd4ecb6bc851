"""The screen of factors, driven as a person does."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from core.ports.views.factors import CompareAsk, FactorAsk, FactorsAsk
from tests.fakes.research_views import HEAD, SIZE, ResearchLink, factor_view, factors_view, monitor_view, trouble
from tests.fakes.screen_gates import unnamed
from widgets.kit.link import Done
from widgets.panels.factors.panel import FactorsPanel


def shown(qtbot: Any, link: ResearchLink, **saved: Any) -> FactorsPanel:
    panel = FactorsPanel(link)
    if saved:
        panel.restore(saved)
    qtbot.addWidget(panel)
    panel.resize(1310, 690)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_the_surest_factor_is_shown_in_full(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    assert link.asked[:2] == [FactorsAsk(), FactorAsk("ep", "", "buyable")]
    assert panel.table.current()["factor"] == "ep"
    assert panel.page.facts["t"].text() == "−6.20*"
    assert panel.page.cumulative.legend.chips[0].isVisible()
    assert panel.behind.text() == "behind"
    assert "3 factors tried" in panel.study.toolTip()


def test_the_arrow_keys_walk_through_the_factors(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.table.grid.setFocus()
    qtbot.keyClick(panel.table.grid, Qt.Key.Key_Down)
    assert link.asked[-1] == FactorAsk("pace", "", "buyable")
    assert panel.page.facts["t"].text() == "+2.90*"


def test_every_page_is_filled_when_it_comes_to_the_front(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.tabs.setCurrentIndex(1)
    assert (panel.tonight.facts["names"].text(), panel.tonight.facts["ties"].text()) == ("5", "2")
    assert panel.tonight.table.model.rowCount() == 5
    panel.tabs.setCurrentIndex(2)
    assert link.asked[-1] == CompareAsk((), "", "buyable")
    panel.tabs.setCurrentIndex(3)
    assert panel.leaks.counts["leaks"].text() == "1"
    assert panel.leaks.lamp.text() == "passed"
    panel.tabs.setCurrentIndex(4)
    assert (panel.monitors.facts["gate"].text(), panel.monitors.facts["strength"].text()) == ("pass", "0.550")


def test_several_rows_are_compared(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.table.grid.setFocus()
    qtbot.keyClick(panel.table.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mouseClick(panel.compare, Qt.MouseButton.LeftButton)
    assert link.asked[-1] == CompareAsk(("ep", "pace"), "", "buyable")
    assert [chip.isVisible() for chip in panel.together.cumulative.legend.chips[:2]] == [True, True]
    qtbot.mouseClick(panel.together.clear_button, Qt.MouseButton.LeftButton)
    assert link.asked[-1] == CompareAsk((), "", "buyable")


def test_choices_narrow_the_list_and_another_study_is_asked_for(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    choose(panel.leak.box, "leaks")
    assert panel.table.model.rowCount() == 1
    panel.study.box.setCurrentIndex(panel.study.box.findData(SIZE.key))
    panel.study.box.activated.emit(panel.study.box.currentIndex())
    assert FactorsAsk(SIZE.key, "") in link.asked


def choose(box: QComboBox, code: str) -> None:
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())


def test_a_study_is_run_from_the_drawer_and_the_list_is_read_again(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.run_study.click()
    assert panel.drawer.is_open
    qtbot.keyClicks(panel.drawer.edit("first"), "2026-01-05")
    panel.drawer.confirm_button.click()
    assert link.acts == [("factors", "ic", "--horizon", "5", "--neutral", "none", "--top", "1", "--from", "2026-01-05")]
    assert not panel.run_study.isEnabled()
    assert "still running" in panel.run_study.toolTip()
    asked = len(link.asked)
    link.ends[0](Done("done", 0, "kept"))
    assert panel.run_study.isEnabled()
    assert link.asked[asked] == FactorsAsk("", "buyable")


def test_a_date_that_is_none_is_told_in_the_drawer(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.run_study.click()
    qtbot.keyClicks(panel.drawer.edit("first"), "soon")
    panel.drawer.confirm_button.click()
    assert (panel.drawer.is_open, link.acts) == (True, [])


def test_a_failed_command_stays_on_the_screen(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.tabs.setCurrentIndex(3)
    panel.leaks.one.click()
    assert link.acts == [("factors", "leakcheck", "--factor", "ep")]
    link.ends[0](Done("data_not_ready", 11, "no bars are stored", "pull first"))
    assert panel._working.text() == "no bars are stored pull first"


def test_a_viewer_starts_nothing(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink(viewer=True))
    assert not panel.run_study.isEnabled()
    assert "only looks" in panel.run_study.toolTip()


def test_without_a_study_the_pictures_say_which_command_makes_one(qtbot: Any) -> None:
    answers = {FactorsAsk: lambda _: factors_view(()), FactorAsk: lambda ask: factor_view(ask.factor, curves=False)}
    panel = shown(qtbot, ResearchLink(answers=answers))
    assert panel.study.isHidden()
    assert "daybreak factors ic" in panel.page.nothing.text()
    panel.page.run_study.click()
    assert panel.drawer.is_open
    assert panel.page.facts["rank_ic"].text() == "+0.0500"


def test_a_page_that_cannot_be_told_says_why(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink(answers={CompareAsk: trouble}))
    panel.tabs.setCurrentIndex(2)
    assert "cannot be read" in panel.parts["compare"].banner.text()


def test_a_gate_that_blocks_is_shown_in_words(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink())
    panel.monitors.show_nights(monitor_view("block"))
    assert panel.monitors.facts["gate"].text() == "block"


def test_what_was_arranged_comes_back(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink())
    choose(panel.status.box, "active")
    panel.tabs.setCurrentIndex(3)
    panel.table.go_to("reversal_5")
    again = shown(qtbot, ResearchLink(), **panel.save())
    assert (again.tabs.currentIndex(), again.state.factor, again.status.value()) == (3, "reversal_5", "active")
    assert again.table.model.rowCount() == 3


def test_another_screen_points_at_a_factor(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.tabs.setCurrentIndex(4)
    panel.go_to("pace")
    assert (panel.tabs.currentIndex(), link.asked[-1]) == (0, FactorAsk("pace", "", "buyable"))


def test_the_list_is_saved_with_its_headings(qtbot: Any, tmp_path: Path) -> None:
    panel = shown(qtbot, ResearchLink())
    panel.table._where = lambda *_: tmp_path / "factors.csv"
    panel.table.export()
    qtbot.waitUntil((tmp_path / "factors.csv").is_file)
    text = (tmp_path / "factors.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Factor,Rank IC,HAC t")
    assert HEAD.key not in text
    assert len(text.splitlines()) >= 6


def test_a_screen_reader_has_a_name_for_everything(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink())
    for place in range(panel.tabs.count()):
        panel.tabs.setCurrentIndex(place)
        assert unnamed(panel) == []


def test_it_fits_a_small_screen(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink())
    assert panel.minimumSizeHint().width() <= 1310
    assert panel.minimumSizeHint().height() <= 690
