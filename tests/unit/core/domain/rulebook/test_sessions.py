"""When orders are taken, matched and held, by exchange, board and date.

Sources: SSE and SZSE trading rules 2006 to 2026 (2.3.2, 2.4.2, 3.4), SSE notice of 2018-08-06 on the closing call, STAR
and ChiNext special rules on trading after hours, BSE trading rules.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.dates import SHANGHAI, at
from core.domain.errors import SkipName
from core.domain.rulebook import session_at, sessions

NOW = date(2026, 11, 20)
SYMBOLS = ["600000.SH", "000001.SZ", "300750.SZ", "688981.SH", "920002.BJ"]


def phase(symbol: str, on: date, hour: int, minute: int) -> str:
    part = session_at(symbol, at(on, hour, minute))
    return "" if part is None else f"{part.phase}{' held' if part.holds_orders else ''}"


@pytest.mark.parametrize("symbol", SYMBOLS)
@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ((9, 14), ""),
        ((9, 15), "opening_call"),
        ((9, 19), "opening_call"),
        ((9, 20), "opening_call held"),
        ((9, 24), "opening_call held"),
        ((9, 25), "pause"),
        ((9, 30), "continuous"),
        ((11, 29), "continuous"),
        ((11, 30), "pause"),
        ((13, 0), "continuous"),
        ((14, 56), "continuous"),
        ((14, 57), "closing_call held"),
        ((14, 59), "closing_call held"),
    ],
)
def test_a_day_of_today(symbol: str, clock: tuple[int, int], expected: str) -> None:
    assert phase(symbol, NOW, *clock) == expected


@pytest.mark.parametrize(
    ("symbol", "on", "expected"),
    [
        ("600000.SH", date(2018, 8, 17), "continuous"),
        ("600000.SH", date(2018, 8, 20), "closing_call held"),
        ("000001.SZ", date(2018, 8, 17), "closing_call held"),
        ("300750.SZ", date(2006, 7, 3), "closing_call held"),
        ("920002.BJ", date(2021, 11, 15), "closing_call held"),
    ],
)
def test_shanghai_closes_by_a_call_since_2018_08_20(symbol: str, on: date, expected: str) -> None:
    assert phase(symbol, on, 14, 58) == expected


@pytest.mark.parametrize(
    ("symbol", "first"),
    [
        ("688981.SH", date(2019, 7, 22)),
        ("300750.SZ", date(2020, 8, 24)),
        ("600000.SH", date(2026, 7, 6)),
        ("000001.SZ", date(2026, 7, 6)),
    ],
)
def test_trading_after_hours_begins_board_by_board(symbol: str, first: date) -> None:
    assert [phase(symbol, first - timedelta(days=back), 15, 10) for back in (0, 1)] == ["after_hours", ""]
    assert [phase(symbol, first, 15, minute) for minute in (4, 5, 29, 30)] == [
        "pause",
        "after_hours",
        "after_hours",
        "",
    ]


def test_beijing_does_not_trade_after_hours() -> None:
    assert phase("920002.BJ", NOW, 15, 10) == ""


@pytest.mark.parametrize(("symbol", "taken"), [("000001.SZ", True), ("600000.SH", False), ("920002.BJ", False)])
def test_between_the_call_and_the_open_only_shenzhen_takes_orders(symbol: str, taken: bool) -> None:
    part = session_at(symbol, at(NOW, 9, 27))
    assert part is not None
    assert (part.takes_orders, part.takes_cancels) == (taken, taken)


@given(
    st.sampled_from(SYMBOLS),
    st.datetimes(datetime(2014, 1, 1), datetime(2026, 12, 31)),  # noqa: DTZ001 - hypothesis wants it naive
    st.integers(-12, 14),
)
def test_every_moment_is_in_at_most_one_part_whatever_zone_it_is_told_in(
    symbol: str, moment: datetime, offset: int
) -> None:
    there = moment.replace(tzinfo=UTC) + timedelta(hours=offset)
    local = there.astimezone(SHANGHAI)
    holding = [part for part in sessions(symbol, local.date()) if part.start <= local.time() < part.end]
    assert len(holding) <= 1
    assert session_at(symbol, there) == (holding[0] if holding else None)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_parts_of_a_day_follow_each_other_without_a_hole(symbol: str) -> None:
    for on in (date(2016, 1, 4), date(2018, 8, 20), date(2020, 8, 24), NOW):
        parts = sessions(symbol, on)
        assert parts[0].start == time(9, 15)
        assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]


def test_what_is_no_share_has_no_sessions() -> None:
    with pytest.raises(SkipName):
        sessions("510300.SH", NOW)
    with pytest.raises(SkipName):
        session_at("whatever", at(NOW, 10))
