"""The rule score: a weighted mean of factor ranks, each turned so that high is wanted."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from core.domain.errors import FixAndRestart, Refused, RetryLater
from core.pipeline.factors.registry import FactorRegistry
from core.pipeline.panel import FloatArray

NEUTRAL = 0.5
PREFIX = "c_"


def choose_weights(
    settings: Mapping[str, float], registry: FactorRegistry, passed: Collection[str]
) -> dict[str, float]:
    """Return the weight of every factor that may score: the settings', or without any each factor's own direction.

    A factor without a fresh pass of the leak lab (`passed`) does not score, whoever weighs it. Raises FixAndRestart
    for a weight of an unknown or inactive factor, one that is no number, or none at all; Refused where no weighted
    factor has passed.
    """
    for name, weight in settings.items():
        if registry[name].status != "active":
            raise FixAndRestart(f"model.weights names {name}, a {registry[name].status} factor", "weigh active ones")
        if not np.isfinite(weight):
            raise FixAndRestart(f"model.weights gives {name} the weight {weight}", "write a finite number")
    weights = settings or registry.directions
    chosen = {name: float(weight) for name, weight in weights.items() if weight != 0}
    if not chosen:
        raise FixAndRestart("model.weights are all zero", "give a factor a weight, or none for the catalogue's own")
    allowed = {name: weight for name, weight in chosen.items() if name in passed}
    if not allowed:
        raise Refused("no weighted factor has passed the leak lab", "see why with `daybreak factors leakcheck`")
    return allowed


def rule_score(
    ranks: pd.DataFrame,
    universe: pd.DataFrame,
    weights: Mapping[str, float],
    min_coverage: float,
    coverage: pd.Series,
) -> pd.DataFrame:
    """Score the included symbols of `universe` that have a row in `ranks` (index ts_code, percentile ranks).

    Returns ts_code, score, rank, shadow and a contribution `c_<factor>` per factor used, sorted by rank. Contributions
    sum to the score before the board's penalty; the score after it stays in [0, 1]. A missing rank counts as neutral
    0.5. A negative weight wants low values. Equal scores rank by ts_code. Raises RetryLater when no weighted factor is
    seen on `min_coverage` of the symbols.
    """
    known = universe["ts_code"].astype(object).isin(ranks.index.astype(object))
    members = universe[universe["included"] & known].sort_values("ts_code")
    ranks = ranks[[name for name in weights if name in ranks.columns]].reindex(members["ts_code"])
    used = _usable(weights, ranks, coverage, min_coverage)
    parts = _contributions(ranks[list(used)], np.array(list(used.values())))
    penalty = members["penalty"].to_numpy(dtype=np.float64)
    score = np.clip(parts.sum(axis=0) - penalty, 0.0, 1.0)
    order = np.argsort(-score, kind="stable")
    scored = pd.DataFrame(parts.T[order], columns=[PREFIX + name for name in used])
    scored.insert(0, "ts_code", members["ts_code"].to_numpy(dtype=object)[order])
    scored.insert(1, "score", score[order])
    scored.insert(2, "rank", np.arange(1, len(scored) + 1))
    scored.insert(3, "shadow", members["shadow"].to_numpy(dtype=bool)[order])
    return scored


def _usable(
    weights: Mapping[str, float], ranks: pd.DataFrame, coverage: pd.Series, min_coverage: float
) -> dict[str, float]:
    seen = {name: float(coverage.get(name, 0.0)) for name in ranks.columns}
    used = {name: weights[name] for name, share in seen.items() if share >= min_coverage and share > 0}
    if not used and len(ranks):
        best = max(seen.values(), default=0.0)
        raise RetryLater(
            f"no factor is seen on {min_coverage:.0%} of the universe, the best on {best:.0%}",
            "see which dataset is missing with `daybreak data audit`",
        )
    total = sum(abs(weight) for weight in used.values())
    return {name: weight / total for name, weight in used.items()}


def _contributions(ranks: pd.DataFrame, weights: FloatArray) -> FloatArray:
    """Return K×N: each factor's share in the score of each of N symbols."""
    values = np.ascontiguousarray(ranks.to_numpy(dtype=np.float64, na_value=np.nan).T)
    turned = np.where(weights[:, None] > 0, values, 1 - values)
    shares: FloatArray = np.abs(weights)[:, None] * np.where(np.isnan(turned), NEUTRAL, turned)
    return shares
