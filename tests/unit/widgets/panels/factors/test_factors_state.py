"""What the screen of factors shows and may do, without a screen."""

import numpy as np
import pytest

from core.ports.views.factors import CompareAsk, FactorAsk, FactorsAsk
from tests.fakes.research_views import HEAD, NAN, SIZE, compare_view, factors_view
from widgets.panels.factors.page_factor import by_year
from widgets.panels.factors.state import FactorsState, figure, percent, plain, study_title


@pytest.fixture
def state() -> FactorsState:
    made = FactorsState()
    made.take(factors_view())
    return made


def shown(state: FactorsState) -> list[str]:
    return list(state.shown().columns["factor"])


def test_the_surest_comes_first_and_is_looked_at(state: FactorsState) -> None:
    assert shown(state) == ["ep", "pace", "reversal_5", "gone", "peeks"]
    assert state.factor == "ep"
    assert list(state.shown().columns["sure"]) == [True, True, False, None, None]
    assert state.detail_ask() == FactorAsk("ep", "", "buyable")


def test_choices_narrow_the_list_together(state: FactorsState) -> None:
    state.status = "active"
    assert shown(state) == ["ep", "reversal_5", "peeks"]
    state.leak = "leaks"
    assert shown(state) == ["peeks"]
    state.category = "value"
    assert shown(state) == []
    assert state.categories() == ("own", "price", "return", "value")


def test_what_is_gone_is_looked_at_no_more(state: FactorsState) -> None:
    state.factor, state.category = "nobody", "nothing"
    state.take(factors_view())
    assert (state.factor, state.category) == ("ep", "")
    state.factor = "pace"
    state.take(factors_view())
    assert state.factor == "pace"


def test_nothing_known_yet_asks_for_the_list_alone() -> None:
    state = FactorsState()
    assert (state.list_ask(), state.detail_ask(), len(state.shown()), state.row()) == (FactorsAsk(), None, 0, {})
    assert state.study_words() == "No study is kept in this home."
    assert state.study_is_behind() == ""


def test_one_factor_alone_is_no_comparison(state: FactorsState) -> None:
    state.compare(["ep"])
    assert state.compare_ask() == CompareAsk((), "", "buyable")
    state.compare(["ep", "nobody", "pace", "ep"])
    assert state.compared == ("ep", "pace")


def test_lines_are_turned_by_what_is_wanted_or_else_by_where_they_end(state: FactorsState) -> None:
    view = compare_view(("reversal_5", "ep", "pace", "gone"))
    ends = {factor: line[-1] for factor, line in state.lines(view)}
    assert ends["reversal_5"] < 0, "a low value is wanted of it, and its line rose"
    assert ends["ep"] < 0, "a high value is wanted of it, and its line fell"
    assert ends["pace"] > 0
    assert ends["gone"] > 0, "nobody claims a direction"
    state.turned = False
    assert dict(state.lines(view))["gone"][-1] < 0


def test_no_more_lines_than_can_be_told_apart(state: FactorsState) -> None:
    assert len(state.lines(compare_view(tuple(f"f{place}" for place in range(20))))) == 8


def test_verdicts_count_what_is_computed(state: FactorsState) -> None:
    assert state.verdicts() == {"passed": 2, "stale": 0, "leaks": 1, "unchecked": 1}
    rows = state.by_category()
    assert dict(zip(rows.columns["category"], rows.columns["factors"], strict=True)) == {
        "own": 1, "price": 1, "return": 1, "value": 1,
    }  # fmt: skip


def test_a_study_behind_the_bars_says_so(state: FactorsState) -> None:
    assert state.study_is_behind() == "The study ends 2026-07-22, bars are stored to 2026-07-23."
    assert "3 factors tried" in state.study_words()
    assert study_title(HEAD) != study_title(SIZE)


@pytest.mark.parametrize(
    ("viewer", "running", "said"), [(True, (), "only looks"), (False, ("factors", "ic"), "factors ic")]
)
def test_why_no_study_can_be_run(state: FactorsState, viewer: bool, running: tuple[str, ...], said: str) -> None:
    assert state.why_no_study(viewer=False) == ""
    state.running = running
    assert said in state.why_no_study(viewer)


def test_a_study_is_a_command_an_operator_could_type(state: FactorsState) -> None:
    filled = {"horizon": "10", "neutral": "size", "first": " 2026-01-05 ", "last": ""}
    assert state.study_command(filled) == (
        "factors", "ic", "--horizon", "10", "--neutral", "size", "--top", "1", "--from", "2026-01-05",
    )  # fmt: skip
    for bad in ("2026-13-01", "yesterday", "--help"):
        with pytest.raises(ValueError, match=r"isoformat|month"):
            state.study_command(filled | {"first": bad})


def test_choices_are_kept_and_what_is_none_is_passed_over(state: FactorsState) -> None:
    state.recall({"status": "shadow", "leak": "nonsense", "factor": "pace", "compared": ["ep", "pace"], "turned": 0})
    assert (state.status, state.leak, state.factor, state.turned) == ("shadow", "", "pace", False)
    assert state.compared == ("ep", "pace")


def test_figures_have_signs_and_dashes() -> None:
    assert (figure(-0.05, 3), figure(0.05, 2), figure(NAN, 2), figure(None, 2)) == ("−0.050", "+0.05", "–", "–")
    assert (percent(-0.051, 1), percent(0.5, 0, signed=False), percent(None, 1)) == ("−5.1%", "50%", "–")
    assert plain(1234.5, 1) == "1,234.5"


def test_months_lie_by_year() -> None:
    years, table = by_year(((202511, 0.1), (202601, 0.2)))
    assert years == ["2025", "2026"]
    assert (table[0, 10], table[1, 0]) == (0.1, 0.2)
    assert np.isfinite(table).sum() == 2
