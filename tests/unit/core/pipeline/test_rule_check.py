"""Bars that do not fit the rulebook, one of each kind and cause, on a small calendar of weekdays."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pytest

from core.domain.dates import date_of
from core.domain.rulebook import Occasion, Status, price_band
from core.domain.symbols import board_of
from core.pipeline.bands import bands_of
from core.pipeline.rule_check.check import Checked, RuleCheck
from core.pipeline.rule_check.findings import RELISTED_GAP, Cause, Kind
from core.pipeline.rule_check.rows import FAR, LONG_LISTED, Bars, states_of

DAYS = [int(stamp.strftime("%Y%m%d")) for stamp in pd.bdate_range("2024-01-01", "2024-12-31")]
MAIN, CHINEXT, STAR = "600000.SH", "300750.SZ", "688981.SH"
LONG_AGO = 20100104
_LIMITS = ["ts_code", "trade_date", "pre_close", "up_limit", "down_limit"]

Bar = dict[str, object]


def bar(symbol: str, place: int, pre: float | None = 10.0, low: float = 9.9, high: float = 10.1, **other: float) -> Bar:
    """A bar on the weekday of that number."""
    close = min(max(10.0, low), high)
    plain = {"open": low, "high": high, "low": low, "close": close, "pre_close": pre}
    return {"ts_code": symbol, "trade_date": DAYS[place], **plain, **other}


def limit(symbol: str, place: int, down: float, up: float, pre: float | None = None) -> Bar:
    return dict(zip(_LIMITS, (symbol, DAYS[place], pre, up, down), strict=True))


def frame(rows: Iterable[Bar], columns: list[str]) -> pd.DataFrame:
    made = pd.DataFrame(list(rows), columns=columns)
    return made.astype({"ts_code": "str", "trade_date": "int64"}).sort_values(["trade_date", "ts_code"])


def check(
    bars: list[Bar],
    limits: list[Bar] | None = None,
    names: list[tuple[str, str, int]] | None = None,
    basic: dict[str, object] | None = None,
    by: int = 1000,
) -> Checked:
    """Check bars of shares listed long ago, their history read in spans of `by` weekdays."""
    default = {"name": "某某", "list_date": LONG_AGO, "delist_date": None}
    symbols = sorted({str(each["ts_code"]) for each in bars})
    listings = pd.DataFrame([{"ts_code": symbol} | default | (basic or {}) for symbol in symbols])
    changes = pd.DataFrame(names or [], columns=["ts_code", "name", "start_date"])
    daily = frame(bars, ["ts_code", "trade_date", "open", "high", "low", "close", "pre_close"])
    stored = frame(limits or [], _LIMITS)
    made = RuleCheck(Bars(DAYS, states_of(changes, listings), listings, DAYS[0]))
    for start in range(0, len(DAYS), by):
        span = DAYS[start], DAYS[min(start + by, len(DAYS)) - 1]
        made.take(*(each[each["trade_date"].between(*span)] for each in (daily, stored)))
    return made.result()


def causes(checked: Checked) -> list[tuple[str, str]]:
    return list(zip(checked.findings["kind"], checked.findings["cause"], strict=True))


def test_bars_that_fit_are_only_counted() -> None:
    checked = check(
        [bar(MAIN, 0), bar(MAIN, 1, high=11.0), bar(MAIN, 2, low=9.0), bar(STAR, 0, high=12.0), bar("510300.SH", 0)],
        [limit(MAIN, 0, 9.0, 11.0), limit(STAR, 0, 8.0, 12.0)],
    )
    assert causes(checked) == []
    assert (checked.bars, checked.others, checked.names, checked.without_limit) == (4, 1, 2, 2)
    touched = checked.rules[["board", "up_permille", "bars", "touched_up", "touched_down", "outside"]]
    assert touched.to_numpy().tolist() == [["main", 100, 3, 1, 1, 0], ["star", 200, 1, 1, 0, 0]]


@pytest.mark.parametrize("edge", [{"high": 11.01}, {"low": 8.99}])
def test_a_bar_a_tick_outside_is_unexplained(edge: dict[str, float]) -> None:
    checked = check([bar(MAIN, 0), bar(MAIN, 40, **edge)])
    assert causes(checked) == [(Kind.OUTSIDE, Cause.UNEXPLAINED)]
    assert checked.unexplained["trade_date"].tolist() == [DAYS[40]]
    assert "computed 9…11" in checked.unexplained["detail"].iloc[0]
    assert checked.rules[["touched_up", "touched_down", "outside"]].to_numpy().tolist() == [[0, 0, 1]]


def test_a_bar_outside_that_no_state_explains_stays_unexplained_beside_a_change() -> None:
    assert causes(check([bar(MAIN, 0), bar(MAIN, 40, high=15.0)], names=[(MAIN, "ST某某", DAYS[41])])) == [
        (Kind.OUTSIDE, Cause.UNEXPLAINED)
    ]


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"close": 10.005}, [(Kind.OFF_TICK, Cause.VENDOR)]),
        ({"close": 10.2}, [(Kind.IMPOSSIBLE, Cause.VENDOR)]),
        ({"open": 9.8}, [(Kind.IMPOSSIBLE, Cause.VENDOR)]),
        ({"low": 0.0, "open": 9.9}, [(Kind.IMPOSSIBLE, Cause.VENDOR)]),
        ({"pre": None}, [(Kind.NO_REFERENCE, Cause.VENDOR)]),
    ],
)
def test_a_bar_that_cannot_be_is_the_vendor_s(wrong: dict[str, float], expected: list[tuple[str, str]]) -> None:
    assert [each for each in causes(check([bar(MAIN, 0), bar(MAIN, 1, **wrong)])) if each[0] != "outside"] == expected


def test_a_first_bar_without_a_reference_is_a_listing() -> None:
    assert causes(check([bar(MAIN, 0), bar(CHINEXT, 3, pre=None)])) == [(Kind.NO_REFERENCE, Cause.FIRST_DAYS)]


def test_free_first_days_bound_nothing_and_a_stored_limit_there_is_explained() -> None:
    listed = {"list_date": DAYS[10]}
    bars = [bar(STAR, place, high=40.0) for place in range(10, 16)]
    checked = check(bars, [limit(STAR, 12, 8.0, 12.0)], basic=listed)
    assert causes(checked) == [(Kind.LIMIT_DIFFERS, Cause.FIRST_DAYS), (Kind.OUTSIDE, Cause.UNEXPLAINED)]
    assert checked.findings["trade_date"].tolist() == [DAYS[12], DAYS[15]], "the sixth day has limits again"


def test_a_late_first_bar_of_unknown_listing_counts_as_a_listing() -> None:
    wild = [bar(MAIN, 0), *(bar(CHINEXT, place, high=40.0) for place in range(10, 16))]
    found = causes(check(wild, basic={"list_date": None}))
    assert found == [(Kind.OUTSIDE, Cause.FIRST_DAYS)] * 5 + [(Kind.OUTSIDE, Cause.UNEXPLAINED)]
    there = [bar(CHINEXT, place, high=40.0) for place in range(2)]
    assert causes(check(there, basic={"list_date": None})) == [(Kind.OUTSIDE, Cause.UNEXPLAINED)] * 2


def test_a_return_after_a_long_absence_is_a_relisting_and_an_ordinary_one_is_limited() -> None:
    for away, cause in ((RELISTED_GAP, Cause.RELISTED), (RELISTED_GAP - 1, Cause.UNEXPLAINED)):
        checked = check([bar(MAIN, 0), bar(MAIN, away + 1, high=31.0)])
        assert causes(checked) == [(Kind.OUTSIDE, cause)]
        assert checked.resumed == 1
    assert causes(check([bar(MAIN, 0), bar(MAIN, 30, high=11.0)])) == []


def test_the_first_day_of_a_delisting_period_is_free_and_its_others_are_not() -> None:
    names = [(MAIN, "*ST某某", DAYS[2]), (MAIN, "退市某某", DAYS[8])]
    bars = [bar(MAIN, 0), bar(MAIN, 5, high=10.5), bar(MAIN, 9, low=2.0), bar(MAIN, 10, high=11.0), bar(MAIN, 11)]
    assert causes(check(bars, names=names)) == []
    assert causes(check([*bars, bar(MAIN, 12, high=12.0)], names=names)) == [(Kind.OUTSIDE, Cause.DELISTING)]
    gone = {"delist_date": DAYS[30]}
    assert causes(check([bar(MAIN, 0), bar(MAIN, 12, low=2.0)], basic=gone)) == [(Kind.OUTSIDE, Cause.DELISTING)]
    assert causes(check([bar(MAIN, 0), bar(MAIN, 5, low=2.0)], basic=gone)) == [(Kind.OUTSIDE, Cause.UNEXPLAINED)]


def test_limits_made_from_the_raw_close_are_an_ex_right_reference() -> None:
    bars = [bar(MAIN, 0, high=20.0, low=20.0, pre=19.0), bar(MAIN, 1)]
    assert causes(check(bars, [limit(MAIN, 1, 18.0, 22.0)])) == [(Kind.LIMIT_DIFFERS, Cause.EX_RIGHT)]
    stated = [limit(MAIN, 1, 8.1, 9.9, pre=9.0)]
    assert causes(check(bars, stated)) == [(Kind.LIMIT_DIFFERS, Cause.EX_RIGHT)]
    raw = [bar(MAIN, 0, high=10.0), bar(MAIN, 1, pre=8.0, low=10.0, high=11.0)]
    assert causes(check(raw)) == [(Kind.OUTSIDE, Cause.EX_RIGHT)]


def test_limits_of_another_state_are_explained_where_the_vendor_states_them_or_the_state_changes() -> None:
    names = [(MAIN, "ST某某", DAYS[1])]
    wide = bar(MAIN, 50, high=10.8)
    assert causes(check([bar(MAIN, 0), wide], names=names)) == [(Kind.OUTSIDE, Cause.UNEXPLAINED)]
    assert causes(check([bar(MAIN, 0), wide], [limit(MAIN, 50, 9.0, 11.0)], names)) == [
        (Kind.LIMIT_DIFFERS, Cause.STATE), (Kind.OUTSIDE, Cause.STATE),
    ]  # fmt: skip
    for place in (45, 55):
        near = [*names, (MAIN, "某某", DAYS[place])] if place > 50 else [(MAIN, "ST某某", DAYS[place])]
        assert causes(check([bar(MAIN, 0), wide], names=near)) == [(Kind.OUTSIDE, Cause.STATE)]


def test_a_share_whose_name_never_changed_has_always_been_what_it_is_called() -> None:
    checked = check([bar(MAIN, 0), bar(MAIN, 1, high=10.5)], [limit(MAIN, 1, 9.5, 10.5)], basic={"name": "*ST某某"})
    assert causes(checked) == []
    assert set(checked.rules["status"]) == {Status.ST.value}


def test_a_stored_limit_a_tick_off_is_rounding_and_further_off_is_not() -> None:
    bars = [bar(MAIN, 0), bar(MAIN, 40, pre=10.05)]
    assert causes(check(bars, [limit(MAIN, 40, 9.05, 11.06)])) == []
    assert causes(check(bars, [limit(MAIN, 40, 9.04, 11.05)])) == [(Kind.LIMIT_DIFFERS, Cause.ROUNDING)]
    beyond = check([bar(MAIN, 0), bar(MAIN, 40, high=11.01)], [limit(MAIN, 40, 9.0, 11.01)])
    assert causes(beyond) == [(Kind.LIMIT_DIFFERS, Cause.ROUNDING), (Kind.OUTSIDE, Cause.UNEXPLAINED)]
    assert causes(check(bars, [limit(MAIN, 40, 9.03, 11.05)])) == [(Kind.LIMIT_DIFFERS, Cause.UNEXPLAINED)]


@pytest.mark.parametrize("by", [11, 100])
def test_a_history_read_in_spans_says_the_same(by: int) -> None:
    random = np.random.default_rng(3)
    bars = [
        bar(symbol, place, high=float(random.choice([10.2, 10.6, 11.0, 13.0])))
        for symbol in (MAIN, CHINEXT, STAR)
        for place in sorted(random.choice(len(DAYS), 60, replace=False))
    ]
    names = [(MAIN, "ST某某", DAYS[40]), (CHINEXT, "退市某某", DAYS[200])]
    whole, parts = check(bars, names=names), check(bars, names=names, by=by)
    order = ["trade_date", "ts_code", "kind"]
    pd.testing.assert_frame_equal(
        whole.findings.sort_values(order, ignore_index=True), parts.findings.sort_values(order, ignore_index=True)
    )
    pd.testing.assert_frame_equal(whole.rules, parts.rules)
    assert (whole.resumed, whole.names) == (parts.resumed, parts.names)


def test_the_rows_know_their_ages_and_neighbours() -> None:
    listings = pd.DataFrame({"ts_code": [MAIN], "name": ["某某"], "list_date": [DAYS[3]], "delist_date": [DAYS[9]]})
    made = Bars(DAYS, states_of(pd.DataFrame(columns=["ts_code", "name", "start_date"]), listings), listings, DAYS[0])
    columns = ["ts_code", "trade_date", "open", "high", "low", "close", "pre_close"]
    rows = made.rows(frame([bar(MAIN, 3), bar(MAIN, 7, high=10.4)], columns))
    assert rows["listed_days"].tolist() == [1, 5]
    assert rows["gap"].tolist() == [0, 3]
    assert rows["before_li"].tolist() == [0, 10000]
    assert rows["to_leave"].tolist() == [6, 2]
    assert rows["to_change"].tolist() == [FAR, FAR]
    assert made.rows(frame([bar(MAIN, 8)], columns))["before_li"].tolist() == [10000]
    assert LONG_LISTED > 5


def test_many_bands_at_once_are_the_rulebook_s_one_by_one() -> None:
    cells = [
        (symbol, status, occasion, day, age, price)
        for symbol in (MAIN, CHINEXT, STAR, "920002.BJ")
        for status in Status
        for occasion in Occasion
        for day in (20200821, 20200824, 20230410, 20260703, 20260706)
        for age in (1, 2, 6, 500)
        for price in (10, 40, 10050, 1699960)
    ]
    rows = pd.DataFrame(
        [(board_of(code).value, status, occasion, day, age) for code, status, occasion, day, age, _ in cells],
        columns=["board", "status", "occasion", "trade_date", "listed_days"],
    )
    made = bands_of(rows, np.array([price for *_, price in cells]))
    expected = [
        price_band(price, board_of(code), status, date_of(day), age, occasion)
        for code, status, occasion, day, age, price in cells
    ]
    assert made.down_li.tolist() == [band.down_li or 0 for band in expected]
    assert made.up_li.tolist() == [band.up_li or 0 for band in expected]
