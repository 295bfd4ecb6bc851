"""A file has a bounded number of rows, each with its own id."""

from collections import Counter

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, none_of

NAME = "row_count"


def judge(case: Case) -> Verdict:
    """Judge the number of orders and the uniqueness of their ids."""
    rows, most = len(case.batch.orders), case.settings.sanity.max_rows
    if rows > most:
        return blocked(NAME, "TOO_MANY_ROWS", f"{rows} orders, at most {most}", rows=rows)
    counts = Counter(order.client_order_id for order in case.batch.orders)
    repeated = [f"id {name!r} stands on {times} rows" for name, times in sorted(counts.items()) if times > 1]
    return none_of(NAME, "REPEATED_ID", repeated, rows=rows)
