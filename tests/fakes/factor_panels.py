"""Made-up engine inputs: a tidy market, and the many ways in which real ones are not tidy."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from core.pipeline.engine.grids import Grids
from core.pipeline.factors.fields import FIELDS

Fields = dict[str, npt.NDArray[np.float64]]
Flaw = Callable[[np.random.Generator, Fields], None]

PRICES = ("open", "high", "low", "close", "vwap", "raw_close")


def tidy_fields(days: int, names: int, seed: int) -> Fields:
    """Every field of FIELDS, days × names, nothing missing; prices on a grid of 0.01, so days tie."""
    random = np.random.default_rng(seed)
    shape = (days, names)
    close = np.round(random.uniform(3, 80, names) * np.exp(np.cumsum(random.normal(0, 0.02, shape), axis=0)), 2)
    opened = np.round(close * (1 + random.normal(0, 0.008, shape)), 2)
    high = np.round(np.maximum(close, opened) * (1 + np.abs(random.normal(0, 0.006, shape))), 2)
    low = np.round(np.minimum(close, opened) * (1 - np.abs(random.normal(0, 0.006, shape))), 2)
    vwap = (opened + high + low + close) / 4
    volume = np.round(random.lognormal(13, 0.8, shape))
    total_mv = close * np.round(random.lognormal(20, 1, names))
    fields = {
        "open": opened, "high": high, "low": low, "close": close, "vwap": vwap, "raw_close": close.copy(),
        "volume": volume, "amount": volume * vwap, "turnover": random.lognormal(0, 1, shape),
        "pe_ttm": random.normal(20, 30, shape), "pb": random.lognormal(1, 0.5, shape),
        "ps_ttm": random.lognormal(1, 1, shape), "total_mv": total_mv, "circ_mv": total_mv * 0.7,
        "limit_up": (random.random(shape) < 0.05) * 1.0, "limit_down": (random.random(shape) < 0.05) * 1.0,
        "one_price": (random.random(shape) < 0.03) * 1.0,
    }  # fmt: skip
    assert fields.keys() == FIELDS.keys()
    return fields


def _without_bars(fields: Fields, where: npt.NDArray[np.bool_]) -> None:
    for grid in fields.values():
        grid[where] = np.nan


def _gaps(random: np.random.Generator, fields: Fields) -> None:
    _without_bars(fields, random.random(fields["close"].shape) < 0.1)


def _late(random: np.random.Generator, fields: Fields) -> None:
    days, names = fields["close"].shape
    listed = random.integers(0, days + 1, names) * (random.random(names) < 0.4)
    _without_bars(fields, np.arange(days)[:, None] < listed)


def _suspended(random: np.random.Generator, fields: Fields) -> None:
    days, names = fields["close"].shape
    begin = random.integers(0, days, names)
    length = random.integers(0, max(2, days // 2), names)
    day = np.arange(days)[:, None]
    _without_bars(fields, (day >= begin) & (day < begin + length))


def _holes(random: np.random.Generator, fields: Fields) -> None:
    for grid in fields.values():
        grid[random.random(grid.shape) < 0.05] = np.nan


def _infinities(random: np.random.Generator, fields: Fields) -> None:
    for grid in fields.values():
        grid[random.random(grid.shape) < 0.02] = np.inf
        grid[random.random(grid.shape) < 0.02] = -np.inf


def _one(random: np.random.Generator, fields: Fields) -> int:
    return int(random.integers(fields["close"].shape[1]))


def _constant(random: np.random.Generator, fields: Fields) -> None:
    column = _one(random, fields)
    for name, grid in fields.items():
        grid[:, column] = 10.1 if name in PRICES else 3.7


def _absent(random: np.random.Generator, fields: Fields) -> None:
    for grid in fields.values():
        grid[:, _one(random, fields)] = np.nan


def _never_traded(random: np.random.Generator, fields: Fields) -> None:
    column = _one(random, fields)
    for grid in fields.values():
        grid[:, column] = np.nan


def _ties(random: np.random.Generator, fields: Fields) -> None:
    for name in PRICES:
        fields[name][...] = np.round(fields[name])
    still = random.random(fields["close"].shape) < 0.3
    for name in PRICES:
        for day in range(1, len(still)):
            fields[name][day] = np.where(still[day], fields[name][day - 1], fields[name][day])


def _zero_volume(random: np.random.Generator, fields: Fields) -> None:
    still = random.random(fields["close"].shape) < 0.15
    still[:, _one(random, fields)] = True
    for name in ("volume", "amount", "turnover"):
        fields[name][still] = 0.0


def _extreme(random: np.random.Generator, fields: Fields) -> None:
    names = fields["close"].shape[1]
    scale = 10.0 ** random.choice([-12, -6, 0, 0, 6, 12], names)
    for grid in fields.values():
        grid[...] = grid * scale


def _spikes(random: np.random.Generator, fields: Fields) -> None:
    for grid in fields.values():
        grid[random.random(grid.shape) < 0.01] *= 1e6


FLAWS: Mapping[str, Flaw] = {
    "gaps": _gaps,
    "late": _late,
    "suspended": _suspended,
    "holes": _holes,
    "infinities": _infinities,
    "constant": _constant,
    "absent": _absent,
    "never_traded": _never_traded,
    "ties": _ties,
    "zero_volume": _zero_volume,
    "extreme": _extreme,
    "spikes": _spikes,
}
"""What can be wrong with a panel: bars, single cells, whole columns and magnitudes."""


def make_grids(days: int, names: int, seed: int, flaws: Sequence[str] = (), dtype: npt.DTypeLike = np.float64) -> Grids:
    """A market of `days` × `names` with the named flaws, applied in order."""
    fields = tidy_fields(days, names, seed)
    random = np.random.default_rng((seed, 1))
    for flaw in flaws if days and names else ():
        FLAWS[flaw](random, fields)
    return of_fields({name: grid.astype(dtype) for name, grid in fields.items()})


def of_fields(fields: Mapping[str, npt.NDArray[Any]]) -> Grids:
    """Grids over the given fields, with dates and symbols made up."""
    days, names = next(iter(fields.values())).shape
    dates = (np.arange(days) + 20100101).astype(np.int32)
    symbols = tuple(f"{number:06d}.SZ" for number in range(names))
    return Grids(dates, symbols, {name: np.ascontiguousarray(grid) for name, grid in fields.items()})


def as_float64(grids: Grids) -> Grids:
    """The very same values, stored wider."""
    return Grids(grids.dates, grids.symbols, {name: grid.astype(np.float64) for name, grid in grids.fields.items()})


def recipes(
    max_days: int = 50, max_names: int = 6, dtype: npt.DTypeLike = np.float64
) -> st.SearchStrategy[tuple[int, int, int, list[str], npt.DTypeLike]]:
    """Arguments of `make_grids`: any size from one day and one name on, any set of flaws."""
    return st.tuples(
        st.integers(1, max_days),
        st.integers(1, max_names),
        st.integers(0, 2**31),
        st.lists(st.sampled_from(sorted(FLAWS)), max_size=4, unique=True),
        st.just(dtype),
    )
