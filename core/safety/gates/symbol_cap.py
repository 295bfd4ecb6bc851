"""No single name may be bought beyond its size."""

from collections import Counter

from core.domain.money import notional_fen
from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, no_buy_of, passed

NAME = "symbol_cap"
REASON = "one name's accident must stay small"
LIMITS = ("portfolio.max_weight",)

# Targets are weighed at last night's close, this gate weighs at the limit price.
_WEIGHT_TOLERANCE = 1.02


def judge(case: Case) -> Verdict:
    """Judge the weight each bought name would have, held and bought at the limit price together."""
    if not case.side(Side.BUY):
        return passed(NAME, "no buys")
    if case.total_assets_fen <= 0:
        return blocked(NAME, "NO_ASSETS", f"the account is worth {case.total_assets_fen} fen")
    return no_buy_of(NAME, "SYMBOL_CAP", _overweight(case), total_fen=case.total_assets_fen)


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
