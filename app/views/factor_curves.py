"""A kept study as curves: one factor in full, or several side by side."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from app.compose import House, studies_of
from core.jobs.study_keeping import series_name
from core.ports.studies import StudyHead, StudySeries
from core.ports.views.factors import CompareAsk, CompareView, FactorCurves
from core.research.ic.statistics import average, ewma, monthly
from core.research.ic.study import net_of_costs

MOST_COMPARED = 24
_ONE = ("rank_ic", "returns", "turnover", "autocorrelation", "coverage")

Wide = npt.NDArray[np.float64]


def chosen_study(house: House, key: str, names: str) -> tuple[list[StudyHead], StudyHead | None, str]:
    """Return all studies kept, the one of that key, and its set of that name, else its narrowest.

    Without that key it is the newest of those with the most factors: a look at one factor does not empty the list.
    """
    heads = studies_of(house)[0].heads()
    widest = max(heads, key=lambda head: (head.factors, head.as_of), default=None)
    head = next((each for each in heads if each.key == key), widest)
    if head is None:
        return heads, None, ""
    return heads, head, names if names in head.names else head.names[-1]


def curves(house: House, head: StudyHead, names: str, factor: str, wanted: int) -> FactorCurves | None:
    """Return one factor's curves, None where the study has it not; `wanted` is the fifth held, +1 or -1."""
    studies = studies_of(house)[0]
    read = studies.series(head.key, names, [factor], [series_name(name) for name in _ONE])
    if not read.factors:
        return None
    rank_ic, returns, turnover, autocorrelation, coverage = (_one(read, name) for name in _ONE)
    series = rank_ic[head.horizons.index(head.horizon)]
    others = {
        name: _one(studies.series(head.key, name, [factor], [series_name("rank_ic")]), "rank_ic") for name in head.names
    }
    at = head.horizons.index(head.horizon)
    paid = [average(net_of_costs(row, turned, head.cost)) for row, turned in zip(returns, turnover, strict=True)]
    held = len(returns) - 1 if wanted > 0 else 0
    return FactorCurves(
        head,
        read.dates,
        _narrow(series),
        _narrow(ewma(series)),
        {name: _narrow(np.nancumsum(each[at])) for name, each in others.items()},
        {name: tuple(average(row) for row in each) for name, each in others.items()},
        tuple(average(row) for row in returns),
        tuple(paid),
        _narrow(np.nancumsum(wanted * (returns[-1] - returns[0]) / head.horizon)),
        _narrow(turnover[held]),
        _narrow(autocorrelation),
        _narrow(coverage),
        tuple(monthly(series, read.dates)),
    )


def compare(house: House, ask: CompareAsk) -> CompareView:
    """Return cumulative rank IC and correlations of the factors asked for, or of those of largest |t|."""
    now = house.desk.clock.now()
    _, head, names = chosen_study(house, ask.study, ask.names)
    if head is None:
        nothing = np.empty((0, 0), dtype=np.float32)
        return CompareView(now, None, np.empty(0, dtype=np.int32), (), nothing, nothing)
    studies = studies_of(house)[0]
    figures = studies.figures(head.key, names)
    place = {str(factor): row for row, factor in enumerate(figures["factor"])}
    asked = [factor for factor in ask.factors if factor in place][:MOST_COMPARED]
    chosen = asked or _surest(figures["factor"], figures["t"])
    read = studies.series(head.key, names, chosen, [series_name("rank_ic"), series_name("alike")])
    series = read.series[series_name("rank_ic")][:, head.horizons.index(head.horizon)]
    among = read.series[series_name("alike")][:, [place[factor] for factor in read.factors]]
    summed = np.nancumsum(series.astype(np.float64), axis=1).astype(np.float32)
    return CompareView(now, head, read.dates, read.factors, summed, np.asarray(among))


def _surest(factors: Sequence[object], values: Sequence[object]) -> list[str]:
    known = [
        (-abs(t), str(factor))
        for factor, t in zip(factors, values, strict=True)
        if isinstance(t, float) and math.isfinite(t)
    ]
    return [factor for _, factor in sorted(known)[:MOST_COMPARED]]


def _one(read: StudySeries, name: str) -> Wide:
    return np.asarray(read.series[series_name(name)][0], dtype=np.float64)


def _narrow(values: Wide) -> npt.NDArray[np.float32]:
    return np.asarray(values, dtype=np.float32)
