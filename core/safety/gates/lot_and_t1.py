"""Sizes the exchange takes, shares that may be sold today, cash that is settled, sells before buys."""

from collections import Counter
from itertools import pairwise

from core.domain.errors import SkipName
from core.domain.money import fen_from_yuan
from core.domain.orders import Order, Side
from core.domain.rulebook import order_fees, valid_size
from core.domain.symbols import board_of
from core.domain.verdict import Verdict
from core.safety.case import Case, value_fen
from core.safety.gates.answers import none_of

NAME = "lot_and_t1"


def judge(case: Case) -> Verdict:
    """Judge every size, then per symbol the shares sold, then cash and order of the sides."""
    offences = [f"{order.symbol}: {why}" for order in case.batch.orders if (why := _wrong_size(case, order))]
    needed_fen = _cash_needed_fen(case)
    if needed_fen > case.account.settled_fen:
        offences.append(f"buys and fees need {needed_fen} fen, {case.account.settled_fen} fen are settled")
    pairs = pairwise(case.batch.orders)
    if any(first.side is Side.BUY and second.side is Side.SELL for first, second in pairs):
        offences.append("a sell stands behind a buy")
    return none_of(NAME, "LOT_CASH_T1", offences + _oversold(case), needed_fen=needed_fen)


def _wrong_size(case: Case, order: Order) -> str:
    try:
        board = board_of(order.symbol)
    except SkipName as error:
        return error.message
    sellable = case.position(order.symbol).sellable_shares
    if not valid_size(order.side, order.qty_shares, sellable, board, case.batch.trade_date):
        return f"{order.side.value} {order.qty_shares} shares is no size {board.value} takes ({sellable} sellable)"
    return ""


def _oversold(case: Case) -> list[str]:
    sold: Counter[str] = Counter()
    for order in case.side(Side.SELL):
        sold[order.symbol] += order.qty_shares
    return [
        f"{symbol}: {shares} shares sold in all, {case.position(symbol).sellable_shares} sellable"
        for symbol, shares in sorted(sold.items())
        if shares > case.position(symbol).sellable_shares
    ]


def _cash_needed_fen(case: Case) -> int:
    account = case.settings.portfolio
    least_fen = fen_from_yuan(account.commission_min_yuan)
    amounts = [value_fen(order) for order in case.side(Side.BUY)]
    day = case.batch.trade_date
    fees = [order_fees(Side.BUY, amount, day, account.commission_rate, least_fen).total_fen for amount in amounts]
    return sum(amounts) + sum(fees)
