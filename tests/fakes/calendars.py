"""A market on a calendar of one's own: holidays, year ends, leap days."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from core.domain.dates import at, ymd
from core.jobs.night import HISTORY
from tests.fakes.desk import LOOKBACK_DAYS, DeskBench, TableMarket, a_market, market_days
from tests.fakes.partitions import brought, open_days

DAYS = LOOKBACK_DAYS + 4


def open_dates(last: date, closed: Sequence[date], count: int = DAYS) -> list[date]:
    """The last `count` weekdays up to `last` that are not `closed`."""
    days = [last - timedelta(days=back) for back in range(3 * count)]
    return sorted(day for day in days if day.weekday() < 5 and day not in closed)[-count:]


def market_on(days: Sequence[date], closed: Sequence[date] = ()) -> TableMarket:
    """A lawful market that trades on `days`; its calendar goes on for half a year after them."""
    lawful = a_market().tables
    moved = dict(zip((ymd(day) for day in market_days()), (ymd(day) for day in days), strict=False))
    tables = {name: _moved(frame, moved) if "trade_date" in frame else frame for name, frame in lawful.items()}
    first, last = days[0] - timedelta(days=40), days[-1] + timedelta(days=200)
    return TableMarket(tables | {"trade_cal": open_days(first, last, tuple(closed))})


def _moved(frame: pd.DataFrame, days: Mapping[int, int]) -> pd.DataFrame:
    dates = frame["trade_date"].map(days).astype("float64")
    return frame[dates.notna()].assign(trade_date=dates.dropna().astype("int64"))


def bench_on(home: Path, days: Sequence[date], closed: Sequence[date], opened: date) -> DeskBench:
    """A bench with cash, opened on one of `days`, the history before it in store and every factor past the leak lab."""
    bench = DeskBench(home, at(opened, 0), market_on(days, closed))
    past = [day for day in days if day < opened]
    for name in HISTORY:
        frame: pd.DataFrame = bench.market.tables[name]
        rows = frame[frame["trade_date"] < ymd(opened)]
        bench.desk.snapshots.append_many(name, past, rows, brought(bench.clock.now()))
    bench.open_account(opened)
    bench.pass_leak_lab()
    return bench
