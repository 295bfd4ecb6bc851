"""What the screen of research asks and is told: labels, replayed spans, and the model that scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt

from core.ports.studies import LabelFigures
from core.ports.views.sheet import Sheet

Line = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LabelsAsk:
    """What names earned after each stored day, by horizon."""


@dataclass(frozen=True, eq=False, slots=True)
class LabelsView:
    """The figures kept, None where nobody had them made; `newest_bar` is the last day with stored bars."""

    as_of: datetime
    figures: LabelFigures | None
    newest_bar: date | None


@dataclass(frozen=True, slots=True)
class ReplaysAsk:
    """Every replayed span of the home, and the home's own days."""


@dataclass(frozen=True, eq=False, slots=True)
class ReplaysView:
    """A row a span, the home's own first; `stored` are the first and last day a span can be replayed over.

    `cash_yuan` is the opening cash a replay has where none is named.
    """

    as_of: datetime
    spans: Sheet
    stored: tuple[date, date] | None
    cash_yuan: float


@dataclass(frozen=True, slots=True)
class ReplayAsk:
    """One span in full, by the folder it was replayed in; "" for the home's own days."""

    path: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class ReplayView:
    """The account of a span against the index: T closes, the first the eve with the opening cash.

    `account` and `index` are growth since that eve, `below` and `index_below` the distance below the highest so far
    (≤ 0); fractions, NaN where the index is not known. `months` has a row a year and a column a month plus the whole
    year: the account's return. `rows` is a row a day; `facts` are figures by name.
    """

    as_of: datetime
    path: str
    name: str
    days: tuple[date, ...]
    account: Line
    index: Line
    below: Line
    index_below: Line
    years: tuple[int, ...]
    months: Line
    index_months: Line
    rows: Sheet
    facts: Mapping[str, float]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ModelAsk:
    """The rule score as it would be made now, and the nights it was made on."""

    nights: int = 60


@dataclass(frozen=True, eq=False, slots=True)
class ModelView:
    """What the active model is made of: a row a factor, a row a night, the newest night's scores.

    `trouble` says why nothing would score now, '' where something does.
    """

    as_of: datetime
    words: Mapping[str, str]
    composition: Sheet
    nights: Sheet
    scores: Line
    scored_on: date | None
    trouble: str
