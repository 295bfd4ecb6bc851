"""Every limit price lies inside the day's price limits."""

from core.domain.orders import Order
from core.domain.quote import Quote
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import none_of
from core.safety.gates.each import offences

NAME = "price_band"
REASON = "the exchange refuses a price outside the day's limits"
LIMITS = ()


def judge(case: Case) -> Verdict:
    """Judge each limit price against its share's band."""
    return none_of(NAME, "PRICE_BAND", offences(case, _outside))


def _outside(order: Order, quote: Quote) -> str:
    if quote.band.contains(order.limit_li):
        return ""
    return f"{order.limit_li} li is outside {quote.down_li}…{quote.up_li}"
