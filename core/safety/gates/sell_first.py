"""Sells stand before buys."""

from itertools import pairwise

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed

NAME = "sell_first"
REASON = "a file cut short must have reduced before it adds"
LIMITS = ()


def judge(case: Case) -> Verdict:
    """Judge the order of the sides."""
    pairs = pairwise(case.batch.orders)
    if any(first.side is Side.BUY and second.side is Side.SELL for first, second in pairs):
        return blocked(NAME, "SELL_BEHIND_BUY", "a sell stands behind a buy")
    return passed(NAME, "sells stand before buys")
