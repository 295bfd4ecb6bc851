"""The plan as a document, and what it is expected to cost."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.domain.errors import FixAndRestart
from core.domain.orders import Side
from core.domain.rulebook import Fees
from core.domain.symbols import Board
from core.pipeline.portfolio.costs import PlanCost, expected_cost, trade_cost
from core.pipeline.portfolio.plan import Action, Plan
from core.settings.model import Portfolio
from tests.fakes.morning import TODAY, a_plan, a_row

PLAN = a_plan(
    [
        a_row("600000.SH", Action.SELL, 0, held=1000),
        a_row("000001.SZ", Action.BUY, 5_000_000, held=0),
        a_row("000002.SZ", Action.HOLD, 1_000_000, held=1000),
        replace(a_row("688981.SH", Action.KEEP_LOCKED, 90_000, held=100, close_li=0), score=None, rank=None),
    ],
    [a_row("600036.SH", Action.BUY, 0, rank=21)],
)


def test_there_and_back() -> None:
    plan = replace(PLAN, notes=("换手上限", "second"))
    assert Plan.from_json(plan.to_json()) == plan


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert Plan.from_json(PLAN.to_json()).to_json() == PLAN.to_json()
    assert '"trade_date": 20260109' in PLAN.to_json()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        PLAN.to_json()[:-20],
        PLAN.to_json().replace('"BUY"', '"BYE"'),
        PLAN.to_json().replace("rank", "rang"),
    ],
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(FixAndRestart, match="not a plan"):
        Plan.from_json(text)


def test_only_buys_and_sells_trade() -> None:
    assert [row.trade_fen for row in PLAN.rows] == [-1_000_000, 5_000_000, 0, 0]


def test_a_trade_costs_what_the_account_pays() -> None:
    settings = Portfolio(commission_rate=Decimal("0.0003"), commission_min_yuan=Decimal(0))
    assert trade_cost(Side.SELL, 1_000_000, TODAY, settings, Board.MAIN) == Fees(300, 500, 10)


def test_the_expected_cost_of_a_plan() -> None:
    selling, buying = Fees(500, 500, 10), Fees(1250, 0, 50)
    assert expected_cost(PLAN, Portfolio()) == PlanCost(5_000_000, 1_000_000, selling.total_fen + buying.total_fen)
