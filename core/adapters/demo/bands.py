"""The rulebook's limit prices for whole days at once, in integer fen per share."""

from datetime import date
from decimal import Decimal

import numpy as np

from core.adapters.demo.arrays import Ints
from core.adapters.demo.companies import Company, status_changes
from core.domain.rulebook import Occasion, Status, limit_rates
from core.domain.symbols import Board

FREE = -1
_SETTLED = 6
_SCALE = 1000


def limit_permille(companies: list[Company], days: list[date]) -> tuple[Ints, Ints]:
    """Return the (down, up) limits in ‰ of the ex-right previous close, days × companies; FREE on days without."""
    settled: dict[tuple[Board, Status], Ints] = {}
    columns = np.empty((2, len(days), len(companies)), np.int64)
    for number, company in enumerate(companies):
        column = columns[:, :, number]
        row, status = 0, company.span_at(days[0]).status
        for change, _, after in [*status_changes(company, days), (len(days), None, company.names[-1])]:
            if (company.board, status) not in settled:
                settled[company.board, status] = _by_day(company.board, status, days)
            column[:, row:change] = settled[company.board, status][:, row:change]
            row, status = change, after.status
        _first_days(company, days, column)
        _delisting_days(company, days, column)
    return columns[0], columns[1]


def limit_prices(reference: Ints, down_permille: Ints, up_permille: Ints) -> tuple[Ints, Ints]:
    """Return lowest and highest allowed price in fen; 1 and a price out of reach where the day is FREE.

    Round half up to the tick of one fen, at least one tick away: `core.domain.rulebook.price_band` on arrays.
    """
    half = _SCALE // 2
    down = np.minimum((reference * (_SCALE - down_permille) + half) // _SCALE, reference - 1)
    up = np.maximum((reference * (_SCALE + up_permille) + half) // _SCALE, reference + 1)
    free = up_permille == FREE
    return np.where(free, 1, np.maximum(down, 1)), np.where(free, np.iinfo(np.int32).max, up)


def _by_day(board: Board, status: Status, days: list[date]) -> Ints:
    return np.array([_permille(limit_rates(board, status, day, _SETTLED)) for day in days]).T


def _first_days(company: Company, days: list[date], column: Ints) -> None:
    if company.list_day < days[0]:
        return
    for age in range(1, min(_SETTLED, len(days) - company.first + 1)):
        row = company.first + age - 1
        column[:, row] = _permille(limit_rates(company.board, Status.NORMAL, days[row], age))


def _delisting_days(company: Company, days: list[date], column: Ints) -> None:
    for row, _, after in status_changes(company, days):
        if after.status is Status.DELISTING:
            rates = limit_rates(company.board, after.status, days[row], _SETTLED, Occasion.DELISTING_FIRST)
            column[:, row] = _permille(rates)


def _permille(rates: tuple[Decimal, Decimal] | None) -> tuple[int, int]:
    return (FREE, FREE) if rates is None else (int(rates[0] * _SCALE), int(rates[1] * _SCALE))
