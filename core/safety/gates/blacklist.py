"""Names that are never bought; what is held of them may be sold."""

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import no_buy_of

NAME = "blacklist"
REASON = "names the desk wants no more of"
LIMITS = ("sanity.blacklist",)


def judge(case: Case) -> Verdict:
    """Judge every bought symbol against the blacklist."""
    barred = set(case.settings.sanity.blacklist)
    listed = sorted({order.symbol for order in case.side(Side.BUY)} & barred)
    return no_buy_of(NAME, "BLACKLISTED", [f"{symbol} is on the blacklist" for symbol in listed], listed=sorted(barred))
