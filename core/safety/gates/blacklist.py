"""Names that are never ordered, on either side."""

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import none_of

NAME = "blacklist"


def judge(case: Case) -> Verdict:
    """Judge every order's symbol against the blacklist."""
    barred = set(case.settings.sanity.blacklist)
    offences = [f"{order.symbol} is on the blacklist" for order in case.batch.orders if order.symbol in barred]
    return none_of(NAME, "BLACKLISTED", offences, listed=sorted(barred))
