"""Yesterday must be settled: its Close ran, and no difference waits for a person."""

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed

NAME = "reconciliation"
REASON = "who does not know what is held must not trade on it"
LIMITS = ()


def judge(case: Case) -> Verdict:
    """Judge the open breaks and the previous trading day's Close."""
    if case.open_breaks:
        found = [f"#{one.break_id} {one.code.value} {one.trade_date} {one.symbol}".rstrip() for one in case.open_breaks]
        reason = f"{len(found)} open break(s): {'; '.join(found[:5])}"
        return blocked(NAME, "OPEN_BREAKS", reason, breaks=found)
    if case.previous_close_ok is None and case.is_first_day:
        return passed(NAME, "first trading day: nothing to reconcile yet")
    if case.previous_close_ok is not True:
        reason = f"Close of {case.expected_data_date} has not settled; run it first"
        return blocked(NAME, "CLOSE_MISSING", reason, close_ok=case.previous_close_ok)
    return passed(NAME, f"{case.expected_data_date} is reconciled")
