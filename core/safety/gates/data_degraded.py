"""On cached data alone the desk may only reduce."""

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import passed, reduced

NAME = "data_degraded"


def judge(case: Case) -> Verdict:
    """Judge by whether the morning's market data arrived."""
    if case.degraded:
        return reduced(NAME, "CACHE_ONLY", "market data is not fresh: only sells")
    return passed(NAME, "market data is fresh")
