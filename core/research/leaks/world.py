"""A world: every row of a small market with the minute it became known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.domain.dataset import DATASETS
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.today import grids_of
from core.pipeline.panel import Panel, build_panel

Values = npt.NDArray[Any]
IntArray = npt.NDArray[np.int32]

KNOWN = "known"
"""The column that says when a row became known: YYYYMMDDHHMM."""

MINUTES = 10_000
NIGHT = 2000
AUCTION = 926
AFTERNOON = 1630

KEYS: Mapping[str, tuple[str, ...]] = {
    **{name: spec.key for name, spec in DATASETS.items()},
    "index_member": ("ts_code",),
}
"""What makes two rows revisions of one; index_member is no dataset of the house, only of the lab."""


def instant(day: int, at: int) -> int:
    """Return the minute `at` (HHMM) of `day` (YYYYMMDD) as KNOWN counts them."""
    return day * MINUTES + at


@dataclass(frozen=True, eq=False)
class World:
    """The trading days (YYYYMMDD, ascending), every name that ever appears, and canonical frames with KNOWN.

    Rows of a frame stand in the order they became known; of two with one key the later is a revision. Days and names
    only lay answers out: they are the same in every version of a world.
    """

    days: tuple[int, ...]
    symbols: tuple[str, ...]
    frames: Mapping[str, pd.DataFrame]
    _published: dict[str, pd.DataFrame] = field(default_factory=dict, init=False, repr=False)

    def cut(self, minute: int) -> "World":
        """The world as it was at a minute: rows known later are gone."""
        kept = {name: frame[frame[KNOWN] <= minute] for name, frame in self.frames.items()}
        return World(self.days, self.symbols, kept)

    def newest(self, name: str) -> pd.DataFrame:
        """The last revision of every row, whenever it became known."""
        return self.frames[name].drop_duplicates(list(KEYS[name]), keep="last")

    def known(self, name: str, minute: int) -> pd.DataFrame:
        """The last revision known at a minute of every row known by then."""
        frame = self.frames[name]
        return frame[frame[KNOWN] <= minute].drop_duplicates(list(KEYS[name]), keep="last")

    def published(self, name: str) -> pd.DataFrame:
        """Every dated row as it stood at 20:00 of its own day: later revisions and late rows are left out."""
        if name not in self._published:
            frame = self.frames[name]
            timely = frame[frame[KNOWN] <= frame["trade_date"] * MINUTES + NIGHT]
            self._published[name] = timely.drop_duplicates(list(KEYS[name]), keep="last")
        return self._published[name]

    @cached_property
    def panel(self) -> Panel:
        """Bars, factors and ratios as published."""
        return build_panel(*(self.published(name) for name in ("daily", "adj_factor", "daily_basic")))

    @cached_property
    def grids(self) -> Grids:
        """The fields of FIELDS over the panel."""
        return grids_of(self.panel, self.published("stk_limit"), len(self.panel.dates))

    def lay_out(self, values: Values, dates: IntArray, names: Sequence[str], days: Sequence[int]) -> Values:
        """Put …×T×N values of `dates` and `names` on `days` and the world's names; NaN where there are none."""
        rows = {int(date): row for row, date in enumerate(dates)}
        columns = {name: column for column, name in enumerate(names)}
        there = [place for place, day in enumerate(days) if day in rows]
        inside = [place for place, name in enumerate(self.symbols) if name in columns]
        whole = np.full((*values.shape[:-2], len(days), len(self.symbols)), np.nan, dtype=values.dtype)
        source = [rows[days[place]] for place in there], [columns[self.symbols[place]] for place in inside]
        whole[..., np.array(there, dtype=np.intp)[:, None], inside] = values[..., source[0], :][..., source[1]]
        return whole
