"""Which sections a report gets, and what stands in them."""

from collections import defaultdict
from dataclasses import fields, replace
from typing import Any

import pytest

from core.domain.holdings import Account, Position
from core.domain.orders import Channel
from core.pipeline.report.build import build_index, build_page
from core.pipeline.report.model import DayReport
from core.pipeline.report.page import Page, Section, Tone
from tests.fakes.day_report import AS_OF, DAY, A, B, a_full_report


class Echo(defaultdict[str, str]):
    """Every word is its own key, so that tests read what was asked for."""

    def __missing__(self, key: str) -> str:
        return key

    def get(self, key: str, default: Any = None) -> Any:
        return key if key.split(".")[-1] else default


LABELS = Echo()
FULL = a_full_report()
BARE = DayReport("run", "night", DAY, AS_OF, Channel.DEMO, "done", "")
EMPTY: dict[str, Any] = {
    "verdicts": [], "plan": [], "orders": [], "skipped": [], "fills": [], "equity": [], "freshness": [],
    "universe": {}, "scores": [], "breaks": [], "four_way": [], "parity": [], "anomalies": {},
    "account": Account(DAY, 1, 2, {}),
}  # fmt: skip


def page_of(report: DayReport) -> Page:
    return build_page(report, "en", LABELS)


def section_of(report: DayReport, key: str) -> Section:
    return next(section for section in page_of(report).sections if section.key == key)


def test_a_full_report_has_every_section_each_with_its_instant() -> None:
    keys = [section.key for section in page_of(FULL).sections]
    assert keys == [
        "verdicts", "breaks", "four_way", "equity", "positions", "plan", "orders", "skipped", "fills", "parity",
        "universe", "scores", "freshness", "anomalies", "steps",
    ]  # fmt: skip
    for section in page_of(FULL).sections:
        assert "2026-01-30" in section.as_of
        for picture in section.pictures:
            assert "2026-01-30" in picture.caption
            assert picture.svg.startswith("<svg")


def test_what_the_morning_decided_keeps_the_mornings_instant() -> None:
    page = page_of(replace(FULL, decided_at=AS_OF.replace(hour=9, minute=26)))
    instants = {section.key: section.as_of for section in page.sections}
    assert all("09:26" in instants[key] for key in ("verdicts", "plan", "skipped"))
    assert all("16:10" in instants[key] for key in ("positions", "fills", "freshness"))


def test_a_part_not_given_is_not_shown() -> None:
    assert page_of(BARE).sections == ()


@pytest.mark.parametrize("part", list(EMPTY))
def test_an_empty_part_says_so_in_words(part: str) -> None:
    report = replace(BARE, **{part: EMPTY[part]})
    [section] = page_of(report).sections
    assert section.table is None
    assert section.note == f"empty.{section.key}"
    assert section.pictures == ()


def test_empty_covers_every_optional_part() -> None:
    aids = {"results", "excluded", "references_li", "closes_li", "names", "decided_at"}
    optional = {field.name for field in fields(DayReport) if field.default is None}
    assert optional - aids == set(EMPTY)


def test_refusals_come_first_and_are_told_by_mark_word_and_tone() -> None:
    table = section_of(FULL, "verdicts").table
    assert table is not None
    rulings = [row[1] for row in table.rows]
    assert [cell.text for cell in rulings] == ["✕ ruling.block", "! ruling.reduce", "✓ ruling.pass"]
    assert [cell.tone for cell in rulings] == [Tone.BAD, Tone.WARN, Tone.GOOD]
    assert table.rows[0][2].below == "broker_fen=90, expected_fen=100"


def test_positions_show_value_cost_and_result() -> None:
    """A: 600 × 10.12 = 6,072.00 against 6,036.00, +36.00 = +0.60 %; B: 300 × 10.01 = 3,003.00 against 3,100.00."""
    section = section_of(FULL, "positions")
    assert section.table is not None
    first, second, free = section.table.rows
    assert [cell.text for cell in first] == [A, "600", "6,072.00", "6,036.00", "▲ 36.00"]
    assert [cell.below for cell in first] == ["破晓银行", "0", "10.12", "10.06", "+0.60%"]
    assert (second[4].text, second[4].tone) == ("▼ -97.00", Tone.DOWN)
    assert free[4].below == ""
    assert [fact.value for fact in section.facts] == ["612,345.67", "4,970.00", "19,273.00", "3"]


def test_a_position_without_price_hides_the_market_value() -> None:
    report = replace(BARE, account=Account(DAY, 0, 0, {A: Position(A, 100, 0, 5000)}), closes_li={B: 1})
    section = section_of(report, "positions")
    assert section.table is not None
    assert [cell.text for cell in section.table.rows[0]] == [A, "100", "—", "50.00", "—"]
    assert section.facts[2].value == "—"


def test_orders_say_what_became_of_them() -> None:
    table = section_of(FULL, "orders").table
    assert table is not None
    assert [row[3].text for row in table.rows] == ["state.FILLED", "state.PARTIAL_CANCELLED", "state.REJECTED"]
    assert [row[3].below for row in table.rows] == ["500 / 500", "600 / 1,000", "0 / 200"]
    assert table.rows[2][3].tone is Tone.BAD
    assert table.remarks[0] == "B20260130-1-000 · test"
    unsent = section_of(replace(FULL, results=None), "orders").table
    assert unsent is not None
    assert unsent.rows[0][3].text == "—"


def test_skipped_names_have_reason_and_substitute() -> None:
    table = section_of(FULL, "skipped").table
    assert table is not None
    assert [cell.text for cell in table.rows[0]] == ["600519.SH", "side.BUY", "skip.LOCKED_UP", "688001.SH"]
    assert table.remarks == ("opens at its upper limit",)


def test_fills_are_measured_against_the_reference() -> None:
    """Sold at 9.95 against 9.99: 40.0 bp worse."""
    section = section_of(FULL, "fills")
    assert section.table is not None
    assert section.table.rows[0][4].text == "+40.0 bp"
    assert section.note.startswith("note.slippage")
    without = section_of(replace(FULL, references_li=None), "fills")
    assert without.pictures == ()
    assert without.table is not None
    assert without.table.rows[0][4].text == "—"


def test_a_dataset_never_seen_is_missing() -> None:
    table = section_of(FULL, "freshness").table
    assert table is not None
    assert [(row[3].text, row[3].tone) for row in table.rows] == [("fresh.ok", Tone.GOOD), ("fresh.missing", Tone.BAD)]
    assert table.rows[1][3].below == "2026-01-30"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2026-01-05", "2026-01-06"], "2026-01-05, 2026-01-06"),
        ([f"2026-01-{day:02d}" for day in range(5, 31)], "2026-01-05 … 2026-01-30 (26)"),
    ],
)
def test_a_year_of_missing_days_is_told_in_a_line(days: list[str], told: str) -> None:
    table = section_of(replace(BARE, freshness=[{"dataset": "daily", "missing": days}]), "freshness").table
    assert table is not None
    assert table.rows[0][3].below == told


@pytest.mark.parametrize("channel", list(Channel))
def test_only_the_live_channel_passes_for_real(channel: Channel) -> None:
    page = page_of(replace(BARE, channel=channel))
    assert page.simulated is (channel is not Channel.LIVE)
    assert page.banner == f"channel.{channel}"
    index = build_index([{"trade_date": DAY, "channel": channel.value}], "en", LABELS)
    assert index.simulated is page.simulated


def test_a_mixture_of_channels_and_no_channel_count_as_simulated() -> None:
    rows = [{"trade_date": 20260105, "channel": "LIVE"}, {"trade_date": 20260106, "channel": "PAPER"}]
    assert build_index(rows, "en", LABELS).simulated
    assert build_index([], "en", LABELS).simulated


def test_the_index_is_by_date_and_counts_bad_days() -> None:
    rows: list[dict[str, object]] = [
        {"trade_date": 20260106, "outcome": "blocked", "total_fen": 99_000, "benchmark": 3900.0, "href": "b.html"},
        {"trade_date": DAY.replace(day=5), "outcome": "done", "total_fen": 100_000, "benchmark": 4000.0,
         "cash_fen": 5, "plan": 20, "orders": 3, "fills": 4, "rejected": 1, "gates": "12/12", "reconciliation": "ok"},
    ]  # fmt: skip
    page = build_index(rows, "en", LABELS)
    equity, days = page.sections
    assert days.table is not None
    assert [row[0].text for row in days.table.rows] == ["2026-01-05", "2026-01-06"]
    assert [row[0].href for row in days.table.rows] == ["", "b.html"]
    assert [fact.value for fact in equity.facts] == ["990.00", "▼ -1.00%", "▼ -1.00%", "-1.00%"]
    assert len(equity.pictures) == 2
    assert page.outcome.value == "outcome.blocked"
    assert page.reason.endswith("1 / 2")


@pytest.mark.parametrize("href", ["javascript:alert(1)", "https://elsewhere", "//elsewhere", "/etc/passwd", "\\\\host"])
def test_only_relative_links_are_links(href: str) -> None:
    days = build_index([{"trade_date": DAY, "href": href}], "en", LABELS).sections[1]
    assert days.table is not None
    assert days.table.rows[0][0].href == ""
