"""Changing single switches in a file a person wrote: only they move."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.errors import FixAndRestart
from core.settings.edit import HEADER, Change, edited, read_value, switch_of
from core.settings.load import settings_with
from core.settings.plain_yaml import parse_mapping
from core.settings.render import describe
from core.settings.worth import Effect, effect_of, problem_of

OPERATORS = """\
# our desk 早盘
portfolio:   # what we hold
  top_n: 10  # ten are enough
  # never more than a tenth
  max_weight: 0.1


data_source: {mode: cache_only, retries: 1}  # offline
universe:
    min_price_yuan: 3.0
sanity:
  blacklist:   # after the accident
    - 600000.SH
    - 000001.SZ   # and this one
  max_rows: 60
# the end
"""


def change(name: str, text: str | None) -> Change:
    switch = switch_of(name)
    return Change(switch, None if text is None else read_value(switch, text))


def after(*pairs: tuple[str, str | None], text: str = OPERATORS) -> str:
    return edited(text.encode(), "cfg.yaml", [change(name, value) for name, value in pairs]).decode()


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("portfolio.top_n", "12", "top_n: 10  # ten", "top_n: 12  # ten"),
        ("portfolio.buffer", "7", "  max_weight: 0.1\n", "  max_weight: 0.1\n  buffer: 7\n"),
        ("portfolio.top_n", None, "  top_n: 10  # ten are enough\n", ""),
        ("data_source.retries", "2", "retries: 1}", "retries: 2}"),
        ("data_source.timeout_s", "9.5", "retries: 1}", "retries: 1, timeout_s: 9.5}"),
        ("data_source.mode", None, "{mode: cache_only, retries: 1}", "{retries: 1}"),
        ("universe.min_price_yuan", None, "universe:\n    min_price_yuan: 3.0\n", ""),
        ("universe.penalty", "0.2", "min_price_yuan: 3.0\n", "min_price_yuan: 3.0\n    penalty: 0.2\n"),
        ("sanity.max_rows", "70", "max_rows: 60\n", "max_rows: 70\n"),
        ("sanity.blacklist", None, "  blacklist:   # after the accident\n    - 600000.SH\n"
         "    - 000001.SZ   # and this one\n", ""),
        ("sanity.blacklist", "600519.SH", "blacklist:   # after the accident\n    - 600000.SH\n    - 000001.SZ   ",
         'blacklist: ["600519.SH"]   # after the accident\n  '),
        ("console.theme", "light", "# the end\n", "# the end\nconsole:\n  theme: light\n"),
        ("model.seed", None, "", ""),
    ],
)  # fmt: skip
def test_only_that_switch_moves(name: str, value: str | None, old: str, new: str) -> None:
    assert old in OPERATORS
    assert after((name, value)) == (OPERATORS.replace(old, new, 1) if old else OPERATORS)


def test_a_file_that_is_not_there_begins_with_its_header() -> None:
    assert edited(b"", "cfg.yaml", [change("portfolio.top_n", "12")]).decode() == f"{HEADER}portfolio:\n  top_n: 12\n"


def test_the_last_switch_leaves_the_comments() -> None:
    assert after(("portfolio.top_n", None), text="# ours\nportfolio:\n  top_n: 3\n") == "# ours\n"


def test_a_byte_order_mark_line_ends_and_a_missing_newline_stay() -> None:
    text = "\ufeffportfolio:\r\n  top_n: 3\r\n  buffer: 1"
    assert after(("portfolio.max_weight", "0.05"), ("portfolio.top_n", "4"), text=text) == (
        "\ufeffportfolio:\r\n  top_n: 4\r\n  buffer: 1\r\n  max_weight: 0.05\r\n"
    )


def test_a_file_that_is_broken_is_not_touched() -> None:
    for text in ("portfolio: [\n", "portfolio:\n  top_n: 1\n  top_n: 2\n", "- a\n"):
        with pytest.raises(FixAndRestart, match=r"cfg\.yaml"):
            after(("portfolio.top_n", "3"), text=text)


def test_what_cannot_be_changed_in_the_text_is_left_to_a_person() -> None:
    text = "portfolio: {top_n: 3 # three\n  }\n"
    with pytest.raises(FixAndRestart, match="cannot be changed by a program"):
        after(("portfolio.buffer", "4"), text=text)


SWITCHES = [switch for switch in describe() if switch.name != "data_source.http_url"]
wanted = st.dictionaries(st.sampled_from(SWITCHES).map(lambda switch: switch.name), st.booleans(), max_size=6)


@settings(max_examples=60, deadline=None)
@given(wanted)
def test_any_changes_give_a_file_that_says_them_and_all_else_as_before(chosen: dict[str, bool]) -> None:
    pairs = [Change(switch_of(name), switch_of(name).default if is_set else None) for name, is_set in chosen.items()]
    made = edited(OPERATORS.encode(), "cfg.yaml", pairs)
    before, _ = parse_mapping(OPERATORS.encode(), "cfg.yaml")
    found, _ = parse_mapping(made, "cfg.yaml")
    for section in {*before, *found}:
        for key in {*before.get(section, {}), *found.get(section, {})} - {
            name.partition(".")[2] for name in chosen if name.startswith(f"{section}.")
        }:
            assert found[section][key] == before[section][key]
    for name, is_set in chosen.items():
        section, _, key = name.partition(".")
        assert (key in found.get(section, {})) is is_set
    assert "# our desk 早盘" in made.decode()
    settings_with(made, "cfg.yaml", {})


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("portfolio.top_n", "12", ""),
        ("portfolio.top_n", "", "portfolio.top_n is empty"),
        ("portfolio.top_n", "0", "expected whole number (symbols), ≥ 1 and ≤ 5000"),
        ("portfolio.top_n", "2.5", "expected whole number (symbols), ≥ 1 and ≤ 5000"),
        ("portfolio.top_n", "[", "portfolio.top_n line 1"),
        ("execution.account_tail", "0042", ""),
        ("execution.account_tail", "1234", ""),
        ("execution.account_tail", "12", "expected text (last digits), at least 4 characters"),
        ("execution.channel", "LIVVE", "expected one of DEMO, PAPER, SHADOW, REPLAY, LIVE"),
        ("sanity.blacklist", "600000.SH, 000001.SZ", ""),
        ("sanity.blacklist", "", ""),
        ("stop.halt_on_breaks", "NOPE", "'NOPE' is no break code"),
        ("data_source.interface_rate_per_minute", "daily: 90", ""),
        ("data_source.interface_rate_per_minute", "daily: x", "expected mapping of text to whole number"),
        ("console.sound", "yes", "expected true or false"),
    ],
)
def test_what_is_typed_is_judged_while_it_is_typed(name: str, typed: str, told: str) -> None:
    said = problem_of(switch_of(name), typed)
    assert said.startswith(told) if told else said == ""


def test_a_secret_typed_in_the_wrong_place_is_not_repeated() -> None:
    switch = switch_of("data_source.mode")
    assert "0badcafe" not in problem_of(switch, "0badcafe5ec4e7f00d0badcafe5ec4e7f00d")


@pytest.mark.parametrize(
    ("name", "effect"),
    [
        ("console.theme", Effect.WINDOW),
        ("portfolio.top_n", Effect.NEXT_RUN),
        ("stop.guard_poll_s", Effect.GUARD),
        ("executor.max_order_yuan", Effect.EXECUTOR),
        ("execution.channel", Effect.EXECUTOR),
    ],
)
def test_when_a_change_is_in_force(name: str, effect: Effect) -> None:
    assert effect_of(switch_of(name)) is effect


def test_an_unknown_switch_is_refused() -> None:
    with pytest.raises(FixAndRestart, match="no switch"):
        switch_of("portfolio.topn")
