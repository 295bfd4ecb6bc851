"""Only what has a price today and is not suspended is ordered."""

from core.domain.orders import Order
from core.domain.quote import Quote
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import none_of
from core.safety.gates.each import offences

NAME = "tradable"
REASON = "an order in a suspended share lies at the broker and binds cash for nothing"
LIMITS = ()


def judge(case: Case) -> Verdict:
    """Judge each order's quote: one that is missing or of a suspended share blocks."""
    return none_of(NAME, "NOT_TRADABLE", offences(case, _suspended))


def _suspended(order: Order, quote: Quote) -> str:
    return "suspended" if quote.suspended else ""
