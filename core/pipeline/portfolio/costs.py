"""What trading costs, by date."""

from dataclasses import dataclass
from datetime import date

from core.domain.money import fen_from_yuan
from core.domain.orders import Side
from core.domain.rulebook import Fees, order_fees
from core.pipeline.portfolio.plan import Plan
from core.settings.model import Portfolio


def trade_cost(side: Side, amount_fen: int, on: date, settings: Portfolio) -> Fees:
    """Return the fees of one order of that value on that day, with the account's own commission."""
    return order_fees(side, amount_fen, on, settings.commission_rate, fen_from_yuan(settings.commission_min_yuan))


@dataclass(frozen=True, slots=True)
class PlanCost:
    """What a plan trades and what that is expected to cost, in fen, valued at the plan's closes."""

    buy_fen: int
    sell_fen: int
    fees_fen: int


def expected_cost(plan: Plan, settings: Portfolio) -> PlanCost:
    """Return the plan's trades and fees if every one of them filled at the close it was planned at."""
    trades = [row.trade_fen for row in plan.rows]
    buys, sells = [value for value in trades if value > 0], [-value for value in trades if value < 0]
    fees = sum(trade_cost(Side.BUY, value, plan.trade_date, settings).total_fen for value in buys)
    fees += sum(trade_cost(Side.SELL, value, plan.trade_date, settings).total_fen for value in sells)
    return PlanCost(sum(buys), sum(sells), fees)
