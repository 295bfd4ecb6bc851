"""One day may buy only so much of the account."""

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case, value_fen
from core.safety.gates.answers import blocked, passed, reduced

NAME = "turnover"
REASON = "bounds what a wrong plan can cost in a day"
LIMITS = ("sanity.max_turnover",)


def judge(case: Case) -> Verdict:
    """Judge the buys, with those of files released earlier today, against the account's value."""
    if not case.side(Side.BUY):
        return passed(NAME, "no buys")
    if case.counters is None:
        return blocked(NAME, "NO_COUNTERS", "what was bought today is not known")
    if case.total_assets_fen <= 0:
        return blocked(NAME, "NO_ASSETS", f"the account is worth {case.total_assets_fen} fen")
    buy_fen = case.counters.bought_today_fen + sum(value_fen(order) for order in case.side(Side.BUY))
    share, most = buy_fen / case.total_assets_fen, case.settings.sanity.max_turnover
    if share > most:
        return reduced(NAME, "TURNOVER", f"{share:.1%} of assets bought, at most {most:.1%}", buy_fen=buy_fen)
    return passed(NAME, f"{share:.1%} of assets bought", buy_fen=buy_fen)
