"""A home filled with the demo exchange's rows straight from memory: nothing is served, nothing is timed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pandas as pd

from app.compose import House, open_house
from app.initialise import initialise
from core.adapters.clock.clocks import StandingClock
from core.adapters.demo.calendar import sessions
from core.adapters.demo.index import INDEX_CODE
from core.adapters.demo.interfaces import INTERFACES
from core.adapters.demo.market import FIRST_DAY, LAST_DAY, DemoExchange
from core.adapters.demo.query import Query
from core.adapters.store.database import open_database
from core.adapters.store.snapshots import SnapshotStore
from core.adapters.tushare.decode import decode
from core.domain.dataset import DATASETS, Kind
from core.domain.dates import at, ymd
from core.ports.snapshots import Audit

SEED = 20260105
_DAYS_AT_ONCE = 25
_BY_SPAN = ("daily", "daily_basic", "adj_factor", "stk_limit", "suspend_d", "index_daily", "stk_auction")
_AUDIT = Audit("bench", "", at(LAST_DAY, 21), "bench", "bench")


def make_home(home: Path, symbols: int, days: int, last_days: int, lookback_days: int) -> list[date]:
    """Make a home that asks no source, store `days` sessions of `symbols` companies, and return the last of them.

    The tables that are replaced whole are stored for these last days only.
    """
    span = sessions(FIRST_DAY, LAST_DAY)
    if not last_days < days <= len(span):
        raise ValueError(f"{days} days were asked, expected {last_days + 1} to {len(span)}")
    exchange = DemoExchange(SEED, symbols, start=span[-days])
    chosen = exchange.days[-last_days:]
    source = {"mode": "cache_only", "lookback_days": lookback_days}
    initialise(home, chosen[0], {"data_source": source, "execution": {"channel": "DEMO"}}, _say_nothing)
    engine = open_database(home)
    try:
        _fill(SnapshotStore(home, engine), exchange, chosen)
    finally:
        engine.dispose()
    return chosen


@contextmanager
def opened(home: Path, clock: StandingClock) -> Iterator[House]:
    """Open the home as the command line does, with a clock that can be put anywhere."""
    with open_house(home, _say_nothing, clock) as house:
        yield house


def _fill(store: SnapshotStore, exchange: DemoExchange, last_days: list[date]) -> None:
    for start in range(0, len(exchange.days), _DAYS_AT_ONCE):
        days = exchange.days[start : start + _DAYS_AT_ONCE]
        span = {"start_date": str(ymd(days[0])), "end_date": str(ymd(days[-1])), "ts_code": ""}
        for name in _BY_SPAN:
            params = span | ({"ts_code": INDEX_CODE} if name == "index_daily" else {})
            store.append_many(name, days, _rows(exchange, name, [Query(params)]), _AUDIT)
        store.append_many("dividend", days, _rows(exchange, "dividend", [_ex_date(day) for day in days]), _AUDIT)
    for day in last_days:
        for name in (name for name, spec in DATASETS.items() if spec.kind is Kind.LATEST):
            store.append(name, day, _rows(exchange, name, _LATEST.get(name, _whole)(day)), _AUDIT)


def _rows(exchange: DemoExchange, name: str, queries: list[Query]) -> pd.DataFrame:
    parts = [INTERFACES[name].rows(exchange, query) for query in queries]
    filled = [part for part in parts if len(part)]
    return decode(DATASETS[name], pd.concat(filled, ignore_index=True) if filled else pd.DataFrame())


def _ex_date(day: date) -> Query:
    return Query({"ex_date": str(ymd(day))})


def _whole(day: date) -> list[Query]:
    return [Query({}, through=day)]


def _every_state(day: date) -> list[Query]:
    return [Query({"list_status": state}, through=day) for state in ("L", "D", "P")]


_LATEST: dict[str, Callable[[date], list[Query]]] = {"stock_basic": _every_state}


def _say_nothing(_text: str) -> None:
    """A benchmark's own table is all it says."""
