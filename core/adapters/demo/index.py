"""The benchmark: the largest Shanghai and Shenzhen shares, weighted by their free market value."""

from dataclasses import dataclass

import numpy as np

from core.adapters.demo.arrays import Flags, Floats, Ints
from core.adapters.demo.tape import Prices

INDEX_CODE = "000300.SH"
_MEMBERS = 300
_FIRST_LEVEL = 4000.0


@dataclass(frozen=True, slots=True)
class IndexBars:
    """One bar a day: points, shares and fen of the members' trading."""

    pre_close: Floats
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    vol: Ints
    amount: Ints


def index_bars(
    rng: np.random.Generator, prices: Prices, float_shares: Ints, member: Flags, vol: Ints, amount: Ints
) -> IndexBars:
    """Return the bars of the `member` shares with the highest first value, at most 300 of them."""
    value = np.where(member, prices.pre_close[0] * float_shares[0], 0)
    chosen = np.sort(np.argsort(-value, kind="stable")[: min(_MEMBERS, int(member.sum()))])
    reference = prices.pre_close[:, chosen]
    weight = (reference * float_shares[:, chosen]).astype(float)
    weight /= weight.sum(axis=1, keepdims=True)
    to_open, to_high, to_low, to_close = (
        (weight * matrix[:, chosen] / reference).sum(axis=1)
        for matrix in (prices.open, prices.high, prices.low, prices.close)
    )
    close = np.round(_FIRST_LEVEL * np.cumprod(to_close), 4)
    before = np.concatenate([[_FIRST_LEVEL], close[:-1]])
    opened = np.round(before * to_open, 4)
    # Members reach their extremes at different times: the index covers only part of their mean range.
    upper, lower = rng.uniform(0.1, 0.5, (2, len(close)))
    top, bottom = np.maximum(opened, close), np.minimum(opened, close)
    return IndexBars(
        pre_close=before,
        open=opened,
        high=np.round(top + upper * np.maximum(before * to_high - top, 0), 4),
        low=np.round(bottom - lower * np.maximum(bottom - before * to_low, 0), 4),
        close=close,
        vol=vol[:, chosen].sum(axis=1),
        amount=amount[:, chosen].sum(axis=1),
    )
