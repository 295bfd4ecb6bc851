"""What trading costs, by date."""

from dataclasses import dataclass
from datetime import date

from core.domain.money import fen_from_yuan
from core.domain.orders import Side
from core.domain.rulebook import Fees, order_fees, tariff_board
from core.domain.symbols import Board
from core.pipeline.portfolio.plan import Plan
from core.settings.model import Portfolio


def trade_cost(side: Side, amount_fen: int, on: date, settings: Portfolio, board: Board) -> Fees:
    """Return the fees of one order of that value on that day, with the account's own commission."""
    least_fen = fen_from_yuan(settings.commission_min_yuan)
    return order_fees(side, amount_fen, on, settings.commission_rate, least_fen, board)


@dataclass(frozen=True, slots=True)
class PlanCost:
    """What a plan trades and what that is expected to cost, in fen, valued at the plan's closes."""

    buy_fen: int
    sell_fen: int
    fees_fen: int


def expected_cost(plan: Plan, settings: Portfolio) -> PlanCost:
    """Return the plan's trades and fees if every one of them filled at the close it was planned at."""
    buy_fen = sell_fen = fees_fen = 0
    for row in plan.rows:
        side = Side.BUY if row.trade_fen > 0 else Side.SELL
        value_fen, board = abs(row.trade_fen), tariff_board(row.symbol)
        fees_fen += trade_cost(side, value_fen, plan.trade_date, settings, board).total_fen
        buy_fen += value_fen if side is Side.BUY else 0
        sell_fen += value_fen if side is Side.SELL else 0
    return PlanCost(buy_fen, sell_fen, fees_fen)
