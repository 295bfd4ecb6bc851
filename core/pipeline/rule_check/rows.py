"""Bars with all the rulebook asks about them: board, state, age, the bar before, the calendar between."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.domain.errors import SkipName
from core.domain.money import LI_PER_YUAN
from core.domain.rulebook import Occasion, Status
from core.domain.symbols import board_of
from core.pipeline.bands import Ints
from core.pipeline.universe import status_of_names

PRICES = ("open", "high", "low", "close")
LONG_LISTED = 10_000
FAR = 10_000
"""Open days to or from something that is not known."""


def li_of(yuan: pd.Series) -> Ints:
    """Return prices in 厘, 0 where there is none."""
    values = pd.to_numeric(yuan).to_numpy(dtype=np.float64, na_value=np.nan)
    whole: Ints = np.rint(np.where(np.isfinite(values), values, 0.0) * LI_PER_YUAN).astype(np.int64)
    return whole


def states_of(namechange: pd.DataFrame, stock_basic: pd.DataFrame) -> pd.DataFrame:
    """Return ts_code, since (YYYYMMDD) and status: one row each time a share's state changes, sorted by since.

    A share whose name never changed has the state of its present name from the beginning.
    """
    told = namechange[["ts_code", "name", "start_date"]].rename(columns={"start_date": "since"})
    silent = stock_basic[~stock_basic["ts_code"].isin(told["ts_code"])]
    rows = pd.concat([told, silent[["ts_code", "name"]].assign(since=0)], ignore_index=True)
    rows = rows.sort_values(["ts_code", "since"], kind="stable").astype({"ts_code": "str", "since": "int64"})
    rows["status"] = status_of_names(rows["name"].astype(object).fillna(""))
    changed = rows["status"] != rows.groupby("ts_code")["status"].shift()
    return rows.loc[changed, ["ts_code", "since", "status"]].sort_values("since", kind="stable").reset_index(drop=True)


class Bars:
    """Makes rows of bars that come in spans of rising dates, and remembers each share's last one between them."""

    def __init__(
        self, open_days: Sequence[int], states: pd.DataFrame, stock_basic: pd.DataFrame, first_day: int
    ) -> None:
        self._days = np.asarray(open_days, dtype=np.int64)
        self._states = states
        dated = stock_basic.drop_duplicates("ts_code", keep="last").set_index("ts_code")
        self._listed = pd.to_numeric(dated["list_date"]).astype("float64")
        self._left = pd.to_numeric(dated["delist_date"]).astype("float64")
        self._first_day = first_day
        self._boards: dict[str, str] = {}
        self._last = pd.DataFrame({"before_day": [], "before_li": [], "bars": [], "since_start": []}, dtype="int64")

    def rows(self, daily: pd.DataFrame) -> pd.DataFrame:
        """Return the A-shares' bars of one span, sorted by share and date.

        Prices in 厘 (0 missing). `gap` is the number of open days without a bar before this one, `bar` its number
        (FAR for a share there from the start), `to_change` the open days to or since the nearest change of state,
        `to_leave` those until it is delisted; FAR where none is known.
        """
        boards = daily["ts_code"].map(self._board)
        kept = daily[boards.ne("").to_numpy()]
        rows = pd.DataFrame(
            {"ts_code": kept["ts_code"].astype("str"), "trade_date": kept["trade_date"].astype("int64")}
        )
        rows["board"] = boards[boards.ne("")]
        for name in (*PRICES, "pre_close"):
            rows[f"{name}_li"] = li_of(kept[name])
        rows = self._with_states(rows.sort_values("trade_date", kind="stable"))
        rows = rows.sort_values(["ts_code", "trade_date"], kind="stable").reset_index(drop=True)
        self._add_neighbours(rows)
        self._add_ages(rows)
        begins = rows["status"].eq(Status.DELISTING) & rows["before_day"].lt(rows["since"])
        rows["occasion"] = np.where(begins, Occasion.DELISTING_FIRST, Occasion.ORDINARY)
        return rows

    def _board(self, symbol: str) -> str:
        if symbol not in self._boards:
            try:
                self._boards[symbol] = board_of(symbol).value
            except SkipName:
                self._boards[symbol] = ""
        return self._boards[symbol]

    def _with_states(self, rows: pd.DataFrame) -> pd.DataFrame:
        joined = pd.merge_asof(rows, self._states, left_on="trade_date", right_on="since", by="ts_code")
        ahead = self._states[["ts_code", "since"]].rename(columns={"since": "next_since"})
        joined = pd.merge_asof(
            joined, ahead, left_on="trade_date", right_on="next_since", by="ts_code", direction="forward"
        )
        joined["status"] = joined["status"].astype(object).fillna(Status.NORMAL.value)
        near = np.minimum(
            self._distance(joined["since"], joined["trade_date"]),
            self._distance(joined["trade_date"], joined["next_since"]),
        )
        return joined.assign(since=joined["since"].fillna(0).astype("int64"), to_change=near).drop(columns="next_since")

    def _distance(self, start: pd.Series, end: pd.Series) -> Ints:
        """Open days from `start` to `end`, FAR where one of them is not known or lies before the calendar."""
        first, last = (part.astype("float64").to_numpy() for part in (start, end))
        known = np.isfinite(first) & np.isfinite(last) & (first >= self._days[0])
        steps = self._place(np.where(known, last, 0)) - self._place(np.where(known, first, 0))
        distance: Ints = np.where(known, steps, FAR)
        return distance

    def _place(self, days: npt.NDArray[np.float64]) -> Ints:
        return np.searchsorted(self._days, days).astype(np.int64)

    def _add_neighbours(self, rows: pd.DataFrame) -> None:
        by_share = rows.groupby("ts_code", sort=False)
        remembered = self._last.reindex(rows["ts_code"]).reset_index(drop=True)
        for name, source in (("before_day", "trade_date"), ("before_li", "close_li")):
            before = by_share[source].shift()
            rows[name] = before.fillna(remembered[name]).fillna(0).astype("int64")
        seen = remembered["bars"].fillna(0).astype("int64") + by_share.cumcount() + 1
        began = by_share["trade_date"].transform("first").eq(self._first_day) & remembered["bars"].isna()
        there = began | remembered["since_start"].fillna(0).eq(1)
        rows["bar"] = np.where(there, FAR, seen)
        known = rows["before_day"].gt(0)
        passed = self._distance(rows["before_day"].where(known), rows["trade_date"])
        rows["gap"] = np.where(known, passed - 1, 0)
        last = pd.DataFrame(
            {"before_day": rows["trade_date"], "before_li": rows["close_li"], "bars": seen, "since_start": there}
        ).astype("int64")
        newest = last.set_index(rows["ts_code"])[~rows.duplicated("ts_code", keep="last").to_numpy()]
        self._last = pd.concat([self._last[~self._last.index.isin(newest.index)], newest])

    def _add_ages(self, rows: pd.DataFrame) -> None:
        since = rows["ts_code"].map(self._listed)
        age = self._distance(since, rows["trade_date"])
        rows["listed_days"] = np.where(age == FAR, LONG_LISTED, np.maximum(age + 1, 1))
        rows["to_leave"] = self._distance(rows["trade_date"], rows["ts_code"].map(self._left))
