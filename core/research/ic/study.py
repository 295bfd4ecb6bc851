"""One factor's figures over a span of dates: the row of an IC table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.pipeline.labels import Label
from core.pipeline.panel import BoolArray, FloatArray
from core.research.ic.correlation import pearson_ic, rank_autocorrelation, rank_ic
from core.research.ic.quantiles import assign, group_returns, net_of_costs, turnover
from core.research.ic.statistics import (
    average,
    every,
    ewma,
    icir,
    james_stein,
    newey_west_error,
    newey_west_lags,
    newey_west_t,
    seen,
)

GROUPS = 5


@dataclass(frozen=True, slots=True)
class Study:
    """A factor against one horizon; a figure that could not be had is NaN.

    `dates` counts those with a rank IC; icir, the t-statistic with its lags, the EWMA's last value and the
    non-overlapping mean are of the rank IC; `error` is its Newey-West standard error. `decay` is (horizon, mean rank
    IC). `turnover` and the returns are those of the wanted fifth, `period` = horizon: highest values for direction +1.
    `gross` is its mean return over horizon days, `excess` the same over all names, `net` is gross less costs;
    fractions, not percent.
    """

    dates: int
    coverage: float
    ic: float
    rank_ic: float
    icir: float
    t: float
    lags: int
    error: float
    ewma: float
    non_overlapping: float
    decay: tuple[tuple[int, float], ...]
    turnover: float
    rank_autocorrelation: float
    gross: float
    excess: float
    net: float


def study(
    factor: FloatArray,
    labels: Sequence[Label],
    mask: BoolArray,
    horizon: int,
    direction: int,
    round_trip_cost: float,
) -> Study:
    """Measure a factor (T×N) over the names of `mask`; `round_trip_cost` is the fraction lost replacing a name.

    Raises KeyError when no label has that horizon.
    """
    values = {label.horizon: label.value for label in labels}
    series = rank_ic(factor, values[horizon], mask)
    lags = newey_west_lags(len(seen(series)), horizon)
    groups = assign(factor, mask, GROUPS)
    wanted = GROUPS if direction > 0 else 1
    turned_over = turnover(groups, wanted, horizon)
    gross = group_returns(groups, values[horizon], GROUPS, demeaned=False)[:, wanted - 1]
    excess = group_returns(groups, values[horizon], GROUPS, demeaned=True)[:, wanted - 1]
    return Study(
        dates=len(seen(series)),
        coverage=average(coverage(factor, mask)),
        ic=average(pearson_ic(factor, values[horizon], mask)),
        rank_ic=average(series),
        icir=icir(series),
        t=newey_west_t(series, lags),
        lags=lags,
        error=newey_west_error(series, lags),
        ewma=float(ewma(series)[-1]) if len(series) else float("nan"),
        non_overlapping=average(every(series, horizon)),
        decay=tuple((each, average(rank_ic(factor, values[each], mask))) for each in sorted(values)),
        turnover=average(turned_over),
        rank_autocorrelation=average(rank_autocorrelation(factor, mask, horizon)),
        gross=average(gross),
        excess=average(excess),
        net=average(net_of_costs(gross, turned_over, round_trip_cost)),
    )


def coverage(factor: FloatArray, mask: BoolArray) -> FloatArray:
    """Share of each date's names of `mask` that have a value (T); NaN on a date without names.

    Dates before the first value of any name are the factor's lookback and NaN too.
    """
    size = mask.sum(axis=1)
    valued = np.isfinite(factor)
    share = (mask & valued).sum(axis=1) / np.maximum(size, 1)
    begun = np.logical_or.accumulate(valued.any(axis=1))
    return np.where((size > 0) & begun, share, np.nan)


def shrink(
    studies: Mapping[str, Study], families: Mapping[str, str], directions: Mapping[str, int]
) -> dict[str, float]:
    """Return each factor's mean rank IC shrunk toward its family's (James-Stein), by name.

    Coefficients are compared in the factors' wanted direction and given back in their own; the error is the family's
    root mean square of the Newey-West errors. A family of fewer than four stays as it is.
    """
    shrunk: dict[str, float] = {}
    for family in sorted({families[name] for name in studies}):
        names = [name for name in studies if families[name] == family]
        signed = [studies[name].rank_ic * directions[name] for name in names]
        errors = seen(np.array([studies[name].error for name in names]))
        pooled = float(np.sqrt((errors**2).mean())) if len(errors) else float("nan")
        means = james_stein(signed, pooled)
        shrunk |= {name: float(mean) * directions[name] for name, mean in zip(names, means, strict=True)}
    return shrunk
