"""Every limit price lies near its reference."""

from core.domain.orders import Order
from core.domain.quote import Quote
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import none_of
from core.safety.gates.each import offences

NAME = "price_distance"
REASON = "a price far from the reference is a typing error until shown otherwise"
LIMITS = ("sanity.max_price_distance",)


def judge(case: Case) -> Verdict:
    """Judge each limit price's distance from its reference."""
    most = case.settings.sanity.max_price_distance

    def far(order: Order, quote: Quote) -> str:
        if abs(order.limit_li - quote.ref_li) <= most * quote.ref_li:
            return ""
        return f"{order.limit_li} li is further than {most:.1%} from {quote.ref_li}"

    return none_of(NAME, "PRICE_DISTANCE", offences(case, far))
