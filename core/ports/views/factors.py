"""What the screen of factors asks and is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt

from core.ports.studies import StudyHead
from core.ports.views.sheet import Sheet

Line = npt.NDArray[np.float32]
Days = npt.NDArray[np.int32]
"""Trade dates as YYYYMMDD."""


@dataclass(frozen=True, slots=True)
class FactorsAsk:
    """Every factor with its figures of a study ("" for the newest) over one set of names ("" for its narrowest)."""

    study: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True)
class Evening:
    """A finished night: its run, its data day, and how many names its universe had."""

    run_id: str
    trade_date: date
    names: int


@dataclass(frozen=True, eq=False, slots=True)
class FactorsView:
    """A row a factor: what it is, its newest leak check, its share of the names tonight and of the score, its figures.

    `studies` are those kept, newest first, `study` the one shown, `names` the set of names shown. `evening` is the
    newest night with values, None before the first. `stored` is how many days the table of values has, from, to;
    `newest_bar` the last day with stored bars, which a study should reach.
    """

    as_of: datetime
    factors: Sheet
    studies: tuple[StudyHead, ...]
    study: StudyHead | None
    names: str
    evening: Evening | None
    stored: tuple[int, date | None, date | None]
    newest_bar: date | None


@dataclass(frozen=True, slots=True)
class FactorAsk:
    """One factor in full, in a study as `FactorsAsk` names it."""

    factor: str
    study: str = ""
    names: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class FactorCurves:
    """One factor by date in a study: T dates; `cumulative` and `decay` by set of names, the latter by horizon.

    `gross` and `net` are the mean return of each fifth, lowest values first, over the study's horizon; `spread` is the
    wanted fifth less the other, summed up day by day before costs; `months` are (YYYYMM, mean rank IC).
    """

    head: StudyHead
    dates: Days
    rank_ic: Line
    smooth: Line
    cumulative: Mapping[str, Line]
    decay: Mapping[str, tuple[float, ...]]
    gross: tuple[float, ...]
    net: tuple[float, ...]
    spread: Line
    turnover: Line
    autocorrelation: Line
    coverage: Line
    months: tuple[tuple[int, float], ...]


@dataclass(frozen=True, eq=False, slots=True)
class LeakVerdict:
    """A factor's newest check in the leak lab: what was tried, and a row a finding; `stale` where it is too old."""

    passed: bool
    stale: bool
    checked_at: datetime
    checks: tuple[str, ...]
    tried: Mapping[str, object]
    findings: Sheet


@dataclass(frozen=True, eq=False, slots=True)
class FactorView:
    """One factor: its words, its curves (None where no study has it), its leak verdict, and its values tonight.

    `values` is a row a name of the universe: symbol, company, raw, zscore, rank (0…1); z-scores only where it scores.
    """

    as_of: datetime
    factor: str
    words: Mapping[str, str]
    curves: FactorCurves | None
    verdict: LeakVerdict | None
    evening: Evening | None
    values: Sheet


@dataclass(frozen=True, slots=True)
class CompareAsk:
    """Several factors side by side in a study; none for those of largest |t|."""

    factors: tuple[str, ...] = ()
    study: str = ""
    names: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class CompareView:
    """Cumulative rank IC of K factors (K×T) and the mean correlation of their ranks (K×K); empty without a study."""

    as_of: datetime
    head: StudyHead | None
    dates: Days
    factors: tuple[str, ...]
    cumulative: Line
    alike: Line


@dataclass(frozen=True, slots=True)
class MonitorAsk:
    """How strong the market stood, and how far the factors agreed, on the newest so many nights."""

    nights: int = 40


@dataclass(frozen=True, eq=False, slots=True)
class MonitorView:
    """A row a night, oldest first; `least` is the strength below which the gate lets no buy through.

    `agreement` is the mean correlation of any two scoring factors' ranks, each turned so that high is wanted;
    `spread` the standard deviation of a name's ranks over the factors, averaged over names; `best_spread` the same of
    the names on top; `kept` the share of the night before's TopN still in it. NaN where a night does not say.
    """

    as_of: datetime
    nights: Sheet
    least: float
    top_n: int
    heads: tuple[str, ...]
