"""Whatever the plan, the quotes and the account, the orders keep the exchange's and the account's bounds."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.holdings import Account, Position
from core.domain.orders import Order, Side
from core.domain.quote import Quote
from core.domain.rulebook import TICK_LI, cage_limit_li, order_fees, tariff_board, valid_size
from core.domain.symbols import board_of
from core.pipeline.orders import BuiltOrders, build_orders
from core.pipeline.portfolio.plan import Action, Plan, PlanRow
from core.pipeline.portfolio.target import build_plan
from core.settings.model import Portfolio, Settings
from tests.fakes.morning import TODAY, YESTERDAY, a_quote, settings_with

SYMBOLS = ["600000.SH", "000001.SZ", "300750.SZ", "688981.SH", "920002.BJ", "600036.SH", "002594.SZ", "301269.SZ"]
shares = st.integers(0, 200_000)
money = st.integers(0, 500_000_000)


@st.composite
def quotes(draw: st.DrawFn) -> dict[str, Quote]:
    """Some symbols quoted, with prices anywhere in their bands, on the tick or off it."""
    made = {}
    for symbol in draw(st.lists(st.sampled_from(SYMBOLS), unique=True)):
        close_li = draw(st.integers(1, 40_000)) * TICK_LI
        plain = a_quote(symbol, close_li)
        low, high = plain.down_li or TICK_LI, plain.up_li or close_li * 2
        made[symbol] = a_quote(
            symbol,
            draw(st.integers(low, high)),
            pre_close_li=close_li,
            up_li=plain.up_li,
            down_li=plain.down_li,
            suspended=draw(st.booleans()),
            locked_up=draw(st.booleans()),
            locked_down=draw(st.booleans()),
            mean_amount_yuan=draw(st.none() | st.floats(1.0, 1e10)),
        )
    return made


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """Any holdings, sellable in part or not at all; cash may even be negative."""
    positions = {}
    for symbol in draw(st.lists(st.sampled_from(SYMBOLS), unique=True)):
        held = draw(shares)
        positions[symbol] = Position(symbol, held, draw(st.integers(0, held)), draw(money))
    return Account(TODAY, draw(st.integers(-1_000_000, 500_000_000)), draw(money), positions)


rows = st.builds(
    PlanRow,
    symbol=st.sampled_from(SYMBOLS),
    action=st.sampled_from(list(Action)),
    target_weight=st.just(0.0),
    target_value_fen=st.integers(-1000, 500_000_000),
    score=st.none() | st.floats(0, 1),
    rank=st.none() | st.integers(1, 200),
    held_shares=shares,
    close_li=st.integers(0, 400_000),
    reason=st.just("random"),
)
plans = st.builds(
    lambda main, spare: Plan(TODAY, YESTERDAY, tuple(main), tuple(spare), ()),
    st.lists(rows, unique_by=lambda row: row.symbol, max_size=8),
    st.lists(rows, unique_by=lambda row: row.symbol, max_size=4),
)
options = st.builds(
    lambda slack, least: settings_with("execution", buy_slack=slack, sell_slack=slack).model_copy(
        update={"portfolio": Portfolio(min_trade_yuan=least)}
    ),
    st.floats(0, 0.5),
    st.floats(0, 5000),
)


def _amount_fen(order: Order) -> int:
    return -(-order.limit_li * order.qty_shares // 10)


def _fees_fen(order: Order) -> int:
    return order_fees(
        Side.BUY, _amount_fen(order), TODAY, Decimal("0.00025"), 500, tariff_board(order.symbol)
    ).total_fen


def _check_sides(built: BuiltOrders, account: Account) -> None:
    buys = [order for order in built.orders if order.side is Side.BUY]
    sold: Counter[str] = Counter()
    for order in built.orders:
        sold[order.symbol] += order.qty_shares if order.side is Side.SELL else 0
    assert all(qty <= account.positions[symbol].sellable_shares for symbol, qty in sold.items() if qty)
    assert sum(_amount_fen(order) + _fees_fen(order) for order in buys) <= max(account.settled_fen, 0)
    assert not any(one.side is Side.BUY and two.side is Side.SELL for one, two in pairwise(built.orders))


def _check_order(order: Order, quote: Quote, account: Account) -> None:
    position = account.positions.get(order.symbol, Position(order.symbol, 0, 0, 0))
    assert order.limit_li > 0
    assert order.limit_li % TICK_LI == 0
    assert quote.band.contains(order.limit_li)
    assert valid_size(order.side, order.qty_shares, position.sellable_shares, board_of(order.symbol))
    assert not quote.suspended
    assert not (quote.locked_up if order.side is Side.BUY else quote.locked_down)
    cage_li = cage_limit_li(order.side, quote.ref_li, quote.board, TODAY)
    assert cage_li is not None
    assert order.limit_li <= cage_li if order.side is Side.BUY else order.limit_li >= cage_li


@settings(deadline=None, max_examples=200)
@given(plan=plans, account=accounts(), quoted=quotes(), chosen=options)
def test_orders_keep_every_bound(plan: Plan, account: Account, quoted: dict[str, Quote], chosen: Settings) -> None:
    built = build_orders(plan, account, quoted, chosen, TODAY, "20260109-01")
    for order in built.orders:
        _check_order(order, quoted[order.symbol], account)
    _check_sides(built, account)
    ids = [order.client_order_id for order in built.orders]
    assert ids == [f"20260109-01-{index:03d}" for index in range(1, len(ids) + 1)]
    assert built == build_orders(plan, account, quoted, chosen, TODAY, "20260109-01")


@settings(deadline=None, max_examples=100)
@given(
    account=accounts(),
    closes=st.dictionaries(st.sampled_from(SYMBOLS), st.integers(0, 400_000)),
    ranked=st.lists(st.sampled_from(SYMBOLS), unique=True),
    shadow=st.sets(st.sampled_from(SYMBOLS)),
    included=st.sets(st.sampled_from(SYMBOLS)),
    locked=st.sets(st.sampled_from(SYMBOLS)),
    weighting=st.sampled_from(["equal", "score"]),
    top_n=st.integers(1, 6),
    cap=st.floats(0.01, 2.0),
    band=st.floats(0, 2),
)
def test_a_plan_keeps_its_bounds(
    account: Account,
    closes: dict[str, int],
    ranked: list[str],
    shadow: set[str],
    included: set[str],
    locked: set[str],
    weighting: str,
    top_n: int,
    cap: float,
    band: float,
) -> None:
    scores = pd.DataFrame(
        {
            "ts_code": ranked,
            "score": [1.0 - place / 4 for place in range(len(ranked))],
            "rank": range(1, len(ranked) + 1),
            "shadow": [symbol in shadow for symbol in ranked],
        }
    )
    universe = pd.DataFrame({"ts_code": SYMBOLS, "included": [s in included for s in SYMBOLS], "reason": "OUT"})
    portfolio = Portfolio(top_n=top_n, buffer=1, weighting=weighting, turnover_cap=cap, rebalance_band=band)
    reasons = dict.fromkeys(sorted(locked), "SUSPENDED")
    plan = build_plan(scores, universe, account, closes, reasons, portfolio, TODAY, YESTERDAY)

    by_action = {action: [row for row in plan.rows if row.action is action] for action in Action}
    held = {row.symbol for row in plan.rows if row.action is not Action.BUY or row.held_shares}
    assets_fen = account.cash_fen + sum(
        closes[s] * p.qty_shares // 10 if closes.get(s, 0) > 0 else p.cost_fen for s, p in account.positions.items()
    )
    assert held == {symbol for symbol, position in account.positions.items() if position.qty_shares}
    assert len({row.symbol for row in plan.rows}) == len(plan.rows)
    for side in (Action.BUY, Action.SELL):
        assert sum(abs(row.trade_fen) for row in by_action[side]) <= max(assets_fen, 0) * cap + len(SYMBOLS)
    for row in by_action[Action.BUY]:
        assert row.symbol in included - shadow - locked
        assert row.target_value_fen <= portfolio.max_weight * assets_fen
        assert row.trade_fen > 0
    assert all(row.trade_fen < 0 for row in by_action[Action.SELL])
    assert not locked & {row.symbol for row in (*by_action[Action.SELL], *plan.substitutes)}
    assert not {row.symbol for row in plan.substitutes} & {row.symbol for row in plan.rows}
    assert Plan.from_json(plan.to_json()) == plan
