"""One factor's figures over a span of dates: the row of an IC table."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.pipeline.panel import FloatArray
from core.research.ic.daily import GROUPS, Daily
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
    two_sided_p,
)


@dataclass(frozen=True, slots=True)
class Study:
    """A factor against one horizon; a figure that could not be had is NaN.

    `dates` counts those with a rank IC; icir, the t-statistic with its lags and its two-sided p, the EWMA's last value
    and the non-overlapping mean are of the rank IC; `error` is its Newey-West standard error. `decay` is (horizon, mean
    rank IC). `wanted` is +1 where the fifth of highest values is held and -1 where that of the lowest: the direction,
    or without one the mean rank IC's sign, in hindsight. `turnover` and the returns are that fifth's, `period` =
    horizon. `gross` is its mean return over horizon days, `excess` the same over all names, `net` is gross less costs;
    fractions, not percent.
    """

    dates: int
    coverage: float
    ic: float
    rank_ic: float
    icir: float
    t: float
    p: float
    lags: int
    error: float
    ewma: float
    non_overlapping: float
    decay: tuple[tuple[int, float], ...]
    wanted: int
    turnover: float
    rank_autocorrelation: float
    gross: float
    excess: float
    net: float


def study(daily: Daily, place: int, horizon: int, direction: int, round_trip_cost: float) -> Study:
    """Sum up the factor at `place`; `round_trip_cost` is the fraction lost replacing a name.

    Raises ValueError when the horizon was not measured.
    """
    series = daily.rank_ic[place, daily.horizons.index(horizon)]
    lags = newey_west_lags(len(seen(series)), horizon)
    wanted = direction or (-1 if average(series) < 0 else 1)
    group = GROUPS - 1 if wanted > 0 else 0
    gross, turned_over = daily.returns[place, group], daily.turnover[place, group]
    t = newey_west_t(series, lags)
    return Study(
        dates=len(seen(series)),
        coverage=average(daily.coverage[place]),
        ic=average(daily.ic[place]),
        rank_ic=average(series),
        icir=icir(series),
        t=t,
        p=two_sided_p(t),
        lags=lags,
        error=newey_west_error(series, lags),
        ewma=float(ewma(series)[-1]) if len(series) else float("nan"),
        non_overlapping=average(every(series, horizon)),
        decay=tuple((each, average(row)) for each, row in zip(daily.horizons, daily.rank_ic[place], strict=True)),
        wanted=wanted,
        turnover=average(turned_over),
        rank_autocorrelation=average(daily.autocorrelation[place]),
        gross=average(gross),
        excess=average(gross - daily.everyone[place]),
        net=average(net_of_costs(gross, turned_over, round_trip_cost)),
    )


def net_of_costs(gross: FloatArray, turned_over: FloatArray, round_trip_cost: float) -> FloatArray:
    """Returns less what replacing the names costs: turnover × the cost of selling one and buying another.

    A date without a known turnover pays for the whole group.
    """
    return gross - np.where(np.isfinite(turned_over), turned_over, 1.0) * round_trip_cost


def shrink(
    studies: Mapping[str, Study], families: Mapping[str, str], directions: Mapping[str, int]
) -> dict[str, float]:
    """Return each factor's mean rank IC shrunk toward its family's (James-Stein), by name.

    Coefficients are compared in the factors' wanted direction, where there is one, and given back in their own; the
    error is the family's root mean square of the Newey-West errors. A family of fewer than four stays as it is.
    """
    shrunk: dict[str, float] = {}
    for family in sorted({families[name] for name in studies}):
        names = [name for name in studies if families[name] == family]
        signs = [directions[name] or 1 for name in names]
        signed = [studies[name].rank_ic * sign for name, sign in zip(names, signs, strict=True)]
        errors = seen(np.array([studies[name].error for name in names]))
        pooled = float(np.sqrt((errors**2).mean())) if len(errors) else float("nan")
        means = james_stein(signed, pooled)
        shrunk |= {name: float(mean) * sign for name, mean, sign in zip(names, means, signs, strict=True)}
    return shrunk
