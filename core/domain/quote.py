"""What the morning knows of one share before it is ordered."""

from dataclasses import dataclass
from typing import Literal

from core.domain.rulebook import Band, Status
from core.domain.symbols import Board


@dataclass(frozen=True, slots=True)
class Quote:
    """Prices in 厘 and the facts that decide whether a share can be traded at the open.

    `ref_li` is the auction price, or the ex-right previous close where `source` says so. A limit that is None means a
    day without limits. `mean_amount_yuan` is the 20-day mean turnover, None where unknown; `sector` the industry, ''
    where unknown.
    """

    symbol: str
    ref_li: int
    pre_close_li: int
    up_li: int | None
    down_li: int | None
    suspended: bool
    locked_up: bool
    locked_down: bool
    source: Literal["auction", "pre_close"]
    board: Board
    status: Status
    listed_days: int
    mean_amount_yuan: float | None
    sector: str = ""

    @property
    def band(self) -> Band:
        """The limit prices of the day."""
        return Band(self.down_li, self.up_li)
