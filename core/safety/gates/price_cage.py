"""Every limit price lies inside the price cage of continuous trading."""

from core.domain.orders import Order, Side
from core.domain.quote import Quote
from core.domain.rulebook import cage_limit_li
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import none_of
from core.safety.gates.each import offences

NAME = "price_cage"
REASON = "the exchange refuses a price beyond the cage, and the order is lost"
LIMITS = ()


def judge(case: Case) -> Verdict:
    """Judge each limit price against the cage around its reference."""

    def beyond(order: Order, quote: Quote) -> str:
        cage_li = cage_limit_li(order.side, quote.ref_li, quote.board, case.batch.trade_date)
        if cage_li is None:
            return ""
        outside = order.limit_li > cage_li if order.side is Side.BUY else order.limit_li < cage_li
        return f"{order.limit_li} li is beyond the price cage at {cage_li}" if outside else ""

    return none_of(NAME, "PRICE_CAGE", offences(case, beyond))
