"""Every built-in factor says in Chinese what it measures: resources/report/definitions.zh.yaml."""

import re
from collections.abc import Mapping
from importlib import resources

import pytest
import yaml

from core.domain.phrasebook import Phrasebook
from core.pipeline.factors.library import CATALOGUE

CHINESE: Mapping[str, str] = yaml.safe_load(
    resources.files("resources.report").joinpath("definitions.zh.yaml").read_text(encoding="utf-8")
)
DEFINITIONS = {factor.definition for factor in CATALOGUE}
_FIGURE, _BLANK = re.compile(r"\d+(?:\.\d+)?"), re.compile(r"\{\w+\}")


def test_every_definition_has_its_chinese_and_none_is_left_over() -> None:
    book = Phrasebook(CHINESE)
    assert [text for text in DEFINITIONS if book.say(text) == text] == [], "add it to definitions.zh.yaml"
    unused = {
        english for english in CHINESE if all(Phrasebook({english: "·"}).say(text) == text for text in DEFINITIONS)
    }
    assert unused == set()


def test_every_blank_is_filled_on_both_sides() -> None:
    assert {
        english: chinese for english, chinese in CHINESE.items()
        if set(_BLANK.findall(english)) != set(_BLANK.findall(chinese))
    } == {}  # fmt: skip


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Mean close of 20 days over today's.", "20 日均线与今日收盘价之比。"),
        ("Days from the lowest to the highest price of 60 days, over 60.", "60 日内从最低价到最高价的天数除以 60。"),
        ("Turnover of 5 days over 60's, less 1.", "5 日平均换手率与 60 日之比减 1。"),
        ("Days from the lowest to the highest price of 60 days, over 5.", None),
        ("A sentence of the desk's own.", None),
    ],
)
def test_a_sentence_is_said_by_its_form_or_left_as_written(english: str, chinese: str | None) -> None:
    assert Phrasebook(CHINESE).say(english) == (chinese or english)
