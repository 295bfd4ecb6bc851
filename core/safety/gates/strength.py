"""In a rout nothing is bought."""

import math

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed, reduced

NAME = "strength"
REASON = "when nearly every name falls, prices are not made by buyers"
LIMITS = ("strength.min_strength",)


def judge(case: Case) -> Verdict:
    """Judge the market's strength of the night before, 0 to 1; one that is not known blocks."""
    if not case.side(Side.BUY):
        return passed(NAME, "no buys")
    now, least = case.strength, case.settings.strength.min_strength
    if now is None or not 0 <= now <= 1 or math.isnan(now):
        return blocked(NAME, "STRENGTH_UNKNOWN", "the night's strength of the market is not known; run Night again")
    if now < least:
        return reduced(NAME, "WEAK_MARKET", f"market strength {now:.3f}, at least {least:.3f}", strength=now)
    return passed(NAME, f"market strength {now:.3f}", strength=now)
