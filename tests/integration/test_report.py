"""The rendered page: whole, safe, the same every time, in both languages."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from core.adapters.html.report import LANGUAGES, labels, render, render_index
from core.domain.breaks import BreakCode, Owner
from core.domain.errors import FixAndRestart
from core.domain.gate_names import EXPECTED_GATES
from core.domain.orders import Channel, OrderState, Side
from core.domain.outcome import Outcome
from core.domain.parity import Cause
from core.domain.verdict import Ruling
from core.pipeline.orders import SkipCode
from core.pipeline.portfolio.plan import Action
from tests.fakes.day_report import DAY, a_full_report

_VOID = {"meta", "br", "rect", "line", "polyline", "polygon", "circle"}


class Outline(HTMLParser):
    """Tags, ids and text of a page; unbalanced markup fails."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.text: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.extend((name, value or "") for name, value in attrs)
        self.ids.extend(value or "" for name, value in attrs if name == "id")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_both_languages_have_the_same_keys_and_no_empty_word() -> None:
    assert labels("zh").keys() == labels("en").keys()
    assert all(word.strip() for language in LANGUAGES for word in labels(language).values())


def test_every_code_has_a_word() -> None:
    codes = {
        "channel": list(Channel), "outcome": [outcome.word for outcome in Outcome], "side": list(Side),
        "state": list(OrderState), "break": list(BreakCode), "ruling": list(Ruling), "skip": list(SkipCode),
        "action": list(Action), "gate": EXPECTED_GATES, "owner": list(Owner), "standing": ["blocks", "waits", "lets"],
        "cause": list(Cause),
    }  # fmt: skip
    wanted = {f"{group}.{code}" for group, members in codes.items() for code in members}
    assert wanted - labels("en").keys() == set()


def test_every_part_is_on_the_page(language: str) -> None:
    outline = Outline(render(a_full_report(), language))
    assert outline.ids == [
        "verdicts", "breaks", "four_way", "equity", "positions", "plan", "orders", "skipped", "fills", "parity",
        "universe", "scores", "freshness", "anomalies", "steps",
    ]  # fmt: skip
    assert outline.tags["svg"] == 7
    assert outline.tags["table"] == 11
    words = " ".join(outline.text)
    assert "破晓银行" in words
    assert "close-20260130-01" in words
    assert words.count("2026-01-30 16:10 +08:00") > 10


def test_pictures_are_well_formed(language: str) -> None:
    pictures = re.findall(r"<svg.*?</svg>", render(a_full_report(), language), flags=re.DOTALL)
    assert len(pictures) == 7
    for picture in pictures:
        ElementTree.fromstring(picture)


def test_untrusted_text_stays_text(language: str) -> None:
    page = render(replace(a_full_report(), reason="<img src=x onerror=alert(1)>"), language)
    outline = Outline(page)
    assert outline.tags["script"] == outline.tags["img"] == 0
    assert not [name for name, _ in outline.attributes if name.startswith("on")]
    assert '<script>alert("x")</script>&\'名' in "".join(outline.text)


def test_nothing_is_loaded_from_outside(language: str) -> None:
    page = render(a_full_report(), language)
    assert not re.search(r"\ssrc=|@import|url\(", page)
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
    assert "default-src 'none'" in page
    assert all(value.startswith("#") for name, value in Outline(page).attributes if name == "href")


def test_equal_reports_give_equal_bytes(language: str) -> None:
    assert render(a_full_report(), language) == render(a_full_report(), language)


def test_a_simulation_is_marked_and_the_live_channel_is_not() -> None:
    for channel in Channel:
        page = render(replace(a_full_report(), channel=channel), "en")
        assert ("SIMULATED" in page) is (channel is not Channel.LIVE)
        assert channel.value in page


def test_a_bare_report_renders(language: str) -> None:
    bare = replace(
        a_full_report(), verdicts=None, plan=None, orders=None, skipped=None, results=None, fills=None, account=None,
        equity=None, freshness=None, universe=None, excluded=None, scores=None, breaks=None, anomalies=None, steps=(),
        names=None, four_way=None, parity=None,
    )  # fmt: skip
    assert Outline(render(bare, language)).tags["section"] == 0


def test_the_index_links_to_its_days(language: str) -> None:
    rows = [
        {"trade_date": point.trade_date, "channel": "DEMO", "outcome": "done", "total_fen": point.total_fen,
         "benchmark": point.benchmark, "href": f"runs/{point.trade_date}/report.html"}
        for point in a_full_report().equity or ()
    ]  # fmt: skip
    page = render_index(rows, language)
    outline = Outline(page)
    links = [value for name, value in outline.attributes if name == "href" and not value.startswith("#")]
    assert links == [row["href"] for row in rows]
    assert outline.tags["svg"] == 2
    assert render_index(rows[::-1], language) == page
    assert labels(language)["simulated"] in page
    assert Outline(render_index([], language)).tags["section"] == 2
    assert f"{DAY}" in page


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(FixAndRestart, match="'fr'"):
        render(a_full_report(), "fr")
