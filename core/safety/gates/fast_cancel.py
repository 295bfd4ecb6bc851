"""No order is sent so late that its cancel would follow at once, and few ever were withdrawn so soon."""

from datetime import datetime, time, timedelta

from core.domain.dates import SHANGHAI
from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed, reduced

NAME = "fast_cancel"
REASON = "cancels within a second of their orders are one of the exchanges' four abnormal patterns"
LIMITS = ("program.min_rest_s", "program.max_fast_cancels", "program.window_days")

_OPENS = time(9, 30)
# From then on the executor sends nothing more and withdraws what works, whatever the file says.
_WITHDRAWS = time(14, 55)


def judge(case: Case) -> Verdict:
    """Judge how long the last order rests before the file's end cancels it, were one sent a second.

    And how many orders of the last days were withdrawn within a second: too many, and nothing is bought.
    """
    day = case.batch.trade_date
    first = max(case.now.astimezone(SHANGHAI), datetime.combine(day, _OPENS, SHANGHAI))
    ends = datetime.combine(day, min(time.fromisoformat(case.batch.valid_until), _WITHDRAWS), SHANGHAI)
    rest_s = (ends - first - timedelta(seconds=len(case.batch.orders))).total_seconds()
    least_s = case.settings.program.min_rest_s
    if rest_s < least_s:
        reason = f"the last order would rest {rest_s:.0f} s before it is cancelled, at least {least_s:.0f} s"
        return blocked(NAME, "SHORT_REST", reason, rest_s=rest_s)
    if not case.side(Side.BUY):
        return passed(NAME, f"every order can rest {rest_s:.0f} s", rest_s=rest_s)
    if case.counters is None:
        return blocked(NAME, "NO_COUNTERS", "how soon earlier orders were cancelled is not known")
    hasty, most = case.counters.recent_fast_cancels, case.settings.program.max_fast_cancels
    if hasty > most:
        reason = f"{hasty} orders were cancelled within a second of their sending, at most {most}"
        return reduced(NAME, "FAST_CANCELS", reason, fast_cancels=hasty)
    return passed(NAME, f"every order can rest {rest_s:.0f} s", rest_s=rest_s, fast_cancels=hasty)
