"""Only shares bought before today are sold."""

from collections import Counter

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import none_of

NAME = "t1_sellable"
REASON = "shares are sold from the day after their purchase on, and never short"
LIMITS = ()


def judge(case: Case) -> Verdict:
    """Judge, symbol by symbol, all shares sold against those that may be sold today."""
    sold: Counter[str] = Counter()
    for order in case.side(Side.SELL):
        sold[order.symbol] += order.qty_shares
    oversold = [
        f"{symbol}: {shares} shares sold in all, {case.position(symbol).sellable_shares} sellable"
        for symbol, shares in sorted(sold.items())
        if shares > case.position(symbol).sellable_shares
    ]
    return none_of(NAME, "T1", oversold)
