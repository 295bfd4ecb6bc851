"""The lab's market: a seeded one, small and full of what makes leaks show."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.research.leaks.world import KEYS, KNOWN, MINUTES, World

SEED = 20260105
DAYS = 300
NAMES = 24
LIMIT = 0.1
ERRORS = 8
ERROR = 1.6
INDUSTRIES = ("bank", "coal", "drug")
FIRST_DAY = "2024-01-02"
LATEST = ("stock_basic", "namechange", "index_member")

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Tape:
    """What happened: prices in yuan, T×N; `factor` is the adj_factor, `cash` yuan paid a share on an ex-date."""

    prices: dict[str, Floats]
    factor: Floats
    cash: Floats
    listed: Flags
    traded: Flags


def make_market(days: int = DAYS, seed: int = SEED) -> World:
    """Return the market of `days` trading days and 24 names, always the same for the same arguments.

    In it names are listed late and leave, are suspended, renamed ST, moved between industries and in and out of the
    index, trade ex-rights and at their limits; and the vendor revises bars, adj_factors and ratios days later, and
    sends prices that only the next bar contradicts.
    """
    random = np.random.default_rng(seed)
    dates = pd.bdate_range(FIRST_DAY, periods=days)
    numbers = dates.year * 10_000 + dates.month * 100 + dates.day
    symbols = np.array([f"{600000 + number:06d}.SH" for number in range(1, NAMES + 1)], dtype=object)
    tape = _play(random, days)
    stamps = numbers.to_numpy(dtype=np.int64)
    daily = _bars(random, tape, stamps, symbols)
    limits, daily = _with_errors(random, daily, _limits(tape, stamps, symbols))
    frames = {
        "daily": daily,
        "daily_basic": _ratios(random, daily),
        "adj_factor": _long(stamps, symbols, tape.listed, 920, adj_factor=tape.factor),
        "stk_limit": limits,
        "stk_auction": _auction(daily),
        "suspend_d": _suspensions(tape, stamps, symbols),
        "dividend": _dividends(tape, stamps, symbols),
        **_companies(random, tape, stamps, symbols),
    }
    for name, columns in (("daily", ["close", "vol"]), ("adj_factor", ["adj_factor"]), ("daily_basic", ["pe_ttm"])):
        frames[name] = _revised(random, frames[name], columns, stamps)
    return World(tuple(stamps.tolist()), tuple(symbols), {name: _in_order(frame) for name, frame in frames.items()})


def _play(random: np.random.Generator, days: int) -> Tape:
    shape = (days, NAMES)
    day, name = np.arange(days)[:, None], np.arange(NAMES)
    listed = (day >= np.where(name % 4 == 3, name * days // 40, 0)) & (
        day < np.where(name % 8 == 6, days * 2 // 3, days)
    )
    halted = ((name % 5 == 1) & ((day + 7 * name) % 60 < 4)) | (random.random(shape) < 0.005)
    paying = (random.random(shape) < 0.012) & (day > 0)
    cash_share = np.where(paying, random.uniform(0.01, 0.12, shape), 0.0)
    factor = np.cumprod(1 / (1 - cash_share), axis=0, dtype=np.float64)
    prices = {field: np.zeros(shape) for field in ("open", "high", "low", "close", "pre_close", "up", "down")}
    traded = listed & ~halted
    last = np.round(np.linspace(4, 60, NAMES), 2)
    steps = random.normal(0, 0.02, shape) + np.where(random.random(shape) < 0.04, LIMIT, 0)
    steps -= np.where(random.random(shape) < 0.03, LIMIT, 0)
    noise = np.abs(random.normal(0, 0.006, (2, *shape)))
    locked = random.random(shape) < 0.3
    for row in range(days):
        reference = np.round(last * (1 - cash_share[row]), 2)
        bar = _bar(reference, steps[row], noise[:, row], locked[row])
        for field, values in bar.items():
            prices[field][row] = values
        last = np.where(traded[row], bar["close"], reference)
    return Tape(prices, factor, cash_share * prices["pre_close"], listed, traded)


def _bar(reference: Floats, step: Floats, noise: Floats, locked: Flags) -> dict[str, Floats]:
    up, down = np.round(reference * (1 + LIMIT), 2), np.round(reference * (1 - LIMIT), 2)
    close = np.clip(np.round(reference * np.exp(step), 2), down, up)
    single = locked & ((close == up) | (close == down))
    opened = np.where(single, close, np.clip(np.round(reference * np.exp(step * 0.3 + noise[0] - 0.005), 2), down, up))
    high = np.where(single, close, np.minimum(np.round(np.maximum(opened, close) * (1 + noise[0]), 2), up))
    low = np.where(single, close, np.maximum(np.round(np.minimum(opened, close) * (1 - noise[1]), 2), down))
    return {"open": opened, "high": high, "low": low, "close": close, "pre_close": reference, "up": up, "down": down}


def _long(
    stamps: npt.NDArray[np.int64], symbols: npt.NDArray[np.object_], where: Flags, at: int, **grids: Floats
) -> pd.DataFrame:
    """One row a cell of `where`, known at `at` of its day."""
    rows, columns = np.nonzero(where)
    table = {"ts_code": symbols[columns], "trade_date": stamps[rows]}
    values = {name: grid[rows, columns] for name, grid in grids.items()}
    return pd.DataFrame({**table, **values, KNOWN: stamps[rows] * MINUTES + at})


def _bars(
    random: np.random.Generator, tape: Tape, stamps: npt.NDArray[np.int64], symbols: npt.NDArray[np.object_]
) -> pd.DataFrame:
    fields = {name: tape.prices[name] for name in ("open", "high", "low", "close", "pre_close")}
    volume = np.asarray(np.round(random.lognormal(9, 0.7, tape.traded.shape)) * 100, dtype=np.float64)
    amount = volume * (fields["open"] + fields["high"] + fields["low"] + fields["close"]) / 4
    change = (fields["close"] / fields["pre_close"] - 1) * 100
    return _long(stamps, symbols, tape.traded, 1600, **fields, pct_chg=change, vol=volume, amount=amount)


def _with_errors(
    random: np.random.Generator, daily: pd.DataFrame, limits: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The limits and the bars with vendor's errors: prices times 1.6 that the next bar's pre_close contradicts.

    Those days have no limits, or the error would be seen at once.
    """
    order = daily.groupby("ts_code").cumcount()
    candidates = np.flatnonzero((order > 10) & (order < daily.groupby("ts_code")["close"].transform("size") - 1))
    wrong = daily.index[np.sort(random.choice(candidates, ERRORS, replace=False))]
    spoilt = daily.copy()
    spoilt.loc[wrong, ["open", "high", "low", "close", "amount"]] *= ERROR
    chosen = pd.MultiIndex.from_frame(daily.loc[wrong, ["ts_code", "trade_date"]])
    kept = ~pd.MultiIndex.from_frame(limits[["ts_code", "trade_date"]]).isin(chosen)
    return limits[kept], spoilt


def _ratios(random: np.random.Generator, daily: pd.DataFrame) -> pd.DataFrame:
    count = len(daily)
    shares = daily["ts_code"].str[3:6].astype(float) * 1e8
    price = daily["close"]
    return pd.DataFrame(
        {
            "ts_code": daily["ts_code"],
            "trade_date": daily["trade_date"],
            "turnover_rate": daily["vol"] / shares * 100,
            "pe_ttm": price * random.uniform(0.5, 1.5, count),
            "pb": price / 8,
            "ps_ttm": price * random.uniform(0.2, 0.6, count),
            "total_share": shares,
            "float_share": shares * 0.7,
            "total_mv": price * shares,
            "circ_mv": price * shares * 0.7,
            KNOWN: daily["trade_date"] * MINUTES + 1800,
        }
    )


def _limits(tape: Tape, stamps: npt.NDArray[np.int64], symbols: npt.NDArray[np.object_]) -> pd.DataFrame:
    reference, up, down = (tape.prices[name] for name in ("pre_close", "up", "down"))
    return _long(stamps, symbols, tape.listed, 840, pre_close=reference, up_limit=up, down_limit=down)


def _auction(daily: pd.DataFrame) -> pd.DataFrame:
    known = {KNOWN: daily["trade_date"] * MINUTES + 925, "vol": daily["vol"] * 0.02, "amount": daily["amount"] * 0.02}
    kept = daily[["ts_code", "trade_date", "pre_close"]]
    return kept.assign(price=daily["open"], **known)


def _suspensions(tape: Tape, stamps: npt.NDArray[np.int64], symbols: npt.NDArray[np.object_]) -> pd.DataFrame:
    return _long(stamps, symbols, tape.listed & ~tape.traded, 900).assign(suspend_timing="", suspend_type="S")


def _dividends(tape: Tape, stamps: npt.NDArray[np.int64], symbols: npt.NDArray[np.object_]) -> pd.DataFrame:
    """Rows by ex-date, on whose morning they become known; the record date is the trading day before."""
    rows = _long(stamps, symbols, tape.listed & (tape.cash > 0), 900, cash_div_tax=tape.cash)
    before = stamps[np.searchsorted(stamps, rows["trade_date"]) - 1]
    return rows.assign(record_date=before, stk_div=0.0, div_proc="done")


def _companies(
    random: np.random.Generator, tape: Tape, stamps: npt.NDArray[np.int64], symbols: npt.NDArray[np.object_]
) -> dict[str, pd.DataFrame]:
    """stock_basic, namechange and index_member: a row at the listing and another for every change."""
    basic: list[dict[str, object]] = []
    names: list[dict[str, object]] = []
    members: list[dict[str, object]] = []
    count = len(stamps)
    for place, symbol in enumerate(symbols):
        listed = np.flatnonzero(tape.listed[:, place])
        first, last = int(listed[0]), int(listed[-1])
        changes = np.sort(random.integers(first + 1, last + 1, 3)) if place % 3 else [count]
        row = {"ts_code": symbol, "name": f"Company {place}", "industry": INDUSTRIES[place % len(INDUSTRIES)],
               "market": "main", "list_status": "L", "list_date": int(stamps[first]), "delist_date": 0}  # fmt: skip
        basic.append({**row, KNOWN: stamps[first] * MINUTES})
        names.append({"ts_code": symbol, "name": row["name"], "start_date": stamps[first], "change_reason": "listed"})
        members.append({"ts_code": symbol, "member": float(place % 2), KNOWN: stamps[first] * MINUTES})
        for step in (int(change) for change in changes if change < count):
            row["name"] = f"{'' if 'ST' in str(row['name']) else '*ST '}Company {place}"
            row["industry"] = INDUSTRIES[int(random.integers(len(INDUSTRIES)))]
            basic.append({**row, KNOWN: stamps[step] * MINUTES})
            names.append({"ts_code": symbol, "name": row["name"], "start_date": stamps[step], "change_reason": "ST"})
            members.append({"ts_code": symbol, "member": float(random.integers(2)), KNOWN: stamps[step] * MINUTES})
        if last + 1 < count:
            left = {"list_status": "D", "delist_date": int(stamps[last + 1])}
            basic.append({**row, **left, KNOWN: stamps[last + 1] * MINUTES})
    changed = pd.DataFrame(names)
    changed[KNOWN] = changed["start_date"] * MINUTES + 900
    return {"stock_basic": pd.DataFrame(basic), "namechange": changed, "index_member": pd.DataFrame(members)}


def _revised(
    random: np.random.Generator, frame: pd.DataFrame, columns: list[str], stamps: npt.NDArray[np.int64]
) -> pd.DataFrame:
    """The frame with one row in fifty sent again three trading days later with other figures."""
    rows = np.searchsorted(stamps, frame["trade_date"])
    chosen = frame[(random.random(len(frame)) < 0.02) & (rows + 3 < len(stamps))].copy()
    later = stamps[np.searchsorted(stamps, chosen["trade_date"]) + 3]
    for column in columns:
        chosen[column] *= random.uniform(0.97, 1.03, len(chosen))
    chosen[KNOWN] = later * MINUTES + 1700
    return pd.concat([frame, chosen], ignore_index=True)


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values([KNOWN, *_keys(frame)], kind="stable", ignore_index=True)


def _keys(frame: pd.DataFrame) -> list[str]:
    return [name for name in KEYS["daily"] if name in frame.columns]
