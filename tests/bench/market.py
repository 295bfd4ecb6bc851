"""A made-up market for the factor bench: 5,000 names over 2,430 days on disk, a .npy file a field, always the same.

About 3 % of the cells are missing: names listed late and names suspended for a while. Prices move in ticks of a cent,
so that ties occur as they do on an exchange. Rows are whole cache lines: columns without a value follow the names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.pipeline.engine.grids import Grids
from core.pipeline.engine.opcodes import LANES

SYMBOLS, DAYS, SEED = 5000, 2430, 20261121
LATE_SHARE, SUSPENSIONS_A_DAY, SUSPENDED_DAYS = 0.05, 0.0004, 15
DAILY_MOVE, LIMIT = 0.02, 0.1
TICK_YUAN = 0.01

Field = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Size:
    """How many names and days a market has."""

    symbols: int = SYMBOLS
    days: int = DAYS

    @property
    def columns(self) -> int:
        """The names, and the empty columns after them that fill a cache line."""
        return -(-self.symbols // LANES) * LANES


def write_market(folder: Path, size: Size, seed: int = SEED) -> float:
    """Write every field of `fields.FIELDS` as T×columns float32 and return the share of the names' cells missing."""
    rng = np.random.default_rng(seed)
    missing = _missing(rng, size)
    empty = size.columns - size.symbols
    for name, values in _fields(rng, size):
        values[missing] = np.nan
        np.save(folder / f"{name}.npy", np.pad(values, ((0, 0), (0, empty)), constant_values=np.nan))
    return float(missing.mean())


def open_market(folder: Path) -> Grids:
    """Map every field of the folder's market; nothing is read before it is used."""
    fields = {path.stem: np.load(path, mmap_mode="r") for path in sorted(folder.glob("*.npy"))}
    days, symbols = fields["close"].shape
    return Grids(dates(days), codes(symbols), fields)


def dates(days: int) -> npt.NDArray[np.int32]:
    """The days' numbers as YYYYMMDD: weekdays from 2015-01-05 on."""
    first = np.datetime64("2015-01-05")
    weekdays = np.busday_offset(first, np.arange(days))
    return np.array([int(str(day).replace("-", "")) for day in weekdays], dtype=np.int32)


def codes(columns: int) -> tuple[str, ...]:
    """A code a column, ascending."""
    return tuple(f"{600000 + number:06d}.SH" for number in range(columns))


def _missing(rng: np.random.Generator, size: Size) -> npt.NDArray[np.bool_]:
    """Cells before a late listing and cells of suspensions; the first name is always there."""
    missing = np.zeros((size.days, size.symbols), dtype=np.bool_)
    for name in np.flatnonzero(rng.random(size.symbols) < LATE_SHARE):
        missing[: rng.integers(1, size.days), name] = True
    starts = np.argwhere(rng.random(missing.shape, dtype=np.float32) < SUSPENSIONS_A_DAY)
    for (day, name), length in zip(starts, rng.geometric(1 / SUSPENDED_DAYS, len(starts)), strict=True):
        missing[day : day + length, name] = True
    missing[:, 0] = False
    return missing


def _fields(rng: np.random.Generator, size: Size) -> Iterator[tuple[str, Field]]:
    shape = (size.days, size.symbols)
    move = np.clip(DAILY_MOVE * rng.standard_normal(shape, dtype=np.float32), -LIMIT, LIMIT)
    close = _ticks(rng.uniform(5, 60, size.symbols).astype(np.float32) * np.exp(np.cumsum(move, axis=0)))
    before = np.concatenate([close[:1], close[:-1]])
    opened = _ticks(before * (1 + 0.006 * rng.standard_normal(shape, dtype=np.float32)))
    spread = 0.01 * np.abs(rng.standard_normal(shape, dtype=np.float32))
    high = _ticks(np.maximum(opened, close) * (1 + spread))
    low = _ticks(np.minimum(opened, close) * (1 - spread[::-1]))
    yield from (("open", opened), ("high", high), ("low", low), ("raw_close", close.copy()), ("close", close.copy()))
    vwap = low + (high - low) * rng.random(shape, dtype=np.float32)
    floating = rng.uniform(1e8, 5e9, size.symbols).astype(np.float32)
    turnover = np.exp(0.4 * rng.standard_normal(shape, dtype=np.float32) + 20 * np.abs(move))
    volume = np.round(floating * turnover / 100)
    yield from (("vwap", vwap.copy()), ("volume", volume.copy()), ("amount", volume * vwap), ("turnover", turnover))
    for name, low_share, high_share in (("pe_ttm", 0.2, 6.0), ("pb", 0.02, 0.5), ("ps_ttm", 0.02, 1.0)):
        yield name, close * rng.uniform(low_share, high_share, size.symbols).astype(np.float32)
    yield from (("circ_mv", close * floating), ("total_mv", close * floating * np.float32(1.4)))
    change = close / before - 1
    yield "limit_up", (change > 0.09).astype(np.float32)
    yield "limit_down", (change < -0.09).astype(np.float32)
    yield "one_price", ((high == low) & (change != 0)).astype(np.float32)


def _ticks(prices: npt.NDArray[np.floating]) -> Field:
    cents = np.maximum(np.round(prices / np.float32(TICK_YUAN)), 1)
    return cents.astype(np.float32) * np.float32(TICK_YUAN)
