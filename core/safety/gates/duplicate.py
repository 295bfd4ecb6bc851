"""Nothing is ordered twice, and no name is bought and sold at once."""

from collections import Counter

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, none_of

NAME = "duplicate"
REASON = "an order sent twice trades twice"
LIMITS = ()


def judge(case: Case) -> Verdict:
    """Judge ids within the batch and against today's, equal orders under two ids, and names on both sides."""
    if case.counters is None:
        return blocked(NAME, "NO_COUNTERS", "today's order ids are not known")
    orders = case.batch.orders
    ids = Counter(order.client_order_id for order in orders)
    equal = Counter((order.symbol, order.side, order.qty_shares, order.limit_li) for order in orders)
    both = {order.symbol for order in case.side(Side.BUY)} & {order.symbol for order in case.side(Side.SELL)}
    offences = [f"id {name!r} stands on {times} rows" for name, times in sorted(ids.items()) if times > 1]
    offences += [f"id {name!r} was released already" for name in sorted(ids.keys() & case.counters.order_ids)]
    offences += [
        f"{symbol}: {times} equal orders, {side.value} {qty} at {limit_li} li"
        for (symbol, side, qty, limit_li), times in sorted(equal.items())
        if times > 1
    ]
    offences += [f"{symbol}: bought and sold in one file" for symbol in sorted(both)]
    return none_of(NAME, "DUPLICATE", offences, rows=len(orders))
