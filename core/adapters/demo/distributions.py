"""Cash dividends and bonus shares: terms fixed long before, carried out on the ex-date."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.adapters.demo.arrays import Flags, Floats, Ints
from core.adapters.demo.companies import Company

_SEASONS = (((5, 20), (7, 20), 0.65), ((9, 10), (10, 31), 0.12), ((1, 5), (1, 31), 0.08))
_BONUSES_PERMILLE = (200, 300, 400, 450, 500)
_WITH_BONUS = 0.12
_SETTLED_SESSIONS = 40


@dataclass(frozen=True, slots=True)
class Distributions:
    """By ex-date, days × companies: cash before tax in 厘 a share and bonus shares in ‰; 0 where none."""

    cash_li: Ints
    bonus_permille: Ints


def distribute(
    rng: np.random.Generator, companies: list[Company], days: list[date], traded: Flags, first_price: Ints
) -> Distributions:
    """Return ex-dates inside the seasons, on days that trade after a day that traded.

    The cash is a share of the price (fen) at the span's start, so the terms tell nothing about later prices.
    """
    shape = traded.shape
    cash, bonus = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    eligible = traded & np.vstack([np.zeros((1, shape[1]), bool), traded[:-1]])
    for number, company in enumerate(companies):
        if company.delist_day is not None:
            eligible[:, number] = False
        elif company.list_day >= days[0]:
            eligible[: company.first + _SETTLED_SESSIONS, number] = False
    for rows, payers in _season_rows(days):
        columns = np.flatnonzero(rng.random(shape[1]) < payers)
        chosen = rows[rng.integers(len(rows), size=len(columns))]
        terms = _terms(rng, first_price[columns])
        fits = eligible[chosen, columns]
        cash[chosen[fits], columns[fits]], bonus[chosen[fits], columns[fits]] = terms[0][fits], terms[1][fits]
    return Distributions(cash, bonus)


def ex_right_price(close: Ints, cash_li: Ints, bonus_permille: Ints) -> Ints:
    """Return the exchange's reference price in fen: (close − cash) / (1 + bonus), rounded half up to the fen."""
    numerator = (close * 10 - cash_li) * 1000
    denominator = (1000 + bonus_permille) * 10
    price: Ints = np.maximum((2 * numerator + denominator) // (2 * denominator), 1)
    return price


def _season_rows(days: list[date]) -> list[tuple[Ints, float]]:
    seasons = []
    for year in sorted({day.year for day in days}):
        for first, last, payers in _SEASONS:
            inside = [row for row, day in enumerate(days) if date(year, *first) <= day <= date(year, *last)]
            if inside:
                seasons.append((np.array(inside, np.int64), payers))
    return seasons


def _terms(rng: np.random.Generator, price: Ints) -> tuple[Ints, Ints]:
    yields: Floats = rng.uniform(0.003, 0.04, size=len(price))
    cash = np.maximum(np.rint(price * yields * 2).astype(np.int64) * 5, 5)
    bonus = np.where(rng.random(len(price)) < _WITH_BONUS, rng.choice(_BONUSES_PERMILLE, size=len(price)), 0)
    only_bonus = (bonus > 0) & (rng.random(len(price)) < 0.2)
    return np.where(only_bonus, 0, cash), bonus
