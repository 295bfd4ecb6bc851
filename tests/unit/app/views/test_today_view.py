"""The day as Today is told it."""

from datetime import UTC, datetime

from app.views.today import steps_of
from core.jobs.morning import MORNING
from core.ports.runs import StepRecord
from core.ports.views.today import TodayAsk, TodayView
from tests.fakes.desk import LIVED
from tests.unit.app.views.conftest import Read
from widgets.panels.today.state import figures_of


def test_every_step_of_a_day_tells_what_it_left_in_words(traded: Read) -> None:
    view = traded.tell(TodayAsk())
    assert isinstance(view, TodayView)
    texts = {figures_of(step) for job in view.jobs for step in job.steps}
    left = {name for job in view.jobs for step in job.steps for name, _ in step.figures}
    assert left >= {"cached", "fetched", "included", "buy_fen", "orders", "file", "sequence", "answer"}
    assert any(text.startswith("#1 · ") for text in texts)
    assert any(text.startswith("buys ") for text in texts)
    assert not any("_" in text for text in texts if not text.startswith("orders_")), texts


def test_a_day_asked_for_shows_its_own_events(traded: Read) -> None:
    view, newest = traded.tell(TodayAsk(LIVED[-1])), traded.tell(TodayAsk())
    assert isinstance(view, TodayView)
    assert isinstance(newest, TodayView)
    days = {moment.date() for moment in view.events.columns["at"]}
    assert LIVED[-1] in days
    assert max(days) == LIVED[-1] < max(moment.date() for moment in newest.events.columns["at"])


def test_a_job_that_ended_early_shows_where_and_what_it_never_reached() -> None:
    at, why = datetime(2026, 1, 5, 9, 26, tzinfo=UTC), {"degraded": ["stk_limit"], "stop": ["data_not_ready", "wait"]}
    records = [StepRecord("calendar", at, at, {}), StepRecord("pull", at, at, why), StepRecord("report", at, at, {})]
    steps = steps_of(MORNING, records, ended=True)
    assert [step.name for step in steps][:3] == ["calendar", "pull", "books"]
    assert steps[-1].name == "report"
    assert [(step.name, step.lacking) for step in steps if step.stopped] == [("pull", ("stk_limit",))]
    assert {step.name for step in steps if step.skipped} == {each.name for each in MORNING.steps} - {"calendar", "pull"}
    assert not any(step.skipped for step in steps_of(MORNING, records, ended=False))
