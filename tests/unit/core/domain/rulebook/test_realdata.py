"""Limit prices worked out by the rulebook against every bar of 665 real shares from 2018 to 2026."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from core.adapters.csv import derive
from core.adapters.csv.listings import read_listings
from core.domain.dates import date_of
from core.pipeline.rule_check.check import Checked, RuleCheck
from core.pipeline.rule_check.findings import Cause, Kind
from core.pipeline.rule_check.rows import Bars, states_of

# First days back after years of suspended listing: the exchange set no limits.
_RELISTED = [("000792.SZ", date(2021, 8, 10)), ("000995.SZ", date(2020, 12, 16))]


def numbered(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the frame with the dates of a column as YYYYMMDD."""
    return frame.assign(**{column: pd.to_datetime(frame[column]).dt.strftime("%Y%m%d").astype("int64")})


@pytest.fixture(scope="module")
def checked(realdata: Path) -> Checked:
    """Every bar, the shares' ST flags as far as they are known; where they are not, as if it were none."""
    daily = numbered(pd.read_parquet(realdata / "ashare_daily.parquet"), "trade_date")
    flags = pd.read_parquet(realdata / "ashare_daily_basic.parquet", columns=["ts_code", "trade_date", "is_st"])
    listings = pd.read_parquet(realdata / "stock_basic_snapshots.parquet")
    listed = derive.list_dates(
        daily.groupby("ts_code")["trade_date"].min(), read_listings(realdata, listings, date(2026, 7, 1))
    )
    basic = pd.DataFrame({"ts_code": list(listed), "name": "", "list_date": list(listed.values()), "delist_date": None})
    calendar = numbered(pd.read_parquet(realdata / "trade_cal.parquet"), "cal_date")
    states = states_of(derive.namechange(numbered(flags, "trade_date").fillna({"is_st": 0}), None), basic)
    open_days = sorted(calendar.loc[calendar["is_open"] == 1, "cal_date"])
    check = RuleCheck(Bars(open_days, states, basic, int(daily["trade_date"].min())))
    no_limits = pd.DataFrame(columns=["ts_code", "trade_date", "pre_close", "up_limit", "down_limit"])
    for _, year in daily.groupby(daily["trade_date"] // 10_000):
        check.take(year, no_limits.astype({"ts_code": "str", "trade_date": "int64"}))
    return check.result()


@pytest.mark.realdata
def test_every_real_bar_fits_but_for_two_relistings_and_seven_listings(checked: Checked) -> None:
    assert (checked.bars, checked.names, checked.others) == (1_151_551, 665, 0)
    found = checked.findings.groupby(["kind", "cause"]).size().to_dict()
    assert found == {(Kind.OUTSIDE, Cause.RELISTED): 2, (Kind.NO_REFERENCE, Cause.FIRST_DAYS): 7}
    outside = checked.findings[checked.findings["kind"] == Kind.OUTSIDE].sort_values("ts_code")
    days = [date_of(int(day)) for day in outside["trade_date"]]
    assert list(zip(outside["ts_code"], days, strict=True)) == _RELISTED


@pytest.mark.realdata
def test_real_bars_touch_every_limit_that_bound_them(checked: Checked) -> None:
    """A limit that is too wide would never be touched; returns from suspensions are limited like any day."""
    rules = checked.rules.set_index(["board", "status", "up_permille"])
    touched = rules["touched_up"] + rules["touched_down"]
    assert touched[("main", "normal", 100)] > 20_000
    assert touched[("main", "st", 50)] > 300
    assert touched[("chinext", "normal", 100)] > 100
    assert touched[("chinext", "normal", 200)] > 100
    assert touched[("star", "normal", 200)] > 200
    assert touched[("main", "normal", 440)] >= 50
    assert checked.resumed > 400
