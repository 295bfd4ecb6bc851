"""Orders are meant: over a month not too many of them are cancelled."""

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed, reduced

NAME = "cancel_ratio"
REASON = "the exchanges watch accounts that cancel what they order (abnormal trading by program)"
LIMITS = ("program.max_cancel_ratio", "program.min_orders_judged", "program.window_days")


def judge(case: Case) -> Verdict:
    """Judge cancels by orders over the window before today; on too few orders it says nothing."""
    if not case.side(Side.BUY):
        return passed(NAME, "no buys")
    if case.counters is None:
        return blocked(NAME, "NO_COUNTERS", "earlier orders and cancels are not known")
    orders, cancels = case.counters.recent_orders, case.counters.recent_cancels
    limits = case.settings.program
    evidence = {"orders": orders, "cancels": cancels}
    if orders < limits.min_orders_judged:
        return passed(NAME, f"{cancels} cancels of {orders} orders: too few to judge", **evidence)
    if cancels > limits.max_cancel_ratio * orders:
        reason = f"{cancels} of {orders} orders were cancelled, at most {limits.max_cancel_ratio:.0%}"
        return reduced(NAME, "CANCEL_RATIO", reason, **evidence)
    return passed(NAME, f"{cancels} of {orders} orders were cancelled", **evidence)
