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
    ORDER_SENT_AFTER_ALL = "ORDER_SENT_AFTER_ALL"
    ORDER_MISMATCH = "ORDER_MISMATCH"
    ORDER_UNKNOWN = "ORDER_UNKNOWN"
    OVERFILL = "OVERFILL"
    FILL_MISMATCH = "FILL_MISMATCH"
    LEDGER_MISMATCH = "LEDGER_MISMATCH"
    FOREIGN_ORDERS = "FOREIGN_ORDERS"
    POSITION_MISSING_AT_BROKER = "POSITION_MISSING_AT_BROKER"
    POSITION_UNKNOWN_TO_BOOKS = "POSITION_UNKNOWN_TO_BOOKS"
    POSITION_MISMATCH = "POSITION_MISMATCH"
    CASH_MISMATCH = "CASH_MISMATCH"
    ASSET_MISMATCH = "ASSET_MISMATCH"
    CORPORATE_ACTION_UNEXPLAINED = "CORPORATE_ACTION_UNEXPLAINED"
    DELIVERY_MISMATCH = "DELIVERY_MISMATCH"
    REPORT_CHANGED = "REPORT_CHANGED"


class BreakAction(StrEnum):
    """What a named person may do about a break; nothing is fixed silently."""

    ADOPT_BROKER = "adopt_broker"
    ADOPT_TRADE = "adopt_trade"
    REVERSE = "reverse"
    WAIT = "wait"
    EXPLAINED = "explained"
    WRITE_OFF = "write_off"


class Priority(StrEnum):
    """How much a break is in the way: P1 always blocks the next orders, P2 and P3 as the settings say."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"

    def raised(self, levels: int) -> "Priority":
        """Return the priority that many levels more urgent; P1 is the most."""
        ladder = list(Priority)
        return ladder[max(ladder.index(self) - levels, 0)]


class Owner(StrEnum):
    """Who looks into a break first; the settings may name a person for each."""

    TRADING = "trading"
    OPERATIONS = "operations"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class BreakRule:
    """What holds for every break of one code."""

    priority: Priority
    owner: Owner
    actions: tuple[BreakAction, ...]


_SHARES = (
    BreakAction.ADOPT_BROKER,
    BreakAction.ADOPT_TRADE,
    BreakAction.REVERSE,
    BreakAction.WAIT,
    BreakAction.EXPLAINED,
)
_CASH = (
    BreakAction.ADOPT_BROKER,
    BreakAction.REVERSE,
    BreakAction.WAIT,
    BreakAction.EXPLAINED,
    BreakAction.WRITE_OFF,
)
_FILE = (BreakAction.WAIT, BreakAction.EXPLAINED)
_ORDER = (BreakAction.EXPLAINED,)

RULES: Mapping[BreakCode, BreakRule] = {
    BreakCode.MISSING_REPORT: BreakRule(Priority.P1, Owner.OPERATIONS, _FILE),
    BreakCode.MISSING_POSITIONS: BreakRule(Priority.P1, Owner.OPERATIONS, _FILE),
    BreakCode.ORDER_NOT_REPORTED: BreakRule(Priority.P1, Owner.TRADING, _FILE),
    BreakCode.ORDER_NOT_INTENDED: BreakRule(Priority.P1, Owner.TRADING, _ORDER),
    BreakCode.ORDER_SENT_AFTER_ALL: BreakRule(Priority.P1, Owner.TRADING, _ORDER),
    BreakCode.ORDER_MISMATCH: BreakRule(Priority.P1, Owner.TRADING, _ORDER),
    BreakCode.ORDER_UNKNOWN: BreakRule(Priority.P1, Owner.TRADING, _FILE),
    BreakCode.OVERFILL: BreakRule(Priority.P1, Owner.TRADING, _ORDER),
    BreakCode.FILL_MISMATCH: BreakRule(Priority.P1, Owner.TRADING, _ORDER),
    BreakCode.LEDGER_MISMATCH: BreakRule(Priority.P1, Owner.OPERATIONS, (BreakAction.REVERSE, BreakAction.EXPLAINED)),
    BreakCode.FOREIGN_ORDERS: BreakRule(Priority.P2, Owner.TRADING, _FILE),
    BreakCode.POSITION_MISSING_AT_BROKER: BreakRule(Priority.P1, Owner.OPERATIONS, _SHARES),
    BreakCode.POSITION_UNKNOWN_TO_BOOKS: BreakRule(Priority.P1, Owner.OPERATIONS, _SHARES),
    BreakCode.POSITION_MISMATCH: BreakRule(Priority.P1, Owner.OPERATIONS, _SHARES),
    BreakCode.CASH_MISMATCH: BreakRule(Priority.P1, Owner.OPERATIONS, _CASH),
    BreakCode.ASSET_MISMATCH: BreakRule(
        Priority.P2, Owner.DATA, (BreakAction.ADOPT_BROKER, BreakAction.WAIT, BreakAction.EXPLAINED)
    ),
    BreakCode.CORPORATE_ACTION_UNEXPLAINED: BreakRule(Priority.P2, Owner.DATA, _SHARES),
    BreakCode.DELIVERY_MISMATCH: BreakRule(Priority.P2, Owner.OPERATIONS, _FILE),
    BreakCode.REPORT_CHANGED: BreakRule(Priority.P1, Owner.OPERATIONS, _ORDER),
}
"""The rule of every code; a cash difference is less urgent where the settings call it small."""

FIGURES = frozenset(
    {
        BreakCode.POSITION_MISSING_AT_BROKER,
        BreakCode.POSITION_UNKNOWN_TO_BOOKS,
        BreakCode.POSITION_MISMATCH,
        BreakCode.CORPORATE_ACTION_UNEXPLAINED,
        BreakCode.CASH_MISMATCH,
        BreakCode.ASSET_MISMATCH,
    }
)
"""Codes about a figure of ours beside one of the broker's: explained only once the two agree."""


@dataclass(frozen=True, slots=True)
class Break:
    """One difference found on `trade_date`; `symbol` is empty for cash and files.

    `predecessor` is the number of the same difference on an earlier day, 0 where there was none; `waits_until` the day
    a person expects it to pass, None where nobody does.
    """

    code: BreakCode
    trade_date: date
    symbol: str
    detail: str
    evidence: Mapping[str, object] = field(default_factory=dict)
    break_id: int = 0
    predecessor: int = 0
    waits_until: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What an open break means today: how urgent, whose, how old in trading days, and what may be done about it."""

    found: Break
    priority: Priority
    owner: str
    age_days: int
    waiting: bool
    blocks: bool
    actions: tuple[BreakAction, ...]
