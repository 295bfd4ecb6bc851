"""A made-up market in a snapshot store, with the faults vendors send: wild closes, stale bars, gaps in adj_factor."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at, date_of
from tests.fakes.bars import Market, make_market
from tests.fakes.partitions import brought, open_days

NAMES = ("daily", "adj_factor", "daily_basic", "stk_limit")
LATER = at(date(2030, 1, 2), 12)
EVENING = at(date(2029, 12, 31), 20)


def faulty_market(symbols: int = 24, days: int = 40, seed: int = 5, faults: int = 14) -> Market:
    """A market with suspensions, splits, late listings and `faults` wild bars, as many stale ones; no limits."""
    made = make_market(symbols, days, seed, missing=0.08)
    random = np.random.default_rng(seed)
    daily = made.daily.sort_values(["trade_date", "ts_code"], ignore_index=True)
    late = daily["ts_code"].isin(made.symbols[:4]) & (daily["trade_date"] < made.days[days // 3])
    daily = daily[~late].reset_index(drop=True)
    prices = ["open", "high", "low", "close", "amount"]
    wild = random.choice(len(daily), faults, replace=False)
    daily.loc[wild, prices] *= 10
    before = daily.groupby("ts_code").shift()
    stale = random.choice(len(daily), faults, replace=False)
    stale = stale[before.loc[stale, "close"].notna()]
    daily.loc[stale, [*prices, "vol"]] = before.loc[stale, [*prices, "vol"]]
    return replace(made, daily=daily, stk_limit=made.stk_limit.iloc[:0])


def rows_of(market: Market, name: str, days: Sequence[int]) -> pd.DataFrame:
    """The rows of one table on those days."""
    frame: pd.DataFrame = getattr(market, name)
    return frame[frame["trade_date"].isin(days)].reset_index(drop=True)


def store_market(store: SnapshotStore, market: Market, days: Sequence[int]) -> None:
    """Store the calendar and the partitions of `days`."""
    audit = brought(LATER)
    store.append("trade_cal", date_of(market.days[0]), open_days(date_of(market.days[0]), date(2029, 12, 31)), audit)
    for name in NAMES:
        store.append_many(name, [date_of(day) for day in days], rows_of(market, name, days), audit)
