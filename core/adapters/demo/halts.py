"""Who does not trade: single days, weeks, and the day before a share's status changes."""

from datetime import date

import numpy as np

from core.adapters.demo.arrays import Flags
from core.adapters.demo.companies import Company, status_changes
from core.domain.rulebook import Status

_SINGLE_DAYS = 0.0006
_DAYS_BEFORE_DELISTING_PERIOD = 5
_FIRST_DAYS = 6


def listed(companies: list[Company], days: list[date]) -> Flags:
    """Return whether each share is listed and not yet gone, days × companies."""
    rows = np.arange(len(days))[:, None]
    first, last = (np.array([getattr(c, name) for c in companies]) for name in ("first", "last"))
    flags: Flags = (rows >= first) & (rows < last)
    return flags


def suspended(rng: np.random.Generator, companies: list[Company], days: list[date]) -> Flags:
    """Return suspended days of listed shares; neither the first days of a listing nor a delisting period."""
    shape = len(days), len(companies)
    halted: Flags = rng.random(shape) < _SINGLE_DAYS
    weeks = max(5, shape[1] // 60)
    starts = np.linspace(0.05, 0.96, weeks) * shape[0]
    for start, column, length in zip(
        starts, rng.permutation(shape[1])[:weeks], rng.integers(5, 21, weeks), strict=True
    ):
        halted[int(start) : int(start) + length, column] = True
    for number, company in enumerate(companies):
        _around_changes(company, days, halted[:, number])
        if company.list_day >= days[0]:
            halted[: company.first + _FIRST_DAYS, number] = False
    halted[0] = False
    return halted


def _around_changes(company: Company, days: list[date], column: Flags) -> None:
    for row, _, after in status_changes(company, days):
        leaving = after.status is Status.DELISTING
        column[max(0, row - (_DAYS_BEFORE_DELISTING_PERIOD if leaving else 1)) : row] = True
        column[row : row + (len(days) if leaving else 1)] = False
