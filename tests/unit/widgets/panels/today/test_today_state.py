"""What Today shows and allows, without a screen."""

from dataclasses import replace
from datetime import date

import pytest

from core.domain.outcome import Outcome
from core.ports.views.sheet import Sheet
from core.ports.views.today import INTERRUPTED, RUNNING, WAITING, ArtifactView, Figures, JobView, StepView, TodayView
from tests.fakes.console import NOW
from widgets.panels.today.state import CHECKS, TONES, TodayState, duration, figures_of, state_word, title_of

DAY = date(2026, 7, 23)
DAYS = (date(2026, 7, 21), date(2026, 7, 22), DAY)
MORNING = JobView("morning", DAY, "09:26", WAITING)


def _view(lives: bool = True, day: date = DAY, channel: str = "PAPER", busy: bool = False) -> TodayView:
    return TodayView(NOW, day, DAYS, (MORNING,), (), Sheet({}), (), channel, busy, lives)


def test_days_are_walked_one_by_one_and_end_at_the_ends() -> None:
    state = TodayState(view=_view())
    assert not state.step_day(1)
    assert state.step_day(-1)
    assert state.trade_date == date(2026, 7, 22)
    state.view = _view(day=DAYS[0])
    assert not state.step_day(-1)
    assert state.step_day(1)
    assert state.trade_date == date(2026, 7, 22)


def test_the_files_of_the_day_stand_in_its_order() -> None:
    night = replace(MORNING, kind="night", artifacts=(ArtifactView("plan.json", "/runs/n/plan.json", 10),))
    morning = replace(MORNING, artifacts=(ArtifactView("orders.csv", "/runs/m/orders.csv", 20),))
    files = TodayState(view=replace(_view(), jobs=(night, morning))).files()
    assert files.columns["name"] == ["plan.json", "orders.csv"]
    assert files.columns["job"] == ["Night", "Morning"]
    assert len(TodayState().files()) == 0


def test_nothing_is_walked_before_anything_is_known() -> None:
    assert not TodayState().step_day(1)


def test_an_engine_is_asked_where_one_lives_and_the_job_runs_by_itself_where_none_does() -> None:
    assert TodayState(view=_view(True)).run_command(MORNING) == ("engine", "run", "morning", "--date", "2026-07-23")
    assert TodayState(view=_view(False)).run_command(MORNING) == ("run", "morning", "--date", "2026-07-23")


def test_only_the_engine_cancels_and_only_what_runs() -> None:
    running = replace(MORNING, state=RUNNING)
    assert TodayState(view=_view(True)).cancel_command(running) == ("engine", "cancel", "morning")
    assert TodayState(view=_view(False)).cancel_command(running) == ()
    assert TodayState(view=_view(True)).cancel_command(MORNING) == ()


@pytest.mark.parametrize("state", [WAITING, INTERRUPTED, "blocked", "failure", "data_not_ready", "unknown"])
def test_what_is_not_settled_may_be_tried(state: str) -> None:
    assert TodayState(view=_view()).why_not_run(replace(MORNING, state=state)) == ""


@pytest.mark.parametrize(
    "job", [replace(MORNING, state=RUNNING), replace(MORNING, state="done"), replace(MORNING, kind="session")]
)
def test_what_may_not_be_started_says_why(job: JobView) -> None:
    assert TodayState(view=_view()).why_not_run(job)


def test_a_demo_and_a_busy_home_say_why_nothing_is_started() -> None:
    assert "demo" in TodayState(view=_view(channel="DEMO")).why_not_run(MORNING)
    assert "Another command" in TodayState(view=_view(busy=True)).why_not_run(MORNING)


def test_every_outcome_has_a_tone_and_a_word_and_only_done_is_green() -> None:
    assert {outcome.word for outcome in Outcome} | {RUNNING, INTERRUPTED, WAITING} == set(TONES)
    assert [state for state, tone in TONES.items() if tone == "good"] == ["done"]
    assert all(state_word(state) for state in TONES)


def test_a_job_of_another_day_says_so() -> None:
    assert title_of(MORNING, DAY) == "Morning"
    assert title_of(replace(MORNING, kind="night", trade_date=date(2026, 7, 22)), DAY) == "Night 07-22"


@pytest.mark.parametrize(
    ("seconds", "said"), [(None, ""), (0.0, ""), (0.25, "250 ms"), (12.34, "12.3 s"), (75.0, "0:01:15")]
)
def test_a_duration_is_said_in_its_unit(seconds: float | None, said: str) -> None:
    assert duration(seconds) == said


def test_every_check_says_what_is_well_and_what_is_not() -> None:
    assert all(ill and (well or code == "bars") for code, (well, ill, _) in CHECKS.items())


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ((("buy_fen", 7630896), ("fees_fen", 6876)), "buys 76,308.96 · fees 68.76"),
        ((("parity_bp", 9936),), "99.36% as planned"),
        ((("sequence", 1), ("orders", 1200), ("answer", "partly")), "#1 · 1,200 orders · accepted in part"),
        ((("file", "orders_20260723_1.csv"), ("author", "nobody")), "orders_20260723_1.csv"),
        ((), ""),
    ],
)
def test_what_a_step_left_is_told_in_words_and_units(figures: Figures, told: str) -> None:
    assert figures_of(StepView("plan", 1.0, figures)) == told
