"""The screen of research, driven as a person does."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from core.ports.views.research import LabelsAsk, ModelAsk, ReplayAsk, ReplaysAsk
from core.ports.views.sheet import Sheet
from tests.fakes.research_views import ResearchLink, labels_view, model_view, replays_view, span_row, trouble
from tests.fakes.screen_gates import unnamed
from widgets.kit.link import Done
from widgets.panels.research.panel import ResearchPanel

ONE, OTHER = "/r/20260701-20260710", "/r/other"


def shown(qtbot: Any, link: ResearchLink, **saved: Any) -> ResearchPanel:
    panel = ResearchPanel(link)
    if saved:
        panel.restore(saved)
    qtbot.addWidget(panel)
    panel.resize(1310, 690)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_the_homes_own_days_are_shown_first(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    assert link.asked == [ReplaysAsk(), ReplayAsk("")]
    assert panel.page.facts["total"].text() == "+1.00%"
    assert panel.page.facts["sharpe"].text() == "–"
    assert panel.page.days.model.rowCount() == 5
    assert panel.page.months.model.rowCount() == 2


def test_the_arrow_keys_walk_through_the_spans(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.table.grid.setFocus()
    qtbot.keyClick(panel.table.grid, Qt.Key.Key_Down)
    assert link.asked[-1] == ReplayAsk(ONE)


def test_several_spans_lie_in_one_picture(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.table.grid.setFocus()
    qtbot.keyClick(panel.table.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mouseClick(panel.together, Qt.MouseButton.LeftButton)
    assert {ReplayAsk(""), ReplayAsk(ONE)} <= set(link.asked)
    assert len(panel.page.equity.legend.chips) == 2
    assert panel.alone.isEnabled()
    qtbot.mouseClick(panel.alone, Qt.MouseButton.LeftButton)
    assert panel.state.beside == ()


def test_a_replay_is_started_and_followed_until_it_ends(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.new.click()
    assert panel.drawer.values()["last"] == "2026-07-23"
    panel.drawer.confirm_button.click()
    assert link.acts == [("replay", "--from", "2026-07-01", "--to", "2026-07-23", "--cash", "1000000")]
    assert not panel.new.isEnabled()
    asked = len(link.asked)
    panel.hear(frozenset({"replays"}))
    qtbot.waitUntil(lambda: len(link.asked) > asked)
    link.ends[0](Done("done", 0, "played", data={"home": OTHER}))
    assert panel.new.isEnabled()
    assert link.asked[-1] == ReplayAsk(OTHER)
    assert panel.table.current()["path"] == OTHER


def test_a_span_that_was_cut_short_is_played_on(qtbot: Any) -> None:
    rows = [span_row("", state="own"), span_row(OTHER, state="unfinished", played=3)]
    view = replace(replays_view(), spans=Sheet.of(rows, list(rows[0])))
    link = ResearchLink(answers={ReplaysAsk: lambda _: view})
    panel = shown(qtbot, link)
    assert not panel.go_on.isEnabled()
    panel.table.go_to(OTHER)
    assert "--keep" in panel.go_on.toolTip()
    panel.go_on.click()
    span = ("--from", "2026-07-01", "--to", "2026-07-10", "--into", OTHER)
    assert link.acts == [("replay", *span, "--cash", "1000000.00", "--keep")]


def test_a_span_the_wrong_way_round_is_told_in_the_drawer(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.new.click()
    panel.drawer.edit("last").setText("2026-06-01")
    panel.drawer.confirm_button.click()
    assert (panel.drawer.is_open, link.acts) == (True, [])


def test_labels_are_shown_by_horizon_and_measured_on_demand(qtbot: Any) -> None:
    link = ResearchLink()
    panel = shown(qtbot, link)
    panel.tabs.setCurrentIndex(1)
    assert link.asked[-1] == LabelsAsk()
    assert panel.labels.table.model.rowCount() == 2
    assert "D+5" in panel.labels._chosen.toolTip()
    panel.labels.table.grid.setFocus()
    qtbot.keyClick(panel.labels.table.grid, Qt.Key.Key_Up)
    assert "D+1 · " in panel.labels._chosen.toolTip()
    panel.labels.measure.click()
    assert link.acts == [("research", "labels")]


def test_without_labels_the_page_says_which_command_makes_them(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink(answers={LabelsAsk: lambda _: labels_view(measured=False)}))
    panel.tabs.setCurrentIndex(1)
    assert "daybreak research labels" in panel.labels.histogram.empty.text()


def test_the_model_says_what_it_is_made_of_and_why_it_would_not_score(qtbot: Any) -> None:
    answers = {ModelAsk: lambda _: model_view("no weighted factor has passed")}
    panel = shown(qtbot, ResearchLink(answers=answers))
    panel.go_to("model")
    assert panel.model.facts["model"].text() == "rule score"
    assert panel.model.parts.model.rowCount() == 2
    assert "no weighted factor" in panel.model.trouble.text()


def test_a_span_that_says_nothing_is_told(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink(answers={ReplayAsk: trouble}))
    assert "cannot be read" in panel.replay.banner.text()


def test_a_viewer_starts_nothing(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink(viewer=True))
    assert (panel.new.isEnabled(), panel.labels.measure.isEnabled()) == (False, False)


def test_what_was_arranged_comes_back(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink())
    panel.table.go_to(OTHER)
    panel.tabs.setCurrentIndex(2)
    again = shown(qtbot, ResearchLink(), **panel.save())
    assert (again.tabs.currentIndex(), again.state.path) == (2, OTHER)


def test_a_span_that_is_gone_leaves_the_homes_own(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink(answers={ReplaysAsk: lambda _: replays_view()}), path=OTHER)
    assert panel.state.path == ""


def test_a_screen_reader_has_a_name_for_everything(qtbot: Any) -> None:
    panel = shown(qtbot, ResearchLink())
    for place in range(panel.tabs.count()):
        panel.tabs.setCurrentIndex(place)
        assert unnamed(panel) == []


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_it_fits_a_small_screen(qtbot: Any, tab: int) -> None:
    panel = shown(qtbot, ResearchLink())
    panel.tabs.setCurrentIndex(tab)
    assert panel.minimumSizeHint().width() <= 1310
    assert panel.minimumSizeHint().height() <= 690
