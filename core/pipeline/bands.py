"""The rulebook's limit prices for many bars at once, in integer 厘."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.domain.dates import date_of
from core.domain.rulebook import FREE_DAYS, TICK_LI, Occasion, Status, limit_rates
from core.domain.symbols import Board

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_PERMILLE = 1000
_ASKED = ["board", "status", "occasion", "trade_date", "listed_days"]


@dataclass(frozen=True, eq=False)
class Bands:
    """Lowest and highest price allowed, one of each a bar; 0 in both on a day without limits.

    `up_permille` is the upper limit as a rate, 0 where there is none or it is not known.
    """

    down_li: Ints
    up_li: Ints
    up_permille: Ints

    @property
    def limited(self) -> Flags:
        """Whether the day has limits."""
        found: Flags = self.up_li > 0
        return found

    def take(self, rows: Flags) -> "Bands":
        """Return the bands of the rows flagged."""
        return Bands(self.down_li[rows], self.up_li[rows], self.up_permille[rows])

    def equals(self, other: "Bands") -> Flags:
        """Whether both limits are the same, row by row."""
        same: Flags = (self.down_li == other.down_li) & (self.up_li == other.up_li)
        return same

    def within_a_tick(self, other: "Bands") -> Flags:
        """Whether both have limits no more than a tick apart, row by row."""
        apart = np.maximum(abs(self.down_li - other.down_li), abs(self.up_li - other.up_li))
        near: Flags = self.limited & other.limited & (apart <= TICK_LI)
        return near


def bands_of(rows: pd.DataFrame, pre_close_li: Ints) -> Bands:
    """Return the band of each row: `core.domain.rulebook.price_band` on arrays.

    `rows` has board, status, occasion (text of the enums), trade_date (YYYYMMDD) and listed_days (1 on the first
    day). The rulebook is asked once for each distinct combination.
    """
    asked = rows[_ASKED].assign(listed_days=np.minimum(rows["listed_days"].to_numpy(), FREE_DAYS + 1))
    number = asked.groupby(_ASKED, sort=False).ngroup().to_numpy()
    distinct = asked[~pd.Series(number).duplicated().to_numpy()]
    permilles = np.array([_permille(*row) for row in distinct.itertuples(index=False)], np.int64).reshape(-1, 2)
    down_permille, up_permille = permilles[number].T
    down = np.minimum(_to_tick(pre_close_li * (_PERMILLE - down_permille)), pre_close_li - TICK_LI)
    up = np.maximum(_to_tick(pre_close_li * (_PERMILLE + up_permille)), pre_close_li + TICK_LI)
    limited = up_permille > 0
    return Bands(np.where(limited, np.maximum(down, TICK_LI), 0), np.where(limited, up, 0), up_permille)


def _permille(board: str, status: str, occasion: str, on: int, listed_days: int) -> tuple[int, int]:
    rates = limit_rates(Board(board), Status(status), date_of(int(on)), int(listed_days), Occasion(occasion))
    return (0, 0) if rates is None else (int(rates[0] * _PERMILLE), int(rates[1] * _PERMILLE))


def _to_tick(price_li_permille: Ints) -> Ints:
    """Round half up to the tick."""
    unit = _PERMILLE * TICK_LI
    return (price_li_permille + unit // 2) // unit * TICK_LI
