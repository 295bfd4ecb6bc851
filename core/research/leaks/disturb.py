"""Other futures: the same world up to a minute, and something else after it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.research.leaks.world import KEYS, KNOWN, MINUTES, World

PRICES = ("open", "high", "low", "close", "pre_close", "price", "up_limit", "down_limit")
WORDS = ("name", "industry")
EXTREMES = np.array([np.nan, 0.0, -1.0, 1e-6, 1e9])
REVISED = ("daily", "daily_basic", "adj_factor", "stk_limit", "stk_auction", "stock_basic", "index_member")
STRANGER = "688999.SH"

Disturbance = Callable[[World, int, np.random.Generator], World]


def otherwise(world: World, minute: int, random: np.random.Generator) -> World:
    """Give every row known later other figures such as a market has; words change places."""

    def change(late: pd.DataFrame) -> pd.DataFrame:
        scale = np.exp(random.normal(0, 0.3, len(late)))
        for name in _figures(late):
            late[name] *= scale if name in PRICES else np.exp(random.normal(0, 0.5, len(late)))
        for name in set(WORDS) & set(late.columns):
            late[name] = late[name].array.take(random.permutation(len(late)))
        return late

    return _changed(world, minute, change)


def extremely(world: World, minute: int, random: np.random.Generator) -> World:
    """Give rows known later figures no market has: missing, nought, negative, minute, huge; all names become ST."""

    def change(late: pd.DataFrame) -> pd.DataFrame:
        for name in _figures(late):
            late[name] = np.where(random.random(len(late)) < 0.7, random.choice(EXTREMES, len(late)), late[name])
        for name in set(WORDS) & set(late.columns):
            late[name] = "*ST 退"
        if "delist_date" in late:
            late["delist_date"] = world.days[0]
        return late

    return _changed(world, minute, change)


def thinned(world: World, minute: int, random: np.random.Generator) -> World:
    """Take out half of the rows known later; every day keeps one."""

    def change(late: pd.DataFrame) -> pd.DataFrame:
        kept = random.random(len(late)) < 0.5
        if "trade_date" in late:
            kept |= ~late["trade_date"].duplicated().to_numpy()
        return late[kept]

    return _changed(world, minute, change)


def added(world: World, minute: int, random: np.random.Generator) -> World:
    """Send a third of the known rows again with other figures, bars for days without one, and a new name."""
    frames = dict(world.frames)
    later = _next_day(world, minute)
    for name in REVISED:
        known = frames[name][frames[name][KNOWN] <= minute]
        again = known[random.random(len(known)) < 0.3].copy()
        for column in _figures(again):
            again[column] *= np.exp(random.normal(0, 0.2, len(again)))
        frames[name] = _joined(frames[name], again, later)
    daily = world.frames["daily"]
    past = daily[daily[KNOWN] <= minute]
    if len(past):
        frames["daily"] = _joined(frames["daily"], _into_gaps(past, world, minute), later)
    newcomer = daily[daily["ts_code"] == world.symbols[0]].assign(ts_code=STRANGER)
    frames["daily"] = _sorted(pd.concat([frames["daily"], newcomer[newcomer[KNOWN] > minute]], ignore_index=True))
    basic = frames["stock_basic"].head(1).assign(ts_code=STRANGER)
    frames["stock_basic"] = _joined(frames["stock_basic"], basic, later)
    return World(world.days, world.symbols, frames)


DISTURBANCES: Mapping[str, Disturbance] = {
    "other figures": otherwise,
    "extreme figures": extremely,
    "rows taken out": thinned,
    "rows added": added,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A name's bar of a day (YYYYMMDD), and what its close is multiplied by; a flat one becomes a single price."""

    symbol: str
    day: int
    scale: float
    flat: bool


def with_other_bar(world: World, bar: Bar) -> World:
    """The world with one bar changed, and the ratios of its day; its previous close, limits and factor stay."""
    frames = dict(world.frames)
    low, high = min(bar.scale, 1.0), max(bar.scale, 1.0)
    scales = {"open": 1 + (bar.scale - 1) / 4, "high": high, "low": low, "close": bar.scale}
    for name in ("daily", "daily_basic"):
        frame = frames[name].copy()
        chosen = (frame["ts_code"] == bar.symbol) & (frame["trade_date"] == bar.day)
        for column in set(_figures(frame)) - {"pre_close"}:
            frame.loc[chosen, column] *= scales.get(column, bar.scale**2)
        if bar.flat and name == "daily":
            for column in ("open", "high", "low"):
                frame.loc[chosen, column] = frame.loc[chosen, "close"]
        frames[name] = frame
    return World(world.days, world.symbols, frames)


def _changed(world: World, minute: int, change: Callable[[pd.DataFrame], pd.DataFrame]) -> World:
    """The world with `change` made to each frame's rows known after a minute."""
    frames = {}
    for name, frame in world.frames.items():
        late = frame[KNOWN] > minute
        frames[name] = _sorted(pd.concat([frame[~late], change(frame[late].copy())], ignore_index=True))
    return World(world.days, world.symbols, frames)


def _into_gaps(past: pd.DataFrame, world: World, minute: int) -> pd.DataFrame:
    """A bar for every known day a name has none on."""
    rows = past.set_index(["ts_code", "trade_date"])
    rows = rows[~rows.index.duplicated()]
    days = [day for day in world.days if day <= minute // MINUTES]
    missing = pd.MultiIndex.from_product([world.symbols, days], names=rows.index.names).difference(rows.index)
    copies = past.iloc[np.resize(np.arange(len(past)), len(missing))].reset_index(drop=True)
    places = missing.to_frame(index=False)
    return copies.assign(ts_code=places["ts_code"], trade_date=places["trade_date"].astype(np.int64))


def _joined(frame: pd.DataFrame, rows: pd.DataFrame, minute: int) -> pd.DataFrame:
    """The frame and further rows, known from a later minute on."""
    return _sorted(pd.concat([frame, rows.assign(**{KNOWN: minute})], ignore_index=True))


def _next_day(world: World, minute: int) -> int:
    """The same hour of the next trading day, after the last one of the next New Year's Day."""
    day, at = divmod(minute, MINUTES)
    following = next((each for each in world.days if each > day), (day // 10_000 + 1) * 10_000 + 101)
    return following * MINUTES + at


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(KNOWN, kind="stable", ignore_index=True)


def _figures(frame: pd.DataFrame) -> list[str]:
    keys = {key for names in KEYS.values() for key in names}
    return [str(name) for name in frame.select_dtypes("float").columns if name not in keys]
