"""Planted leaks in the arithmetic: a night's value worked out with days that had not come."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from core.pipeline.panel import Panel, fill_forward
from core.research.leaks.lab import Kind
from core.research.leaks.subject import Subject, over_panel, over_world
from core.research.leaks.world import Values, World

WINDOW = 20
FORGOTTEN_SPLIT = 2.0
WINSOR = (0.05, 0.95)
Measure = Callable[[Panel], Values]

CUT, FUTURE, BAR = "truncation", "perturbation", "sensitivity"


def returns(panel: Panel) -> Values:
    """Daily returns on adjusted closes, a halt's days without one, T×N."""
    return np.asarray(panel["adj_close"] / _back(fill_forward(panel["adj_close"]), 1) - 1)


def rolling_mean(grid: Values, window: int, centred: bool = False) -> Values:
    """Means of the seen days of a trailing or centred window, T×N."""
    frame = pd.DataFrame(grid)
    return np.asarray(frame.rolling(window, min_periods=1, center=centred).mean())


def _all(grid: Values) -> pd.Series:
    return pd.Series(grid.ravel())


def _back(grid: Values, days: int) -> Values:
    """Each day's value `days` before; a negative number looks ahead."""
    return np.asarray(pd.DataFrame(grid).shift(days))


def _whole_zscore(panel: Panel) -> Values:
    values = returns(panel)
    return np.asarray((values - _all(values).mean()) / _all(values).std())


def _whole_winsor(panel: Panel) -> Values:
    values = returns(panel)
    return np.asarray(np.clip(values, *_all(values).quantile(list(WINSOR))))


def _whole_rank(panel: Panel) -> Values:
    return np.asarray(pd.DataFrame(panel["turnover_rate"]).rank(pct=True))


def _whole_edges(panel: Panel) -> Values:
    values = panel["pb"]
    edges = _all(values).quantile(np.linspace(0.1, 0.9, 9)).to_numpy()
    return np.where(np.isfinite(values), np.digitize(values, edges), np.nan)


def _whole_regression(panel: Panel) -> Values:
    size, value = np.log(panel["circ_mv"]), panel["pb"]
    seen = np.isfinite(size) & np.isfinite(value)
    if seen.sum() < 3:
        return np.asarray(value * np.nan)
    slope, start = np.polyfit(size[seen], value[seen], 1)
    return np.asarray(value - slope * size - start)


def _whole_whitening(panel: Panel) -> Values:
    stacked = np.array([returns(panel), panel["turnover_rate"]])
    filled = np.nan_to_num(stacked)
    spread = np.linalg.eigh(np.cov(filled.reshape(2, -1)))[1]
    return np.asarray(np.einsum("i,itn->tn", spread[:, -1] * np.sign(spread[0, -1]), stacked))


def _weekly(panel: Panel) -> Values:
    days = pd.to_datetime(pd.Series(panel.dates).astype(str))
    week = (days.dt.isocalendar().year * 100 + days.dt.isocalendar().week).to_numpy()
    return np.asarray(pd.DataFrame(panel["adj_close"]).groupby(week).transform("last"))


def _centred_mean(panel: Panel) -> Values:
    return rolling_mean(panel["adj_close"], 9, centred=True)


def _next_return(panel: Panel) -> Values:
    return _back(returns(panel), -1)


def _filled_backward(panel: Panel) -> Values:
    return np.asarray(pd.DataFrame(panel["adj_close"]).bfill())


def _interpolated(panel: Panel) -> Values:
    return np.asarray(pd.DataFrame(panel["adj_close"]).interpolate(limit_area="inside"))


def _kept_where_labelled(panel: Panel) -> Values:
    return np.where(np.isfinite(_back(panel["adj_close"], -5)), panel["pb"], np.nan)


def _told_by_tomorrow(panel: Panel) -> Values:
    return np.where(_back(returns(panel), -1) > FORGOTTEN_SPLIT, np.nan, returns(panel))


def _place_in_sample(panel: Panel) -> Values:
    place = np.linspace(0, 1, len(panel.dates))[:, None] if len(panel.dates) > 1 else np.ones((1, 1))
    return np.asarray(panel["turnover_rate"] * place)


def _never_forgets(panel: Panel) -> Values:
    return np.asarray(pd.DataFrame(panel["adj_close"]).ewm(span=WINDOW).mean())


def _forward_adjusted(world: World) -> Values:
    panel = world.panel
    return np.asarray(np.log(panel["adj_close"] / panel["adj_factor"][-1:]))


def _seeded_by_names(world: World) -> Values:
    count = len(world.newest("stock_basic")["ts_code"].unique())
    noise = np.random.default_rng(count).normal(0, 1e-9, len(world.symbols))
    places = np.searchsorted(world.symbols, [name for name in world.panel.symbols if name in world.symbols])
    known = np.isin(world.panel.symbols, world.symbols)
    ties = np.zeros(len(known))
    ties[known] = noise[places]
    return np.asarray(world.panel["pb"] + ties)


_OVER_PANEL: tuple[tuple[str, str, str, Measure], ...] = (
    ("whole-sample z-score", "Mean and deviation are those of the whole history.", CUT, _whole_zscore),
    ("whole-sample winsor bounds", "Outliers are cut at quantiles of the whole history.", CUT, _whole_winsor),
    ("whole-sample rank", "A name's day is ranked among its later days too.", CUT, _whole_rank),
    ("whole-sample bucket edges", "The deciles' edges are drawn over all days.", CUT, _whole_edges),
    ("whole-sample neutralisation", "The size regression is fitted over all days at once.", CUT, _whole_regression),
    ("whole-sample whitening", "The principal component is that of all days.", CUT, _whole_whitening),
    ("centred mean", "The window's middle is today: half of it lies ahead.", CUT, _centred_mean),
    ("shift the wrong way", "Yesterday's return is taken with shift(-1): it is tomorrow's.", CUT, _next_return),
    ("halts filled backward", "A halted day takes the price after the halt.", CUT, _filled_backward),
    ("interpolated gaps", "A halted day lies on the line to the price after the halt.", CUT, _interpolated),
    ("unlabelled rows dropped", "A missing value tells that the name will not trade.", CUT, _kept_where_labelled),
    ("week's last close", "From Monday on every day carries Friday's close.", CUT, _weekly),
    ("place in the sample", "Days are weighed by their share of a sample that goes on.", CUT, _place_in_sample),
    (
        "error told by tomorrow",
        "A bar is dropped when the next close is over thrice its own.",
        FUTURE,
        _told_by_tomorrow,
    ),
)
_OVER_WORLD: tuple[tuple[str, str, Callable[[World], Values]], ...] = (
    ("forward-adjusted level", "Prices are scaled by the last day's adj_factor.", _forward_adjusted),
    ("noise seeded by the number of names", "Ties are broken by draws that change with a listing.", _seeded_by_names),
)


def history_leaks() -> list[Kind]:
    """Return the leaks of this file, each with a subject of its own."""
    short = Subject("understated lookback", "planted", over_panel(_never_forgets), reach=(WINDOW - 1,), whole=True)
    return [
        *(
            Kind(says, expected, Subject(name, "planted", over_panel(measure), whole=True))
            for name, says, expected, measure in _OVER_PANEL
        ),
        *(
            Kind(says, CUT, Subject(name, "planted", over_world(measure), whole=True))
            for name, says, measure in _OVER_WORLD
        ),
        Kind("An exponential mean declares twenty days and remembers all of them.", BAR, short),
    ]
