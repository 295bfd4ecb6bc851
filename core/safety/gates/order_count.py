"""A file has a bounded number of rows."""

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed

NAME = "order_count"
REASON = "a file far longer than any plan is a fault"
LIMITS = ("sanity.max_rows",)


def judge(case: Case) -> Verdict:
    """Judge the number of orders."""
    rows, most = len(case.batch.orders), case.settings.sanity.max_rows
    if rows > most:
        return blocked(NAME, "TOO_MANY_ROWS", f"{rows} orders, at most {most}", rows=rows)
    return passed(NAME, f"{rows} orders", rows=rows)
