"""The day as Today is told it."""

from core.ports.views.today import TodayAsk, TodayView
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
