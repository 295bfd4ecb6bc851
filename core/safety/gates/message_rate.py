"""Orders and cancels of one second stay below what the exchanges call high-frequency."""

from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed

NAME = "message_rate"
REASON = "300 orders and cancels in one second make an account high-frequency (exchange rules in force 2025-07-07)"
LIMITS = ("program.max_messages_a_second",)


def judge(case: Case) -> Verdict:
    """Judge the worst second this file can make: every order sent and cancelled in it."""
    worst, most = 2 * len(case.batch.orders), case.settings.program.max_messages_a_second
    if worst > most:
        reason = f"{worst} orders and cancels could fall into one second, at most {most}"
        return blocked(NAME, "MESSAGE_RATE", reason, worst=worst)
    return passed(NAME, f"at worst {worst} orders and cancels in one second", worst=worst)
