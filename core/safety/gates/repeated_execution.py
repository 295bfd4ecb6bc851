"""A purchase that comes back file after file waits for a person."""

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, no_buy_of, passed

NAME = "repeated_execution"
REASON = "software that buys the same again and again does not see what it has bought"
LIMITS = ("sanity.max_repeats",)


def judge(case: Case) -> Verdict:
    """Judge for each bought name how many files before this one bought it without a gap."""
    if not case.side(Side.BUY):
        return passed(NAME, "no buys")
    if case.counters is None:
        return blocked(NAME, "NO_COUNTERS", "earlier files are not known")
    most, before = case.settings.sanity.max_repeats, case.counters.bought_in_a_row
    again = sorted({order.symbol for order in case.side(Side.BUY) if before.get(order.symbol, 0) >= most})
    offences = [f"{symbol}: bought in each of the last {before[symbol]} files, at most {most}" for symbol in again]
    return no_buy_of(NAME, "REPEATED", offences)
