"""How values read in a cell and what of them goes into a file."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.orders import Side
from widgets.kit.words import speak
from widgets.tables.column import Column, Kind
from widgets.tables.shown import full, heading, plain, shower


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.TEXT, "平安银行", "平安银行"),
        (Kind.TEXT, ("a", "b"), "a, b"),
        (Kind.CODE, "000001.SZ", "000001.SZ"),
        (Kind.INTEGER, -12_345, "−12,345"),
        (Kind.SHARES, np.int64(12_300), "12,300"),
        (Kind.NUMBER, 0.12345678, "0.1235"),
        (Kind.NUMBER, -1234.5, "−1,234.50"),
        (Kind.NUMBER, 12_345_678.9, "12,345,679"),
        (Kind.NUMBER, 0.00001234, "1.23e-05"),
        (Kind.NUMBER, float("inf"), "inf"),
        (Kind.RATIO, 0.0512, "5.12%"),
        (Kind.SIGNED_RATIO, 0.0512, "+5.12%"),
        (Kind.SIGNED_RATIO, -0.0512, "−5.12%"),
        (Kind.SIGNED_RATIO, -0.00001, "0.00%"),
        (Kind.MONEY, 1_234_567, "12,345.67"),
        (Kind.SIGNED_MONEY, 1_234_567, "+12,345.67"),
        (Kind.SIGNED_MONEY, -50, "−0.50"),
        (Kind.SIGNED_MONEY, 0, "0.00"),
        (Kind.PRICE, 12_340, "12.34"),
        (Kind.PRICE, 1_234, "1.234"),
        (Kind.DATE, date(2026, 11, 27), "2026-11-27"),
        (Kind.DATE, np.datetime64("2026-11-27"), "2026-11-27"),
        (Kind.MOMENT, datetime(2026, 11, 27, 9, 26, 3, tzinfo=UTC), "2026-11-27 09:26:03"),
        (Kind.FLAG, True, "yes"),
        (Kind.WORD, Side.BUY, "buy"),
        *((kind, nothing, "–") for kind in Kind for nothing in (None, float("nan"), np.datetime64("NaT"))),
    ],
)
def test_a_value_reads_as_people_expect(kind: Kind, value: object, text: str) -> None:
    assert shower(Column("x", "X", kind, group="side"))(value).casefold() == text.casefold()


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (Kind.CODE, "000001.SZ", "000001.SZ"),
        (Kind.MONEY, 1_234_567, 12_345.67),
        (Kind.SIGNED_MONEY, np.int64(-50), -0.5),
        (Kind.PRICE, 1_234, 1.234),
        (Kind.RATIO, 0.05, 0.05),
        (Kind.SHARES, np.int64(100), 100),
        (Kind.DATE, np.datetime64("2026-11-27"), date(2026, 11, 27)),
        (Kind.FLAG, 1, True),
        (Kind.NUMBER, float("nan"), None),
    ],
)
def test_a_file_holds_values_in_the_unit_of_the_heading(kind: Kind, value: object, cell: object) -> None:
    found = plain(Column("x", "X", kind), value)
    assert found == cell
    assert type(found) is type(cell)


def test_headings_name_their_unit() -> None:
    kinds = {kind: heading(Column("x", "Value", kind)) for kind in (Kind.MONEY, Kind.PRICE, Kind.SHARES, Kind.RATIO)}
    assert list(kinds.values()) == ["Value (CNY)", "Value (CNY)", "Value (sh)", "Value"]


def test_several_codes_are_told_by_their_words_and_a_sentence_as_it_is() -> None:
    show = shower(Column("x", "X", Kind.WORD, group="gates"))
    assert show(["cash", "no plan: Night failed"]) == "Cash, no plan: Night failed"


def test_a_sentence_of_the_core_is_shown_and_exported_in_the_language_of_the_screen() -> None:
    column = Column("reason", "Reason", Kind.SENTENCE)
    speak("zh", str)
    try:
        assert shower(column)("no buys") == plain(column, "no buys") == full(column, "no buys") == "没有买入"
    finally:
        speak("en", str)
    assert shower(column)("no buys") == "no buys"


def test_pointing_at_a_cell_rounds_nothing_away() -> None:
    assert full(Column("x", "X", Kind.NUMBER), 0.123456789012) == "0.123456789012"
    assert full(Column("x", "X", Kind.WORD, group="side"), "BUY").endswith("(code BUY)")
    assert full(Column("x", "X"), None) == "no value"


@given(st.one_of(st.integers(-(10**15), 10**15)))
def test_signed_money_always_wears_its_sign(amount_fen: int) -> None:
    text = shower(Column("x", "X", Kind.SIGNED_MONEY))(amount_fen)
    assert text[0] == ("+" if amount_fen > 0 else "−" if amount_fen < 0 else "0")
