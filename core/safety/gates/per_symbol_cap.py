"""No single name may be ordered or held beyond its size."""

from collections import Counter

from core.domain.money import fen_from_yuan, notional_fen
from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case, value_fen
from core.safety.gates.answers import blocked, none_of

NAME = "per_symbol_cap"

# Targets are weighed at last night's close, this gate weighs at the limit price.
_WEIGHT_TOLERANCE = 1.02


def judge(case: Case) -> Verdict:
    """Judge the value ordered of each symbol, and the weight it would have after a purchase."""
    if case.total_assets_fen <= 0:
        return blocked(NAME, "NO_ASSETS", f"the account is worth {case.total_assets_fen} fen")
    most_fen = fen_from_yuan(case.settings.sanity.max_order_yuan)
    ordered: Counter[str] = Counter()
    for order in case.batch.orders:
        ordered[order.symbol] += value_fen(order)
    offences = [
        f"{symbol}: {value} fen ordered, at most {most_fen}"
        for symbol, value in sorted(ordered.items())
        if value > most_fen
    ]
    return none_of(NAME, "SYMBOL_CAP", offences + _overweight(case), most_fen=most_fen)


def _overweight(case: Case) -> list[str]:
    most = case.settings.portfolio.max_weight
    bought: Counter[str] = Counter()
    price_li: dict[str, int] = {}
    for order in case.side(Side.BUY):
        bought[order.symbol] += order.qty_shares
        price_li[order.symbol] = max(order.limit_li, price_li.get(order.symbol, 0))
    offences = []
    for symbol, shares in sorted(bought.items()):
        after_fen = notional_fen(price_li[symbol], case.position(symbol).qty_shares + shares)
        if after_fen > most * _WEIGHT_TOLERANCE * case.total_assets_fen:
            offences.append(f"{symbol}: {after_fen / case.total_assets_fen:.1%} of assets, at most {most:.1%}")
    return offences
