"""What the paper market plays on one day: real bars, limits and ex-date entitlements, read as of that evening."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from core.domain.dates import date_of, ymd
from core.domain.dividend_tax import from_profits
from core.domain.errors import SkipName
from core.domain.rulebook import Band, Status, price_band
from core.domain.symbols import board_of
from core.pipeline.universe import delisted_of
from core.ports.snapshots import DataView

_PRICES = ("open", "high", "low", "close")
_LONG_LISTED_DAYS = 10_000


@dataclass(frozen=True, slots=True)
class DayBar:
    """One share's day: prices in 厘, the day's volume in shares, and its limit prices."""

    open_li: int
    high_li: int
    low_li: int
    close_li: int
    pre_close_li: int
    volume_shares: int
    band: Band


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What one share held at the previous close brings on this ex-date; bonus shares can be sold from `listed_on`.

    `profits_per_share` are those of the bonus shares that are taxed.
    """

    cash_per_share: Decimal
    bonus_per_share: Decimal
    listed_on: date
    profits_per_share: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class DayFeed:
    """The market of one day; a share without a bar is suspended, or `delisted`."""

    day: date
    bars: Mapping[str, DayBar]
    entitlements: Mapping[str, Entitlement]
    delisted: Collection[str] = ()


def day_feed(view: DataView, day: date) -> DayFeed:
    """Return the feed of `day` from a view that stands after its close.

    Limits come from stk_limit, else from the rulebook, else (where the bar itself leaves that band: a free day) there
    are none. Rows with NaN, without volume or with prices outside [low, high] have no bar, so nothing trades there.
    """
    daily = view.read("daily", day, day)
    limits = view.read("stk_limit", day, day, ["ts_code", "up_limit", "down_limit"])
    frame = daily.merge(limits.drop_duplicates("ts_code"), on="ts_code", how="left")
    bars = dict(filter(None, (_bar(row, day) for row in _whole_rows(frame).itertuples(index=False))))
    entitlements = _entitlements(view.read("dividend", day, day), day)
    return DayFeed(day, bars, entitlements, delisted_of(view.read("stock_basic"), ymd(day)))


def _whole_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Return possible bars with prices as integer 厘; missing limits and previous closes become 0."""
    frame = frame.dropna(subset=[*_PRICES, "vol"]).drop_duplicates("ts_code").sort_values("ts_code")
    low, high = frame["low"], frame["high"]
    inside = frame[["open", "close"]].ge(low, axis=0).all(axis=1) & frame[["open", "close"]].le(high, axis=0).all(
        axis=1
    )
    frame = frame[inside & low.gt(0) & frame["vol"].gt(0)]
    li = {
        name: np.rint(frame[name].fillna(0.0).to_numpy(dtype=float) * 1000).astype(int)
        for name in (*_PRICES, "pre_close", "up_limit", "down_limit")
    }
    return pd.DataFrame({"ts_code": frame["ts_code"].to_numpy(), "vol": frame["vol"].to_numpy(dtype=float), **li})


def _bar(row: object, day: date) -> tuple[str, DayBar] | None:
    symbol, volume = str(row.ts_code), int(row.vol)  # type: ignore[attr-defined]
    opened, high, low, close, before, up, down = (
        int(getattr(row, name)) for name in (*_PRICES, "pre_close", "up_limit", "down_limit")
    )
    try:
        derived = price_band(before or opened, board_of(symbol), Status.NORMAL, day, _LONG_LISTED_DAYS)
    except SkipName:
        return None
    band = Band(down, up) if up and down else derived
    if not (band.contains(high) and band.contains(low)):
        band = Band(None, None)
    return symbol, DayBar(opened, high, low, close, before or opened, volume, band)


def _entitlements(dividends: pd.DataFrame, day: date) -> dict[str, Entitlement]:
    found = {}
    for row in dividends.sort_values("ts_code").to_dict("records"):
        listed, bonus = row.get("div_listdate"), _per_share(row.get("stk_div"))
        found[str(row["ts_code"])] = Entitlement(
            cash_per_share=_per_share(row.get("cash_div_tax")),
            bonus_per_share=bonus,
            listed_on=day if listed is None or pd.isna(listed) else max(day, date_of(int(listed))),
            profits_per_share=from_profits(bonus, _stated(row.get("stk_bo_rate")), _stated(row.get("stk_co_rate"))),
        )
    return found


def _per_share(figure: object) -> Decimal:
    return _stated(figure) or Decimal(0)


def _stated(figure: object) -> Decimal | None:
    return None if figure is None or pd.isna(figure) else Decimal(str(figure))
