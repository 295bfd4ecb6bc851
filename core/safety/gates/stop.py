"""STOP: HALTED lets nothing through, REDUCING only sells."""

from core.domain.trading_state import TradingState
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed, reduced

NAME = "stop"
REASON = "one press by a person, a guard or a rule must hold every order back"
LIMITS = ()


def judge(case: Case) -> Verdict:
    """Judge by the trading state read for this release."""
    if case.trading_state is TradingState.ACTIVE:
        return passed(NAME, "trading is active")
    if case.trading_state is TradingState.REDUCING:
        return reduced(NAME, "REDUCING", "STOP says REDUCING: only sells")
    return blocked(NAME, "HALTED", "STOP says HALTED: nothing is sent", state=str(case.trading_state))
