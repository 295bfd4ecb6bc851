"""Every text of the console has its Chinese, with the same blanks, and the compiled files are those of the sources."""

import string

import pytest

from tests import words
from widgets.kit.words import sentence, speak, tr, word

AREAS = sorted(words.sources())
ONE_WORD = {
    "席位": "交易台", "关卡": "风控项", "早盘": "盘前", "账本": "账簿", "未结差异": "未处理差异", "裁决": "结论",
    "裁定": "认定", "名次": "排名", "评分": "得分", "泄漏实验": "泄漏检查", "急停": "STOP", "重放": "回放",
}  # fmt: skip
"""Words that are not used, each with the one that is."""


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("area", AREAS)
def test_every_text_is_translated_and_none_is_left_over(area: str) -> None:
    known = words.read(words.TRANSLATIONS / f"{area}.zh.ts")
    wanted = words.texts(words.sources()[area])
    assert sorted(known) == sorted(wanted), "run `python bootstrap.py render`"
    assert [text for text, chinese in known.items() if not chinese] == []


@pytest.mark.parametrize("area", AREAS)
def test_a_translation_fills_in_the_same_blanks(area: str) -> None:
    known = words.read(words.TRANSLATIONS / f"{area}.zh.ts")
    assert [text for text, chinese in known.items() if _blanks(text) != _blanks(chinese)] == []


@pytest.mark.parametrize("area", AREAS)
def test_the_compiled_file_is_that_of_its_source(area: str, tmp_path) -> None:
    pytest.importorskip("PySide6")
    made = tmp_path / "made.qm"
    words.compiled(words.TRANSLATIONS / f"{area}.zh.ts", made)
    assert made.read_bytes() == (words.TRANSLATIONS / f"{area}.zh.qm").read_bytes()


def test_texts_are_found_wherever_they_are_written(tmp_path) -> None:
    source = tmp_path / "panel.py"
    source.write_text(
        'class A:\n    title: str = "Plan"\n    x = tr("one {n}", n=1)\nb = tr("two" if x else "three")\n'
        'c = Column("f", "four", K, tip="five")\nd = untranslated("six")\n'
        'e = LineChart("equity", "seven", "%")\nf = Series("eight", values)\ng = DataTable("nine", columns)\n'
    )
    found = ["Plan", "one {n}", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    assert sorted(words.texts([source])) == sorted(found)


def test_blanks_are_filled_after_translating_and_codes_have_names() -> None:
    speak("zh", {"{n} rows": "{n} 行"}.get)
    try:
        assert tr("{n} rows", n=3) == "3 行"
        assert word("side", "BUY") == "买入"
        assert word("side", "NEITHER") == "NEITHER"
        assert sentence("Return of the day.") == "当日收益率。"
        assert sentence("Written by the desk.") == "Written by the desk."
    finally:
        speak("en", str)
    assert sentence("Return of the day.") == "Return of the day."


def test_one_thing_has_one_chinese_word() -> None:
    folder = words.TRANSLATIONS.parent
    spoken = [*words.TRANSLATIONS.glob("*.zh.ts"), *(folder / "report").glob("*zh.yaml"), folder / "help" / "zh.md"]
    said = {path.name: path.read_text(encoding="utf-8") for path in spoken}
    assert [(name, word) for name, text in said.items() for word in ONE_WORD if word in text] == [], ONE_WORD


def test_one_text_has_one_translation_wherever_it_stands() -> None:
    """Qt asks the files one after the other: with two answers one screen would speak with the other's words."""
    said: dict[str, set[str]] = {}
    for area in AREAS:
        for text, chinese in words.read(words.TRANSLATIONS / f"{area}.zh.ts").items():
            said.setdefault(text, set()).add(chinese)
    assert {text: chinese for text, chinese in said.items() if len(chinese) > 1} == {}
