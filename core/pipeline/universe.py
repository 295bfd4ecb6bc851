"""Who may be bought, and for everyone else the first reason why not."""

import numpy as np
import pandas as pd

from core.domain.dates import date_of
from core.domain.errors import SkipName
from core.domain.rulebook import Status
from core.domain.symbols import Board, board_of
from core.pipeline.adapt import Adapted
from core.pipeline.panel import FloatArray, Panel, last_known
from core.settings.model import Universe

LISTED_LONG_AGO = 10_000
AMOUNT_DAYS = 20
COLUMNS = [
    "ts_code",
    "name",
    "board",
    "status",
    "industry",
    "listed_days",
    "included",
    "reason",
    "policy",
    "penalty",
    "shadow",
    "mean_amount_20",
    "close",
]
_EX_MARK = "(?:XD|XR|DR)?"
_ST_NAME = rf"^\s*{_EX_MARK}S?[*＊]?ST"
_DELISTING_NAME = "退"


def select_universe(
    adapted: Adapted, stock_basic: pd.DataFrame, namechange: pd.DataFrame, settings: Universe, day: int
) -> pd.DataFrame:
    """Return one row per symbol of stock_basic or the panel, sorted by ts_code, with the columns of COLUMNS.

    `reason` is empty for an included symbol, otherwise the first rule it breaks. `close` is the last known one in yuan,
    `mean_amount_20` the mean over the last 20 dates' bars in yuan; NaN where there are none. `listed_days` is 1 on the
    first trading day, `industry` is '' where none is known. A shadow symbol is included and scored but never to be
    bought. What is not known excludes.
    """
    basic = stock_basic.drop_duplicates("ts_code", keep="last").set_index("ts_code")
    index = pd.Index(sorted({*basic.index, *adapted.panel.symbols}), dtype=object, name="ts_code")
    table = basic.reindex(index)
    boards = [_board(symbol) for symbol in index]
    panel = adapted.panel.select(list(index), ("close", "amount"))
    chosen = pd.DataFrame(index=index)
    chosen["name"] = _names(table, namechange, day)
    chosen["board"] = boards
    chosen["status"] = status_of_names(chosen["name"])
    chosen["industry"] = table["industry"].astype(object).fillna("").astype(str).str.strip()
    chosen["listed_days"] = _listed_days(table["list_date"], panel, day)
    chosen["policy"] = [_policy(board, settings) for board in boards]
    chosen["penalty"] = np.where(chosen["policy"] == "penalty", settings.penalty, 0.0)
    chosen["shadow"] = chosen["policy"] == "shadow"
    chosen["mean_amount_20"] = _mean_seen(panel["amount"][-AMOUNT_DAYS:])
    chosen["close"] = last_known(panel["close"])
    chosen["reason"] = _reasons(chosen, table, adapted.flags.reindex(index, fill_value=False), settings, day)
    chosen["included"] = chosen["reason"] == ""
    return chosen.reset_index()[COLUMNS]


def _reasons(
    chosen: pd.DataFrame, table: pd.DataFrame, flags: pd.DataFrame, settings: Universe, day: int
) -> np.ndarray:
    rules = {
        "NOT_ASHARE": chosen["board"] == "",
        "DELISTED": _delisted(table, day),
        "ST": chosen["status"] == Status.ST,
        "DELISTING": chosen["status"] == Status.DELISTING,
        "SUSPENDED": flags["suspended"],
        "NEW_LISTING": chosen["listed_days"] < max(settings.min_listed_days, 1),
        "LOW_PRICE": chosen["close"] < settings.min_price_yuan,
        "ILLIQUID": chosen["mean_amount_20"] < settings.min_amount_yuan,
        "BOARD_EXCLUDED": chosen["policy"] == "exclude",
        "NO_BAR": ~flags["traded"],
    }
    broken = [np.asarray(rule, dtype=bool) for rule in rules.values()]
    return np.asarray(np.select(broken, list(rules), default=""), dtype=object)


def _mean_seen(grid: FloatArray) -> FloatArray:
    """The mean down each column over the days seen, NaN where none is."""
    seen = np.isfinite(grid)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: FloatArray = np.where(seen, grid, 0.0).sum(axis=0) / seen.sum(axis=0)
    return mean


def _board(symbol: str) -> str:
    try:
        return board_of(symbol).value
    except SkipName:
        return ""


def _policy(board: str, settings: Universe) -> str:
    policies: dict[str, str] = {
        Board.MAIN: "include",
        Board.CHINEXT: settings.policy_chinext,
        Board.STAR: settings.policy_star,
        Board.BSE: settings.policy_bse,
    }
    return policies.get(board, "exclude")


def _names(table: pd.DataFrame, namechange: pd.DataFrame, day: int) -> pd.Series:
    known = namechange[namechange["start_date"] <= day].sort_values("start_date", kind="stable")
    latest = known.drop_duplicates("ts_code", keep="last").set_index("ts_code")["name"]
    return latest.reindex(table.index).astype(object).fillna(table["name"].astype(object)).fillna("")


def status_of_names(names: pd.Series) -> list[str]:
    """Return the state each name tells of: ST and *ST, with or without an ex-right mark before, or 退 for leaving."""
    delisting = names.str.contains(_DELISTING_NAME, regex=False).astype(bool)
    treated = names.str.contains(_ST_NAME).astype(bool)
    return [_status(*pair) for pair in zip(delisting, treated, strict=True)]


def _status(delisting: bool, treated: bool) -> str:
    if delisting:
        return Status.DELISTING.value
    return Status.ST.value if treated else Status.NORMAL.value


def delisted_of(stock_basic: pd.DataFrame, day: int) -> frozenset[str]:
    """Return the symbols that were no longer listed on that day, as far as `stock_basic` knows."""
    return frozenset(map(str, stock_basic.loc[_delisted(stock_basic, day), "ts_code"]))


def _delisted(table: pd.DataFrame, day: int) -> pd.Series:
    left_on = pd.to_numeric(table["delist_date"]).fillna(0)
    return ((left_on > 0) & (left_on <= day)) | ((left_on <= 0) & (table["list_status"] == "D"))


def _listed_days(list_dates: pd.Series, panel: Panel, day: int) -> list[int]:
    """Trading days since the list date (weekdays before the panel); without a date, since a bar after its start."""
    since = pd.to_numeric(list_dates).fillna(0).astype(int).tolist()
    bars = np.isfinite(panel["close"])
    first_bar = np.where(bars.any(axis=0), bars.argmax(axis=0), -1).tolist() if len(bars) else [-1] * len(since)
    return [_days_since(start, row, panel, day) for start, row in zip(since, first_bar, strict=True)]


def _days_since(list_date: int, first_bar: int, panel: Panel, day: int) -> int:
    dates = panel.dates
    if not list_date:
        return 0 if first_bar < 0 else LISTED_LONG_AGO if first_bar == 0 else len(dates) - first_bar
    if list_date > day:
        return 0
    start = int(dates[0]) if len(dates) else day
    if list_date >= start:
        return int(np.count_nonzero(dates >= list_date))
    return len(dates) + int(np.busday_count(date_of(list_date), date_of(start)))
