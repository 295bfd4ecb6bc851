"""Names that are never ordered, on either side."""

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import none_of

NAME = "restricted"
REASON = "compliance forbids the desk to trade them, selling included"
LIMITS = ("sanity.restricted",)


def judge(case: Case) -> Verdict:
    """Judge every order's symbol against the restricted list."""
    barred = set(case.settings.sanity.restricted)
    listed = sorted({order.symbol for order in case.batch.orders} & barred)
    return none_of(NAME, "RESTRICTED", [f"{symbol} is on the restricted list" for symbol in listed])
