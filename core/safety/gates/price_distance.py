"""Every limit price lies near its reference, on the tick, inside the day's band and the price cage."""

from core.domain.orders import Order, Side
from core.domain.rulebook import TICK_LI, cage_limit_li
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import none_of

NAME = "price_distance"


def judge(case: Case) -> Verdict:
    """Judge each order's limit price; an order without a quote, or on a suspended share, blocks."""
    offences = [f"{order.symbol}: {why}" for order in case.batch.orders if (why := _object(case, order))]
    return none_of(NAME, "PRICE", offences)


def _object(case: Case, order: Order) -> str:
    quote = case.quotes.get(order.symbol)
    if quote is None or quote.ref_li <= 0:
        return "no reference price"
    if quote.suspended:
        return "suspended"
    if order.limit_li <= 0 or order.limit_li % TICK_LI:
        return f"{order.limit_li} li is not on the tick"
    most = case.settings.sanity.max_price_distance
    if abs(order.limit_li - quote.ref_li) > most * quote.ref_li:
        return f"{order.limit_li} li is further than {most:.1%} from {quote.ref_li}"
    if not quote.band.contains(order.limit_li):
        return f"{order.limit_li} li is outside {quote.down_li}…{quote.up_li}"
    cage_li = cage_limit_li(order.side, quote.ref_li, quote.board, case.batch.trade_date)
    beyond = cage_li is not None and (order.limit_li > cage_li if order.side is Side.BUY else order.limit_li < cage_li)
    return f"{order.limit_li} li is beyond the price cage at {cage_li}" if beyond else ""
