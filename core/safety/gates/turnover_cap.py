"""One day may turn over only so much of the account."""

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case, value_fen
from core.safety.gates.answers import blocked, passed

NAME = "turnover_cap"


def judge(case: Case) -> Verdict:
    """Judge the larger of the two sides against the account's value."""
    if case.total_assets_fen <= 0:
        return blocked(NAME, "NO_ASSETS", f"the account is worth {case.total_assets_fen} fen")
    buy_fen, sell_fen = (sum(value_fen(order) for order in case.side(side)) for side in (Side.BUY, Side.SELL))
    share = max(buy_fen, sell_fen) / case.total_assets_fen
    most = case.settings.sanity.max_turnover
    if share > most:
        reason = f"{share:.1%} of assets on one side, at most {most:.1%}"
        return blocked(NAME, "TURNOVER", reason, buy_fen=buy_fen, sell_fen=sell_fen, share=share)
    return passed(NAME, f"{share:.1%} of assets on one side", buy_fen=buy_fen, sell_fen=sell_fen, share=share)
