"""What of a bar or of a stored limit does not fit the rulebook, and the first cause that explains it."""

from collections.abc import Callable
from enum import StrEnum

import numpy as np
import pandas as pd

from core.domain.rulebook import DELISTING_DAYS, FREE_DAYS, TICK_LI, Status
from core.pipeline.bands import Bands, Flags, Ints, bands_of
from core.pipeline.rule_check.rows import PRICES

RELISTED_GAP = 100
"""Open days without a bar from which a return is taken for that of a suspended listing, which took a year and more."""

_NEAR_CHANGE = 10
_LEAVING = DELISTING_DAYS + 5
COLUMNS = ["kind", "cause", "ts_code", "trade_date", "detail"]


class Kind(StrEnum):
    """What does not fit."""

    NO_REFERENCE = "no_reference"
    IMPOSSIBLE = "impossible"
    OFF_TICK = "off_tick"
    OUTSIDE = "outside"
    LIMIT_DIFFERS = "limit_differs"


class Cause(StrEnum):
    """What explains it; UNEXPLAINED where nothing known does."""

    FIRST_DAYS = "first_days"
    DELISTING = "delisting"
    RELISTED = "relisted"
    EX_RIGHT = "ex_right"
    STATE = "state"
    ROUNDING = "rounding"
    VENDOR = "vendor"
    UNEXPLAINED = "unexplained"


def find(rows: pd.DataFrame, bands: Bands, stored: Bands, stored_pre_li: Ints) -> pd.DataFrame:
    """Return the findings of one span with the columns of COLUMNS.

    `rows` are those of `Bars.rows`, `bands` the computed limits, `stored` the vendor's (0 where it states none) and
    `stored_pre_li` the previous close those were made from (0 unknown), all row by row.
    """
    prices = rows[[f"{name}_li" for name in PRICES]].to_numpy()
    reference = rows["pre_close_li"].to_numpy()
    missing = reference <= 0
    broken = _impossible(prices)
    outside = ~missing & ~broken & bands.limited & ((prices > bands.up_li[:, None]) | _below(prices, bands)).any(axis=1)
    differs = ~missing & stored.limited & ((stored.up_li != bands.up_li) | (stored.down_li != bands.down_li))
    found = [
        _told(rows, missing, Kind.NO_REFERENCE, np.where(rows["bar"] == 1, Cause.FIRST_DAYS, Cause.VENDOR)),
        _told(rows, broken, Kind.IMPOSSIBLE, Cause.VENDOR),
        _told(rows, (prices % TICK_LI != 0).any(axis=1), Kind.OFF_TICK, Cause.VENDOR),
        _explained(rows, bands, stored, stored_pre_li, differs, Kind.LIMIT_DIFFERS),
        _explained(rows, bands, stored, stored_pre_li, outside, Kind.OUTSIDE),
    ]
    return pd.concat([each for each in found if len(each)] or [pd.DataFrame(columns=COLUMNS)], ignore_index=True)


def _impossible(prices: Ints) -> Flags:
    opened, high, low, close = prices.T
    highest, lowest = np.maximum(opened, close), np.minimum(opened, close)
    found: Flags = (prices <= 0).any(axis=1) | (high < highest) | (low > lowest)
    return found


def _below(prices: Ints, bands: Bands) -> Flags:
    found: Flags = prices < bands.down_li[:, None]
    return found


def _told(rows: pd.DataFrame, flags: Flags, kind: Kind, cause: object) -> pd.DataFrame:
    told = rows.assign(kind=kind.value, cause=cause)[flags]
    return told.assign(detail=_figures(told))[COLUMNS]


def _figures(told: pd.DataFrame) -> list[str]:
    names = [*PRICES, "pre_close"]
    values = told[[f"{name}_li" for name in names]].to_numpy() / 1000
    return [" ".join(f"{name} {value:g}" for name, value in zip(names, row, strict=True)) for row in values]


def _explained(
    rows: pd.DataFrame, bands: Bands, stored: Bands, stored_pre_li: Ints, flags: Flags, kind: Kind
) -> pd.DataFrame:
    few = rows[flags].reset_index(drop=True)
    if few.empty:
        return pd.DataFrame(columns=COLUMNS)
    ours, theirs = bands.take(flags), stored.take(flags)
    fits = _contains(few) if kind is Kind.OUTSIDE else theirs.equals
    by_state = _fits_other_state(few, fits)
    if kind is Kind.OUTSIDE:
        by_state &= (few["to_change"] <= _NEAR_CHANGE).to_numpy() | theirs.limited & _fits_other_state(
            few, theirs.equals
        )
    causes = {
        Cause.FIRST_DAYS: ((few["listed_days"] <= FREE_DAYS) | (few["bar"] <= FREE_DAYS)).to_numpy(),
        Cause.DELISTING: (few["status"].eq(Status.DELISTING) | few["to_leave"].between(0, _LEAVING)).to_numpy(),
        Cause.RELISTED: (few["gap"] >= RELISTED_GAP).to_numpy(),
        Cause.STATE: by_state,
        Cause.EX_RIGHT: _fits_other_reference(few, stored_pre_li[flags], fits),
        Cause.ROUNDING: (kind is Kind.LIMIT_DIFFERS) & ours.within_a_tick(theirs),
    }
    cause = np.select(list(causes.values()), [each.value for each in causes], default=Cause.UNEXPLAINED.value)
    limits = [
        f"computed {down / 1000:g}…{up / 1000:g}, stored {low / 1000:g}…{high / 1000:g}"
        for down, up, low, high in zip(ours.down_li, ours.up_li, theirs.down_li, theirs.up_li, strict=True)
    ]
    detail = [f"{figures}; {limit}" for figures, limit in zip(_figures(few), limits, strict=True)]
    return few.assign(kind=kind.value, cause=cause, detail=detail)[COLUMNS]


def _contains(few: pd.DataFrame) -> Callable[[Bands], Flags]:
    high, low = few["high_li"].to_numpy(), few["low_li"].to_numpy()

    def contains(bands: Bands) -> Flags:
        inside: Flags = ~bands.limited | ((high <= bands.up_li) & (low >= bands.down_li))
        return inside

    return contains


def _fits_other_reference(few: pd.DataFrame, stored_pre_li: Ints, fits: Callable[[Bands], Flags]) -> Flags:
    """Whether the limits of the vendor's other previous close, or of the raw one, fit."""
    answer = np.zeros(len(few), dtype=bool)
    for other in (stored_pre_li, few["before_li"].to_numpy()):
        differs = (other > 0) & (other != few["pre_close_li"].to_numpy())
        answer |= differs & fits(bands_of(few, np.maximum(other, TICK_LI)))
    return answer


def _fits_other_state(few: pd.DataFrame, fits: Callable[[Bands], Flags]) -> Flags:
    """Whether the limits of another state of the share than the one its names tell fit."""
    answer = np.zeros(len(few), dtype=bool)
    for status in Status:
        other = few["status"].ne(status.value).to_numpy()
        answer |= other & fits(bands_of(few.assign(status=status.value), few["pre_close_li"].to_numpy()))
    return answer
