"""Long work on the screen: its bar, its times, its end, and ending it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from core.ports.views.work import Stage, WorkView
from tests.fakes.console import NOW, FakeLink, heading
from tests.fakes.research_views import ResearchLink
from tests.fakes.screen_gates import unnamed
from widgets.kit.link import Done
from widgets.kit.works import WorkLine, WorkStrip, newest_of_each, span_of
from widgets.panels.research.panel import ResearchPanel

BEGAN = NOW - timedelta(seconds=83)
REPLAY = WorkView(
    "w1", "replay", "2026-07-01…2026-07-10", Stage.RUNNING, 7, "b", BEGAN, NOW, False, "night: score", 3, 8, 138.0
)
ENDED = replace(
    REPLAY, work_id="w0", stage=Stage.ENDED, ended_at=NOW - timedelta(minutes=4), outcome="done", left_s=None,
    began_at=NOW - timedelta(minutes=9), message="8 day(s), 0 not reconciled", where="/r/1",
)  # fmt: skip


def strip(qtbot: Any, link: FakeLink, *works: WorkView) -> WorkStrip:
    made = WorkStrip(link)
    qtbot.addWidget(made)
    made.resize(1200, 60)
    made.show_works(works, NOW)
    return made


def test_a_bar_says_how_far_it_is_for_how_long_and_how_much_is_left(qtbot: Any) -> None:
    (row,) = strip(qtbot, FakeLink(), REPLAY).rows()
    assert (row.bar.value(), row.bar.maximum()) == (37, 100)
    assert row.lamp.text() == "Replay 2026-07-01…2026-07-10"
    assert row.said.whole() == "night: score (3/8)"
    assert row.times.text() == "for 1:23, about 2:18 left"
    assert not unnamed(row)


def test_where_nobody_knows_how_much_there_is_the_bar_only_moves(qtbot: Any) -> None:
    (row,) = strip(qtbot, FakeLink(), replace(REPLAY, done=0, total=0, left_s=None)).rows()
    assert (row.bar.maximum(), row.times.text()) == (0, "for 1:23")


def test_it_is_cancelled_by_a_second_press(qtbot: Any) -> None:
    link = FakeLink()
    (row,) = strip(qtbot, link, REPLAY).rows()
    row.cancel.click()
    assert (link.acted, row.cancel.text()) == ([], "Really cancel?")
    row.cancel.click()
    assert link.acted == [("work", "cancel", "w1")]
    assert not row.cancel.isEnabled()
    row.show_work(replace(REPLAY, is_told_to_end=True), NOW)
    assert row.said.whole() == "is being ended …"


def test_a_cancel_that_failed_may_be_tried_again(qtbot: Any) -> None:
    link = FakeLink(endings={("work", "cancel"): Done("bad_config", 78, "it is over", "look again")})
    (row,) = strip(qtbot, link, REPLAY).rows()
    row.cancel.click()
    row.cancel.click()
    assert (row.said.whole(), row.cancel.isEnabled()) == ("it is over look again", True)


def test_the_engines_runs_and_a_viewer_are_refused_with_the_reason(qtbot: Any) -> None:
    (row,) = strip(qtbot, FakeLink(), replace(REPLAY, is_engines=True)).rows()
    assert (row.cancel.isEnabled(), row.cancel.toolTip()) == (False, "The engine runs it: end it on Today.")
    (row,) = strip(qtbot, FakeLink(viewer=True), REPLAY).rows()
    assert not row.cancel.isEnabled()


def test_what_ended_says_how_and_where_and_is_taken_off_for_good(qtbot: Any) -> None:
    link = FakeLink()
    shown = strip(qtbot, link, ENDED)
    (row,) = shown.rows()
    assert row.lamp.text() == "Replay 2026-07-01…2026-07-10: done"
    assert row.said.whole() == "8 day(s), 0 not reconciled  /r/1"
    assert row.times.text() == "07-23 09:16, after 5:00"
    row.gone.click()
    assert (link.acted, shown.isHidden()) == ([("work", "forget", "w0")], True)
    shown.show_works([ENDED], NOW)
    assert shown.rows() == []


def test_what_died_or_was_cancelled_is_told_as_that(qtbot: Any) -> None:
    for outcome, word in (("crashed", "died without a word"), ("cancelled", "cancelled"), ("blocked", "blocked")):
        (row,) = strip(qtbot, FakeLink(), replace(ENDED, outcome=outcome)).rows()
        assert row.lamp.text().endswith(f": {word}")


def test_a_newer_one_of_a_kind_takes_the_place_of_one_that_ended() -> None:
    other = replace(ENDED, work_id="w9", kind="research_labels")
    assert newest_of_each([ENDED, other, REPLAY]) == [REPLAY, other]


def test_the_line_of_status_shows_the_newest_and_counts_the_rest(qtbot: Any) -> None:
    line = WorkLine(FakeLink())
    qtbot.addWidget(line)
    line.show_works([ENDED], NOW)
    assert line.isHidden()
    line.show_works([REPLAY, replace(REPLAY, work_id="w2"), ENDED], NOW)
    assert not line.isHidden()
    assert (line.row.bar.value(), line._more.text()) == (37, "1 more")
    assert line.row.toolTip() == "night: score (3/8)"


def test_a_screen_opened_anew_knows_what_runs_and_begins_no_second(qtbot: Any) -> None:
    panel = ResearchPanel(ResearchLink())
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.take_works(heading(works=(REPLAY,)).works, NOW)
    assert not panel.strip.isHidden()
    assert (panel.new.isEnabled(), panel.labels.measure.isEnabled()) == (False, False)
    panel.take_works((ENDED,), NOW)
    assert panel.new.isEnabled()


def test_times_are_short() -> None:
    assert [span_of(seconds) for seconds in (0.4, 83, 3723)] == ["0:00", "1:23", "1:02:03"]
