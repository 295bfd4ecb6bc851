"""The rendered tear sheet: whole, safe, the same every time, in both languages."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from core.adapters.html.factors import render_tear_sheet, sheet_labels
from core.adapters.html.report import LANGUAGES
from core.domain.errors import FixAndRestart
from core.pipeline.factors.library import CATALOGUE
from tests.fakes.factor_findings import FACTORS, findings, tear_sheet

_VOID = {"meta", "br", "rect", "line", "polyline", "polygon", "circle"}


class Outline(HTMLParser):
    """Open tags, ids and links of a page; unbalanced markup fails."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in _VOID:
            self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> str:
    return render_tear_sheet(tear_sheet(), request.param)


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    assert not found.open
    return found


def test_nothing_comes_from_outside_and_nothing_runs(page: str) -> None:
    found = outline(page)
    assert "script" not in found.tags
    assert all(link.startswith("#") for link in found.links)
    assert "url(" not in page
    assert "@import" not in page
    assert re.findall(r"https?://[^\s\"<]+", page) == ["http://www.w3.org/2000/svg"] * page.count("<svg")
    assert "default-src 'none'" in page


def test_every_link_has_its_section(page: str) -> None:
    found = outline(page)
    assert {link[1:] for link in found.links} <= set(found.ids)
    assert found.ids == ["top", "all", "clusters", "knows", "nothing"]


def test_text_from_outside_is_escaped() -> None:
    page = render_tear_sheet(tear_sheet(("contrary", "noise")), "en")
    assert "Knows it the &lt;b&gt;other&lt;/b&gt; way &amp; round." in page
    assert "a &lt;paper&gt; of &#39;somebody&#39;" in page
    assert "<b>other" not in page


def test_it_says_what_it_was_made_of(page: str) -> None:
    said = " ".join(outline(page).text)
    for figure in ("2026-07-01 20:00", "17", "2024-01-02 – 2024-05-06", "90", "0.2%", "D+5"):
        assert figure in said


def test_all_factors_are_in_the_table_and_the_surest_come_first(page: str) -> None:
    table = page[page.index('id="all"') : page.index('id="clusters"')]
    places = [table.index(f">{factor.name}<") for factor in FACTORS]
    assert places[3] == max(places)
    assert max(places[:2]) < places[2]
    assert table.count(" *</") + table.count(" *<small") == 2


def test_a_section_has_every_picture_and_one_without_values_few() -> None:
    page = render_tear_sheet(tear_sheet(), "en")
    knows = page[page.index('<section id="knows"') : page.index('<section id="nothing"')]
    pictures = re.findall(r"<svg.*?</svg>", knows, re.DOTALL)
    titles = [ElementTree.fromstring(each).findtext("{http://www.w3.org/2000/svg}title") for each in pictures]
    labels = sheet_labels("en")
    assert titles == [labels[key] for key in labels if key.startswith("picture.")]
    assert "close / ref(close, 1)" in knows
    nothing = page[page.index('<section id="nothing"') :]
    assert nothing.count("<svg") < 3


def test_equal_studies_give_equal_bytes() -> None:
    assert render_tear_sheet(tear_sheet(), "zh") == render_tear_sheet(tear_sheet(), "zh")


def test_a_long_study_stays_small() -> None:
    """2,000 dates are drawn in a few hundred points a line."""
    long = replace(tear_sheet(("knows",)), findings=tuple(findings(2000, 8)))
    assert len(render_tear_sheet(long, "en")) < 150_000


def test_a_built_in_factor_speaks_the_language_of_the_page_and_ones_own_as_it_is_written() -> None:
    factors = (CATALOGUE["ROC20"], *FACTORS[1:])
    sheet = replace(tear_sheet(("ROC20", "noise")), findings=tuple(findings(factors=factors)))
    chinese, english = render_tear_sheet(sheet, "zh"), render_tear_sheet(sheet, "en")
    for said in ("20 日前收盘价与今日收盘价之比。", "趋势", "观察 · v1", "Knows nothing."):
        assert said in chinese
    for said in ("Close 20 days ago over today&#39;s.", "trend", "shadow · v1", "Knows nothing."):
        assert said in english


def test_both_languages_have_the_same_words() -> None:
    assert set(sheet_labels("en")) == set(sheet_labels("zh"))
    with pytest.raises(FixAndRestart):
        sheet_labels("fr")
