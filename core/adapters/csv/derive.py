"""What a folder lacks and the rulebook or its other columns tell: limits, names, auction prices, listings.

Everything made here is marked as derived where it is stored. Frames in and out are canonical (yuan, shares, percent,
dates as integers YYYYMMDD) unless said otherwise.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from core.domain.dates import TradingCalendar, date_of, ymd
from core.domain.errors import SkipName
from core.domain.money import LI_PER_YUAN
from core.domain.rulebook import Occasion, Status
from core.domain.symbols import Board, board_of
from core.pipeline.bands import bands_of

NORMAL_NAME = "NORMAL"
ST_NAME = "ST"
_LONG_LISTED = 10_000
_MARKETS = {Board.MAIN: "主板", Board.CHINEXT: "创业板", Board.STAR: "科创板", Board.BSE: "北交所"}


def list_dates(first_bars: pd.Series, listings: pd.DataFrame | None) -> dict[str, int | None]:
    """Return each traded symbol's list date: the earliest one told, the first bar where none is or it is later.

    `first_bars` gives the date of a symbol's first bar by ts_code. None for a symbol of unknown list date whose bars
    begin with the file: it is older than the file.
    """
    told = pd.Series(dtype="Int64") if listings is None else listings.groupby("ts_code")["list_date"].min()
    begin = int(first_bars.min())
    dates: dict[str, int | None] = {}
    for code, bar in sorted(first_bars.astype("int64").to_dict().items()):
        listed = told.get(code)
        if listed is not None and not pd.isna(listed):
            dates[code] = min(int(listed), bar)
        else:
            dates[code] = bar if bar > begin else None
    return dates


def st_on(daily: pd.DataFrame, flags: pd.DataFrame) -> pd.Series:
    """Say per row of `daily` whether the share is flagged ST that day; False where that is unknown."""
    marked = flags.loc[flags["is_st"] == 1, ["ts_code", "trade_date"]].assign(st=True)
    return daily[["ts_code", "trade_date"]].merge(marked, how="left", on=["ts_code", "trade_date"])["st"].eq(True)


def stk_limit(
    daily: pd.DataFrame, st_rows: pd.Series, listed: Mapping[str, int | None], calendar: TradingCalendar
) -> pd.DataFrame:
    """Return the limit prices of every bar with a pre_close, by the dated rulebook.

    `st_rows` says per row of `daily` whether the share was ST that day; where that is unknown say False, the wider
    band, which no true price breaks. Days without limits have no row.
    """
    boards = _boards(daily["ts_code"])
    usable = boards.notna() & daily["pre_close"].notna()
    rows = daily.loc[usable, ["ts_code", "trade_date", "pre_close"]].reset_index(drop=True)
    rules = pd.DataFrame(
        {
            "board": boards[usable].to_numpy(),
            "status": np.where(st_rows[usable].to_numpy(dtype=bool), Status.ST, Status.NORMAL),
            "occasion": Occasion.ORDINARY,
            "trade_date": rows["trade_date"],
            "listed_days": _listed_days(rows, listed, calendar),
        }
    )
    bands = bands_of(rules, np.rint(rows["pre_close"].to_numpy() * LI_PER_YUAN).astype("int64"))
    rows["up_limit"], rows["down_limit"] = bands.up_li / LI_PER_YUAN, bands.down_li / LI_PER_YUAN
    return rows[bands.limited].reset_index(drop=True)


def namechange(flags: pd.DataFrame | None, listings: pd.DataFrame | None) -> pd.DataFrame:
    """Return when shares became ST and ceased to be, from daily flags and dated names; a state lasts until told anew.

    `flags` has ts_code, trade_date, is_st (missing where unknown); `listings` ts_code, asof, name, is_st_name. Where
    only a flag tells, the name is "ST" or "NORMAL".
    """
    told = [_flag_states(flags), _name_states(listings)]
    states = pd.concat(told, ignore_index=True).sort_values(["ts_code", "start_date"], kind="stable")
    before = states.groupby("ts_code")["st"].shift().eq(True)
    changed = states[states["st"] != before].reset_index(drop=True)
    plain = changed["st"].map({True: ST_NAME, False: NORMAL_NAME})
    return pd.DataFrame(
        {
            "ts_code": changed["ts_code"],
            "name": changed["name"].where(changed["name"].notna(), plain).astype("str"),
            "start_date": changed["start_date"].astype("int64"),
            "change_reason": changed["st"].map({True: "ST", False: "ST withdrawn"}).astype("str"),
        }
    )


def as_they_stood(changes: pd.DataFrame, first: date) -> list[tuple[date, pd.DataFrame]]:
    """Return the namechange table of `first` and of every later day on which a name changes, so far as it was known.

    A longer history imported later then adds tables and revises none.
    """
    days = [first] + [date_of(number) for number in sorted(set(changes["start_date"])) if number > ymd(first)]
    return [(day, changes[changes["start_date"] <= ymd(day)].reset_index(drop=True)) for day in days]


def stk_auction(daily: pd.DataFrame) -> pd.DataFrame:
    """Return the day's open as its auction price, known at 09:25; how much traded in the auction is not known."""
    rows = daily[["ts_code", "trade_date", "open", "pre_close"]].rename(columns={"open": "price"})
    return rows[rows["price"].notna()].assign(vol=np.nan, amount=np.nan).reset_index(drop=True)


def share_figures(daily_basic: pd.DataFrame, daily: pd.DataFrame) -> pd.DataFrame:
    """Return daily_basic with float_share = vol / turnover_rate and circ_mv = float_share × close where missing.

    A turnover rate of two decimals makes them good to about half a percent at 1 % turnover.
    """
    bars = daily[["ts_code", "trade_date", "close", "vol"]]
    joined = daily_basic[["ts_code", "trade_date"]].merge(bars, on=["ts_code", "trade_date"], how="left")
    turnover = daily_basic["turnover_rate"] / 100
    shares = joined["vol"] / turnover.where(turnover > 0)
    return daily_basic.assign(
        float_share=daily_basic["float_share"].fillna(shares),
        circ_mv=daily_basic["circ_mv"].fillna(shares * joined["close"]),
    )


def stock_basic(
    listed: Mapping[str, int | None], listings: pd.DataFrame | None, first: date, end: date
) -> list[tuple[date, pd.DataFrame]]:
    """Return a table for `first` and each later day up to `end` on which one of `listed` is listed or named anew.

    A table holds the shares listed by then, with the names and industries told by then: nothing from the future.
    """
    facts = None if listings is None else listings[listings["ts_code"].isin(listed)].sort_values("asof")
    changes = {number for number in listed.values() if number is not None}
    changes |= set() if facts is None else {int(number) for number in facts["asof"]}
    days = [first] + [date_of(number) for number in sorted(changes) if ymd(first) < number <= ymd(end)]
    return [(day, _basic_on(ymd(day), listed, facts)) for day in days]


def _basic_on(day: int, listed: Mapping[str, int | None], facts: pd.DataFrame | None) -> pd.DataFrame:
    codes = [code for code, number in sorted(listed.items()) if number is None or number <= day]
    frame = pd.DataFrame({"ts_code": pd.Series(codes, dtype="str")})
    for column in ("name", "industry", "delist_date"):
        values = pd.Series(dtype=object)
        if facts is not None and column in facts:
            values = facts[facts["asof"] <= day].groupby("ts_code")[column].last()
        frame[column] = frame["ts_code"].map(values.to_dict())
    listed_on = [listed[code] for code in codes]
    return frame.assign(
        name=frame["name"].astype("str"),
        industry=frame["industry"].astype("str"),
        market=_boards(frame["ts_code"]).map(_MARKETS).astype("str"),
        list_status="L",
        list_date=pd.array(listed_on, dtype="Int64"),
        delist_date=pd.array(frame["delist_date"].to_list(), dtype="Int64"),
    )


def _boards(codes: pd.Series) -> pd.Series:
    known: dict[str, Board | None] = {}
    for code in codes.unique():
        try:
            known[code] = board_of(code)
        except SkipName:
            known[code] = None
    return codes.astype(object).map(known)


def _listed_days(rows: pd.DataFrame, listed: Mapping[str, int | None], calendar: TradingCalendar) -> np.ndarray:
    """Count open days from the list date, 1 on the first; a share listed before the calendar counts as long listed."""
    days = np.array([ymd(day) for day in calendar.days])
    since = rows["ts_code"].astype(object).map(listed).astype("float64").to_numpy()
    known = since >= ymd(calendar.first)
    position = np.searchsorted(days, rows["trade_date"].to_numpy())
    counted = position - np.searchsorted(days, np.where(known, since, 0.0)) + 1
    return np.where(known, counted, _LONG_LISTED)


def _flag_states(flags: pd.DataFrame | None) -> pd.DataFrame:
    if flags is None:
        return _no_states()
    known = flags[flags["is_st"].notna()]
    return pd.DataFrame(
        {"ts_code": known["ts_code"], "start_date": known["trade_date"], "st": known["is_st"] == 1, "name": None}
    )


def _name_states(listings: pd.DataFrame | None) -> pd.DataFrame:
    if listings is None:
        return _no_states()
    known = listings[listings["is_st_name"].notna() & listings["name"].notna()]
    return pd.DataFrame(
        {
            "ts_code": known["ts_code"],
            "start_date": known["asof"],
            "st": known["is_st_name"].astype(bool),
            "name": known["name"],
        }
    )


def _no_states() -> pd.DataFrame:
    return pd.DataFrame({"ts_code": [], "start_date": [], "st": [], "name": []}).astype({"st": bool})
