"""Wished-for returns: market, industries, factors with mild premia, momentum, reversal, and runs to the limit."""

from dataclasses import dataclass

import numpy as np

from core.adapters.demo.arrays import Flags, Floats, Ints
from core.adapters.demo.companies import DELISTING_SESSIONS, INDUSTRIES, Company
from core.domain.rulebook import Status
from core.domain.symbols import Board

_MARKET = (0.0001, 0.010)
_INDUSTRY_VOLATILITY = 0.006
_FACTOR_PREMIUM = np.array([0.0006, 0.0004, 0.0005])
_FACTOR_VOLATILITY = 0.002
_IDIOSYNCRATIC = {Board.MAIN: 0.018, Board.CHINEXT: 0.023, Board.STAR: 0.025, Board.BSE: 0.026}
_REVERSAL = 0.02
_REVERSAL_SESSIONS = 5
_DRIFT_MEMORY = 0.97
_DRIFT_VOLATILITY = 0.00035
_BEYOND_LIMIT = 0.6
_RUNS = 0.0006


@dataclass(frozen=True, slots=True)
class Traits:
    """What a company is, for good: standard-normal value, smallness and calmness, and its return volatility."""

    value: Floats
    small: Floats
    calm: Floats
    volatility: Floats


@dataclass(frozen=True, slots=True)
class Wishes:
    """Log returns from the reference price to open and to close, before ticks and limits; one-price days flagged."""

    to_open: Floats
    to_close: Floats
    one_price: Flags


def draw_traits(rng: np.random.Generator, companies: list[Company]) -> Traits:
    """Draw the lasting traits."""
    value, small, calm = rng.standard_normal((3, len(companies)))
    base = np.array([_IDIOSYNCRATIC[company.board] for company in companies])
    return Traits(value, small, calm, base * np.exp(-0.2 * calm))


def wish_returns(
    rng: np.random.Generator,
    companies: list[Company],
    traits: Traits,
    changes: list[tuple[int, int, Status]],
    rows: int,
) -> Wishes:
    """Draw `rows` days of returns; `changes` are (session, company, new status), which move prices to the limit."""
    shape = rows, len(companies)
    returns = _common(rng, companies, traits, rows) + _own(rng, traits, rows)
    _listing_days(rng, companies, returns)
    runs = _runs(rng, changes, shape)
    to_close = np.where(runs, runs * _BEYOND_LIMIT, returns)
    to_open = 0.3 * returns + 0.006 * rng.standard_normal(shape)
    return Wishes(np.where(runs, to_close, to_open), to_close, runs != 0)


def _fat_tailed(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Unit-variance Student t with 5 degrees of freedom."""
    return np.asarray(rng.standard_t(5, size=shape) * np.sqrt(3 / 5))


def _common(rng: np.random.Generator, companies: list[Company], traits: Traits, rows: int) -> Floats:
    mean, volatility = _MARKET
    swings = _calm_and_storm(rng, rows) * _fat_tailed(rng, (rows,))
    # Centred, so that no seed makes a year that doubles or halves the market.
    market = mean + volatility * (swings - swings.mean())
    beta = np.clip(rng.normal(1 - 0.15 * traits.calm, 0.15), 0.3, 1.8)
    industry = _INDUSTRY_VOLATILITY * rng.standard_normal((rows, len(INDUSTRIES)))
    factors = _FACTOR_PREMIUM + _FACTOR_VOLATILITY * rng.standard_normal((rows, 3))
    exposures = np.vstack([traits.value, traits.small, traits.calm])
    members = [company.industry for company in companies]
    return np.asarray(market[:, None] * beta + industry[:, members] + factors @ exposures)


def _calm_and_storm(rng: np.random.Generator, rows: int) -> Floats:
    """A volatility level that moves slowly around 1."""
    level = np.zeros(rows)
    shocks = 0.12 * rng.standard_normal(rows)
    for row in range(1, rows):
        level[row] = 0.95 * level[row - 1] + shocks[row]
    return np.exp(level)


def _own(rng: np.random.Generator, traits: Traits, rows: int) -> Floats:
    shape = rows, len(traits.volatility)
    surprise = traits.volatility * _fat_tailed(rng, shape)
    past = np.vstack([np.zeros((1, shape[1])), np.cumsum(surprise, axis=0)])
    before = np.arange(rows)
    recent = past[before] - past[np.maximum(before - _REVERSAL_SESSIONS, 0)]
    drift = np.zeros(shape)
    pushes = _DRIFT_VOLATILITY * rng.standard_normal(shape)
    for row in range(1, rows):
        drift[row] = _DRIFT_MEMORY * drift[row - 1] + pushes[row]
    return np.asarray(surprise - _REVERSAL * recent + drift)


def _listing_days(rng: np.random.Generator, companies: list[Company], returns: Floats) -> None:
    for number, company in enumerate(companies):
        if company.first:
            returns[company.first, number] = abs(rng.normal(0.6, 0.3))
            returns[company.first + 1 : company.first + 5, number] *= 3
        if company.delist_day is not None:
            returns[company.last - DELISTING_SESSIONS : company.last, number] -= 0.03


def _runs(rng: np.random.Generator, changes: list[tuple[int, int, Status]], shape: tuple[int, int]) -> Ints:
    """Days on which nothing but the limit price trades: +1 at the upper, −1 at the lower limit."""
    runs = np.zeros(shape, np.int64)
    count = int(_RUNS * shape[0] * shape[1])
    starts, columns = rng.integers(shape[0], size=count), rng.integers(shape[1], size=count)
    signs, lengths = rng.choice((1, 1, -1), size=count), rng.integers(1, 4, size=count)
    for start, column, sign, length in zip(starts, columns, signs, lengths, strict=True):
        runs[start : start + length, column] = sign
    for row, column, status in changes:
        if status is Status.DELISTING:
            runs[row:, column] = 0
        else:
            runs[row : row + (2 if status is Status.ST else 1), column] = -1 if status is Status.ST else 1
    return runs
