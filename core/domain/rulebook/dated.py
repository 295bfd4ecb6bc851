"""The days on which the exchanges changed their rules, and how a dated table is read."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

T = TypeVar("T")

STAR_OPENS = date(2019, 7, 22)
CHINEXT_REFORM = date(2020, 8, 24)
DELISTING_REFORM = date(2020, 12, 31)
BSE_OPENS = date(2021, 11, 15)
MAIN_REFORM = date(2023, 4, 10)
"""Registration reform of the main boards: SSE and SZSE trading rules of 2023."""

RULES_2026 = date(2026, 7, 6)
"""SSE and SZSE trading rules of 2026: main-board ST at ±10 %, after-hours trading for every share."""


def in_force(table: Sequence[tuple[date, T]], on: date | None) -> T:
    """Return the value of `table` (newest first) in force on that day; without a day the newest.

    Before the oldest known day its value stands.
    """
    if on is None:
        return table[0][1]
    return next((value for since, value in table if on >= since), table[-1][1])
