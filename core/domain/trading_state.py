"""STOP's three positions."""

from enum import StrEnum


class TradingState(StrEnum):
    """ACTIVE trades, REDUCING only sells, HALTED sends nothing and cancels what works."""

    ACTIVE = "ACTIVE"
    REDUCING = "REDUCING"
    HALTED = "HALTED"

    @property
    def severity(self) -> int:
        """0 for ACTIVE up to 2 for HALTED: of several sources the most severe counts."""
        return list(TradingState).index(self)
