"""A break: a difference between what should be and what the broker or the file says, until a person resolves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class BreakCode(StrEnum):
    """What kind of difference; the operator's handbook has a paragraph for each."""

    MISSING_REPORT = "MISSING_REPORT"
    MISSING_POSITIONS = "MISSING_POSITIONS"
    ORDER_NOT_REPORTED = "ORDER_NOT_REPORTED"
    ORDER_NOT_INTENDED = "ORDER_NOT_INTENDED"
    ORDER_MISMATCH = "ORDER_MISMATCH"
    ORDER_UNKNOWN = "ORDER_UNKNOWN"
    OVERFILL = "OVERFILL"
    FILL_MISMATCH = "FILL_MISMATCH"
    FOREIGN_ORDERS = "FOREIGN_ORDERS"
    POSITION_MISSING_AT_BROKER = "POSITION_MISSING_AT_BROKER"
    POSITION_UNKNOWN_TO_BOOKS = "POSITION_UNKNOWN_TO_BOOKS"
    POSITION_MISMATCH = "POSITION_MISMATCH"
    CASH_MISMATCH = "CASH_MISMATCH"
    ASSET_MISMATCH = "ASSET_MISMATCH"
    CORPORATE_ACTION_UNEXPLAINED = "CORPORATE_ACTION_UNEXPLAINED"


class BreakAction(StrEnum):
    """What a named person may do about a break; nothing is fixed silently."""

    ADOPT_BROKER = "adopt_broker"
    EXPLAINED = "explained"
    WRITE_OFF = "write_off"


@dataclass(frozen=True, slots=True)
class Break:
    """One difference found on `trade_date`; `symbol` is empty for cash and files."""

    code: BreakCode
    trade_date: date
    symbol: str
    detail: str
    evidence: Mapping[str, object] = field(default_factory=dict)
    break_id: int = 0
