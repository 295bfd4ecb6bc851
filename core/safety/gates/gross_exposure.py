"""Everything held and bought together stays within the account."""

from core.domain.orders import Side
from core.domain.verdict import Verdict
from core.safety.case import Case, held_fen, value_fen
from core.safety.gates.answers import blocked, passed, reduced

NAME = "gross_exposure"
REASON = "the account borrows nothing"
LIMITS = ("exposure.max_gross",)


def judge(case: Case) -> Verdict:
    """Judge holdings at the reference and buys at their limits against the account's value."""
    if not case.side(Side.BUY):
        return passed(NAME, "no buys")
    total_fen, most = case.total_assets_fen, case.settings.exposure.max_gross
    if total_fen <= 0:
        return blocked(NAME, "NO_ASSETS", f"the account is worth {total_fen} fen")
    gross_fen = sum(held_fen(case, symbol) for symbol in case.account.positions)
    gross_fen += sum(value_fen(order) for order in case.side(Side.BUY))
    share = gross_fen / total_fen
    evidence = {"gross_fen": gross_fen, "total_fen": total_fen}
    if gross_fen > most * total_fen:
        return reduced(NAME, "GROSS", f"{share:.1%} of assets held and bought, at most {most:.1%}", **evidence)
    return passed(NAME, f"{share:.1%} of assets held and bought", **evidence)
