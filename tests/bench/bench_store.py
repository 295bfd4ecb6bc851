"""The snapshot store beside plain pandas on the same rows: 250 partitions of 5,000 symbols in, and out again.

The store checks, hashes, syncs and enters each partition in its manifest, and reads as of an instant; its peers do
none of that.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from core.adapters.store.database import open_database
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at, date_of
from core.ports.snapshots import Audit
from tests.bench.peers import files
from tests.fakes.bars import make_market

SYMBOLS, DAYS, SEED = 5000, 250, 20260105

Row = dict[str, object]


def run(symbols: int = SYMBOLS, days: int = DAYS) -> list[Row]:
    """Return a row for each way in and out of the store."""
    market = make_market(symbols, days, SEED)
    *before, today = (date_of(number) for number in market.days)
    is_past = market.daily["trade_date"] < market.day
    year, last = market.daily[is_past], market.daily[~is_past]
    audit = Audit("bench", "", at(today, 19), "bench", "bench")
    with tempfile.TemporaryDirectory(prefix="bench_store_", ignore_cleanup_errors=True) as folder:
        home, plain = Path(folder, "home"), Path(folder, "plain")
        plain.mkdir()
        engine = open_database(home)
        try:
            store = SnapshotStore(home, engine)
            written = [
                _row(f"append {days - 1} days", len(year), lambda: store.append_many("daily", before, year, audit),
                     "pandas to_parquet, a file a day", lambda: _write(plain, year)),
                _row("append a day", len(last), lambda: store.append("daily", today, last, audit),
                     "pandas to_parquet", lambda: _write(plain, last)),
            ]  # fmt: skip
            view, paths = store.view(at(today, 20)), files(home, "daily", today, days)
            return [
                *written,
                _row(f"read {days} days", len(market.daily), lambda: view.read("daily"),
                     "pandas read_parquet of its files", lambda: pd.read_parquet(paths, partitioning=None)),
                _row("read a day", len(last), lambda: view.read("daily", today, today),
                     "pandas read_parquet", lambda: pd.read_parquet(paths[-1], partitioning=None)),
            ]  # fmt: skip
        finally:
            engine.dispose()


def _row(work: str, rows: int, ours: Callable[[], object], peer: str, theirs: Callable[[], object]) -> Row:
    seconds, peer_seconds = _seconds(ours), _seconds(theirs)
    return {
        "work": work, "rows": rows, "seconds": seconds, "peer": peer, "peer_seconds": peer_seconds,
        "ratio": seconds / peer_seconds,
    }  # fmt: skip


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _write(folder: Path, frame: pd.DataFrame) -> None:
    for day, rows in frame.groupby("trade_date"):
        rows.to_parquet(folder / f"{day}.parquet", compression="zstd")
