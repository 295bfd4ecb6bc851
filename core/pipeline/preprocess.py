"""Raw factor values made comparable: winsorised z-scores and percentile ranks across the day's symbols."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.pipeline.panel import FloatArray
from core.settings.model import Factors


@dataclass(frozen=True, eq=False)
class Preprocessed:
    """Three frames of one shape (symbols × factors), and per factor the share of symbols it was seen on.

    `raw` is the input with infinities made NaN; `zscore` is winsorised, mean 0 and deviation 1 (n); `rank_pct` is in
    (0, 1] with ties averaged. NaN stays NaN. Where the settings neutralise, zscore and rank_pct are of the residuals.
    """

    raw: pd.DataFrame
    zscore: pd.DataFrame
    rank_pct: pd.DataFrame
    coverage: pd.Series


def preprocess(
    raw: pd.DataFrame, settings: Factors, industry: pd.Series | None = None, size: pd.Series | None = None
) -> Preprocessed:
    """Winsorise at the settings' quantiles, neutralise, standardise and rank each column (float64).

    A constant column has z-score 0. `industry` (a name) and `size` (circulating market value, yuan) are by symbol and
    read only where settings.neutralise asks; symbols without an industry are one of their own, symbols without a size
    above 0 have no score or rank where size is taken out. ValueError where what is asked for is not given. The order of
    the symbols does not matter, to the last bit.
    """
    from core.pipeline.engine.cross import sections

    values = np.ascontiguousarray(raw.to_numpy(dtype=np.float64, na_value=np.nan).T)
    values = np.where(np.isfinite(values), values, np.nan)
    quantiles = (settings.winsor_low, settings.winsor_high)
    if settings.neutralise == "none" or not values.size:
        done = sections(values[:, None, :], quantiles=quantiles)
    else:
        clipped = _clip(values, *quantiles)
        done = sections(_residuals(clipped, raw.index, settings.neutralise, industry, size)[:, None, :])
    share = np.isfinite(values).mean(axis=1) if values.shape[1] else np.zeros(len(values))
    return Preprocessed(
        _frame(values, raw),
        _frame(done.zscore[:, 0, :], raw),
        _frame(done.rank_pct[:, 0, :], raw),
        pd.Series(share, index=raw.columns),
    )


def _frame(values: npt.NDArray[Any], like: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(values.T, index=like.index, columns=like.columns, copy=False)


def _clip(values: FloatArray, low: float, high: float) -> FloatArray:
    from core.pipeline.engine.cross import sections

    bounds = sections(values[:, None, :], quantiles=(low, high), zscore=False).bounds
    clipped: FloatArray = np.clip(values, bounds[:, :, 0], bounds[:, :, 1])
    return clipped


def _residuals(
    values: FloatArray, symbols: pd.Index, by: str, industry: pd.Series | None, size: pd.Series | None
) -> FloatArray:
    """Fit the symbols in their sorted order, so that sums do not depend on the frame's."""
    from core.pipeline.engine.neutralise import neutralise

    order = np.argsort(symbols.to_numpy(), kind="stable")
    codes = logs = None
    if by in {"industry", "both"}:
        codes = pd.factorize(_of(industry, symbols, "industry")[order])[0].astype(np.int64)
    if by in {"size", "both"}:
        sizes = _of(size, symbols, "size").astype(np.float64)[order]
        logs = np.log(np.where(sizes > 0, sizes, np.nan))
    residuals = np.empty(values.shape)
    residuals[:, order] = neutralise(values[:, order], codes, logs)
    return residuals


def _of(given: pd.Series | None, symbols: pd.Index, name: str) -> npt.NDArray[Any]:
    if given is None:
        raise ValueError(f"factors.neutralise needs the {name} of each symbol and was given none")
    found: npt.NDArray[Any] = given.reindex(symbols).to_numpy()
    return found
