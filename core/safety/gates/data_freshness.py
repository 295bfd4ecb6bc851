"""On cached or old data the desk may only reduce."""

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed, reduced

NAME = "data_freshness"
REASON = "a purchase at prices that are not this morning's is a guess"
LIMITS = ()


def judge(case: Case) -> Verdict:
    """Judge by whether the morning's market data arrived, and by the newest day whose bars are known."""
    if case.bars_date is None:
        return blocked(NAME, "NO_BARS", "no day's bars are known")
    bars = case.bars_date.isoformat()
    if case.degraded:
        return reduced(NAME, "CACHE_ONLY", "market data is not fresh: only sells", bars=bars)
    if case.bars_date < case.expected_data_date:
        reason = f"the newest bars are of {bars}, expected {case.expected_data_date}: only sells"
        return reduced(NAME, "OLD_BARS", reason, bars=bars)
    return passed(NAME, f"market data is fresh, bars of {bars}", bars=bars)
