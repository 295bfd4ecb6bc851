"""What the core says has its Chinese, sentence by sentence, and no figure in it ever changes or goes astray."""

import re
from collections import Counter
from importlib import resources

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import sentences, words
from widgets.kit.sayings import Sayings, Template, spoken
from widgets.kit.words import speak

CHINESE = words.read(words.CORE)
SAYINGS = Sayings(CHINESE)
GROUPS = yaml.safe_load(resources.files("resources.report").joinpath("zh.yaml").read_text(encoding="utf-8"))
OPEN = sorted(source for source in CHINESE if "{0" in source)
VALUES = st.text(alphabet="09.,:;%-() ab股份停\n", max_size=8) | st.sampled_from(
    ["", "600000.SH", "1,234", "2026-01-05", "CASH_MISMATCH", "平安银行", "; ", "3 orders", "rank 3 stays"]
)


@pytest.fixture(autouse=True)
def _in_chinese():
    speak("zh", str)
    yield
    speak("en", str)


def _fixed(text: str) -> str:
    return re.sub(r"\{\d+(:\w+)?\}", "\0", text)


def _figures(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", text))


def test_every_sentence_of_the_core_has_its_chinese_and_none_is_left_over() -> None:
    wanted = sentences.sentences(sentences.files())
    assert sorted(CHINESE) == sorted(wanted), "run `python bootstrap.py render`"
    assert [source for source, chinese in CHINESE.items() if not chinese] == []


def test_a_chinese_sentence_keeps_every_hole_figure_and_command() -> None:
    for source, chinese in CHINESE.items():
        holes = [sorted(re.findall(r"\{(\d+)", text)) for text in (source, chinese)]
        commands = [
            sorted(re.findall("`[^`]*`", re.sub(r"\{(\d+):\w+\}", r"{\1}", text))) for text in (source, chinese)
        ]
        assert holes[0] == holes[1], source
        assert commands[0] == commands[1], source
        assert _figures(_fixed(source)) == _figures(_fixed(chinese)), source


def test_a_hole_asks_for_a_known_kind_of_value() -> None:
    asked = {kind for chinese in CHINESE.values() for kind in re.findall(r"\{\d+:(\w+)\}", chinese)}
    assert asked - set(GROUPS) == {"one", "number", "day"}


def test_every_sentence_is_found_again() -> None:
    for source in OPEN:
        template = Template(source, CHINESE[source])
        values = [_value(template.kinds.get(hole), hole) for hole in range(len(template.literals) - 1)]
        assert SAYINGS.translate(source.format(*values)) == _filled(template, values)


def _value(kind: str | None, hole: int) -> str:
    plain = {"number": f"1{hole}7", "one": f"v{hole}", "day": f"2026-01-1{hole}", None: f"w{hole} x{hole}"}
    return plain[kind] if kind in plain else str(next(iter(GROUPS[kind])))


def _filled(template: Template, values: list[str]) -> str:
    """Fill the Chinese in; a blank stays only where it parts Chinese from what is none."""
    text = template.translation.replace("{{", "{").replace("}}", "}")
    for hole, value in enumerate(values):
        kind = template.kinds.get(hole)
        said = str(GROUPS[kind][value]) if kind in GROUPS else value
        text = text.replace(f"{{{hole}:{kind}}}" if kind else f"{{{hole}}}", said)
    return re.sub("(?<=[一-鿿，；：）]) (?=[一-鿿（])", "", text)


def _of_kind(kind: str | None, template: Template) -> st.SearchStrategy[str]:
    """Return what may fill a hole; a free one also with the words around it, which is where readings divide."""
    if kind in GROUPS:
        return st.sampled_from([str(code) for code in GROUPS[kind]])
    plain = {
        None: VALUES.map(lambda text: text.replace("\n", ""))
        | st.sampled_from([f"a{literal}b" for literal in template.literals]),
        "one": st.from_regex(r"\A[a-z0-9.:,()停-]{1,9}\Z"),
        "number": st.from_regex(r"\A[+-]?[0-9][0-9,.:%]{0,6}\Z"),
        "day": st.dates().map(str),
    }
    return plain[kind]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(OPEN), st.data())
def test_a_sentence_gives_back_what_was_put_in_or_nothing(source: str, data: st.DataObject) -> None:
    template = Template(source, CHINESE[source])
    holes = range(len(template.literals) - 1)
    values = tuple(data.draw(_of_kind(template.kinds.get(hole), template)) for hole in holes)
    assert template.values(source.format(*values)) in (None, values)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(OPEN), st.data())
def test_whatever_fills_a_sentence_no_figure_changes(source: str, data: st.DataObject) -> None:
    holes = len(Template(source, CHINESE[source]).literals) - 1
    text = source.format(*data.draw(st.lists(VALUES, min_size=holes, max_size=holes)))
    assert _figures(SAYINGS.translate(text)) == _figures(text)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("no buys", "没有买入"),
        ("rank 3 stays; cut by the turnover cap", "排名 3，保留；受换手上限缩减"),
        (
            "600000.SH is on the blacklist; 600001.SH: bought and sold in one file and 2 more",
            "600000.SH 在黑名单上；600001.SH：同一文件里又买又卖，另有 2 项",
        ),
        (
            "1 open break(s): CASH_MISMATCH of 2026-01-05: books have 300 fen in cash, the broker 415 fen (+115 fen)",
            "1 项未处理差异：2026-01-05 的现金不符：账簿现金 3.00 元，券商 4.15 元（+1.15 元）",
        ),
        (
            "the Morning of 2026-01-06 is blocked until Close of 2026-01-05 has settled",
            "2026-01-06 的盘前任务在 2026-01-05 的收盘结清之前被拦住",
        ),
        ("night-20260105-01: done", "night-20260105-01：完成"),
        ("close-20260105-01 2026-01-05 is not a trading day", "close-20260105-01 2026-01-05 不是交易日"),
        (
            "1 buys dropped, stop: STOP says HALTED: nothing is sent; cash: 3 fen are reserved, expected none or more",
            "去掉 1 笔买入，STOP：STOP 为 HALTED：什么都不发；可用资金：冻结 0.03 元，不应为负",
        ),
        ("stk_limit 2026-01-05: there is no Tushare token", "涨跌停价 2026-01-05：没有 Tushare 令牌"),
        ("a person wrote this", "a person wrote this"),
        ("跌停 3 只", "跌停 3 只"),
    ],
)
def test_sentences_within_sentences_are_said_too(english: str, chinese: str) -> None:
    assert spoken(english) == chinese


def test_what_can_be_read_in_two_ways_stays_as_it_is() -> None:
    sayings = Sayings({"{0} of {1} left": "{1} 剩 {0}"})
    assert sayings.translate("3 of 4 left") == "4 剩 3"
    assert sayings.translate("3 of 4 of 5 left") == "3 of 4 of 5 left"


def test_a_hole_that_asks_for_a_number_or_one_word_takes_nothing_else() -> None:
    sayings = Sayings({"{0} of {1} left": "{1:number} 剩 {0:one}", "{0} {1} shares": "{0:side} {1} 股"})
    assert sayings.translate("a of b left") == "a of b left"
    assert sayings.translate("a b of 3 left") == "a b of 3 left"
    assert sayings.translate("BUY 3 shares") == "买入 3 股"


def test_english_stays_english() -> None:
    speak("en", str)
    assert spoken("no buys") == "no buys"


def test_sentences_are_found_however_they_are_written(tmp_path) -> None:
    source = tmp_path / "gate.py"
    source.write_text(
        '"""A module of some kind."""\n'
        'fail(f"{n} of {len(all)} left")\nfail("one" if x else "two words")\n'
        "more = f\", and {n} more\"\nfail(f\"{a} is {'not so' if b else 'so it is'}\")\n"
        'fail("ends with " + name)\nfail("row {0!r}: {1}".format(a, b))\nfail("first line\\nsecond line")\n'
        'database.execute("SELECT a FROM b")\nx = tr("Run now")\npath = f"orders_{day}.csv"\n'
        'fail(f"{a}{b}: no {{}} here")\n'
    )
    assert list(sentences.sentences([source])) == [
        *sentences.SINGLE,
        *sentences.OUTSIDE,
        *sentences.FORMER,
        "{0} of {1} left",
        "two words",
        "{0}, and {1} more",
        "{0} is not so",
        "{0} is so it is",
        "ends with {0}",
        "row {0}: {1}",
        "first line",
        "second line",
        "{0}: no {{}} here",
    ]


def test_fen_are_said_in_yuan_unless_a_figure_without_a_unit_may_be_fen_too() -> None:
    speak("en", str)
    assert (
        spoken("buys and fees need 2192270 fen of 2220324 fen") == "buys and fees need 21,922.70 CNY of 22,203.24 CNY"
    )
    assert spoken("cash still differs by -100 fen on 2026-01-05") == "cash still differs by −1.00 CNY on 2026-01-05"
    old = "books have 5010482 fen in cash, the broker 4887032 (-123450)"
    assert spoken(old) == old
    assert spoken("20260723-01-001: 7 minutes, finer than a fen") == "20260723-01-001: 7 minutes, finer than a fen"
