from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest

from core.adapters.csv import derive
from core.domain.dates import TradingCalendar, date_of, ymd
from core.domain.money import li_from_yuan
from core.domain.rulebook import Status, price_band
from core.domain.symbols import board_of

CODES = ["600000.SH", "000001.SZ", "300001.SZ", "688001.SH", "920001.BJ"]
DAYS = [date(2018, 1, 3), date(2019, 7, 24), date(2020, 8, 25), date(2023, 4, 12), date(2026, 7, 3), date(2026, 7, 7)]
PRICES = [0.05, 1.0, 2.05, 9.95, 10.04, 12.345, 33.33, 1699.96]


def _calendar(first: date, last: date) -> TradingCalendar:
    return TradingCalendar([stamp.date() for stamp in pd.bdate_range(first, last)], first, last)


@pytest.mark.parametrize("listed_back", [0, 1, 4, 5, 300])
@pytest.mark.parametrize("st", [False, True])
def test_limits_are_the_rulebooks(listed_back: int, st: bool) -> None:
    """Every board, date and price against `core.domain.rulebook.price_band`, one by one."""
    calendar = _calendar(date(2016, 1, 1), date(2026, 12, 31))
    cells = list(product(CODES, PRICES))
    codes, prices = [code for code, _ in cells], [price for _, price in cells]
    status = Status.ST if st else Status.NORMAL
    for day in DAYS:
        listed = dict.fromkeys(CODES, ymd(calendar.last_n(day, listed_back + 1)[0]))
        daily = pd.DataFrame({"ts_code": codes, "trade_date": ymd(day), "pre_close": prices})
        made = derive.stk_limit(daily, pd.Series([st] * len(daily)), listed, calendar)
        bands = [
            (code, price_band(li_from_yuan(price), board_of(code), status, day, listed_back + 1))
            for code, price in cells
        ]
        expected = [(code, band.up_li, band.down_li) for code, band in bands if band.up_li is not None]
        limits = made[["ts_code", "up_limit", "down_limit"]].itertuples(index=False)
        assert [(code, li_from_yuan(up), li_from_yuan(down)) for code, up, down in limits] == expected


def test_limits_need_a_share_and_a_previous_close() -> None:
    daily = pd.DataFrame({"ts_code": ["600000.SH", "510300.SH"], "trade_date": 20260105, "pre_close": [np.nan, 4.0]})
    calendar = _calendar(date(2026, 1, 1), date(2026, 1, 31))
    assert derive.stk_limit(daily, pd.Series([False, False]), {}, calendar).empty


def test_a_share_listed_before_the_calendar_is_long_listed() -> None:
    daily = pd.DataFrame({"ts_code": ["688001.SH"], "trade_date": 20260105, "pre_close": [10.0]})
    calendar = _calendar(date(2026, 1, 5), date(2026, 1, 31))
    for listed in (None, 20251231):
        made = derive.stk_limit(daily, pd.Series([False]), {"688001.SH": listed}, calendar)
        assert made["up_limit"].tolist() == [12.0]
    assert derive.stk_limit(daily, pd.Series([False]), {"688001.SH": 20260105}, calendar).empty


def test_a_flag_counts_on_its_day_only() -> None:
    daily = pd.DataFrame({"ts_code": ["1", "1", "2"], "trade_date": [1, 2, 1]})
    flags = pd.DataFrame({"ts_code": ["1", "2"], "trade_date": [2, 2], "is_st": [1.0, 1.0]})
    assert derive.st_on(daily, flags).tolist() == [False, True, False]


def test_names_change_where_flags_and_names_do() -> None:
    flags = pd.DataFrame(
        {
            "ts_code": ["000001.SZ"] * 5 + ["000002.SZ"] * 2,
            "trade_date": [20200102, 20200103, 20200106, 20200107, 20200108, 20200102, 20200103],
            "is_st": [0, 1, np.nan, 1, 0, 1, 1],
        }
    )
    names = pd.DataFrame(
        {
            "ts_code": ["000002.SZ", "000002.SZ", "000001.SZ", "000003.SZ"],
            "asof": [20230317, 20260228, 20230317, 20230317],
            "name": ["*ST某某", "某某", "平安", "没有旗"],
            "is_st_name": pd.Series([True, False, False, None], dtype=object),
        }
    )
    made = derive.namechange(flags, names)
    assert made[["ts_code", "start_date", "name"]].to_numpy().tolist() == [
        ["000001.SZ", 20200103, "ST"],
        ["000001.SZ", 20200108, "NORMAL"],
        ["000002.SZ", 20200102, "ST"],
        ["000002.SZ", 20260228, "某某"],
    ]
    assert derive.namechange(None, None).empty


def test_list_dates() -> None:
    bars = pd.Series({"old": 20180102, "told": 20200102, "late": 20190603, "untold": 20190604})
    listings = pd.DataFrame(
        {
            "ts_code": ["told", "told", "late"],
            "list_date": pd.array([20180611, 20180612, 20210101], dtype="Int64"),
        }
    )
    expected = {"old": None, "told": 20180611, "late": 20190603, "untold": 20190604}
    assert derive.list_dates(bars, listings) == expected
    assert derive.list_dates(bars, None) == {"old": None, "told": 20200102, "late": 20190603, "untold": 20190604}


def test_a_listing_table_holds_nothing_from_its_future() -> None:
    listed = {"000001.SZ": None, "688001.SH": 20190722, "300001.SZ": 20240105}
    listings = pd.DataFrame(
        {
            "ts_code": ["000001.SZ", "688001.SH", "000001.SZ"],
            "asof": [20230317, 20230317, 20260228],
            "name": ["平安", "华兴", "新平安"],
            "industry": ["银行", None, None],
            "delist_date": pd.array([None, None, None], dtype="Int64"),
        }
    )
    tables = derive.stock_basic(listed, listings, date(2018, 1, 1), date(2024, 12, 31))
    assert [ymd(day) for day, _ in tables] == [20180101, 20190722, 20230317, 20240105]
    assert [frame["ts_code"].tolist() for _, frame in tables[:2]] == [["000001.SZ"], ["000001.SZ", "688001.SH"]]
    assert tables[1][1]["name"].isna().all()
    last = tables[3][1]
    assert last["ts_code"].tolist() == ["000001.SZ", "300001.SZ", "688001.SH"]
    assert last["name"].fillna("").tolist() == ["平安", "", "华兴"]
    assert last["industry"].fillna("").tolist() == ["银行", "", ""]
    assert last["market"].tolist() == ["主板", "创业板", "科创板"]
    assert last["list_date"].isna().tolist() == [True, False, False]
    for day, frame in tables:
        assert all(date_of(int(number)) <= day for number in frame["list_date"].dropna())


def test_a_longer_history_of_names_leaves_the_older_tables_alone() -> None:
    changes = pd.DataFrame({"ts_code": ["1", "1", "2"], "start_date": [20170101, 20190507, 20200102]})
    longer = derive.as_they_stood(changes, date(2018, 1, 1))
    assert [(ymd(day), len(frame)) for day, frame in longer] == [(20180101, 1), (20190507, 2), (20200102, 3)]
    shorter = derive.as_they_stood(changes[:2], date(2018, 1, 1))
    assert all(one[1].equals(other[1]) for one, other in zip(shorter, longer, strict=False))


def test_the_auction_price_is_the_open() -> None:
    daily = pd.DataFrame(
        {"ts_code": ["1", "2"], "trade_date": 20260105, "open": [10.0, np.nan], "pre_close": [9.9, 1.0]}
    )
    made = derive.stk_auction(daily)
    assert made[["ts_code", "price", "pre_close"]].to_numpy().tolist() == [["1", 10.0, 9.9]]
    assert made["vol"].isna().all()


def test_share_figures_fill_only_what_is_missing() -> None:
    daily = pd.DataFrame({"ts_code": ["1", "2"], "trade_date": 20260105, "close": [10.0, 5.0], "vol": [2e6, 1e6]})
    basic = pd.DataFrame(
        {
            "ts_code": ["1", "2", "3"],
            "trade_date": 20260105,
            "turnover_rate": [2.0, 0.0, 1.0],
            "float_share": [np.nan, np.nan, 7.0],
            "circ_mv": np.nan,
        }
    )
    made = derive.share_figures(basic, daily)
    assert made["float_share"].tolist()[::2] == [1e8, 7.0]
    assert made["circ_mv"].tolist()[0] == 1e9
    assert made["circ_mv"].isna().tolist() == [False, True, True]
