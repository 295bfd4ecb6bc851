"""The night written once more as a notebook would do it: plain pandas on the stored files, nothing checked or kept."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from core.domain.dates import ymd
from core.pipeline.factors.library import CATALOGUE
from tests.fakes.pandas_factors import REFERENCES

HISTORY = ("daily", "daily_basic", "adj_factor")
READY = (*HISTORY, "stk_limit")
BARS = ("open", "high", "low", "close", "vol", "amount")
BASICS = ("turnover_rate", "pe_ttm", "pb", "ps_ttm", "circ_mv")
MIN_AMOUNT_YUAN, AMOUNT_DAYS, TOP_N = 20e6, 20, 20
LONGEST_LOOKBACK = 66
DIRECTIONS = dict(CATALOGUE.directions)

_BATCHES = "SELECT count(*) FROM batches WHERE trade_date = ?"

Wide = dict[str, pd.DataFrame]
Timed = dict[str, tuple[str, float]]


class Timer:
    """Calls the peers and keeps what each took under the step it stands beside."""

    def __init__(self) -> None:
        self.timed: Timed = {}

    def __call__(self, step: str, name: str, work: Callable[[], Any]) -> Any:
        """Call `work` for `step` and return its result."""
        start = time.perf_counter()
        result = work()
        self.timed[step] = (name, time.perf_counter() - start)
        return result


def plain_night(home: Path, day: date, days: int) -> Timed:
    """Do each step of the night of `day` over the last `days` stored days and return what it took, by step."""
    peer = Timer()
    peer("open", "os.walk over the snapshots", lambda: list(os.walk(home / "snapshots")))
    peer("calendar", "pandas read_parquet of trade_cal", lambda: pd.read_parquet(files(home, "trade_cal", day, 1)))
    peer("books", "sqlite3 count of the day's orders files", lambda: ask(home, _BATCHES, ymd(day)))
    peer("pull", "sorted glob of the same partitions", lambda: [files(home, name, day, days) for name in HISTORY])
    peer("ready", "pandas read_parquet of the last 2 days", lambda: _count(home, day))
    wide = peer("adapt", "pandas read_parquet and pivot, no cleaning", lambda: _widen(home, day, days))
    included = peer("universe", "pandas mean turnover and two masks", lambda: _liquid(home, day, wide))
    raw = peer(
        "factors",
        f"pandas wide rolling, {len(REFERENCES)} of the {len(CATALOGUE.computed())}",
        lambda: _factors(wide, included),
    )
    ranks = peer("preprocess", "pandas quantile, clip, rank", lambda: _standardise(raw))
    peer("leaks", "pandas, the same factors from a history cut a day before", lambda: _cut_history(wide, included))
    scores = peer("score", "pandas turn, fill, weigh, sum, sort", lambda: _score(ranks))
    plan = peer("plan", "pandas best twenty at equal weights", lambda: _choose(scores, wide))
    peer("report", "pandas to_html of the plan", plan.to_html)
    peer("finish", "pandas to_json of the plan", plan.to_json)
    return peer.timed


def files(home: Path, dataset: str, day: date, days: int) -> list[Path]:
    """Return the newest file of each of the last `days` partitions of a dataset up to `day`."""
    found = {path.parent.name: path for path in sorted((home / "snapshots" / dataset).glob("trade_date=*/*.parquet"))}
    until = f"trade_date={ymd(day)}"
    return [found[name] for name in sorted(found) if name <= until][-days:]


def ask(home: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the rows of one query on the home's database."""
    with closing(sqlite3.connect(home / "state.sqlite3")) as connection:
        return connection.execute(sql, values).fetchall()


def read(home: Path, dataset: str, day: date, days: int) -> pd.DataFrame:
    """Return the rows of the last `days` partitions of a dataset up to `day`."""
    return pd.read_parquet(files(home, dataset, day, days), partitioning=None)


def _count(home: Path, day: date) -> list[pd.Series]:
    return [read(home, name, day, 2)["trade_date"].value_counts() for name in READY]


def _widen(home: Path, day: date, days: int) -> Wide:
    daily, basic, factor = (read(home, name, day, days) for name in HISTORY)
    wide = {name: _pivot(daily, name) for name in BARS} | {name: _pivot(basic, name) for name in BASICS}
    adjustment = _pivot(factor, "adj_factor").ffill()
    return wide | {f"adj_{name}": wide[name] * adjustment for name in ("open", "high", "close")}


def _pivot(frame: pd.DataFrame, field: str) -> pd.DataFrame:
    return frame.pivot(index="trade_date", columns="ts_code", values=field)


def _liquid(home: Path, day: date, wide: Wide) -> list[str]:
    basic = read(home, "stock_basic", day, 1).set_index("ts_code")
    amount = wide["amount"].tail(AMOUNT_DAYS).mean()
    named = ~basic["name"].str.contains("ST|退").reindex(amount.index, fill_value=True)
    return sorted(amount[(amount >= MIN_AMOUNT_YUAN) & named].index)


def _factors(wide: Wide, included: list[str]) -> pd.DataFrame:
    last = {name: frame.tail(LONGEST_LOOKBACK).reindex(columns=included) for name, frame in wide.items()}
    return pd.DataFrame({name: formula(last) for name, formula in REFERENCES.items()})


def _cut_history(wide: Wide, included: list[str]) -> bool:
    yesterday = {name: frame.iloc[:-1] for name, frame in wide.items()}
    return _factors(yesterday, included).equals(_factors({name: frame[:-1] for name, frame in wide.items()}, included))


def _standardise(raw: pd.DataFrame) -> pd.DataFrame:
    clipped = raw.clip(raw.quantile(0.01), raw.quantile(0.99), axis=1)
    _ = (clipped - clipped.mean()) / clipped.std(ddof=0)
    return raw.rank(pct=True)


def _score(ranks: pd.DataFrame) -> pd.DataFrame:
    turned = ranks.where(pd.Series(DIRECTIONS) > 0, 1 - ranks).fillna(0.5) / len(DIRECTIONS)
    return turned.assign(score=turned.sum(axis=1)).sort_values("score", ascending=False)


def _choose(scores: pd.DataFrame, wide: Wide) -> pd.DataFrame:
    best = scores.head(TOP_N)[["score"]]
    close = wide["close"].ffill().iloc[-1].reindex(best.index)
    return best.assign(close=close, shares=(1e6 / TOP_N / close // 100 * 100))
