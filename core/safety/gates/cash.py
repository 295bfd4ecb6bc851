"""Buys and their fees fit the settled cash that no earlier order has reserved."""

from core.domain.money import fen_from_yuan
from core.domain.orders import Side
from core.domain.rulebook import order_fees, tariff_board
from core.domain.verdict import Verdict
from core.safety.case import Case, value_fen
from core.safety.gates.answers import blocked, passed, reduced

NAME = "cash"
REASON = "what is bought must be paid with money that is there"
LIMITS = ("portfolio.commission_rate", "portfolio.commission_min_yuan")


def judge(case: Case) -> Verdict:
    """Judge the buys at their limits with fees against the free cash; a negative reservation blocks."""
    free_fen, reserved_fen = case.account.settled_fen, case.account.reserved_fen
    if reserved_fen < 0:
        return blocked(NAME, "RESERVATIONS", f"{reserved_fen} fen are reserved, expected none or more")
    needed_fen = _needed_fen(case)
    evidence = {"needed_fen": needed_fen, "free_fen": free_fen, "reserved_fen": reserved_fen}
    if needed_fen > max(free_fen, 0):
        reason = f"buys and fees need {needed_fen} fen, {free_fen} fen are settled and free"
        return reduced(NAME, "CASH", reason, **evidence)
    return passed(NAME, f"buys and fees need {needed_fen} fen of {free_fen} fen", **evidence)


def _needed_fen(case: Case) -> int:
    account, day = case.settings.portfolio, case.batch.trade_date
    least_fen = fen_from_yuan(account.commission_min_yuan)
    needed_fen = 0
    for order in case.side(Side.BUY):
        amount_fen, board = value_fen(order), tariff_board(order.symbol)
        fees = order_fees(Side.BUY, amount_fen, day, account.commission_rate, least_fen, board)
        needed_fen += amount_fen + fees.total_fen
    return needed_fen
