"""Read a span of stored history through a view and measure factors over it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from core.domain.dates import ymd
from core.domain.errors import FixAndRestart, RetryLater
from core.pipeline.anomalies import find_bad_factors, find_broken_rows
from core.pipeline.factors.declaration import Factor
from core.pipeline.labels import HORIZONS, Label, make_label, one_price_bars
from core.pipeline.panel import BoolArray, FloatArray, Panel, build_panel, lay_out
from core.ports.snapshots import DataView
from core.research.ic.clusters import cluster
from core.research.ic.combination import optimal_weights
from core.research.ic.daily import Daily, measure_daily, rows_at_once
from core.research.ic.evenings import Evenings, History
from core.research.ic.statistics import false_discovery_rates
from core.research.ic.study import Study, shrink, study

ALIKE = 0.7
DISCOVERY_RATE = 0.05
ALL, BUYABLE, UNIVERSE = "all", "buyable", "universe"
MEMORY_BYTES = 256 << 20
"""What the values and ranks of a few days may take at once."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A history with its broken bars still in it, and its rows of the span asked for."""

    history: History
    span: slice

    @property
    def panel(self) -> Panel:
        """The history's panel."""
        return self.history.panel

    @property
    def dates(self) -> list[int]:
        """The span's trade dates."""
        return [int(day) for day in self.panel.dates[self.span]]


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
    def counts(self) -> bool:
        """Whether it is told from chance at DISCOVERY_RATE."""
        return self.discovery_rate <= DISCOVERY_RATE


@dataclass(frozen=True, eq=False)
class Findings:
    """Everything measured over one set of names: a row a factor, and the series they are from (K factors, T dates)."""

    names: str
    dates: npt.NDArray[np.int32]
    mean_names: float
    rows: tuple[Measured, ...]
    daily: Daily


def read_stored(view: DataView, start: date | None, end: date | None, lookback: int) -> Stored:
    """Read the bars from `lookback` trading days before the span up to all that the view knows after it.

    The span is the stored dates in [start, end], all of them by default. Raises RetryLater when no bar is stored or a
    trading day in between is not, FixAndRestart for a span without a stored date.
    """
    calendar = view.calendar()
    stored = view.dates("daily")
    chosen = [day for day in stored if (start or day) <= day <= (end or day)]
    if not stored:
        raise RetryLater("no daily bars are stored", "`daybreak data pull` or `daybreak data import`")
    if not chosen:
        raise FixAndRestart(f"no bars are stored from {start} to {end}", f"stored are {stored[0]} to {stored[-1]}")
    first = max(stored[0], calendar.last_n(chosen[0], lookback)[0])
    daily, adj_factor, basic, limits = (
        view.read(name, first, stored[-1]) for name in ("daily", "adj_factor", "daily_basic", "stk_limit")
    )
    _, keep = find_broken_rows(daily, limits)
    _, good = find_bad_factors(adj_factor)
    panel = build_panel(daily[keep], adj_factor[good], basic)
    _refuse_gaps(panel, [ymd(day) for day in calendar.between(first, stored[-1])])
    rows = np.searchsorted(panel.dates, [ymd(chosen[0]), ymd(chosen[-1])])
    sides = lay_out(limits, ("up_limit", "down_limit"), panel.dates, panel.symbols)
    up, down = (np.where(sides[side] > 0, sides[side], np.nan) for side in ("up_limit", "down_limit"))
    return Stored(History(panel, up, down), slice(int(rows[0]), int(rows[1]) + 1))


def make_labels(clean: Panel, up_limit: FloatArray, down_limit: FloatArray) -> list[Label]:
    """Return the labels of every horizon in HORIZONS over a panel without its broken bars."""
    up, down = one_price_bars(clean, up_limit, down_limit)
    return [make_label(clean, up, down, horizon) for horizon in HORIZONS]


def measure(
    stored: Stored,
    factors: Sequence[Factor],
    terms: Terms,
    progress: Callable[[str], None],
    thinned: Mapping[str, BoolArray] | None = None,
) -> list[Findings]:
    """Measure factors over all names with a bar that day, those buyable at the next open, and each mask of `thinned`.

    Those masks cover the span's dates and the panel's names, and thin the buyable ones further.
    """
    span, history = stored.span, stored.history
    evenings = Evenings(history, factors)
    labels = [_cut(label, span) for label in make_labels(evenings.clean, history.up_limit, history.down_limit)]
    traded = np.isfinite(stored.panel["close"][span]) & (stored.panel["vol"][span] > 0)
    buyable = traded & (labels[0].buyable > 0)
    masks = {ALL: traded, BUYABLE: buyable}
    masks |= {name: buyable & mask for name, mask in (thinned or {}).items()}
    rows = rows_at_once(len(factors), len(stored.panel.symbols), len(masks), MEMORY_BYTES)
    dates = stored.panel.dates[span]

    def tell(done: int) -> None:
        progress(f"factors and their IC {dates[done - 1]} ({done}/{len(dates)})")

    chunks = evenings.stream(span.start, span.stop, rows)
    found = measure_daily(chunks, len(factors), labels, list(masks.values()), terms.horizon, tell)
    return [
        Findings(name, dates, float(mask.sum(axis=1).mean()), _summed_up(name, daily, factors, terms), daily)
        for (name, mask), daily in zip(masks.items(), found, strict=True)
    ]


def _summed_up(names: str, daily: Daily, factors: Sequence[Factor], terms: Terms) -> tuple[Measured, ...]:
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


def _refuse_gaps(panel: Panel, expected: list[int]) -> None:
    missing = sorted({*expected} - {int(day) for day in panel.dates})
    if missing:
        raise RetryLater(
            f"no bars of {len(missing)} trading day(s), the first {missing[0]}: lookbacks and labels would be wrong",
            "`daybreak data pull --from … --to …` over the gap, or choose a span after it",
        )


def _cut(label: Label, span: slice) -> Label:
    return Label(label.horizon, label.value[span], label.buyable[span], label.known_on[span])
