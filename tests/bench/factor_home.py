"""A home with a made-up market in its snapshot store, for one more day as the product computes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from core.adapters.store.database import open_database
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import date_of
from tests.fakes.bars import Market, make_market
from tests.fakes.stored_market import store_market

SEED = 7
_DAYS_AT_ONCE = 20


def make_home(home: Path, symbols: int, days: int) -> list[date]:
    """Store so many days of bars, factors, ratios and price limits of so many names, and return the days."""
    market = _limited(make_market(symbols, days, SEED))
    with stored(home) as store:
        for start in range(0, days, _DAYS_AT_ONCE):
            store_market(store, market, market.days[start : start + _DAYS_AT_ONCE])
    return [date_of(day) for day in market.days]


@contextmanager
def stored(home: Path) -> Iterator[SnapshotStore]:
    """The home's snapshot store, open."""
    engine = open_database(home)
    try:
        yield SnapshotStore(home, engine)
    finally:
        engine.dispose()


def _limited(market: Market) -> Market:
    """The market with price limits on every day, 10 % from the close before."""
    keys = market.daily[["ts_code", "trade_date", "pre_close"]]
    limits = keys.assign(up_limit=(keys["pre_close"] * 1.1).round(2), down_limit=(keys["pre_close"] * 0.9).round(2))
    return replace(market, stk_limit=limits)
