"""What the Data screen asks: how whole and how old the stored market is, where it came from, what was corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt

from core.ports.views.sheet import Sheet


@dataclass(frozen=True, slots=True)
class DataAsk:
    """The whole screen; the coverage calendar over the last `days` open days."""

    days: int = 60


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Rows stored by dataset and open day, as a share of that dataset's usual day.

    `share` is datasets × days: 1 a whole day, 0 a stored but empty one, NaN where nothing is stored. `expected` says
    where something should be: after the dataset's first day, and published by now.
    """

    datasets: tuple[str, ...]
    days: tuple[date, ...]
    share: npt.NDArray[np.float64]
    rows: npt.NDArray[np.int64]
    expected: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class DataView:
    """The stored market at one instant.

    `today` is the desk's own date. `datasets` has a row per dataset, `gaps` the open days each lacks, newest first,
    some hundreds at most. `sources` are the breakers, `requests` what was asked of each interface by day, `revisions`
    the vendor's newest changes, `proposals` and `corrections` both steps of every correction, newest first.
    `why_no_pull` is a code for why nothing can be fetched, empty where it can. `columns` holds by dataset the columns
    that can be corrected, with their units.
    """

    as_of: datetime
    today: date
    mode: str
    why_no_pull: str
    by_two: bool
    datasets: Sheet
    gaps: Mapping[str, tuple[date, ...]]
    coverage: Coverage | None
    sources: Sheet
    requests: Sheet
    revisions: Sheet
    revisions_total: int
    proposals: Sheet
    corrections: Sheet
    columns: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class EffectAsk:
    """What would change if this cell had that value; `value` as it is typed, `null` for missing."""

    dataset: str
    day: date
    symbol: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class EffectView:
    """What a correction would do, before anybody proposes it.

    `old` and `new` as text, None for missing; `change` relative, None where nothing can be divided. `around` are the
    cells of the days before and after, `runs` those that read the old value with what they planned of the symbol;
    they stay as they are. `remarks` are codes of what looks odd about the new value.
    """

    as_of: datetime
    old: str | None
    new: str | None
    unit: str
    change: float | None
    around: Sheet
    runs: Sheet
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RevisionAsk:
    """How one vendor revision differs from what was stored before."""

    revision_id: int


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One vendor revision compared cell by cell: by column how many cells changed and the largest relative change."""

    as_of: datetime
    revision_id: int
    dataset: str
    day: date
    rows_came: int
    rows_went: int
    rows_changed: int
    columns: Sheet
    symbols: tuple[str, ...]
    run_ids: tuple[str, ...]
    effect: tuple[str, ...]
