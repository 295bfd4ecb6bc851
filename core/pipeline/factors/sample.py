"""A small market, always the same, on which a factor's values can be frozen into its test."""

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.declaration import Factor

DAYS = 300
NAMES = 12
SEED = 20260105
LIMIT = 0.1

Values = npt.NDArray[np.float64]


def sample_grids() -> Grids:
    """Every field of FIELDS, 300 days × 12 names, float32; some days suspended, some names listed late.

    Made of the generator's plain uniform numbers, which stay the same from one numpy to the next.
    """
    random = np.random.default_rng(SEED).random
    shape = (DAYS, NAMES)
    close, limit_up, limit_down = _closes(random((3, *shape)))
    up, down = random((2, *shape)) * 0.02
    opened = close * (1 + (random(shape) - 0.5) * 0.02)
    one_price = np.where((limit_up > 0) & (random(shape) < 0.3), 1.0, 0.0)
    high = np.where(one_price > 0, close, np.maximum(close, opened) * (1 + up))
    low = np.where(one_price > 0, close, np.minimum(close, opened) * (1 - down))
    opened = np.where(one_price > 0, close, opened)
    volume = np.round(1e5 * (1 + 9 * random(shape)) * np.linspace(1, 8, NAMES))
    vwap = (opened + high + low + close) / 4
    shares = 1e8 * np.linspace(1, 40, NAMES)
    fields = {
        "open": opened, "high": high, "low": low, "close": close, "vwap": vwap, "volume": volume,
        "amount": volume * vwap, "turnover": volume / shares * 100, "pe_ttm": close * (random(NAMES) * 4 - 1),
        "pb": close * random(NAMES), "ps_ttm": close * random(NAMES), "circ_mv": close * shares,
        "total_mv": close * shares * 1.5, "raw_close": close / np.linspace(1, 3, NAMES), "limit_up": limit_up,
        "limit_down": limit_down, "one_price": one_price,
    }  # fmt: skip
    traded = _traded()
    dates = np.arange(DAYS, dtype=np.int32) + 20200101
    symbols = tuple(f"{number:06d}.SZ" for number in range(1, NAMES + 1))
    laid = {name: np.where(traded, grid, np.nan).astype(np.float32) for name, grid in fields.items()}
    return Grids(dates, symbols, laid)


def sample_values(factor: Factor, grids: Grids) -> npt.NDArray[np.float32]:
    """The factor over all rows of the grids, T×N; NaN where missing."""
    values: npt.NDArray[np.float32] = Engine([factor.node], threads=1).compute(grids, 0, len(grids.dates))[0]
    return values


def _closes(chance: Values) -> tuple[Values, Values, Values]:
    """Closes with now and then a day at a limit, and where those are, T×N each."""
    up, down = chance[0] < 0.03, chance[0] > 0.98
    steps = np.where(up, LIMIT, np.where(down, -LIMIT, (chance[1] + chance[2] - 1) * 0.04))
    closes = np.linspace(5, 60, NAMES) * np.cumprod(1 + steps, axis=0)
    return np.round(closes, 2), up * 1.0, down * 1.0


def _traded() -> npt.NDArray[np.bool_]:
    day, name = np.arange(DAYS)[:, None], np.arange(NAMES)
    halted = (name % 5 == 1) & (day % 60 // 10 == 2)
    rarely = (name % 5 == 2) & (day % 7 == 4)
    late = day < np.where(name % 4 == 3, 20 * name, 0)
    return np.asarray(~(halted | rarely | late))
