"""What a study of many factors found: a row a factor, each among the others."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.pipeline.factors.declaration import Factor
from core.pipeline.panel import FloatArray
from core.research.ic.clusters import cluster
from core.research.ic.combination import optimal_weights
from core.research.ic.daily import Daily
from core.research.ic.statistics import false_discovery_rates
from core.research.ic.study import Study, shrink, study

ALIKE = 0.7
DISCOVERY_RATE = 0.05


@dataclass(frozen=True, slots=True)
class Terms:
    """What is measured: the label's horizon in days, the fraction lost replacing a name, how alike clusters are."""

    horizon: int
    round_trip_cost: float
    alike: float = ALIKE


@dataclass(frozen=True, slots=True)
class Measured:
    """One factor's study over `names` (all, buyable, universe) and what it is among the others.

    `shrunk` is its rank IC drawn toward its category's, `discovery_rate` the false discovery rate (Benjamini and
    Hochberg) at which it still counts among all factors measured, `weight` its share of the steadiest combination,
    NaN for a factor not chosen into it.
    """

    factor: Factor
    names: str
    study: Study
    shrunk: float
    cluster: int
    discovery_rate: float
    weight: float

    @property
    def told_from_chance(self) -> bool:
        """Whether it counts at DISCOVERY_RATE."""
        return self.discovery_rate <= DISCOVERY_RATE


@dataclass(frozen=True, eq=False)
class Findings:
    """Everything measured over one set of names: a row a factor, and the series they are from (K factors, T dates).

    `mean_names` is how many names there were on average a date; `trials` how many factors have a t-statistic.
    """

    names: str
    horizon: int
    dates: npt.NDArray[np.int32]
    mean_names: float
    rows: tuple[Measured, ...]
    daily: Daily

    @property
    def trials(self) -> int:
        """How many factors were tried: those with a t-statistic."""
        return sum(math.isfinite(row.study.t) for row in self.rows)


def sum_up(names: str, daily: Daily, factors: Sequence[Factor], terms: Terms) -> tuple[Measured, ...]:
    """Return each factor's row, in the order given."""
    studies = [
        study(daily, place, terms.horizon, factor.direction, terms.round_trip_cost)
        for place, factor in enumerate(factors)
    ]
    by_name = {factor.name: each for factor, each in zip(factors, studies, strict=True)}
    families = {factor.name: factor.category for factor in factors}
    shrunk = shrink(by_name, families, {factor.name: factor.direction for factor in factors})
    groups = cluster(daily.alike, terms.alike)
    rates = false_discovery_rates([each.p for each in studies])
    weights = _weights(daily, terms.horizon, studies, groups, rates)
    return tuple(
        Measured(factor, names, each, shrunk[factor.name], group, float(rate), float(weight))
        for factor, each, group, rate, weight in zip(factors, studies, groups, rates, weights, strict=True)
    )


def surest_first(rows: Sequence[Measured]) -> list[Measured]:
    """Order rows by |t|, the largest first; those without a t come last, as they stood."""
    return sorted(rows, key=lambda row: -abs(row.study.t) if math.isfinite(row.study.t) else 1.0)


def _weights(
    daily: Daily, horizon: int, studies: Sequence[Study], groups: Sequence[int], rates: FloatArray
) -> FloatArray:
    """The steadiest combination of each cluster's surest factor, of those told from chance; NaN for the others."""
    best: dict[int, int] = {}
    for place, group in enumerate(groups):
        if rates[place] <= DISCOVERY_RATE:
            surest = best.setdefault(group, place)
            best[group] = place if abs(studies[place].t) > abs(studies[surest].t) else surest
    weights = np.full(len(studies), np.nan)
    chosen = sorted(best.values())
    if chosen:
        series = daily.rank_ic[chosen, daily.horizons.index(horizon)]
        weights[chosen], _ = optimal_weights(series.T)
    return weights
