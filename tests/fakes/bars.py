"""A made-up market in canonical frames: lawful bars with gaps, splits and limits, fixed by its seed."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

FIRST_DAY = date(2025, 1, 6)


def weekdays(count: int) -> list[int]:
    """The first `count` weekdays from FIRST_DAY as YYYYMMDD."""
    days = (FIRST_DAY + timedelta(days=step) for step in range(2 * count + 7))
    return [day.year * 10_000 + day.month * 100 + day.day for day in days if day.weekday() < 5][:count]


def main_board(count: int) -> list[str]:
    """`count` main-board symbols, ascending."""
    return [f"{number:06d}.SZ" for number in range(1, min(count, 3999) + 1)] + [
        f"{600_000 + number:06d}.SH" for number in range(max(0, count - 3999))
    ]


@dataclass(frozen=True)
class Market:
    """The canonical frames the night reads, over `days` (YYYYMMDD) and `symbols`."""

    days: list[int]
    symbols: list[str]
    daily: pd.DataFrame
    adj_factor: pd.DataFrame
    daily_basic: pd.DataFrame
    stk_limit: pd.DataFrame
    suspend_d: pd.DataFrame
    stock_basic: pd.DataFrame
    namechange: pd.DataFrame

    @property
    def day(self) -> int:
        """The last day."""
        return self.days[-1]


def make_market(symbols: int, days: int, seed: int, missing: float = 0.03) -> Market:
    """Build a market without anomalies: prices to the fen inside 10 % limits, one split in a hundred stock-years."""
    random = np.random.default_rng(seed)
    names, dates = main_board(symbols), weekdays(days)
    shape = (days, symbols)
    drift = np.clip(random.normal(0, 0.02, shape), -0.09, 0.09)
    halves = random.random(shape) < 0.01 / 250
    reference = np.empty(shape)
    close = np.empty(shape)
    before = np.round(random.uniform(8, 80, symbols), 2)
    for row in range(days):
        reference[row] = np.where(halves[row], np.round(before / 2, 2), before)
        close[row] = np.maximum(np.round(reference[row] * (1 + drift[row]), 2), 1.0)
        before = close[row]
    factor = np.cumprod(np.where(halves, np.vstack([close[:1], close[:-1]]) / reference, 1.0), axis=0)
    wick = random.uniform(0, 0.008, shape)
    opening = np.round(reference * (1 + drift * random.random(shape)), 2)
    high = np.round(np.maximum(opening, close) * (1 + wick), 2)
    low = np.maximum(np.round(np.minimum(opening, close) * (1 - wick), 2), 0.01)
    vol = np.round(random.lognormal(14, 1, shape) / 100) * 100 + 100
    fields = {
        "open": opening, "high": high, "low": low, "close": close, "pre_close": reference,
        "pct_chg": (close / reference - 1) * 100, "vol": vol, "amount": vol * (high + low) / 2,
    }  # fmt: skip
    present = random.random(shape) >= missing
    present[:, 0] = True
    daily = _long(dates, names, fields, present)
    turnover = random.lognormal(0, 0.7, shape)
    basic = {
        "turnover_rate": turnover, "pe_ttm": random.normal(25, 20, shape), "pb": random.lognormal(0.5, 0.6, shape),
        "ps_ttm": random.lognormal(1, 0.8, shape), "total_mv": close * vol * 150 / turnover,
        "circ_mv": close * vol * 100 / turnover,
    }  # fmt: skip
    everywhere = np.ones(shape, dtype=bool)
    limits = {
        "pre_close": reference,
        "up_limit": np.round(reference * 1.1, 2),
        "down_limit": np.round(reference * 0.9, 2),
    }
    last = slice(days - 1, days)
    absent = [name for name, seen in zip(names, present[-1], strict=True) if not seen]
    return Market(
        dates,
        names,
        daily,
        _long(dates, names, {"adj_factor": factor}, everywhere),
        _long(dates, names, basic, present),
        _long(dates[last], names, {name: grid[last] for name, grid in limits.items()}, everywhere[last]),
        _suspended(absent, dates[-1]),
        pd.DataFrame(
            {
                "ts_code": names, "name": [f"公司{name[:6]}" for name in names], "industry": "", "market": "主板",
                "list_status": "L", "list_date": 20100104, "delist_date": pd.Series([np.nan] * symbols, dtype="Int64"),
            }
        ),
        pd.DataFrame({"ts_code": [], "name": [], "start_date": pd.Series([], dtype="int64"), "change_reason": []}),
    )  # fmt: skip


def _long(days: list[int], names: list[str], fields: dict[str, np.ndarray], present: np.ndarray) -> pd.DataFrame:
    rows, columns = np.nonzero(present)
    keys = {
        "ts_code": pd.Series(np.array(names, dtype=object)[columns], dtype="str"),
        "trade_date": np.array(days, dtype=np.int64)[rows],
    }
    return pd.DataFrame(keys | {name: grid[rows, columns] for name, grid in fields.items()})


def _suspended(names: list[str], day: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ts_code": pd.Series(names, dtype="str"),
            "trade_date": pd.Series([day] * len(names), dtype="int64"),
            "suspend_timing": pd.Series([None] * len(names), dtype="str"),
            "suspend_type": pd.Series(["S"] * len(names), dtype="str"),
        }
    )
