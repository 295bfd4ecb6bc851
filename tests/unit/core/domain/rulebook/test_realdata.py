"""Limit prices worked out by the rulebook against what 665 real shares traded at from 2018 to 2026."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from core.domain.money import li_from_yuan
from core.domain.rulebook import Status, price_band
from core.domain.symbols import board_of

# Every bar that came near a 5 % limit or passed it, leaving out a share's first ten bars.
_BARS = """
    select ts_code, trade_date, pre_close, high, low, is_st
    from (
        select d.*, b.is_st, row_number() over (partition by d.ts_code order by d.trade_date) as bar
        from read_parquet('{folder}/ashare_daily.parquet') d
        left join read_parquet('{folder}/ashare_daily_basic.parquet') b using (ts_code, trade_date)
    )
    where bar > 10 and (high >= pre_close * 1.0485 or low <= pre_close * 0.9515)
    order by ts_code, trade_date
"""

# First days back after years of suspended listing: the exchange set no limits.
_RELISTED = [("000792.SZ", date(2021, 8, 10)), ("000995.SZ", date(2020, 12, 16))]


@pytest.mark.realdata
def test_no_real_bar_leaves_its_band_and_many_touch_it(realdata: Path) -> None:
    bars = duckdb.sql(_BARS.format(folder=realdata.as_posix())).fetchall()
    touched, outside = 0, []
    for symbol, day, pre_close, high, low, is_st in bars:
        status = Status.ST if is_st == 1 else Status.NORMAL
        band = price_band(li_from_yuan(pre_close), board_of(symbol), status, day, listed_days=1000)
        high_li, low_li = li_from_yuan(high), li_from_yuan(low)
        touched += high_li == band.up_li or low_li == band.down_li
        if not (band.contains(high_li) and band.contains(low_li)):
            outside.append((symbol, day))
    assert outside == _RELISTED
    assert touched > 25_000
