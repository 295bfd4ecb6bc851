"""The three checks: cut the world, change its future, change one bar."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from core.research.leaks.disturb import DISTURBANCES, Bar, with_other_bar
from core.research.leaks.subject import Subject, differing
from core.research.leaks.world import KNOWN, Values, World, instant

BACK = 64
"""How many days before a decision a whole subject's values are compared too, where its future was changed."""

KEPT = 24


@dataclass(frozen=True, slots=True)
class Finding:
    """One value that knew too much: what the check did, and on which decision's day it showed.

    Where `leak` is False it is no more than worth knowing.
    """

    check: str
    day: int
    detail: str
    leak: bool = True


@dataclass(frozen=True, eq=False)
class Trial:
    """What a check is given: the world, the days to cut it at, the days to change the future of, and bars to change.

    The changed worlds are kept: subjects that decide at one hour share them.
    """

    world: World
    cuts: tuple[int, ...]
    futures: tuple[int, ...]
    bars: tuple[Bar, ...]
    seed: int

    @cached_property
    def cut(self) -> Callable[[int], World]:
        """The world as it was at a minute."""
        return lru_cache(KEPT)(self.world.cut)

    @cached_property
    def changed(self) -> Callable[[str, int], World]:
        """The world with one of the DISTURBANCES after a minute, always the same one."""
        return lru_cache(KEPT)(self._changed)

    @cached_property
    def barred(self) -> Callable[[int], World]:
        """The world with one of the bars changed, by its number."""
        return lru_cache(KEPT)(self._barred)

    def _changed(self, name: str, minute: int) -> World:
        return DISTURBANCES[name](self.world, minute, np.random.default_rng([self.seed, minute]))

    def _barred(self, number: int) -> World:
        return with_other_bar(self.world, self.bars[number])


Found = dict[str, list[Finding]]
Check = Callable[[Subject, Trial], Found]


def truncation(subject: Subject, trial: Trial) -> Found:
    """Values from the world cut at a decision equal those from the whole one.

    The cut worlds come first and in order, the whole one is asked for its last day first: what a subject keeps from
    one call to the next shows too.
    """
    world, found = trial.world, _nothing(subject)
    before = {
        day: subject.compute(trial.cut(instant(day, subject.at)), _compared(subject, world, day, len(world.days)))
        for day in trial.cuts
    }
    whole = subject.compute(world, world.days) if subject.whole else None
    for day in reversed(trial.cuts):
        days = _compared(subject, world, day, len(world.days))
        after = subject.compute(world, days) if whole is None else whole[:, : len(days)]
        _note(found, subject, "truncation", days, before[day], after, f"the world cut on {day}")
    return found


def perturbation(subject: Subject, trial: Trial) -> Found:
    """Values stay as they are whatever is put in the place of all that became known after a decision."""
    world, found = trial.world, _nothing(subject)
    for day in trial.futures:
        days = _compared(subject, world, day, BACK)
        settled = subject.compute(world, days)
        for name in DISTURBANCES:
            other = subject.compute(trial.changed(name, instant(day, subject.at)), days)
            _note(found, subject, "perturbation", days, settled, other, f"{name} after {day}")
    return found


def sensitivity(subject: Subject, trial: Trial) -> Found:
    """One bar moves no decision before it was known, and none more than `reach` trading days after it.

    A member that no bar moves is a constant, or dead: that is noted and is no leak.
    """
    found = _nothing(subject)
    alive = np.zeros(len(subject.names), dtype=bool)
    for bar, days, moved in _moves(subject, trial):
        known, place = _known(trial.world, bar), trial.world.days.index(bar.day)
        early = np.array([instant(day, subject.at) < known for day in days])
        ages = np.array([trial.world.days.index(day) - place for day in days])
        alive |= moved.any(axis=1)
        for row, member in enumerate(subject.names):
            late = ages > subject.reach[row] if subject.reach else np.zeros(len(days), dtype=bool)
            for wrong, detail in ((early, "before it is known"), (late, "beyond the declared lookback")):
                if (moved[row] & wrong).any():
                    day = days[int(np.flatnonzero(moved[row] & wrong)[0])]
                    found[member].append(Finding("sensitivity", day, f"moved by {bar.symbol} of {bar.day}, {detail}"))
    for row in np.flatnonzero(~alive).tolist():
        found[subject.names[row]].append(Finding("sensitivity", trial.world.days[-1], "no bar moves it", leak=False))
    return found


CHECKS: Mapping[str, Check] = {"truncation": truncation, "perturbation": perturbation, "sensitivity": sensitivity}


def _moves(subject: Subject, trial: Trial) -> Iterator[tuple[Bar, Sequence[int], Values]]:
    """For each bar, the days looked at and which members (rows) changing it moved on which of them."""
    world = trial.world
    settled = subject.compute(world, world.days) if subject.whole else None
    for number, bar in enumerate(trial.bars):
        row = world.days.index(bar.day)
        days = world.days if subject.whole else world.days[max(0, row - 1) : row + 3]
        before = subject.compute(world, days) if settled is None else settled
        after = subject.compute(trial.barred(number), days)
        yield bar, days, np.any(differing(before, after), axis=2)


def _known(world: World, bar: Bar) -> int:
    daily = world.frames["daily"]
    return int(daily.loc[(daily["ts_code"] == bar.symbol) & (daily["trade_date"] == bar.day), KNOWN].iloc[0])


def _compared(subject: Subject, world: World, day: int, back: int) -> Sequence[int]:
    """The days whose values a decision's world must agree on."""
    if not subject.whole:
        return [day]
    stop = world.days.index(day) + 1
    return world.days[max(0, stop - back) : stop]


def _note(
    found: Found, subject: Subject, check: str, days: Sequence[int], one: Values, other: Values, what: str
) -> None:
    """Add a finding for each member whose values differ, naming the last such day."""
    for row, wrong in enumerate(np.any(differing(one, other), axis=2)):
        if wrong.any():
            day = days[int(np.flatnonzero(wrong)[-1])]
            found[subject.names[row]].append(Finding(check, day, what))


def _nothing(subject: Subject) -> Found:
    return {name: [] for name in subject.names}


def bars_to_change(world: World, last_row: int) -> tuple[Bar, ...]:
    """Choose bars of the first rows of the days: ordinary ones, and closes at either limit taken off it."""
    limits = world.published("stk_limit")[["ts_code", "trade_date", "up_limit", "down_limit"]]
    bars = world.published("daily").merge(limits, on=["ts_code", "trade_date"])
    rows = bars[(bars["trade_date"] <= world.days[last_row]) & (bars["trade_date"] >= world.days[last_row // 2])]
    at_up, at_down = rows["close"] >= rows["up_limit"], rows["close"] <= rows["down_limit"]
    ordinary = rows[~at_up & ~at_down]
    kinds = (
        (rows[at_up], 0.985, False),
        (rows[at_down], 1.06, False),
        (ordinary, 2.5, False),
        (ordinary.iloc[len(ordinary) // 2 :], 0.4, False),
        (ordinary.iloc[::-1], 1.06, True),
    )
    return tuple(
        Bar(str(found["ts_code"].iloc[0]), int(found["trade_date"].iloc[0]), scale, flat)
        for found, scale, flat in kinds
        if len(found)
    )


def eventful_days(world: World) -> tuple[int, ...]:
    """The first and the last day, and days on which a name is listed, leaves, halts, returns, goes ex-right or ST."""
    basic, days = world.newest("stock_basic"), world.days
    halted = world.frames["suspend_d"]["trade_date"]
    factors = world.frames["adj_factor"].sort_values(["ts_code", "trade_date"], kind="stable")
    jumps = factors[factors.groupby("ts_code")["adj_factor"].diff().fillna(0) != 0]["trade_date"]
    renamed = world.frames["namechange"].query("change_reason == 'ST'")["start_date"]
    left = basic.loc[basic["delist_date"] > 0, "delist_date"]
    middle = [_middle(each) for each in (halted, jumps, renamed, left, basic["list_date"])]
    chosen = {days[0], days[-1], days[len(days) // 2]} | {day for day in middle if day}
    places = {days.index(day) for day in chosen if day in days}
    return tuple(days[place] for place in sorted(places | {max(0, place - 1) for place in places}))


def _middle(days: pd.Series) -> int:
    ordered = sorted(int(day) for day in days)
    return ordered[len(ordered) // 2] if ordered else 0
