"""What several gates look at in the same way: one order with its quote, and what the buys bring to one place."""

from collections import Counter
from collections.abc import Callable

from core.domain.orders import Order, Side
from core.domain.quote import Quote
from core.safety.case import Case, held_fen, value_fen


def offences(case: Case, objection: Callable[[Order, Quote], str]) -> list[str]:
    """Return what `objection` says of the orders; one without a quote or a reference price offends by that."""
    found = []
    for order in case.batch.orders:
        quote = case.quotes.get(order.symbol)
        why = "no reference price" if quote is None or quote.ref_li <= 0 else objection(order, quote)
        if why:
            found.append(f"{order.symbol}: {why}")
    return found


def bought_fen(case: Case, place: Callable[[str], str]) -> Counter[str]:
    """Return the value of the buys by place."""
    bought: Counter[str] = Counter()
    for order in case.side(Side.BUY):
        bought[place(order.symbol)] += value_fen(order)
    return bought


def lying_fen(case: Case, place: Callable[[str], str]) -> Counter[str]:
    """Return what would lie in each place after the buys, '' being a place that is not known."""
    after = bought_fen(case, place)
    for symbol in case.account.positions:
        after[place(symbol)] += held_fen(case, symbol)
    return after


def exposed_fen(case: Case, place: Callable[[str], str]) -> dict[str, int]:
    """Return, for every place the buys touch, what would lie there after them at most.

    What has no known place may lie in any: it counts in each of them, and itself lies in the fullest.
    """
    after = lying_fen(case, place)
    unknown = after.pop("", 0)
    fullest = max(after.values(), default=0)
    return {each: unknown + (after[each] if each else fullest) for each in sorted(bought_fen(case, place))}
