"""The check itself: spans of stored rows in, figures out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.pipeline.bands import Bands, Ints, bands_of
from core.pipeline.rule_check.findings import COLUMNS, Cause, find
from core.pipeline.rule_check.rows import Bars, li_of

_RULE = ["board", "status", "up_permille"]


@dataclass(frozen=True, eq=False)
class Checked:
    """What a check found.

    `findings` has the columns kind, cause, ts_code, trade_date and detail; `rules` a row per board, state and limit
    with the bars it bound, how many touched it and how many left it; `bars` are those of A-shares, `others` of
    anything else, `without_limit` those for which no limit is stored.
    """

    bars: int
    others: int
    names: int
    resumed: int
    without_limit: int
    findings: pd.DataFrame
    rules: pd.DataFrame

    @property
    def unexplained(self) -> pd.DataFrame:
        """The findings that nothing known explains."""
        return self.findings[self.findings["cause"] == Cause.UNEXPLAINED].reset_index(drop=True)

    def classes(self) -> pd.DataFrame:
        """Return a row per kind and cause: how many findings, of how many shares, first and last day, an example."""
        grouped = self.findings.sort_values(["trade_date", "ts_code"]).groupby(["kind", "cause"], as_index=False)
        return grouped.agg(
            rows=("ts_code", "size"),
            names=("ts_code", "nunique"),
            first=("trade_date", "min"),
            last=("trade_date", "max"),
            example=("ts_code", "first"),
            detail=("detail", "first"),
        )


class RuleCheck:
    """Takes spans of rising dates and keeps what does not fit."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._names: set[str] = set()
        self._counts = dict.fromkeys(("bars", "others", "resumed", "without_limit"), 0)
        self._findings: list[pd.DataFrame] = []
        self._rules: list[pd.DataFrame] = []

    def take(self, daily: pd.DataFrame, stk_limit: pd.DataFrame) -> None:
        """Check the bars of one span; both frames hold its dates only."""
        rows = self._bars.rows(daily)
        self._counts["bars"] += len(rows)
        self._counts["others"] += len(daily) - len(rows)
        if rows.empty:
            return
        self._names |= set(rows["ts_code"])
        bands = bands_of(rows, rows["pre_close_li"].to_numpy())
        stored, stored_pre_li = _stored(rows, stk_limit)
        self._counts["resumed"] += int((rows["gap"] > 0).sum())
        self._counts["without_limit"] += int((~stored.limited).sum())
        found = find(rows, bands, stored, stored_pre_li)
        if len(found):
            self._findings.append(found)
        self._rules.append(_by_rule(rows, bands))

    def result(self) -> Checked:
        """Return what was found so far."""
        empty = pd.DataFrame(columns=COLUMNS)
        rules = pd.DataFrame(columns=[*_RULE, "bars", "touched_up", "touched_down", "outside", "first", "last"])
        if self._rules:
            summed = pd.concat(self._rules, ignore_index=True).groupby(_RULE, as_index=False)
            rules = summed.agg(
                dict.fromkeys(("bars", "touched_up", "touched_down", "outside"), "sum")
                | {"first": "min", "last": "max"}
            )
        return Checked(
            names=len(self._names),
            findings=pd.concat(self._findings, ignore_index=True) if self._findings else empty,
            rules=rules,
            **self._counts,
        )


def _stored(rows: pd.DataFrame, stk_limit: pd.DataFrame) -> tuple[Bands, Ints]:
    """Return the vendor's limits row by row, and the previous close they were made from."""
    wanted = ["ts_code", "trade_date", "pre_close", "up_limit", "down_limit"]
    limits = stk_limit[wanted].drop_duplicates(["ts_code", "trade_date"], keep="last")
    joined = rows[["ts_code", "trade_date"]].merge(limits, on=["ts_code", "trade_date"], how="left")
    up, down = li_of(joined["up_limit"]), li_of(joined["down_limit"])
    stated = (up > 0) & (down > 0)
    return Bands(np.where(stated, down, 0), np.where(stated, up, 0), np.zeros_like(up)), li_of(joined["pre_close"])


def _by_rule(rows: pd.DataFrame, bands: Bands) -> pd.DataFrame:
    high, low = rows["high_li"].to_numpy(), rows["low_li"].to_numpy()
    known = rows["pre_close_li"].to_numpy() > 0
    limited = bands.limited & known
    counted = pd.DataFrame(
        {
            "board": rows["board"],
            "status": rows["status"],
            "up_permille": np.where(known, bands.up_permille, 0),
            "bars": 1,
            "touched_up": limited & (high == bands.up_li),
            "touched_down": limited & (low == bands.down_li),
            "outside": limited & ((high > bands.up_li) | (low < bands.down_li)),
            "trade_date": rows["trade_date"],
        }
    )
    grouped = counted[known].groupby(_RULE, as_index=False)
    sums = {name: (name, "sum") for name in ("bars", "touched_up", "touched_down", "outside")}
    return grouped.agg(**sums, first=("trade_date", "min"), last=("trade_date", "max"))
