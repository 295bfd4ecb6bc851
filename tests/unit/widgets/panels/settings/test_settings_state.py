"""What the screen of settings shows and allows, without a screen."""

from collections.abc import Iterator

import pytest

from core.settings.render import describe
from core.settings.worth import Effect, problem_of
from tests.fakes.settings_views import a_view
from widgets.kit.words import speak, tr
from widgets.panels.settings.state import EFFECTS, FIELDS, SettingsState
from widgets.panels.settings.titles import reason_of, section_title, title_of


@pytest.fixture
def state() -> SettingsState:
    made = SettingsState()
    made.take(a_view())
    return made


def shown(state: SettingsState) -> list[str]:
    return list(state.sheet().columns["name"])


def test_every_switch_is_there_and_its_value_and_default_are_what_may_be_typed(state: SettingsState) -> None:
    assert shown(state) == [switch.name for switch in describe()]
    for switch in describe():
        assert problem_of(switch, state.value(switch.name).value) == ""


def test_filters_leave_a_section_and_what_differs_or_is_set(state: SettingsState) -> None:
    state.section = "portfolio"
    assert {name.partition(".")[0] for name in shown(state)} == {"portfolio"}
    state.section, state.only_changed = "", True
    assert shown(state) == ["portfolio.top_n", "execution.channel"]
    state.type("console.theme", "light")
    assert shown(state) == ["portfolio.top_n", "execution.channel", "console.theme"]


def test_what_is_typed_is_judged_shown_and_saved_by_one_command(state: SettingsState) -> None:
    state.type("portfolio.top_n", "0")
    assert state.problem("portfolio.top_n") == "expected: whole number ≥ 1 ≤ 5000"
    assert state.row("portfolio.top_n")["tone"] == "bad"
    assert state.why_not_save(viewer=False) == "Correct first: portfolio.top_n"
    state.type("portfolio.top_n", "15")
    assert state.row("portfolio.top_n")["value"] == "15"
    state.reset("execution.channel")
    assert state.why_not_save(viewer=False) == ""
    assert state.why_not_save(viewer=True) == "This console only looks."
    assert state.command(dry_run=True) == (
        "config", "set", "portfolio.top_n", "15", "--unset", "execution.channel", "--dry-run",
    )  # fmt: skip
    assert state.effects()[:2] == [tr(EFFECTS[Effect.NEXT_RUN]), tr(EFFECTS[Effect.EXECUTOR])]
    assert state.effects()[2:] == [state.in_force()]


def test_typing_back_what_is_in_force_is_no_change(state: SettingsState) -> None:
    state.type("portfolio.top_n", "15")
    state.type("portfolio.top_n", "12")
    state.reset("portfolio.buffer")
    assert state.typed == {}
    assert state.why_not_save(viewer=False) == "Nothing was changed."


def test_what_was_typed_survives_a_new_view_until_the_file_says_it(state: SettingsState) -> None:
    state.type("portfolio.top_n", "15")
    state.take(a_view())
    assert state.typed == {"portfolio.top_n": "15"}
    state.take(a_view({"portfolio.top_n": "15"}))
    assert state.typed == {}


def test_where_a_value_comes_from_has_its_tone(state: SettingsState) -> None:
    tones = dict(zip(shown(state), state.sheet().columns["tone"], strict=True))
    assert (tones["portfolio.top_n"], tones["model.seed"], tones["model.top_m"]) == ("warn", "simulated", "")
    assert set(state.row("model.seed")) == set(FIELDS)


def test_without_a_keyring_the_screen_names_the_variable(state: SettingsState) -> None:
    assert state.why_not_keep_token(viewer=False) == ""
    state.take(a_view(keyring_trouble="there is none"))
    assert "TUSHARE_TOKEN" in state.why_not_keep_token(viewer=False)


@pytest.fixture
def in_chinese() -> Iterator[None]:
    speak("zh", str)
    yield
    speak("en", str)


def test_titles_and_reasons_are_chinese_on_a_chinese_screen(in_chinese: None) -> None:
    switch = next(each for each in describe() if each.name == "portfolio.top_n")
    assert (title_of(switch), reason_of(switch)) == ("持仓只数", "每只约 5%：一次意外代价有限")
    assert section_title("portfolio") == "目标组合"
