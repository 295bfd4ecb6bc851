"""The night's steps for 5,000 symbols over a stored year, each beside the same work written in plain pandas.

The store is filled, the night is run and the peers are run in three processes of their own, so that the night's peak
memory is its own. `ratio` is the night's seconds over the peer's. A step may take 10 s, the process 2,048 MiB.
"""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd

from core.adapters.store.database import open_database
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at, date_of
from core.domain.holdings import Account, Position
from core.domain.money import li_from_yuan
from core.pipeline.adapt import adapt
from core.pipeline.factors.catalogue import DIRECTIONS, LONGEST_LOOKBACK, compute_factors
from core.pipeline.panel import build_panel
from core.pipeline.portfolio.target import build_plan
from core.pipeline.preprocess import preprocess
from core.pipeline.scores.rule import rule_score
from core.pipeline.universe import select_universe
from core.ports.snapshots import Audit
from core.settings.model import Settings
from tests.fakes.bars import make_market
from tests.fakes.pandas_factors import REFERENCES, wide_frames

SYMBOLS, DAYS, SEED = 5000, 250, 20260105
LIMIT_S, LIMIT_MIB = 10.0, 2048.0
DAILY = ("daily", "adj_factor", "daily_basic")
TODAY = ("stk_limit", "suspend_d", "stock_basic", "namechange")
PIVOTED = ("open", "high", "low", "close", "pre_close", "vol", "amount")

Row = dict[str, object]


def run(symbols: int = SYMBOLS, days: int = DAYS) -> list[Row]:
    """Return a row a step, then the night as a whole against its limits."""
    with tempfile.TemporaryDirectory(prefix="bench_night_") as folder:
        home = Path(folder)
        day = _apart(_fill, home, symbols, days)
        steps = _apart(_night, home, day)
        peers = _apart(_peers, home, day)
    rows = [_row(step, peers.get(step["step"])) for step in steps]
    worst = max(steps, key=lambda step: step["seconds"])
    peak = max(step["peak_mib"] for step in steps)
    held = worst["seconds"] <= LIMIT_S and peak <= LIMIT_MIB
    total = {"step": f"all, {symbols} symbols x {days} days", "seconds": sum(step["seconds"] for step in steps)}
    return [
        *rows,
        _row({**total, "peak_mib": peak}, None),
        _row({"step": f"slowest: {worst['step']}", "seconds": worst["seconds"], "peak_mib": peak}, None)
        | {"peer": f"limit {'held' if held else 'BROKEN'}: {LIMIT_MIB:.0f} MiB and, a step,", "peer_seconds": LIMIT_S},
    ]


def _row(step: Row, peer: tuple[str, float] | None) -> Row:
    name, seconds = peer or ("", "")
    ratio: object = float(str(step["seconds"])) / peer[1] if peer else ""
    return {
        "step": step["step"], "seconds": step["seconds"], "peer": name, "peer_seconds": seconds, "ratio": ratio,
        "peak_mib": step["peak_mib"],
    }  # fmt: skip


def _apart(work: Callable[..., Any], *arguments: object) -> Any:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(work, *arguments).result()


def _fill(home: Path, symbols: int, days: int) -> int:
    market = make_market(symbols, days, SEED)
    store = SnapshotStore(home, open_database(home))
    last = date_of(market.day)
    before = [date_of(day) for day in market.days[:-1]]
    for name in DAILY:
        frame = getattr(market, name)
        known = frame["trade_date"] < market.day
        store.append_many(name, before, frame[known], _audit(market.day))
        frame[~known].to_parquet(home / f"{name}.today.parquet")
    for name in TODAY:
        store.append(name, last, getattr(market, name), _audit(market.day))
    return market.day


def _audit(day: int) -> Audit:
    return Audit("bench", "", at(date_of(day), 19, 0), "bench", "bench")


def _night(home: Path, day: int) -> list[Row]:
    steps: list[Row] = []

    def step(name: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        steps.append({"step": name, "seconds": time.perf_counter() - start, "peak_mib": _peak_mib()})
        return result

    settings, today = Settings(), date_of(day)
    pulled = {name: pd.read_parquet(home / f"{name}.today.parquet") for name in DAILY}
    store = SnapshotStore(home, open_database(home))
    step("append today", lambda: [store.append(name, today, pulled[name], _audit(day)) for name in DAILY])
    view = store.view(at(today, 20, 0))
    year = step("read", lambda: {name: view.read(name) for name in (*DAILY, *TODAY)})
    names = (*DAILY, "stk_limit", "suspend_d")
    adapted = step("adapt", lambda: adapt(**{name: year[name] for name in names}, day=day))
    universe = step(
        "universe",
        lambda: select_universe(adapted, year["stock_basic"], year["namechange"], settings.universe, day),
    )
    included = sorted(universe.loc[universe["included"], "ts_code"])
    raw = step("factors", lambda: compute_factors(adapted.panel, included))
    ready = step("preprocess", lambda: preprocess(raw, settings.factors))
    scores = step("score", lambda: rule_score(ready.rank_pct, universe, {}, 0.5, ready.coverage))
    close_li = {code: li_from_yuan(price) for code, price in zip(universe["ts_code"], universe["close"], strict=True)}
    held = {code: Position(code, 1000, 1000, close_li[code] * 100) for code in included[:20]}
    account = Account(today, 50_000_000, 0, held)
    step("plan", lambda: build_plan(scores, universe, account, close_li, {}, settings.portfolio, today, today))
    return steps


def _peers(home: Path, day: int) -> dict[str, tuple[str, float]]:
    peers: dict[str, tuple[str, float]] = {}

    def peer(step: str, name: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        peers[step] = (name, time.perf_counter() - start)
        return result

    pulled = {name: pd.read_parquet(home / f"{name}.today.parquet") for name in DAILY}
    peer("append today", "pandas to_parquet, no fsync, no hash", lambda: _write_plainly(home, pulled))
    files = {name: sorted(map(str, (home / "snapshots" / name).rglob("*.parquet"))) for name in DAILY}
    year = peer(
        "read", "pandas read_parquet", lambda: {name: pd.read_parquet(files[name], partitioning=None) for name in DAILY}
    )
    peer("adapt", "pandas pivot of the 7 bar fields, no cleaning", lambda: _pivot(year["daily"]))
    panel = build_panel(year["daily"], year["adj_factor"], year["daily_basic"])
    wide = wide_frames(panel.tail(LONGEST_LOOKBACK))
    raw = peer("factors", f"pandas wide rolling, the same {len(REFERENCES)}", lambda: _factors(wide, panel.symbols))
    ranks = peer("preprocess", "pandas quantile, clip, rank", lambda: _standardise(raw))
    peer("score", "pandas turn, fill, weigh, sum, sort", lambda: _score(ranks))
    return peers


def _write_plainly(home: Path, frames: dict[str, pd.DataFrame]) -> None:
    for name, frame in frames.items():
        frame.to_parquet(home / f"{name}.peer.parquet", compression="zstd")


def _pivot(daily: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {name: daily.pivot(index="trade_date", columns="ts_code", values=name) for name in PIVOTED}


def _factors(wide: dict[str, pd.DataFrame], symbols: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({name: formula(wide) for name, formula in REFERENCES.items()}).set_axis(list(symbols))


def _standardise(raw: pd.DataFrame) -> pd.DataFrame:
    clipped = raw.clip(raw.quantile(0.01), raw.quantile(0.99), axis=1)
    _ = (clipped - clipped.mean()) / clipped.std(ddof=0)
    return raw.rank(pct=True)


def _score(ranks: pd.DataFrame) -> pd.DataFrame:
    turned = ranks.where(pd.Series(DIRECTIONS) > 0, 1 - ranks).fillna(0.5) / len(DIRECTIONS)
    return turned.assign(score=turned.sum(axis=1)).sort_values("score", ascending=False)


def _peak_mib() -> float:
    """The process's highest resident memory so far; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
