"""No purchase is larger than an order of ours ever is."""

from core.domain.money import fen_from_yuan
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import no_buy_of
from core.safety.gates.each import bought_fen

NAME = "order_value"
REASON = "a zero too many must not reach the broker"
LIMITS = ("sanity.max_order_yuan",)


def judge(case: Case) -> Verdict:
    """Judge the value bought of each symbol, all its orders together."""
    most_fen = fen_from_yuan(case.settings.sanity.max_order_yuan)
    large = [
        f"{symbol}: {value} fen ordered, at most {most_fen} fen"
        for symbol, value in sorted(bought_fen(case, str).items())
        if value > most_fen
    ]
    return no_buy_of(NAME, "ORDER_VALUE", large, most_fen=most_fen)
