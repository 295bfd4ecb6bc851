"""The night's other stages as subjects: cleaning, universe, labels, preprocessing and the rule score."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from core.domain.errors import RetryLater
from core.pipeline.adapt import Adapted, adapt
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.today import grids_of, values_today
from core.pipeline.labels import HORIZONS, make_label, one_price_bars
from core.pipeline.panel import last_known, lay_out
from core.pipeline.preprocess import Preprocessed, preprocess
from core.pipeline.scores.rule import rule_score
from core.pipeline.universe import select_universe
from core.research.leaks.subject import Subject, day_by_day
from core.research.leaks.world import NIGHT, Values, World, instant
from core.settings.model import Factors, Universe

ADAPT_FRAMES = ("daily", "adj_factor", "daily_basic", "stk_limit", "suspend_d")
RECENT_DAYS = 30
SETTINGS = Universe(min_listed_days=5, min_amount_yuan=0)
PREPROCESSING = Factors()
NEUTRALISED = Factors(neutralise="both")


def stage_subjects(factors: Sequence[Factor]) -> list[Subject]:
    """Return a subject for each stage; `factors` are the ones the score weighs, by their own direction.

    Without any there is nothing to prepare and score.
    """
    night = _Night(tuple(factors))
    scoring = [
        Subject("preprocess", "preprocess", day_by_day(night.prepared)),
        Subject("rule", "score", day_by_day(night.score)),
    ]
    return [
        Subject("adapt", "cleaning", day_by_day(night.cleaned)),
        Subject("universe", "universe", day_by_day(night.chosen)),
        *(scoring if factors else []),
        Subject("labels", "label", labels_known, tuple(f"open D+1 → close D+{horizon}" for horizon in HORIZONS)),
    ]


def on_symbols(world: World, frame: pd.DataFrame) -> Values:
    """Lay the figures of a frame (index ts_code) out over the world's names, flattened; text by its letters' sum."""
    found = frame.reindex(list(world.symbols))
    columns = [
        found[name] if is_numeric_dtype(frame[name]) else found[name].map(_letters, na_action="ignore")
        for name in frame.columns
    ]
    return np.array([column.to_numpy(dtype=np.float64, na_value=np.nan) for column in columns]).ravel()


def labels_known(world: World, days: Sequence[int]) -> Values:
    """At each day's night, every label whose `known_on` has come, and the entries till then that were buyable."""
    panel = world.panel
    limits = lay_out(world.published("stk_limit"), ("up_limit", "down_limit"), panel.dates, panel.symbols)
    up, down = one_price_bars(panel, limits["up_limit"], limits["down_limit"])
    labels = [make_label(panel, up, down, horizon) for horizon in HORIZONS]
    entries = np.append(panel.dates[1:], np.int32(np.iinfo(np.int32).max))
    known = []
    for day in days:
        for label in labels:
            value = np.where((label.known_on > 0) & (label.known_on <= day), label.value, np.nan)
            buyable = np.where((entries <= day)[:, None] & (label.buyable > 0), label.buyable, np.nan)
            known.append(world.lay_out(np.array([value, buyable]), panel.dates, panel.symbols, world.days).ravel())
    return np.array(known).reshape(len(days), len(labels), -1).swapaxes(0, 1)


def _letters(text: object) -> float:
    return float(sum(place * ord(letter) for place, letter in enumerate(str(text), 1)))


class _Night:
    """Rows to scores, as the night makes them; what two stages both need of a world and day is worked out once."""

    def __init__(self, factors: tuple[Factor, ...]) -> None:
        self._factors = factors
        self._adapted: WeakKeyDictionary[World, dict[int, Adapted]] = WeakKeyDictionary()
        self._ready: WeakKeyDictionary[World, dict[int, Preprocessed]] = WeakKeyDictionary()

    def cleaned(self, world: World, day: int) -> Values:
        """The day's flags, the last bars and the number of anomalies."""
        adapted = self._adapt(world, day)
        panel = adapted.panel
        recent = [0] * RECENT_DAYS + [each for each in world.days if each <= day]
        grids = np.array([panel[name] for name in ("close", "adj_close", "vol")])
        cells = world.lay_out(grids, panel.dates, panel.symbols, recent[-RECENT_DAYS:]).ravel()
        return np.concatenate([on_symbols(world, adapted.flags.astype(float)), cells, [len(adapted.anomalies)]])

    def chosen(self, world: World, day: int) -> Values:
        """The rows of names listed by then: one listed later has a row where it is known of, and no value."""
        universe = self._choose(world, day).set_index("ts_code")
        return on_symbols(world, universe[universe["listed_days"] > 0])

    def prepared(self, world: World, day: int) -> Values:
        """z-scores and percentile ranks, and the same with industry and size taken out."""
        plain, panel = self._prepare(world, day), self._adapt(world, day).panel
        industry = world.known("stock_basic", instant(day, NIGHT)).set_index("ts_code")["industry"]
        size = pd.Series(last_known(panel["circ_mv"]), index=list(panel.symbols))
        names = plain.raw.index
        neutral = preprocess(plain.raw, NEUTRALISED, industry.reindex(names), size.reindex(names))
        frames = (plain.zscore, plain.rank_pct, neutral.zscore, neutral.rank_pct)
        return np.concatenate([on_symbols(world, frame) for frame in frames])

    def score(self, world: World, day: int) -> Values:
        """Scores, ranks and contributions; missing on a day on which no factor is seen."""
        done, universe = self._prepare(world, day), self._choose(world, day)
        weights = {factor.name: float(factor.direction) for factor in self._factors}
        try:
            scores = rule_score(done.rank_pct, universe, weights, PREPROCESSING.min_coverage, done.coverage)
        except RetryLater:
            return np.full((3 + len(weights)) * len(world.symbols), np.nan)
        parts = [f"c_{name}" for name in weights]
        scores = scores.set_index("ts_code").reindex(columns=["score", "rank", "shadow", *parts])
        return on_symbols(world, scores.astype(float))

    def _adapt(self, world: World, day: int) -> Adapted:
        """Clean the rows for a day; all of them are handed over, later ones too."""
        known = self._adapted.setdefault(world, {})
        if day not in known:
            known[day] = adapt(**{name: world.published(name) for name in ADAPT_FRAMES}, day=day)
        return known[day]

    def _choose(self, world: World, day: int) -> pd.DataFrame:
        """The universe of a day, from the listings as they were known at its night."""
        basic = world.known("stock_basic", instant(day, NIGHT))
        return select_universe(self._adapt(world, day), basic, world.newest("namechange"), SETTINGS, day)

    def _prepare(self, world: World, day: int) -> Preprocessed:
        known = self._ready.setdefault(world, {})
        if day not in known:
            universe = self._choose(world, day)
            included = universe.loc[universe["included"], "ts_code"].tolist()
            rows = max(factor.lookback for factor in self._factors)
            grids = grids_of(self._adapt(world, day).panel, world.published("stk_limit"), rows)
            known[day] = preprocess(values_today(self._factors, grids, included, threads=1), PREPROCESSING)
        return known[day]
