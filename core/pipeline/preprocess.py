"""Raw factor values made comparable: winsorised z-scores and percentile ranks across the day's symbols."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.pipeline.panel import FloatArray
from core.settings.model import Factors


@dataclass(frozen=True, eq=False)
class Preprocessed:
    """Three frames of one shape (symbols × factors), and per factor the share of symbols it was seen on.

    `raw` is the input with infinities made NaN; `zscore` is winsorised, mean 0 and deviation 1 (n); `rank_pct` is in
    (0, 1] with ties averaged. NaN stays NaN.
    """

    raw: pd.DataFrame
    zscore: pd.DataFrame
    rank_pct: pd.DataFrame
    coverage: pd.Series


def preprocess(raw: pd.DataFrame, settings: Factors) -> Preprocessed:
    """Winsorise at the settings' quantiles, standardise and rank each column; a constant column has z-score 0.

    The order of the symbols does not matter, to the last bit.
    """
    values = raw.to_numpy(dtype=np.float64, na_value=np.nan)
    values = np.where(np.isfinite(values), values, np.nan)
    clean = pd.DataFrame(values, index=raw.index, columns=raw.columns)
    scores = np.full(values.shape, np.nan)
    for column in range(values.shape[1]):
        scores[:, column] = _zscore(values[:, column], settings.winsor_low, settings.winsor_high)
    share = np.isfinite(values).mean(axis=0) if len(values) else np.zeros(values.shape[1])
    return Preprocessed(
        clean,
        pd.DataFrame(scores, index=raw.index, columns=raw.columns),
        clean.rank(pct=True, method="average"),
        pd.Series(share, index=raw.columns),
    )


def _zscore(values: FloatArray, low: float, high: float) -> FloatArray:
    seen = np.sort(values[np.isfinite(values)])
    if not len(seen) or seen[0] == seen[-1]:
        return values * 0.0
    scale = np.abs(seen).max()
    bounds = np.quantile(seen / scale, [low, high])
    clipped = np.clip(seen / scale, *bounds)
    spread = clipped.std()
    if not spread > 0:
        return values * 0.0
    scores: FloatArray = (np.clip(values / scale, *bounds) - clipped.mean()) / spread
    return scores
