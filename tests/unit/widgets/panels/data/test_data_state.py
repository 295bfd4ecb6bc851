"""What Data allows, what it says, and the commands it runs; without Qt."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from core.ports.views.data import DataAsk, EffectAsk
from core.ports.views.sheet import Sheet
from tests.fakes.data_views import GAP, TODAY, data_view, effect_view
from widgets.panels.data.state import DataState, Wish, coverage_matrix, effect_lines

CLOSE = Wish("daily.close (yuan)", "2026-07-22", " 600000.sh ", "1407")


@pytest.fixture
def state() -> DataState:
    return DataState(view=data_view())


def test_a_missing_day_counts_as_nothing_and_what_is_not_due_stays_blank() -> None:
    coverage = data_view().coverage
    assert coverage is not None
    matrix = coverage_matrix(coverage)
    assert matrix[0].tolist() == [1.0, 1.0, 0.0]
    assert matrix[1, 0] == 0.5
    assert np.isnan(matrix[1, 2])


def test_rows_that_need_a_look_are_marked(state: DataState) -> None:
    assert list(state.sheet().columns["tone"]) == ["warn", "bad", ""]


def test_figures_on_top(state: DataState) -> None:
    assert state.behind() == ["Call auction"]
    assert state.gap_count() == 1
    assert [row["proposal_id"] for row in state.waiting()] == [9]
    assert state.worst_circuit() == "open"
    assert state.mode() == "Tushare proxy"


def test_gaps_name_their_days(state: DataState) -> None:
    assert state.gaps().row(0) == {"day": GAP, "weekday": "Tue"}
    state.dataset = "stk_auction"
    assert len(state.gaps()) == 0


def test_a_pull_reaches_from_the_oldest_gap_or_the_last_day_to_today(state: DataState) -> None:
    assert state.pull_span() == (str(GAP), str(TODAY))
    state.dataset = "stk_auction"
    assert state.pull_span() == ("2026-07-21", str(TODAY))


@pytest.mark.parametrize(
    ("asked", "command"),
    [
        (("2026-07-14", "2026-07-22"), ("data", "pull", "--from", "2026-07-14", "--to", "2026-07-22")),
        (("", "", "daily"), ("data", "pull", "--dataset", "daily")),
        (("", "", "", True), ("data", "pull", "--refresh")),
    ],
)
def test_pull_names_its_command(state: DataState, asked: tuple[str, ...], command: tuple[str, ...]) -> None:
    assert state.pull_command(*asked) == command  # type: ignore[arg-type]


@pytest.mark.parametrize(("code", "said"), [("demo", "demo exchange"), ("cache_only", "Settings"), ("", "")])
def test_why_nothing_can_be_pulled(code: str, said: str) -> None:
    why = DataState(view=data_view(why_no_pull=code)).why_not_pull(viewer=False)
    assert said in why
    assert bool(why) == bool(code)


def test_a_viewer_and_a_busy_screen_do_nothing(state: DataState) -> None:
    assert state.why_not_act(viewer=True) == "This console only looks."
    state.is_busy = True
    assert "under way" in state.why_not_pull(viewer=False)


def test_cells_that_can_be_corrected_carry_their_unit(state: DataState) -> None:
    assert state.cells() == ("daily.close (yuan)", "daily.vol (shares)", "stock_basic.name")


def test_a_wish_becomes_a_question_and_a_command(state: DataState) -> None:
    assert CLOSE.ask() == EffectAsk("daily", date(2026, 7, 22), "600000.SH", "close", "1407")
    assert state.propose_command(CLOSE, "Wu", "notice") == (
        "data", "correct", "daily", "2026-07-22", "600000.SH", "close", "1407", "--author", "Wu", "--reason", "notice",
    )  # fmt: skip
    assert replace(CLOSE, value="").ask() == EffectAsk("daily", date(2026, 7, 22), "600000.SH", "close", "null")
    assert replace(CLOSE, day="yesterday").ask() is None


def test_the_second_step_and_the_undoing_name_their_number(state: DataState) -> None:
    assert state.decide_command("confirm", 9, "Li", "seen") == (
        "data", "confirm", "9", "--author", "Li", "--reason", "seen",
    )  # fmt: skip


def test_the_effect_is_told_in_sentences() -> None:
    lines = effect_lines(CLOSE, effect_view())
    assert lines[0].endswith("14.07 becomes 1407 (+9900.00 %)")
    assert any("unit" in line for line in lines)
    assert any("07-20 14.1 · 07-21 14.07 · 07-22 –" in line for line in lines)
    assert any("1 runs read the old value" in line and "night-20260721-01" in line for line in lines)


def test_a_cell_that_becomes_empty_and_that_nobody_read() -> None:
    empty = Sheet({"run_id": [], "planned": []})
    lines = effect_lines(CLOSE, effect_view(new=None, change=None, remarks=["missing"], runs=empty))
    assert lines[0].endswith("14.07 becomes nothing")
    assert "No run has read the old value." in lines


def test_an_empty_home_is_bare() -> None:
    assert DataState(view=data_view(datasets=Sheet({"dataset": ["daily"], "last_date": [None]}))).is_bare()
    assert not DataState(view=data_view()).is_bare()


def test_it_asks_as_far_back_as_chosen() -> None:
    assert DataState(days=250).ask() == DataAsk(250)
