"""Plain pandas on wide frames of days × names: twenty factors of Alpha158 as one would write them, and their study."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from tests.bench.factor_peers.timing import Timing, timed

NAME = f"pandas {pd.__version__}"
TWENTY = (
    "MA20", "MA60", "STD20", "STD60", "BETA20", "RSQR20", "RESI20", "MAX20", "MIN20", "QTLU20", "RANK20", "RSV20",
    "IMAX20", "CORR20", "CORD20", "CNTP20", "SUMP20", "VMA20", "VSTD20", "WVMA20",
)  # fmt: skip
TINY = 1e-12
DAYS = 20


def twenty(folder: Path, symbols: int) -> Timing:
    """The twenty over the first `symbols` names and the whole history."""
    names = ("high", "low", "close", "volume")
    of = {
        name: pd.DataFrame(np.load(folder / f"{name}.npy", mmap_mode="r")[:, :symbols]).astype("f8") for name in names
    }
    return timed(lambda: dict(twenty_factors(of)))


def twenty_factors(of: dict[str, pd.DataFrame]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield name and values of each of TWENTY from wide high, low, close and volume."""
    high, low, close, volume = of["high"], of["low"], of["close"], of["volume"]
    for days in (DAYS, 60):
        yield f"MA{days}", _roll(close, days).mean() / close
        yield f"STD{days}", _roll(close, days).std() / close
    yield from _trends(close)
    highest, lowest = _roll(high).max(), _roll(low).min()
    yield "MAX20", highest / close
    yield "MIN20", lowest / close
    yield "QTLU20", _roll(close).quantile(0.8) / close
    yield "RANK20", _roll(close).rank(pct=True)
    yield "RSV20", (close - lowest) / (highest - lowest + TINY)
    yield "IMAX20", _roll(high).apply(_place_of_highest, raw=True) / DAYS
    gain, more = close / close.shift(1), volume / volume.shift(1)
    yield "CORR20", _roll(close).corr(np.log(volume + 1), pairwise=False)
    yield "CORD20", _roll(gain).corr(np.log(more + 1), pairwise=False)
    change = close - close.shift(1)
    yield "CNTP20", _roll((change > 0).where(change.notna()).astype("f8")).mean()
    yield "SUMP20", _roll(change.clip(lower=0)).sum() / (_roll(change.abs()).sum() + TINY)
    yield "VMA20", _roll(volume).mean() / volume
    yield "VSTD20", _roll(volume).std() / volume
    moved = (gain - 1).abs() * volume
    yield "WVMA20", _roll(moved).std() / (_roll(moved).mean() + TINY)


def studied(values: pd.DataFrame, label: pd.DataFrame) -> pd.Series:
    """One factor over days × names: winsor bounds, rank_pct and rank IC by day."""
    values.quantile([0.01, 0.99], axis=1)
    ranks = values.rank(axis=1, pct=True)
    return ranks.corrwith(label.rank(axis=1), axis=1)


def study(days: int, symbols: int) -> Timing:
    """`studied` for one factor over so many days of names."""
    rng = np.random.default_rng(2)
    values, label = (pd.DataFrame(rng.standard_normal((days, symbols))) for _ in range(2))
    holes = rng.random((days, symbols)) < 0.03
    return timed(lambda: studied(values.mask(holes), label.mask(holes)))


def _trends(close: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    place = close.notna().cumsum(axis=0) * 0.0
    place = place.add(np.arange(len(place)), axis=0).where(close.notna())
    slope = _roll(close).cov(place, pairwise=False) / _roll(place).var()
    yield "BETA20", slope / close
    yield "RSQR20", _roll(close).corr(place, pairwise=False) ** 2
    yield "RESI20", (close - _roll(close).mean() - slope * (place - _roll(place).mean())) / close


def _roll(frame: pd.DataFrame, days: int = DAYS) -> "pd.core.window.Rolling":
    return frame.rolling(days, min_periods=days // 2)


def _place_of_highest(window: np.ndarray) -> float:
    return float(np.nanargmax(window)) + 1
