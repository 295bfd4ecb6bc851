"""Today as a person drives it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from core.ports.views.asking import Trouble
from core.ports.views.sheet import Sheet
from core.ports.views.today import RUNNING, WAITING, CheckView, JobView, StepView, TodayAsk, TodayView
from tests.fakes.console import NOW, FakeLink
from tests.fakes.screen_gates import unnamed
from widgets.kit.link import Done
from widgets.kit.words import word
from widgets.panels.today.panel import TodayPanel
from widgets.panels.today.state import told_by

DAY, BEFORE = date(2026, 7, 23), date(2026, 7, 22)
STEPS = (StepView("calendar", 0.01), StepView("pull", None))
JOBS = (
    JobView("night", BEFORE, "20:00", "done", "night-20260722-01", 1, steps=(StepView("plan", 1.5),)),
    JobView("morning", DAY, "09:26", "blocked", "morning-20260723-02", 2, "an open break", steps=STEPS),
    JobView("session", DAY, "09:30", WAITING),
    JobView("close", DAY, "16:10", RUNNING, "close-20260723-01", 1, steps=STEPS, doing="pulling"),
    JobView("night", DAY, "20:00", WAITING),
)
VIEW = TodayView(
    NOW,
    DAY,
    (BEFORE, DAY),
    JOBS,
    (CheckView("stop", "good", "", "alarms"), CheckView("breaks", "bad", "2", "reconciliation")),
    Sheet({"at": [NOW], "level": ["warning"], "topic": ["morning.finished"], "message": ["blocked"]}),
    ("── close.log", "pulling"),
    "PAPER",
    False,
    True,
)
Make = Callable[..., TodayPanel]


@pytest.fixture
def link() -> FakeLink:
    return FakeLink({TodayAsk: lambda ask: VIEW if ask.trade_date != BEFORE else replace(VIEW, trade_date=BEFORE)})


@pytest.fixture
def make(qtbot: Any, link: FakeLink) -> Make:
    def build() -> TodayPanel:
        panel = TodayPanel(link)
        panel.resize(1300, 700)
        qtbot.addWidget(panel)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return build


def test_each_job_stands_there_with_state_reason_and_steps(make: Make) -> None:
    panel = make()
    said = [(card.accessibleName(), card.lamp.text(), card._reason.text()) for card in panel.cards]
    assert said == [
        ("Night 07-22", "done", ""),
        ("Morning", "blocked · attempt 2", "an open break"),
        ("Session", "not yet", ""),
        ("Close", "running · 1 of 2 steps", "pulling"),
        ("Night", "not yet", ""),
    ]


def test_a_step_tells_what_it_counted_lacked_or_never_did() -> None:
    assert told_by(StepView("parity", 1.5, (("parity_bp", 9936),))) == "1.5 s · 99.36% as planned"
    pull = StepView("pull", 0.2, (("cached", 810),), lacking=("stk_limit 2026-07-27",))
    assert told_by(pull) == f"without {word('dataset', 'stk_limit')} 2026-07-27"
    assert told_by(StepView("plan", None, skipped=True)) == "not reached"


def test_a_blocked_morning_is_tried_again_by_the_engine(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    qtbot.mouseClick(panel.cards[1].run_button, Qt.MouseButton.LeftButton)
    assert link.acted == [("engine", "run", "morning", "--date", "2026-07-23")]


def test_what_did_not_run_says_why(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.endings = {("engine", "run"): Done("refused", 75, "morning runs already", "wait")}
    panel = make()
    qtbot.mouseClick(panel.cards[1].run_button, Qt.MouseButton.LeftButton)
    assert panel.drawer.is_open
    assert "morning runs already" in panel.drawer._consequences.text()


def test_a_running_job_is_cancelled_only_behind_a_typed_word(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    assert panel.cards[3].cancel_button.isVisible()
    qtbot.mouseClick(panel.cards[3].cancel_button, Qt.MouseButton.LeftButton)
    assert link.acted == []
    qtbot.keyClicks(panel.drawer.edit("phrase"), "CANCEL")
    qtbot.mouseClick(panel.drawer.confirm_button, Qt.MouseButton.LeftButton)
    assert link.acted == [("engine", "cancel", "close")]


def test_a_settled_job_cannot_be_run_and_says_why(make: Make) -> None:
    button = make().cards[0].run_button
    assert not button.isEnabled()
    assert "done" in button.toolTip()


def test_a_viewer_runs_nothing(make: Make, link: FakeLink) -> None:
    link.viewer = True
    assert not any(card.run_button.isEnabled() for card in make().cards)


def test_details_lead_to_the_run(make: Make, qtbot: Any, link: FakeLink) -> None:
    qtbot.mouseClick(make().cards[1].show_button, Qt.MouseButton.LeftButton)
    assert link.opened == [("audit", "run:morning-20260723-02")]


def test_the_day_before_is_one_click_away_and_f5_keeps_it(make: Make, link: FakeLink) -> None:
    panel = make()
    panel._step(-1)
    assert link.asked[-1] == TodayAsk(BEFORE)
    panel.refresh()
    assert link.asked[-1] == TodayAsk(BEFORE)
    panel.go_to("")
    assert link.asked[-1] == TodayAsk(None)


def test_events_and_log_are_there(make: Make) -> None:
    panel = make()
    assert panel.events.selected() == []
    assert panel._log.toPlainText().endswith("pulling")


def test_trouble_before_the_first_answer_offers_to_try_again(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.answers = {TodayAsk: Trouble("the database is locked", "wait")}
    panel = make()
    assert panel._message.text() == "the database is locked → wait"
    link.answers = {TodayAsk: VIEW}
    qtbot.mouseClick(panel._retry, Qt.MouseButton.LeftButton)
    assert panel.cards[0].isVisible()


def test_trouble_later_keeps_the_picture_and_says_so(make: Make, link: FakeLink) -> None:
    panel = make()
    link.answers = {TodayAsk: Trouble("the reader stopped", "")}
    panel.refresh()
    assert panel.cards[0].isVisible()
    assert panel._trouble.text() == "Not renewed: the reader stopped"


def test_an_old_picture_is_read_again_and_tells_its_age_where_nothing_newer_comes(make: Make, link: FakeLink) -> None:
    panel = make()
    asked, link.hold = len(link.asked), True
    panel.tick(NOW.replace(second=31))
    assert (len(link.asked), panel._stale.isVisible()) == (asked + 1, False)
    panel.tick(NOW.replace(minute=25))
    assert len(link.asked) == asked + 1
    assert panel._stale.isVisible()
    assert "300 s old" in panel._stale.text()


def test_everything_has_a_name(make: Make) -> None:
    assert unnamed(make()) == []
