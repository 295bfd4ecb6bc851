"""A day has a bounded number of orders files."""

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed

NAME = "file_count"
REASON = "the same morning must not be traded twice"
LIMITS = ("sanity.max_files_a_day", "sanity.max_sell_files_a_day")


def judge(case: Case) -> Verdict:
    """Judge the files released today with this one; one that only sells has a wider limit, or it would trap."""
    if case.counters is None:
        return blocked(NAME, "NO_COUNTERS", "the files released today are not known")
    sanity = case.settings.sanity
    files = case.counters.files_today + 1
    most = sanity.max_files_a_day if case.side(Side.BUY) else sanity.max_sell_files_a_day
    if files > most:
        return blocked(NAME, "FILES", f"this would be file {files} of the day, at most {most}", files=files)
    return passed(NAME, f"file {files} of the day", files=files)
