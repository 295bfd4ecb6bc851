"""Planted leaks in the reading: rows used before they were known, or as they stood only later."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from core.pipeline.labels import make_label, one_price_bars
from core.pipeline.panel import Panel, build_panel, lay_out
from core.research.leaks.lab import Kind
from core.research.leaks.planted_history import CUT, returns, rolling_mean
from core.research.leaks.stages import on_symbols
from core.research.leaks.subject import Subject, day_by_day, over_world
from core.research.leaks.world import AFTERNOON, AUCTION, NIGHT, Values, World

SOON = 5


def listed_today(world: World, column: str) -> pd.Series:
    """A column of stock_basic as it stands at the end, by ts_code."""
    return world.newest("stock_basic").set_index("ts_code")[column]


def _of_names(world: World, values: pd.Series, otherwise: object) -> Values:
    """A value a name of the panel."""
    return np.asarray(values.reindex(list(world.panel.symbols)).fillna(otherwise).to_numpy())


def _survivors(world: World) -> Values:
    alive = _of_names(world, listed_today(world, "list_status"), "D") == "L"
    return np.where(alive, returns(world.panel), np.nan)


def _todays_industry(world: World) -> Values:
    industry = _of_names(world, listed_today(world, "industry"), "")
    frame = pd.DataFrame(returns(world.panel)).T
    return np.asarray((frame - frame.groupby(industry).transform("mean")).T)


def _todays_names(world: World) -> Values:
    treated = pd.Series(_of_names(world, listed_today(world, "name"), "")).str.contains("ST").to_numpy(dtype=bool)
    return np.where(treated, np.nan, returns(world.panel))


def _todays_members(world: World) -> Values:
    member = _of_names(world, world.newest("index_member").set_index("ts_code")["member"], 0.0)
    return np.where(member > 0, returns(world.panel), np.nan)


def _revised_factors(world: World) -> Values:
    frames = world.published("daily"), world.newest("adj_factor"), world.published("daily_basic")
    return returns(build_panel(*frames))


def _revised_ratios(world: World) -> Values:
    panel = world.panel
    return lay_out(world.newest("daily_basic"), ("pe_ttm",), panel.dates, panel.symbols)["pe_ttm"]


def _revised_bars(world: World) -> Values:
    panel = world.panel
    bars = lay_out(world.newest("daily"), ("close", "open"), panel.dates, panel.symbols)
    return np.asarray(bars["close"] / bars["open"] - 1)


def _nearest_ratios(world: World, day: int) -> Values:
    """The ratio of the nearest day in a quarterly table, whichever side it lies on."""
    rows = world.published("daily_basic")
    quarter = rows[rows["trade_date"].isin(world.days[:: 3 * 20])]
    places = np.searchsorted(world.days, quarter["trade_date"])
    distance = np.abs(places - world.days.index(day))
    nearest = quarter.assign(distance=distance).sort_values("distance", kind="stable").drop_duplicates("ts_code")
    return on_symbols(world, nearest.set_index("ts_code")[["pb"]])


def _dividends_by_record_date(world: World, day: int) -> Values:
    rows = world.frames["dividend"]
    return on_symbols(world, rows[rows["record_date"] <= day].groupby("ts_code")[["cash_div_tax"]].sum())


def _tomorrows_halts(world: World, day: int) -> Values:
    tomorrow = next((each for each in world.days if each > day), 0)
    rows = world.frames["suspend_d"]
    stopped = rows[rows["trade_date"] == tomorrow].drop_duplicates("ts_code").set_index("ts_code")
    return on_symbols(world, stopped.assign(stopped=1.0)[["stopped"]])


def _tomorrows_buyable(world: World) -> Values:
    panel = world.panel
    label = make_label(panel, *_locked(world, panel), 1)
    return np.where(label.buyable > 0, panel["pb"], np.nan)


def _locked(world: World, panel: Panel) -> tuple[Values, Values]:
    limits = lay_out(world.published("stk_limit"), ("up_limit", "down_limit"), panel.dates, panel.symbols)
    return one_price_bars(panel, limits["up_limit"], limits["down_limit"])


def _known_too_early(world: World, days: Sequence[int]) -> Values:
    """Labels said to be known on the day after the decision, though they end five days later."""
    panel = world.panel
    label = make_label(panel, *_locked(world, panel), SOON)
    entry = np.append(panel.dates[1:], np.int32(np.iinfo(np.int32).max))[:, None]
    known = [np.where(entry <= day, label.value, np.nan)[None] for day in days]
    laid = [world.lay_out(each, panel.dates, panel.symbols, world.days).ravel() for each in known]
    return np.array(laid)[None]


def _fitted_on_open_labels(world: World, day: int) -> Values:
    """A slope fitted on all days up to the decision, of labels that end days after it."""
    panel = world.panel
    past = panel.dates <= day
    feature = returns(panel)[past]
    label = make_label(panel, *_locked(world, panel), SOON).value[past]
    seen = np.isfinite(feature) & np.isfinite(label)
    return np.array([np.polyfit(feature[seen], label[seen], 1)[0] if seen.sum() > 2 else np.nan])


class _HighestSoFar:
    """A running maximum kept from one call to the next, whichever day is asked for."""

    def __init__(self) -> None:
        self._highest: dict[str, float] = {}

    def __call__(self, world: World, day: int) -> Values:
        rows = world.published("daily")
        for symbol, high in rows[rows["trade_date"] == day].set_index("ts_code")["high"].items():
            self._highest[str(symbol)] = max(high, self._highest.get(str(symbol), 0.0))
        return np.array([self._highest.get(symbol, np.nan) for symbol in world.symbols])


def _of_day(world: World, name: str, day: int, column: str) -> Values:
    rows = world.published(name)
    return on_symbols(world, rows[rows["trade_date"] == day].set_index("ts_code")[[column]])


def _same_day_close(world: World, day: int) -> Values:
    return _of_day(world, "stk_auction", day, "price") / _of_day(world, "daily", day, "close") - 1


def _same_day_range(world: World, day: int) -> Values:
    return _of_day(world, "daily", day, "high") / _of_day(world, "daily", day, "low") - 1


def _same_day_volume(world: World, day: int) -> Values:
    return _of_day(world, "stk_auction", day, "vol") / _of_day(world, "daily", day, "vol")


def _locked_by_the_close(world: World, day: int) -> Values:
    price = _of_day(world, "stk_auction", day, "price")
    return np.where(
        _of_day(world, "daily", day, "close") >= _of_day(world, "stk_limit", day, "up_limit"), np.nan, price
    )


def _mean_up_to_today(world: World) -> Values:
    return rolling_mean(world.panel["close"], 5)


def _turnover_before_publication(world: World) -> Values:
    return world.panel["turnover_rate"]


_HISTORIES: tuple[tuple[str, str, Callable[[World], Values], int], ...] = (
    ("survivors only", "The universe is of names that are still listed at the end.", _survivors, NIGHT),
    ("revised adj_factor", "Past returns use factors corrected days later.", _revised_factors, NIGHT),
    ("revised ratios", "A restated ratio stands on the day of the first one.", _revised_ratios, NIGHT),
    ("revised bars", "A corrected close stands on its day before the correction.", _revised_bars, NIGHT),
    ("industry of today", "Past days are neutralised by the industry of the end.", _todays_industry, NIGHT),
    ("ST names of today", "Past days leave out what is called ST at the end.", _todays_names, NIGHT),
    ("index members of today", "Past days hold the index's members of the end.", _todays_members, NIGHT),
    ("tomorrow's buyable", "A filter by the label's buyable reads the next day's bar.", _tomorrows_buyable, NIGHT),
    ("off-by-one as-of", "Bars up to and including today are read before the open.", _mean_up_to_today, AUCTION),
    ("ratios before publication", "Turnover of 18:00 is read at 16:30.", _turnover_before_publication, AFTERNOON),
)
_DAYS: tuple[tuple[str, str, Callable[[World, int], Values], int], ...] = (
    ("nearest ratio", "The as-of join takes the nearest row, later ones too.", _nearest_ratios, NIGHT),
    ("dividend by record date", "A dividend counts before it is announced.", _dividends_by_record_date, NIGHT),
    ("tomorrow's halts", "The night knows which names will not trade in the morning.", _tomorrows_halts, NIGHT),
    ("label overlaps the decision", "Weights are fitted on labels that end later.", _fitted_on_open_labels, NIGHT),
    ("same-day close at the open", "The gap is measured to the close of that day.", _same_day_close, AUCTION),
    ("same-day range at the open", "High and low of the day decide at its open.", _same_day_range, AUCTION),
    ("same-day volume at the open", "The auction's share is of the day's volume.", _same_day_volume, AUCTION),
    ("limit flag by the close", "A name is locked at the open when it closes so.", _locked_by_the_close, AUCTION),
)


def reading_leaks() -> list[Kind]:
    """Return the leaks of this file, each with a subject of its own that remembers nothing yet."""
    early = Subject("label known too early", "planted", _known_too_early)
    memory = Subject("memory of later days", "planted", day_by_day(_HighestSoFar()))
    return [
        *(
            Kind(says, CUT, Subject(name, "planted", over_world(measure), at=at, whole=True))
            for name, says, measure, at in _HISTORIES
        ),
        *(Kind(says, CUT, Subject(name, "planted", day_by_day(measure), at=at)) for name, says, measure, at in _DAYS),
        Kind("A five-day label is said to be known after one day.", CUT, early),
        Kind("A running maximum keeps what a later day's call has put in.", CUT, memory),
    ]
