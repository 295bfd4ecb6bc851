"""The tape: every day's prices, volumes and amounts of every share, on the tick and inside the limits."""

from dataclasses import dataclass

import numpy as np

from core.adapters.demo.arrays import Flags, Floats, Ints
from core.adapters.demo.bands import FREE, limit_prices
from core.adapters.demo.distributions import Distributions, ex_right_price
from core.adapters.demo.returns import Wishes

_ONE_PRICE_VOLUME = 0.06
_MOST_TURNOVER = 0.6


@dataclass(frozen=True, slots=True)
class Prices:
    """Days × companies in fen; an untraded day repeats the last close.

    `down` and `up` mean nothing where `free` of limits; `adj_factor` is the running product of last close / pre_close.
    """

    pre_close: Ints
    open: Ints
    high: Ints
    low: Ints
    close: Ints
    down: Ints
    up: Ints
    free: Flags
    adj_factor: Floats


def play(
    rng: np.random.Generator,
    first_price: Ints,
    traded: Flags,
    permille: tuple[Ints, Ints],
    wishes: Wishes,
    distributions: Distributions,
) -> Prices:
    """Walk through the days; `first_price` (fen) is the price before day 0, `permille` the (down, up) limits."""
    rows, columns = traded.shape
    tape = np.empty((8, rows, columns), np.int64)
    adj_factor = np.empty((rows, columns))
    factor: Floats = np.exp(rng.uniform(0, 3, columns)).round(3)
    reach = 0.4 * np.abs(rng.standard_normal((2, rows, columns))) * np.std(wishes.to_close, axis=0)
    last = first_price
    for t in range(rows):
        reference = ex_right_price(last, distributions.cash_li[t], distributions.bonus_permille[t])
        factor = factor * last / reference
        band = limit_prices(reference, permille[0][t], permille[1][t])
        bar = _bar(reference, band, wishes, t, reach[:, t])
        tape[:, t] = (reference, *(np.where(traded[t], values, last) for values in bar), *band, permille[1][t] == FREE)
        adj_factor[t] = factor
        last = tape[4, t]
    pre_close, opened, high, low, close, down, up, free = tape
    return Prices(pre_close, opened, high, low, close, down, up, free.astype(bool), adj_factor)


def _bar(reference: Ints, band: tuple[Ints, Ints], wishes: Wishes, t: int, reach: Floats) -> tuple[Ints, ...]:
    def on_tick(price: Floats) -> Ints:
        return np.clip(np.rint(price), *band).astype(np.int64)

    opened = on_tick(reference * np.exp(wishes.to_open[t]))
    closed = on_tick(reference * np.exp(wishes.to_close[t]))
    top, bottom = np.maximum(opened, closed), np.minimum(opened, closed)
    stretch = np.where(wishes.one_price[t], 0.0, reach)
    return opened, on_tick(top * np.exp(stretch[0])), on_tick(bottom * np.exp(-stretch[1])), closed


def trade_volumes(
    rng: np.random.Generator, prices: Prices, traded: Flags, turnover: Floats, float_shares: Ints
) -> tuple[Ints, Ints]:
    """Return (shares, fen): about `turnover` of the float a day, more on moving days; amount/vol inside [low, high]."""
    rows, columns = traded.shape
    high, low = prices.high, prices.low
    level, shocks = np.zeros((rows, columns)), 0.3 * rng.standard_normal((rows, columns))
    for t in range(1, rows):
        level[t] = 0.8 * level[t - 1] + shocks[t]
    width = (high - low) / prices.pre_close
    share = np.minimum(turnover * np.exp(level) * (0.5 + 18 * np.minimum(width, 0.15)), _MOST_TURNOVER)
    share = np.where(high == low, turnover * _ONE_PRICE_VOLUME, share)
    vol = np.where(traded, np.maximum(np.rint(share * float_shares), 100), 0).astype(np.int64)
    mean = (prices.open + high + low + 2 * prices.close) / 5
    amount = np.clip(np.rint(mean * vol), low * vol, high * vol).astype(np.int64)
    return vol, amount
