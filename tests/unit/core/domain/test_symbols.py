"""Boards and spellings."""

import pytest

from core.domain.errors import SkipName
from core.domain.symbols import Board, board_of, from_ptrade, to_ptrade


@pytest.mark.parametrize(
    ("symbol", "board"),
    [
        ("600000.SH", Board.MAIN),
        ("601318.SH", Board.MAIN),
        ("603288.SH", Board.MAIN),
        ("605499.SH", Board.MAIN),
        ("000001.SZ", Board.MAIN),
        ("001979.SZ", Board.MAIN),
        ("002594.SZ", Board.MAIN),
        ("003816.SZ", Board.MAIN),
        ("300750.SZ", Board.CHINEXT),
        ("301269.SZ", Board.CHINEXT),
        ("302132.SZ", Board.CHINEXT),
        ("688981.SH", Board.STAR),
        ("689009.SH", Board.STAR),
        ("920002.BJ", Board.BSE),
        ("430047.BJ", Board.BSE),
    ],
)
def test_boards(symbol: str, board: Board) -> None:
    assert board_of(symbol) is board


@pytest.mark.parametrize(
    "text",
    ["900901.SH", "200002.SZ", "510300.SH", "159915.SZ", "113050.SH", "000001.SH", "600000", "600000.SS", "", "1.SZ"],
)
def test_what_is_no_a_share_is_skipped(text: str) -> None:
    with pytest.raises(SkipName):
        board_of(text)


@pytest.mark.parametrize(
    ("ours", "theirs"), [("600000.SH", "600000.SS"), ("000001.SZ", "000001.SZ"), ("920002.BJ", "920002.NEEQ")]
)
def test_ptrade_spelling_and_back(ours: str, theirs: str) -> None:
    assert to_ptrade(ours) == theirs
    assert from_ptrade(theirs) == ours


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("600000.XSHG", "600000.SH"),
        ("000001.XSHE", "000001.SZ"),
        (" 600000.ss ", "600000.SH"),
        ("920002.XBSE", "920002.BJ"),
    ],
)
def test_every_spelling_ptrade_writes(theirs: str, ours: str) -> None:
    assert from_ptrade(theirs) == ours


@pytest.mark.parametrize("text", ["000300.XBHS", "600000", "60000.SS", "", "SS.600000"])
def test_foreign_codes_are_skipped(text: str) -> None:
    with pytest.raises(SkipName):
        from_ptrade(text)
