"""Orders and cancels of one day stay far below what the exchanges call high-frequency."""

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed

NAME = "message_count"
REASON = "20,000 orders and cancels a day make an account high-frequency (exchange rules in force 2025-07-07)"
LIMITS = ("program.max_messages_a_day",)


def judge(case: Case) -> Verdict:
    """Judge today's orders and cancels, and this file's were every order of it cancelled."""
    if case.counters is None:
        return blocked(NAME, "NO_COUNTERS", "today's orders and cancels are not known")
    worst = case.counters.orders_today + case.counters.cancels_today + 2 * len(case.batch.orders)
    most = case.settings.program.max_messages_a_day
    if worst > most:
        return blocked(NAME, "MESSAGE_COUNT", f"{worst} orders and cancels today, at most {most}", worst=worst)
    return passed(NAME, f"at worst {worst} orders and cancels today", worst=worst)
