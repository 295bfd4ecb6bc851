"""Alpha158 in plain pandas, straight from Qlib's `Alpha158DL.get_feature_config`: nothing of our factor language.

Only the missing days are ours: a window needs half of its days, a comparison with a missing day is missing, and a
division by zero too. A correlation or R² is missing for an exactly constant side; Qlib cuts at a deviation of 2e-5.
"""

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.pipeline.engine.grids import Grids

Window = npt.NDArray[np.float64]

LENGTHS = (5, 10, 20, 30, 60)
TINY = 1e-12


def alpha158(grids: Grids) -> dict[str, pd.DataFrame]:
    """Name of each of the 158 factors → T×N values, NaN where missing or without a close; in Qlib's order."""
    names = ("open", "high", "low", "close", "vwap", "volume")
    fields = {name: _clean(pd.DataFrame(grids[name].astype(np.float64))) for name in names}
    bar = fields["close"].notna()
    factors = dict([*_candle(fields), *_prices(fields)])
    by_family = [dict(_rolled(fields, days)) for days in LENGTHS]
    for family in by_family[0]:
        factors |= {f"{family}{days}": each[family] for days, each in zip(LENGTHS, by_family, strict=True)}
    return {name: _clean(values).where(bar) for name, values in factors.items()}


def _clean(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.where(np.isfinite(frame))


def _candle(of: dict[str, pd.DataFrame]) -> Iterator[tuple[str, pd.DataFrame]]:
    opened, high, low, close = of["open"], of["high"], of["low"], of["close"]
    span = high - low + TINY
    top, bottom = np.maximum(opened, close), np.minimum(opened, close)
    yield "KMID", (close - opened) / opened
    yield "KLEN", (high - low) / opened
    yield "KMID2", (close - opened) / span
    yield "KUP", (high - top) / opened
    yield "KUP2", (high - top) / span
    yield "KLOW", (bottom - low) / opened
    yield "KLOW2", (bottom - low) / span
    yield "KSFT", (2 * close - high - low) / opened
    yield "KSFT2", (2 * close - high - low) / span


def _prices(of: dict[str, pd.DataFrame]) -> Iterator[tuple[str, pd.DataFrame]]:
    for name in ("open", "high", "low", "vwap"):
        yield f"{name.upper()}0", of[name] / of["close"]


def _rolled(of: dict[str, pd.DataFrame], days: int) -> Iterator[tuple[str, pd.DataFrame]]:
    yield from _levels(of, days)
    yield from _places(of, days)
    yield from _pairs(of, days)
    yield from _counts(of["close"], days)
    yield from _gains("SUM", of["close"], days)
    yield from _volumes(of, days)
    yield from _gains("VSUM", of["volume"], days)


def _levels(of: dict[str, pd.DataFrame], days: int) -> Iterator[tuple[str, pd.DataFrame]]:
    close = of["close"]
    yield "ROC", close.shift(days) / close
    yield "MA", _roll(close, days).mean() / close
    yield "STD", _each(close, days, _std) / close
    yield "BETA", _each(close, days, lambda window: _line(window)[0]) / close
    yield "RSQR", _each(close, days, lambda window: _correlation(np.arange(float(len(window))), window) ** 2)
    yield "RESI", _each(close, days, lambda window: window[-1] - _line(window)[1]) / close
    yield "MAX", _roll(of["high"], days).max() / close
    yield "MIN", _roll(of["low"], days).min() / close
    yield "QTLU", _roll(close, days).quantile(0.8) / close
    yield "QTLD", _roll(close, days).quantile(0.2) / close
    yield "RANK", _roll(close, days).rank(pct=True)


def _places(of: dict[str, pd.DataFrame], days: int) -> Iterator[tuple[str, pd.DataFrame]]:
    highest, lowest = _roll(of["high"], days).max(), _roll(of["low"], days).min()
    yield "RSV", (of["close"] - lowest) / (highest - lowest + TINY)
    top = _each(of["high"], days, lambda window: float(np.nanargmax(window) + 1 + days - len(window)))
    bottom = _each(of["low"], days, lambda window: float(np.nanargmin(window) + 1 + days - len(window)))
    yield "IMAX", top / days
    yield "IMIN", bottom / days
    yield "IMXD", (top - bottom) / days


def _pairs(of: dict[str, pd.DataFrame], days: int) -> Iterator[tuple[str, pd.DataFrame]]:
    close, volume = of["close"], of["volume"]
    yield "CORR", _correlated(close, _log(volume + 1), days)
    yield "CORD", _correlated(close / close.shift(1), _log(volume / volume.shift(1) + 1), days)


def _counts(close: pd.DataFrame, days: int) -> Iterator[tuple[str, pd.DataFrame]]:
    both = close.notna() & close.shift(1).notna()
    up, down = ((close > close.shift(1)) * 1.0).where(both), ((close < close.shift(1)) * 1.0).where(both)
    yield "CNTP", _roll(up, days).mean()
    yield "CNTN", _roll(down, days).mean()
    yield "CNTD", _roll(up, days).mean() - _roll(down, days).mean()


def _gains(prefix: str, values: pd.DataFrame, days: int) -> Iterator[tuple[str, pd.DataFrame]]:
    change = values - values.shift(1)
    gain, loss = _sum(change.clip(lower=0), days), _sum((-change).clip(lower=0), days)
    total = _sum(change.abs(), days) + TINY
    yield f"{prefix}P", gain / total
    yield f"{prefix}N", loss / total
    yield f"{prefix}D", (gain - loss) / total


def _volumes(of: dict[str, pd.DataFrame], days: int) -> Iterator[tuple[str, pd.DataFrame]]:
    close, volume = of["close"], of["volume"]
    weighted = _clean((close / close.shift(1) - 1).abs() * volume)
    yield "VMA", _roll(volume, days).mean() / (volume + TINY)
    yield "VSTD", _each(volume, days, _std) / (volume + TINY)
    yield "WVMA", _each(weighted, days, _std) / (_roll(weighted, days).mean() + TINY)


def _roll(frame: pd.DataFrame, days: int) -> pd.core.window.Rolling:
    return frame.rolling(days, min_periods=-(-days // 2))


def _each(frame: pd.DataFrame, days: int, function: Callable[[Window], float]) -> pd.DataFrame:
    """The function of each window; a window of the first days is shorter, as the days before are not there."""
    return _roll(frame, days).apply(function, raw=True)


def _sum(frame: pd.DataFrame, days: int) -> pd.DataFrame:
    return _each(frame, days, np.nansum)


def _log(frame: pd.DataFrame) -> pd.DataFrame:
    return np.log(_clean(frame).where(frame > 0))


def _std(window: Window) -> float:
    values = window[~np.isnan(window)]
    if len(values) < 2:
        return np.nan
    return 0.0 if np.ptp(values) == 0 else float(np.std(values, ddof=1))


def _line(window: Window) -> tuple[float, float]:
    """Slope and today's value of the fitted line."""
    days = np.arange(len(window), dtype=float)
    seen = ~np.isnan(window)
    if seen.sum() < 2:
        return np.nan, np.nan
    design = np.stack([days[seen] - days[seen].mean(), np.ones(seen.sum())], axis=1)
    level = window[seen][0]
    (slope, middle), *_ = np.linalg.lstsq(design, window[seen] - level)
    return float(slope), float(level + middle + slope * (days[-1] - days[seen].mean()))


def _correlation(first: Window, second: Window) -> float:
    seen = ~(np.isnan(first) | np.isnan(second))
    x, y = first[seen], second[seen]
    if seen.sum() < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return np.nan
    return float(np.corrcoef(x, y)[0, 1])


def _correlated(first: pd.DataFrame, second: pd.DataFrame, days: int) -> pd.DataFrame:
    x, y = _clean(first).to_numpy(), _clean(second).to_numpy()
    result = np.full(x.shape, np.nan)
    ends = range(1, len(x) + 1)
    for start, stop in ((max(0, end - days), end) for end in ends):
        seen = (~np.isnan(x[start:stop] + y[start:stop])).sum(axis=0)
        for column in np.flatnonzero(2 * seen >= days):
            result[stop - 1, column] = _correlation(x[start:stop, column], y[start:stop, column])
    return pd.DataFrame(result)
