"""Read a span of stored history through a view and measure factors over it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from core.domain.dates import at, ymd
from core.domain.errors import FixAndRestart, RetryLater
from core.domain.progress import Counted
from core.jobs.desk import Desk
from core.pipeline.anomalies import find_bad_factors, find_broken_rows
from core.pipeline.engine.load import compiled_before
from core.pipeline.factors.declaration import Factor
from core.pipeline.labels import HORIZONS, Label, make_label, one_price_bars
from core.pipeline.panel import BoolArray, FloatArray, Panel, build_panel, lay_out
from core.ports.snapshots import DataView, Snapshots
from core.research.ic.daily import Values, measure_daily, rows_at_once
from core.research.ic.evenings import Evenings, History
from core.research.ic.findings import Findings, Terms, sum_up
from core.research.ic.listed import industry_rows, universe_rows

ALL, BUYABLE, UNIVERSE = NAMES = ("all", "buyable", "universe")
NEUTRAL = ("none", "industry", "size", "both")
WINSOR = (0.01, 0.99)
_TOLD_TIMES, _LEAST_ROWS = 20, 64
MEMORY_BYTES = 256 << 20
"""What the values and ranks of a few days may take at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A study: the dates of factor values (None: as far as stored), the terms, which of NAMES, to which NEUTRAL."""

    span: tuple[date | None, date | None]
    terms: Terms
    names: tuple[str, ...] = (ALL, BUYABLE)
    neutral: str = NEUTRAL[0]


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


@dataclass(frozen=True, eq=False)
class Explanation:
    """What factors are made neutral to: industry numbers and log sizes (T×N over the span), each or both."""

    industry: npt.NDArray[np.int64] | None
    log_size: FloatArray | None

    def left_of(self, chunk: tuple[int, Values]) -> tuple[int, Values]:
        """Winsorise and standardise the values of a few days, and leave what industry and size do not explain."""
        from core.pipeline.engine.cross import sections
        from core.pipeline.engine.neutralise import neutralise

        first, values = chunk
        rows = slice(first, first + values.shape[1])
        scores = sections(values, quantiles=WINSOR).zscore
        industry = None if self.industry is None else self.industry[rows]
        return first, neutralise(scores, industry, None if self.log_size is None else self.log_size[rows])


def study_factors(desk: Desk, factors: Sequence[Factor], asked: Asked) -> list[Findings]:
    """Measure factors over the stored snapshots as of now, one Findings for each set of names asked for.

    Raises as `read_stored`.
    """
    view = desk.snapshots.view(desk.clock.now())
    desk.progress("reading the bars")
    stored = read_stored(view, *asked.span, max(factor.lookback for factor in factors))
    evenings = Evenings(stored.history, factors)
    thinned, explanation = None, None
    if UNIVERSE in asked.names:
        listed = view.read("stock_basic"), view.read("namechange")
        thinned = universe_rows(evenings.clean, stored.span, *listed, desk.settings.universe, desk.progress)
    if asked.neutral != NEUTRAL[0]:
        explanation = _explanation(desk.snapshots, view, stored, evenings.clean, asked.neutral)
    found = measure(stored, evenings, factors, asked.terms, desk.progress, thinned, explanation)
    return [each for each in found if each.names in asked.names]


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
    evenings: Evenings,
    factors: Sequence[Factor],
    terms: Terms,
    progress: Callable[[str], None],
    universe: BoolArray | None = None,
    explanation: Explanation | None = None,
) -> list[Findings]:
    """Measure factors over all names with a bar that day, those buyable at the next open, and of those the universe's.

    `universe` covers the span's dates and the panel's names. With an explanation only what it leaves of the winsorised
    values is measured.
    """
    span, history = stored.span, stored.history
    labels = [_cut(label, span) for label in make_labels(evenings.clean, history.up_limit, history.down_limit)]
    traded = np.isfinite(stored.panel["close"][span]) & (stored.panel["vol"][span] > 0)
    buyable = traded & (labels[0].buyable > 0)
    masks = {ALL: traded, BUYABLE: buyable}
    if universe is not None:
        masks[UNIVERSE] = buyable & universe
    dates = stored.panel.dates[span]
    rows = rows_at_once(len(factors), len(stored.panel.symbols), len(masks), MEMORY_BYTES)
    chunks = evenings.stream(span.start, span.stop, min(rows, max(_LEAST_ROWS, len(dates) // _TOLD_TIMES)))
    first_time = "" if compiled_before() else "; first the kernels are compiled, once for this version"
    progress(Counted(f"factors and their IC{first_time}", 0, len(dates)))

    def tell(done: int) -> None:
        progress(Counted(f"factors and their IC {dates[done - 1]}", done, len(dates)))

    left = chunks if explanation is None else map(explanation.left_of, chunks)
    found = measure_daily(left, len(factors), labels, list(masks.values()), terms.horizon, tell)
    return [
        Findings(name, terms.horizon, dates, float(mask.sum(axis=1).mean()), sum_up(name, daily, factors, terms), daily)
        for (name, mask), daily in zip(masks.items(), found, strict=True)
    ]


def _explanation(snapshots: Snapshots, view: DataView, stored: Stored, clean: Panel, neutral: str) -> Explanation:
    industry, log_size = None, None
    if neutral in ("industry", "both"):
        evenings = [at(day, 23) for day in view.dates("stock_basic")]
        listings = [
            (ymd(evening.date()), snapshots.view(evening, view.pin).read("stock_basic")) for evening in evenings
        ]
        industry = industry_rows(listings, clean.dates[stored.span], clean.symbols)
    if neutral in ("size", "both"):
        value = clean["circ_mv"][stored.span]
        log_size = np.log(np.where(value > 0, value, np.nan))
    return Explanation(industry, log_size)


def _refuse_gaps(panel: Panel, expected: list[int]) -> None:
    missing = sorted({*expected} - {int(day) for day in panel.dates})
    if missing:
        raise RetryLater(
            f"no bars of {len(missing)} trading day(s), the first {missing[0]}: lookbacks and labels would be wrong",
            "`daybreak data pull --from … --to …` over the gap, or choose a span after it",
        )


def _cut(label: Label, span: slice) -> Label:
    return Label(label.horizon, label.value[span], label.buyable[span], label.known_on[span])
