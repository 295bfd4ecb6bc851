"""What was measured of factors and of labels, kept as files so that a screen reads it without measuring anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class StudyHead:
    """On which terms a study was made, of what, and as of when; the same `key` is replaced by the next of its terms.

    `cost` is the fraction lost replacing a name, `names` the sets of names measured with how many they were on
    average a date, `trials` how many factors have a t-statistic.
    """

    key: str
    as_of: datetime
    pin: int
    horizon: int
    horizons: tuple[int, ...]
    cost: float
    alike: float
    neutral: str
    names: tuple[str, ...]
    mean_names: tuple[float, ...]
    factors: int
    trials: int
    dates: int
    first: date
    last: date


@dataclass(frozen=True, eq=False, slots=True)
class KeptStudy:
    """A study of K factors over T dates (int32 YYYYMMDD) and each set of names.

    By set of names: `figures` are columns of K values, `series` arrays that begin with K and end with T or, for the
    correlations among the factors, with K.
    """

    head: StudyHead
    dates: npt.NDArray[np.int32]
    factors: tuple[str, ...]
    figures: Mapping[str, Mapping[str, Sequence[object]]]
    series: Mapping[str, Mapping[str, npt.NDArray[np.float64]]]


@dataclass(frozen=True, eq=False, slots=True)
class StudySeries:
    """Series of some factors, in the order asked for, one not studied left out; every array begins with them."""

    head: StudyHead
    dates: npt.NDArray[np.int32]
    factors: tuple[str, ...]
    series: Mapping[str, Float32]


class Studies(Protocol):
    """The studies of one home."""

    def keep(self, study: KeptStudy) -> int:
        """Keep a study whole, in the place of the one of the same key, and return its bytes.

        Raises FixAndRestart where it cannot be written.
        """
        ...

    def heads(self) -> list[StudyHead]:
        """The studies kept, the newest first; a file that cannot be read is none."""
        ...

    def figures(self, key: str, names: str) -> Mapping[str, Sequence[object]]:
        """Return the columns of figures over one set of names, `factor` among them; FixAndRestart where it is gone."""
        ...

    def series(self, key: str, names: str, factors: Sequence[str], wanted: Sequence[str]) -> StudySeries:
        """Return the wanted series of those factors over one set of names; FixAndRestart where the study is gone."""
        ...


@dataclass(frozen=True, slots=True)
class LabelHead:
    """Of which dates labels were summed up, as of when; `names` on average a date."""

    as_of: datetime
    pin: int
    first: date
    last: date
    dates: int
    names: float


@dataclass(frozen=True, eq=False, slots=True)
class LabelFigures:
    """What labels looked like: a column a figure, a row a horizon and set of names.

    `edges` and `counts` are each row's histogram, `daily` each row's mean, standard deviation and median by date;
    fractions, NaN for a date without a label.
    """

    head: LabelHead
    dates: npt.NDArray[np.int32]
    columns: Mapping[str, Sequence[object]]
    edges: Float32
    counts: npt.NDArray[np.int64]
    daily: Mapping[str, Float32]


class LabelBook(Protocol):
    """The newest label statistics of one home."""

    def keep(self, figures: LabelFigures) -> int:
        """Keep them in the place of the ones before and return their bytes; FixAndRestart where that cannot be."""
        ...

    def read(self) -> LabelFigures | None:
        """Return them, None where none were kept; FixAndRestart for a file that cannot be read."""
        ...
