"""Which points of an axis get a name: years, months or days as there is room; names that thin out."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from widgets.charts.series import Days

Ticks = list[tuple[float, str]]
_YEAR_STEPS = (10, 5, 2, 1)
_MONTH_STEPS = (6, 3, 1)
_FULL_YEAR_DAYS = 250
_FEW_DAYS = 45
_EARLY_DAYS = 7
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def day_ticks(days: Days, first: int, last: int, room: int) -> Ticks:
    """Return position and name of the trade dates between two points that get a tick: as fine as `room` names allow.

    Where whole months and years are too few, days stand evenly, counted back from the newest of all.
    """
    first, last = max(first, 0), min(last, len(days) - 1)
    if first > last or room < 1:
        return []
    best: Ticks = []
    for ticks in _levels(days, first, last) if last - first >= _FEW_DAYS else ():
        if len(ticks) > room:
            break
        best = ticks or best
    return best if len(best) >= max(2, room // 3) else _evenly(days, first, last, room)


def name_ticks(names: Sequence[str], first: int, last: int, room: int) -> Ticks:
    """Return position and name of every so-manieth point between two, at most `room` of them."""
    first, last = max(first, 0), min(last, len(names) - 1)
    step = next((step for step in _STEPS if (last - first) // step < max(room, 1)), max(last - first, 1))
    return [(float(place), names[place]) for place in range(first, last + 1) if place % step == 0]


def _levels(days: Days, first: int, last: int) -> Iterator[Ticks]:
    """Yield ever finer ticks; a year or month is named at the first trade date in it."""
    before = max(first - 1, 0)
    years = days[before : last + 1].astype("datetime64[Y]").astype(np.int64) + 1970
    months = days[before : last + 1].astype("datetime64[M]").astype(np.int64)
    seen = days[before : last + 1]
    is_first = before == first
    for step in _YEAR_STEPS:
        yield _named(seen, _begins(years, is_first and _is_early(seen[0], "Y")) & (years % step == 0), before, _year)
    for step in _MONTH_STEPS:
        begins = _begins(months, is_first and _is_early(seen[0], "M"))
        yield _named(seen, begins & (months % 12 % step == 0), before, _month)


def _evenly(days: Days, first: int, last: int, room: int) -> Ticks:
    step = -(-(last - first + 1) // room)
    name = _day if last - first <= _FULL_YEAR_DAYS else _month
    start = first + (len(days) - 1 - first) % step
    return [(float(place), name(str(days[place]))) for place in range(start, last + 1, step)]


def _is_early(day: np.datetime64, period: Literal["Y", "M"]) -> bool:
    """Whether a day is among the first of its year or month, so that what begins there is not a mere rest."""
    return bool((day - day.astype(f"datetime64[{period}]").astype(day.dtype)).astype(int) < _EARLY_DAYS)


def _begins(counted: npt.NDArray[np.int64], is_start: bool) -> npt.NDArray[np.bool_]:
    return np.concatenate(([is_start], counted[1:] != counted[:-1]))


def _named(days: Days, chosen: npt.NDArray[np.bool_], offset: int, name: Callable[[str], str]) -> Ticks:
    places = np.flatnonzero(chosen)
    return [(float(place + offset), name(str(days[place]))) for place in places.tolist()]


def _year(day: str) -> str:
    return day[:4]


def _month(day: str) -> str:
    return day[:7]


def _day(day: str) -> str:
    return day[5:]
