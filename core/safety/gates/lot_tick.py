"""Sizes and prices come in the steps the exchange takes."""

from core.domain.errors import SkipName
from core.domain.orders import Order
from core.domain.rulebook import TICK_LI, valid_size
from core.domain.symbols import board_of
from core.domain.verdict import Verdict
from core.safety.case import Case
from core.safety.gates.answers import none_of

NAME = "lot_tick"
REASON = "the exchange refuses an odd size or a price between ticks"
LIMITS = ()


def judge(case: Case) -> Verdict:
    """Judge every size by its board's lots and every price by the tick."""
    wrong = [f"{order.symbol}: {why}" for order in case.batch.orders if (why := _object(case, order))]
    return none_of(NAME, "LOT_TICK", wrong)


def _object(case: Case, order: Order) -> str:
    try:
        board = board_of(order.symbol)
    except SkipName as error:
        return error.message
    if order.limit_li <= 0 or order.limit_li % TICK_LI:
        return f"{order.limit_li} li is not on the tick"
    sellable = case.position(order.symbol).sellable_shares
    if not valid_size(order.side, order.qty_shares, sellable, board, case.batch.trade_date):
        return f"{order.side.value} {order.qty_shares} shares is no size {board.value} takes ({sellable} sellable)"
    return ""
