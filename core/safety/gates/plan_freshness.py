"""A plan is good for one day: the day it was made for, from the data of the open day before."""

from core.domain.dates import SHANGHAI
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed

NAME = "plan_freshness"
REASON = "a plan of another day, or from older data, prices a market that is gone"
LIMITS = ("sanity.plan_max_age_days",)


def judge(case: Case) -> Verdict:
    """Judge the plan's dates against the batch's, and the batch's against today.

    Older data than `expected_data_date` is allowed only as far as plan_max_age_days reaches, a trading day counted as
    at least one calendar day.
    """
    day = case.batch.trade_date
    evidence = {
        "batch": day.isoformat(),
        "plan": case.plan_trade_date.isoformat(),
        "data": case.plan_data_date.isoformat(),
        "expected_data": case.expected_data_date.isoformat(),
    }
    if case.now.astimezone(SHANGHAI).date() != day:
        return blocked(NAME, "WRONG_DAY", f"orders for {day} on {case.now:%Y-%m-%d}", **evidence)
    if case.plan_trade_date != day:
        return blocked(NAME, "PLAN_FOR_OTHER_DAY", f"the plan is for {case.plan_trade_date}, not {day}", **evidence)
    too_old = (case.expected_data_date - case.plan_data_date).days > case.settings.sanity.plan_max_age_days - 1
    if too_old or case.plan_data_date >= day:
        reason = f"the plan rests on data of {case.plan_data_date}, expected {case.expected_data_date}"
        return blocked(NAME, "STALE_DATA", reason, **evidence)
    return passed(NAME, f"planned for {day} from data of {case.plan_data_date}", **evidence)
