"""How a day came about beside its plan: the sums, and the causes of what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Cause(StrEnum):
    """Why something planned came about otherwise."""

    SKIPPED = "SKIPPED"
    GATE = "GATE"
    STOP = "STOP"
    NOT_REPORTED = "NOT_REPORTED"
    NOT_SENT = "NOT_SENT"
    REJECTED = "REJECTED"
    UNKNOWN = "UNKNOWN"
    SUSPENDED = "SUSPENDED"
    LIMIT = "LIMIT"
    PARTIAL = "PARTIAL"
    NOT_FILLED = "NOT_FILLED"
    OVERFILL = "OVERFILL"
    AUCTION_MOVED = "AUCTION_MOVED"
    SLIPPAGE = "SLIPPAGE"
    FEE_ESTIMATE = "FEE_ESTIMATE"
    FEE_AMOUNT = "FEE_AMOUNT"
    LATE = "LATE"


@dataclass(frozen=True, slots=True)
class DayParity:
    """The sums of a day; `parity_bp` is 10000 where all came as planned, None where nothing was planned."""

    trade_date: date
    planned: int
    planned_fen: int
    price_fen: int
    quantity_fen: int
    fee_fen: int
    late: int
    parity_bp: int | None
    causes: Mapping[str, int]
