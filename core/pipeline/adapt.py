"""From stored rows to a clean panel, the day's flags and a list of what was wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.pipeline.anomalies import (
    HALF_TICK_YUAN,
    find_bad_factors,
    find_broken_cells,
    find_broken_rows,
    join_reports,
)
from core.pipeline.panel import BoolArray, Panel, build_panel, locate

FLAGS = (
    "traded",
    "suspended",
    "at_up_limit",
    "at_down_limit",
    "one_price_up",
    "one_price_down",
    "tradeable",
)


@dataclass(frozen=True, eq=False)
class Adapted:
    """What the later stages read.

    `flags` has one row per symbol (index ts_code) and a bool column per name in FLAGS, all for `day`; `daily` is the
    clean long frame; `counts` is the number of anomalies by kind.
    """

    day: int
    panel: Panel
    flags: pd.DataFrame
    anomalies: pd.DataFrame
    daily: pd.DataFrame
    counts: Mapping[str, int]


def adapt(
    daily: pd.DataFrame,
    adj_factor: pd.DataFrame,
    daily_basic: pd.DataFrame,
    stk_limit: pd.DataFrame,
    suspend_d: pd.DataFrame,
    day: int,
) -> Adapted:
    """Clean the bars up to and including `day` (YYYYMMDD) and say what could be traded that day.

    Rows after `day` are ignored wherever they stand. Only stk_limit's and suspend_d's rows of `day` are used. A day
    without any bar leaves every symbol untraded.
    """
    daily, adj_factor, daily_basic = (_until(frame, day) for frame in (daily, adj_factor, daily_basic))
    limits, suspensions = (frame[frame["trade_date"] == day] for frame in (stk_limit, suspend_d))
    row_anomalies, keep = find_broken_rows(daily, limits)
    factor_anomalies, good = find_bad_factors(adj_factor)
    daily = daily[keep]
    panel = build_panel(daily, adj_factor[good], daily_basic)
    cell_anomalies, cells = find_broken_cells(panel)
    if cells.any():
        daily = daily[~cells.reshape(-1)[locate(daily, panel.dates, panel.symbols)]]
        panel = panel.without(cells)
    anomalies = join_reports([row_anomalies, factor_anomalies, cell_anomalies])
    counts = {str(kind): int(count) for kind, count in anomalies["kind"].value_counts().sort_index().items()}
    flags = _flags(daily[daily["trade_date"] == day], limits, suspensions, panel.symbols)
    return Adapted(day, panel, flags, anomalies, daily.reset_index(drop=True), counts)


def _until(frame: pd.DataFrame, day: int) -> pd.DataFrame:
    known = frame["trade_date"] <= day
    return frame if known.all() else frame[known]


def _flags(
    bars: pd.DataFrame, limits: pd.DataFrame, suspensions: pd.DataFrame, symbols: tuple[str, ...]
) -> pd.DataFrame:
    stopped = set(suspensions.loc[suspensions["suspend_type"] == "S", "ts_code"])
    index = pd.Index(sorted({*symbols, *stopped}), name="ts_code", dtype=object)
    bar = bars.set_index("ts_code").reindex(index)
    limit = limits.drop_duplicates("ts_code").set_index("ts_code").reindex(index)
    up = limit["up_limit"].where(limit["up_limit"] > 0) - HALF_TICK_YUAN
    down = limit["down_limit"].where(limit["down_limit"] > 0) + HALF_TICK_YUAN
    traded = _true(bar["vol"] > 0)
    one_price_up, one_price_down = _true(bar["low"] >= up), _true(bar["high"] <= down)
    columns = (
        traded,
        index.isin(stopped) & ~traded,
        _true(bar["close"] >= up),
        _true(bar["close"] <= down),
        one_price_up,
        one_price_down,
        traded & ~one_price_up & ~one_price_down,
    )
    return pd.DataFrame(dict(zip(FLAGS, columns, strict=True)), index=index)


def _true(condition: pd.Series) -> BoolArray:
    return np.asarray(condition.fillna(False), dtype=bool)
