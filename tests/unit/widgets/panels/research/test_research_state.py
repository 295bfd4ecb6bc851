"""What the screen of research shows and may do, without a screen."""

from datetime import date

import numpy as np
import pytest

from core.ports.views.research import ReplayAsk
from tests.fakes.research_views import labels_view, model_view, replay_view, replays_view, span_row
from widgets.panels.research.state import ResearchState, by_category, months_sheet

ONE, OTHER = "/r/20260701-20260710", "/r/other"


@pytest.fixture
def state() -> ResearchState:
    made = ResearchState()
    made.take(replays_view(ONE, OTHER))
    return made


def test_spans_are_called_by_their_dates(state: ResearchState) -> None:
    assert list(state.spans().columns["title"]) == ["This home", "2026-07-01 … 07-10", "2026-07-01 … 07-10"]
    assert state.title(span_row("/r/old", state="silent", first=None)) == "old"
    assert state.named("/nowhere") == "/nowhere"


def test_one_span_is_asked_for_and_those_beside_it_too(state: ResearchState) -> None:
    assert state.asks() == [ReplayAsk("")]
    state.put_beside([ONE])
    assert (state.path, state.beside) == (ONE, ())
    state.put_beside(["", OTHER])
    assert state.asks() == [ReplayAsk(""), ReplayAsk(OTHER)]
    state.put_beside([str(place) for place in range(20)])
    assert len(state.beside) == 6


def test_a_span_that_is_gone_is_let_go(state: ResearchState) -> None:
    state.put_beside([ONE, OTHER])
    state.keep(replay_view(OTHER))
    state.take(replays_view(ONE))
    assert (state.path, state.beside, state.curves) == (ONE, (ONE,), {})


def test_spans_of_other_days_lie_in_one_picture(state: ResearchState) -> None:
    state.put_beside([ONE, OTHER])
    state.keep(replay_view(ONE, date(2026, 6, 29), 4))
    state.keep(replay_view(OTHER, date(2026, 7, 1), 4))
    days, lines = state.together()
    assert (days[0], days[-1], len(days)) == (date(2026, 6, 29), date(2026, 7, 4), 6)
    assert [np.isfinite(line).tolist() for _, line in lines] == [[True] * 4 + [False] * 2, [False] * 2 + [True] * 4]


def test_a_replay_is_a_command_an_operator_could_type(state: ResearchState) -> None:
    filled = {"first": "2026-07-01", "last": "2026-07-10", "cash": "2,000,000"}
    command = state.replay_command(filled)
    assert command == ("replay", "--from", "2026-07-01", "--to", "2026-07-10", "--cash", "2000000")
    assert state.is_played(command)
    assert not state.is_played(state.replay_command(filled | {"last": "2026-07-09"}))
    assert "--cash" not in state.replay_command(filled | {"cash": ""})


@pytest.mark.parametrize(
    "wrong", [{"first": "x"}, {"last": "2026-06-30"}, {"cash": "0"}, {"cash": "nan"}, {"cash": "-1"}, {"cash": "much"}]
)
def test_what_cannot_be_replayed_is_refused(state: ResearchState, wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        state.replay_command({"first": "2026-07-01", "last": "2026-07-10", "cash": ""} | wrong)


def test_why_nothing_can_be_started(state: ResearchState) -> None:
    assert state.why_not(viewer=False) == ""
    assert "only looks" in state.why_not(viewer=True)
    state.running = ("replay",)
    assert "still running" in state.why_not(viewer=False)


def test_label_rows_and_their_words(state: ResearchState) -> None:
    assert (state.label_row(), state.label_words()) == (-1, "Nobody has measured labels here yet.")
    state.labels = labels_view()
    assert state.label_row() == 1
    assert "bars are stored to 2026-07-23" in state.label_words()
    state.label = (20, "all")
    assert state.label_row() == 0


def test_the_monthly_table_has_a_row_for_the_account_and_one_for_the_index() -> None:
    sheet = months_sheet(replay_view())
    assert list(sheet.columns["of"]) == ["account", "index"]
    assert sheet.columns["m7"][0] == 0.04
    assert np.isnan(sheet.columns["whole"][1])


def test_the_score_by_category_adds_up() -> None:
    names, shares = by_category(model_view())
    assert names == ["value", "return"]
    assert shares.tolist() == [0.6, 0.4]
