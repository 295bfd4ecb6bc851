"""What is wrong with the bars a vendor sent: rules over single rows, then rules over a bar and its neighbours.

A rule that `removes` takes the row out of everything that follows; the others only report. A row is reported once, by
the first rule it breaks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.pipeline.panel import BoolArray, FloatArray, Panel, fill_forward

ANOMALY_COLUMNS = ["kind", "ts_code", "trade_date", "detail"]
HALF_TICK_YUAN = 0.005
_NOTHING = pd.DataFrame({"kind": [], "ts_code": [], "trade_date": [], "detail": []}, dtype=object).astype(
    {"trade_date": np.int64}
)
_KEY = ["ts_code", "trade_date"]
_PRICES = ["open", "high", "low", "close"]
_MEAN_PRICE_SLACK = 0.01
_REFERENCE_SLACK = 0.005
_JUMP = 0.25
_JUMP_BSE = 0.35
_FREE_BARS = 5


@dataclass(frozen=True)
class Rule:
    """A kind of anomaly, how it is recognised and which figures tell of it; `breaks` gives True where it holds."""

    kind: str
    removes: bool
    breaks: Callable[[Any], BoolArray]
    figures: tuple[str, ...]


def _bad_price(rows: pd.DataFrame) -> BoolArray:
    prices = rows[_PRICES].to_numpy(dtype=np.float64, na_value=np.nan)
    good: BoolArray = (np.isfinite(prices) & (prices > 0)).all(axis=1)
    return ~good


def _bad_volume(rows: pd.DataFrame) -> BoolArray:
    sizes = rows[["vol", "amount"]].to_numpy(dtype=np.float64, na_value=np.nan)
    good: BoolArray = (np.isfinite(sizes) & (sizes >= 0)).all(axis=1)
    return ~good


def _no_symbol(rows: pd.DataFrame) -> BoolArray:
    missing: BoolArray = rows["ts_code"].isna().to_numpy()
    return missing


def _conflicting_key(rows: pd.DataFrame) -> BoolArray:
    repeated: BoolArray = rows.duplicated(_KEY, keep=False).to_numpy()
    return repeated


def _high_below_low(rows: pd.DataFrame) -> BoolArray:
    return _column(rows, "high") < _column(rows, "low")


def _outside_range(rows: pd.DataFrame) -> BoolArray:
    low, high = _column(rows, "low")[:, None], _column(rows, "high")[:, None]
    ends = rows[["open", "close"]].to_numpy(dtype=np.float64)
    return np.asarray(((ends < low) | (ends > high)).any(axis=1), dtype=bool)


def _outside_limits(rows: pd.DataFrame) -> BoolArray:
    close = _column(rows, "close")
    return (close > _column(rows, "up_limit") + HALF_TICK_YUAN) | (close < _column(rows, "down_limit") - HALF_TICK_YUAN)


def _amount_mismatch(rows: pd.DataFrame) -> BoolArray:
    vol, amount = _column(rows, "vol"), _column(rows, "amount")
    lowest = vol * _column(rows, "low") * (1 - _MEAN_PRICE_SLACK)
    highest = vol * _column(rows, "high") * (1 + _MEAN_PRICE_SLACK)
    return (amount < lowest) | (amount > highest)


def _no_trade(rows: pd.DataFrame) -> BoolArray:
    return np.equal(_column(rows, "vol"), 0)


ROW_RULES = (
    Rule("NO_SYMBOL", True, _no_symbol, ("close",)),
    Rule("CONFLICTING_KEY", True, _conflicting_key, ("close",)),
    Rule("BAD_PRICE", True, _bad_price, ("open", "high", "low", "close")),
    Rule("BAD_VOLUME", True, _bad_volume, ("vol", "amount")),
    Rule("HIGH_BELOW_LOW", True, _high_below_low, ("high", "low")),
    Rule("OUTSIDE_RANGE", True, _outside_range, ("open", "close", "low", "high")),
    Rule("OUTSIDE_LIMITS", True, _outside_limits, ("close", "down_limit", "up_limit")),
    Rule("AMOUNT_MISMATCH", True, _amount_mismatch, ("amount", "vol", "low", "high")),
    Rule("NO_TRADE", True, _no_trade, ("vol",)),
)


@dataclass(frozen=True)
class _Chain:
    """A panel with each bar's neighbours, T×N, skipping days without a bar; `widest_move` (N) is not yet a jump."""

    panel: Panel
    figures: dict[str, FloatArray]
    follows_at_once: BoolArray
    bars_before: FloatArray
    widest_move: FloatArray


def _stale(chain: _Chain) -> BoolArray:
    same: BoolArray = np.ones(chain.panel.shape, dtype=bool)
    for name in (*_PRICES, "vol", "amount"):
        same &= chain.panel[name] == _previous(chain.panel[name])
    return same


def _jump(chain: _Chain) -> BoolArray:
    change = np.abs(chain.panel["close"] / chain.figures["reference"] - 1)
    return (change > chain.widest_move + 1e-9) & (chain.bars_before >= _FREE_BARS)


def _contradicted_jump(chain: _Chain) -> BoolArray:
    said_next = chain.figures["next_pre_close"]
    return _jump(chain) & (np.abs(said_next / chain.panel["close"] - 1) > _JUMP / 2)


def _ex_right_mismatch(chain: _Chain) -> BoolArray:
    expected = chain.figures["reference"]
    gap = np.abs(chain.panel["pre_close"] - expected)
    return chain.follows_at_once & (gap > np.maximum(4 * HALF_TICK_YUAN, _REFERENCE_SLACK * expected))


CHAIN_RULES = (
    Rule("STALE", True, _stale, ("close", "vol")),
    Rule("CONTRADICTED_JUMP", True, _contradicted_jump, ("reference", "close", "next_pre_close")),
    Rule("JUMP", False, _jump, ("reference", "close")),
    Rule("EX_RIGHT_MISMATCH", False, _ex_right_mismatch, ("pre_close", "reference", "adj_factor")),
)


def find_broken_rows(daily: pd.DataFrame, limits: pd.DataFrame) -> tuple[pd.DataFrame, BoolArray]:
    """Return the anomalies of single rows and which rows of `daily` stay.

    `limits` holds up_limit and down_limit by (ts_code, trade_date); a bar without limits, or with none above zero,
    is not held to them. Exact repetitions of a row are one row; two different ones with the same key both go.
    """
    keep = _first_of_repeated(daily)
    places = np.flatnonzero(keep)
    joined = daily[keep].merge(_usable(limits), on=_KEY, how="left")
    found = []
    open_rows = np.ones(len(joined), dtype=bool)
    with np.errstate(invalid="ignore", over="ignore"):
        for rule in ROW_RULES:
            broken = rule.breaks(joined) & open_rows
            open_rows &= ~broken
            if broken.any():
                found.append(_report(rule, joined[broken]))
    keep[places[~open_rows]] = False
    return _gather(found), keep


def _first_of_repeated(daily: pd.DataFrame) -> BoolArray:
    keep = np.ones(len(daily), dtype=bool)
    repeated = np.flatnonzero(daily.duplicated(_KEY, keep=False))
    keep[repeated] = ~daily.iloc[repeated].duplicated().to_numpy()
    return keep


def find_broken_cells(panel: Panel) -> tuple[pd.DataFrame, BoolArray]:
    """Return the anomalies of bars against their neighbours and the cells (T×N) that must go.

    A jump is a close more than 25 % (Beijing 35 %) from its reference, the previous close carried over by adj_factor,
    after a symbol's first five bars. One the next day's pre_close contradicts is an error and goes; others stay.
    The reporting rules judge the bars that are left, so an error has no echo on the day after it.
    """
    chain = _chain(panel)
    found, remove = _break_rules(chain, [rule for rule in CHAIN_RULES if rule.removes])
    rest = _chain(panel.without(remove)) if remove.any() else chain
    reported, _ = _break_rules(rest, [rule for rule in CHAIN_RULES if not rule.removes])
    return _gather([*found, *reported]), remove


def _break_rules(chain: _Chain, rules: Sequence[Rule]) -> tuple[list[pd.DataFrame], BoolArray]:
    found = []
    seen: BoolArray = np.zeros(chain.panel.shape, dtype=bool)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        for rule in rules:
            broken = rule.breaks(chain) & ~seen
            seen |= broken
            if broken.any():
                found.append(_report(rule, _cell_rows(chain, broken, rule.figures)))
    return found, seen


def find_bad_factors(adj_factor: pd.DataFrame) -> tuple[pd.DataFrame, BoolArray]:
    """Return the adj_factor rows that are not positive and finite, and which rows stay."""
    values = adj_factor["adj_factor"].to_numpy(dtype=np.float64, na_value=np.nan)
    good: BoolArray = np.isfinite(values) & (values > 0)
    rule = Rule("BAD_ADJ_FACTOR", True, lambda _: ~good, ("adj_factor",))
    return _report(rule, adj_factor[~good]), good


def join_reports(reports: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put reports together, ordered by trade date, symbol and kind."""
    return (
        _gather(reports).sort_values(["trade_date", "ts_code", "kind", "detail"], kind="stable").reset_index(drop=True)
    )


def _chain(panel: Panel) -> _Chain:
    bar = np.isfinite(panel["close"])
    before = np.zeros_like(bar)
    before[1:] = bar[:-1]
    adjusted = _previous(panel["adj_close"]) / panel["adj_factor"]
    following = _previous(panel["pre_close"][::-1])[::-1]
    factor_following = _previous(np.where(bar, panel["adj_factor"], np.nan)[::-1])[::-1]
    figures = {"reference": adjusted, "next_pre_close": following * factor_following / panel["adj_factor"]}
    count = np.cumsum(bar, axis=0).astype(np.float64) - bar
    widest = np.array([_JUMP_BSE if symbol.endswith(".BJ") else _JUMP for symbol in panel.symbols])
    return _Chain(panel, figures, bar & before, count, widest)


def _previous(grid: FloatArray) -> FloatArray:
    shifted = np.full(grid.shape, np.nan)
    shifted[1:] = fill_forward(grid)[:-1]
    return shifted


def _cell_rows(chain: _Chain, broken: BoolArray, figures: Sequence[str]) -> pd.DataFrame:
    rows, columns = np.nonzero(broken)
    table = {
        "ts_code": [chain.panel.symbols[column] for column in columns],
        "trade_date": chain.panel.dates[rows],
    }
    for name in figures:
        grid = chain.figures[name] if name in chain.figures else chain.panel[name]
        table[name] = grid[rows, columns]
    return pd.DataFrame(table)


def _usable(limits: pd.DataFrame) -> pd.DataFrame:
    usable = limits[[*_KEY, "up_limit", "down_limit"]].drop_duplicates(_KEY)
    sides = {side: usable[side].where(usable[side] > 0) for side in ("up_limit", "down_limit")}
    return usable.assign(**sides)


def _column(rows: pd.DataFrame, name: str) -> FloatArray:
    values: FloatArray = rows[name].to_numpy(dtype=np.float64, na_value=np.nan)
    return values


def _report(rule: Rule, rows: pd.DataFrame) -> pd.DataFrame:
    figures = zip(*(rows[name].tolist() for name in rule.figures), strict=True)
    detail = [" ".join(f"{name}={value:g}" for name, value in zip(rule.figures, row, strict=True)) for row in figures]
    return pd.DataFrame(
        {
            "kind": pd.Series([rule.kind] * len(rows), dtype=object),
            "ts_code": pd.Series(rows["ts_code"].astype(object).fillna("").tolist(), dtype=object),
            "trade_date": pd.Series(rows["trade_date"].to_numpy(dtype=np.int64)),
            "detail": pd.Series(detail, dtype=object),
        }
    )


def _gather(reports: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([_NOTHING, *reports], ignore_index=True)[ANOMALY_COLUMNS]
