"""Controls: what the planted leaks should have been, so that a check that always cries is found out."""

import numpy as np
import pandas as pd

from core.pipeline.panel import Panel, build_panel, fill_forward
from core.research.leaks.planted_history import WINDOW, returns, rolling_mean
from core.research.leaks.stages import on_symbols
from core.research.leaks.subject import Compute, Subject, day_by_day, over_panel, over_world
from core.research.leaks.world import AFTERNOON, AUCTION, NIGHT, Values, World, instant


def controls() -> list[Subject]:
    """Return the clean counterparts."""
    return [
        _whole("expanding z-score", over_panel(_expanding_zscore)),
        _whole("winsor bounds of the day", over_panel(_winsor_of_the_day)),
        _whole("trailing mean", over_panel(lambda panel: _trailing(panel["adj_close"])), (WINDOW - 1,)),
        _whole("halts filled forward", over_panel(lambda panel: fill_forward(panel["adj_close"]))),
        _whole("yesterday's return", over_panel(lambda panel: pd.DataFrame(returns(panel)).shift(1).to_numpy())),
        _whole("regression of the day", over_panel(_regression_of_the_day), (0,)),
        _whole("backward-adjusted level", over_world(lambda world: np.log(world.panel["adj_close"])), (0,)),
        _daily("names known to be listed", day_by_day(_listed)),
        _daily("industry as known", day_by_day(_industry_as_known)),
        _daily("members as known", day_by_day(_members_as_known)),
        _daily("revisions as known", day_by_day(_revisions_as_known)),
        _daily("dividend by ex-date", day_by_day(_dividends_by_ex_date)),
        _daily("gap at the auction", day_by_day(_gap_at_the_auction), AUCTION),
        _daily("halts of the morning", day_by_day(_halts_of_the_morning), AUCTION),
        _daily("yesterday's ratios in the afternoon", day_by_day(_ratios_of_yesterday), AFTERNOON),
    ]


def _whole(name: str, compute: Compute, reach: tuple[int, ...] | None = None) -> Subject:
    return Subject(name, "control", compute, reach=reach, whole=True)


def _daily(name: str, compute: Compute, at: int = NIGHT) -> Subject:
    return Subject(name, "control", compute, at=at)


def _expanding_zscore(panel: Panel) -> Values:
    frame = pd.DataFrame(returns(panel))
    return np.asarray((frame - frame.expanding().mean()) / frame.expanding(2).std())


def _winsor_of_the_day(panel: Panel) -> Values:
    frame = pd.DataFrame(returns(panel))
    return np.asarray(frame.clip(frame.quantile(0.05, axis=1), frame.quantile(0.95, axis=1), axis=0))


def _trailing(grid: Values) -> Values:
    """Each window summed on its own: a running sum keeps a rounding of every day it ever saw."""
    rows = np.vstack([np.full((WINDOW - 1, grid.shape[1]), np.nan), grid])
    windows = np.lib.stride_tricks.sliding_window_view(rows, WINDOW, axis=0)
    seen = np.isfinite(windows)
    return np.asarray(np.where(seen, windows, 0.0).sum(axis=2) / seen.sum(axis=2))


def _regression_of_the_day(panel: Panel) -> Values:
    """Fitted on the day's names alone: summed over a row with gaps, later listings would change the rounding."""
    left = np.full(panel.shape, np.nan)
    for row, (size, value) in enumerate(zip(np.log(panel["circ_mv"]), panel["pb"], strict=True)):
        seen = np.isfinite(size) & np.isfinite(value)
        x, y = size[seen], value[seen]
        slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum() if len(x) > 1 else 0.0
        left[row, seen] = y - y.mean() - slope * (x - x.mean()) if len(x) else y
    return left


def _listed(world: World, day: int) -> Values:
    rows = world.known("stock_basic", instant(day, NIGHT)).set_index("ts_code")
    return on_symbols(world, (rows[["list_status"]] == "L").astype(float))


def _industry_as_known(world: World, day: int) -> Values:
    return on_symbols(world, world.known("stock_basic", instant(day, NIGHT)).set_index("ts_code")[["industry"]])


def _members_as_known(world: World, day: int) -> Values:
    return on_symbols(world, world.known("index_member", instant(day, NIGHT)).set_index("ts_code")[["member"]])


def _revisions_as_known(world: World, day: int) -> Values:
    """Bars, factors and ratios with every correction that had come by the night."""
    minute = instant(day, NIGHT)
    panel = build_panel(*(world.known(name, minute) for name in ("daily", "adj_factor", "daily_basic")))
    latest = pd.DataFrame(rolling_mean(returns(panel), WINDOW)[-1:].T, index=list(panel.symbols))
    return on_symbols(world, latest)


def _dividends_by_ex_date(world: World, day: int) -> Values:
    rows = world.frames["dividend"]
    return on_symbols(world, rows[rows["trade_date"] <= day].groupby("ts_code")[["cash_div_tax"]].sum())


def _gap_at_the_auction(world: World, day: int) -> Values:
    auction = world.published("stk_auction")
    today = auction[auction["trade_date"] == day].set_index("ts_code")["price"]
    bars = world.published("daily")
    before = bars[bars["trade_date"] < day].drop_duplicates("ts_code", keep="last").set_index("ts_code")["close"]
    return on_symbols(world, pd.DataFrame({"gap": today / before - 1}))


def _halts_of_the_morning(world: World, day: int) -> Values:
    rows = world.frames["suspend_d"]
    stopped = rows[rows["trade_date"] == day].drop_duplicates("ts_code").set_index("ts_code")
    return on_symbols(world, stopped.assign(stopped=1.0)[["stopped"]])


def _ratios_of_yesterday(world: World, day: int) -> Values:
    rows = world.published("daily_basic")
    last = rows[rows["trade_date"] < day].drop_duplicates("ts_code", keep="last")
    return on_symbols(world, last.set_index("ts_code")[["turnover_rate", "pe_ttm"]])
