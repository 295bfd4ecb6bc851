"""Checks after conversion: a figure in the wrong unit is off by a power of ten, never by a little."""

from collections.abc import Callable

import pandas as pd

from core.domain.dataset import Dataset
from core.domain.errors import FixAndRestart

_TOLERANCE = 0.02
_WRONG_UNIT = 2.0
_SHARE_OF_ROWS = 0.01
_TOTAL_SHARES = (1e6, 1e12)
_PRICE_YUAN = (0.01, 1e4)


def check_units(dataset: Dataset, frame: pd.DataFrame) -> None:
    """Raise FixAndRestart naming rows when amounts, volumes, share counts or market values contradict each other.

    A traded row's amount/vol must lie in [low, high] with 2 % tolerance. A single row slightly outside is a vendor's
    slip and stays (the pipeline counts anomalies); a row outside by a factor of 2, or more than 1 % of rows outside,
    is a wrong unit. Rows without volume are exempt, and so are index bars, whose points are no prices.
    """
    check = _CHECKS.get(dataset.name)
    if check is not None and len(frame):
        check(dataset, frame)


def _check_daily(dataset: Dataset, frame: pd.DataFrame) -> None:
    _check_mean_price(dataset, frame, frame["low"], frame["high"])


def _check_auction(dataset: Dataset, frame: pd.DataFrame) -> None:
    _check_mean_price(dataset, frame, frame["price"], frame["price"])


def _check_mean_price(dataset: Dataset, frame: pd.DataFrame, low: pd.Series, high: pd.Series) -> None:
    mean = frame["amount"] / frame["vol"].where(frame["vol"] > 0)
    outside = (mean < low * (1 - _TOLERANCE)) | (mean > high * (1 + _TOLERANCE))
    far = (mean < low / _WRONG_UNIT) | (mean > high * _WRONG_UNIT)
    if far.any() or outside.sum() > _SHARE_OF_ROWS * mean.notna().sum():
        _refuse(dataset, frame[far if far.any() else outside], "amount/vol is outside [low, high]")


def _check_daily_basic(dataset: Dataset, frame: pd.DataFrame) -> None:
    price = frame["total_mv"] / frame["total_share"].where(frame["total_share"] > 0)
    strange = (price < _PRICE_YUAN[0]) | (price > _PRICE_YUAN[1])
    if strange.any():
        _refuse(dataset, frame[strange], f"total_mv/total_share is no price in {_PRICE_YUAN} yuan")
    typical = frame["total_share"].median()
    if typical < _TOTAL_SHARES[0] or typical > _TOTAL_SHARES[1]:
        _refuse(dataset, frame[frame["total_share"].notna()], f"median total_share {typical:g} is no share count")


def _refuse(dataset: Dataset, rows: pd.DataFrame, why: str) -> None:
    examples = rows.head(5).to_dict("records")
    raise FixAndRestart(
        f"{dataset.name}: unit trap, {why} in {len(rows)} rows, such as {examples}",
        "the source must give vol and amount of a day in 手 and 千元, of an auction in 股 and 元, "
        "shares in 万股 and market values in 万元",
    )


_CHECKS: dict[str, Callable[[Dataset, pd.DataFrame], None]] = {
    "daily": _check_daily,
    "daily_basic": _check_daily_basic,
    "stk_auction": _check_auction,
}
