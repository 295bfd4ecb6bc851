"""After a confirmed loss since the previous close the desk only reduces, until a person re-arms it."""

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.ports.gate_book import LossRule
from core.safety.case import Case
from core.safety.gates.answers import blocked, passed, reduced
from core.safety.losses import standing_of

NAME = "daily_loss"
REASON = "a day that has gone wrong is looked at before more is bought"
LIMITS = ("losses.max_daily", "losses.confirmations")


def judge(case: Case) -> Verdict:
    """Judge the newest reads of the account's value against the previous close; without a read buys block.

    A trip is told on a day without buys too: who watches the answers must not wait for the next purchase.
    """
    standing = standing_of(case.losses, LossRule.DAILY_LOSS, case.settings.losses)
    if standing.unknown and not case.side(Side.BUY):
        return passed(NAME, "no buys")
    if standing.unknown:
        return blocked(NAME, "NO_READS", standing.reason)
    if standing.latched:
        return reduced(NAME, "LATCHED", standing.reason, **standing.evidence)
    if standing.tripped:
        return reduced(NAME, "TRIPPED", standing.reason, **standing.evidence)
    return passed(NAME, standing.reason, **standing.evidence)
