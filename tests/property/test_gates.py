"""Whatever stands in a batch, nothing unsound is approved, and what the order builder makes is."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.gate_names import EXPECTED_GATES
from core.domain.holdings import Account, Position
from core.domain.orders import Order, Side
from core.domain.rulebook import order_fees, tariff_board, valid_size
from core.domain.trading_state import TradingState
from core.domain.verdict import Ruling, Verdict
from core.pipeline.orders import build_orders
from core.pipeline.portfolio.plan import Action
from core.safety.case import Case, value_fen
from core.safety.registry import GATES
from core.safety.review import review
from core.safety.stop import interpret
from core.settings.model import Settings
from tests.fakes.morning import TODAY, a_case, a_plan, a_quote, a_row, quotes_of

HELD = ["600000.SH", "688981.SH"]
WANTED = ["000001.SZ", "300750.SZ"]
QUOTES = quotes_of(*(a_quote(symbol, 10_000) for symbol in (*HELD, *WANTED)))

orders = st.builds(
    Order,
    client_order_id=st.sampled_from(["a", "b", "c", "d"]),
    symbol=st.sampled_from([*HELD, *WANTED, "510300.SH", "garbage"]),
    side=st.sampled_from(list(Side)),
    qty_shares=st.sampled_from([-100, 0, 1, 100, 150, 200, 300, 500, 900, 10**7]),
    limit_li=st.sampled_from([-10, 0, 1, 9_790, 9_900, 10_000, 10_005, 10_100, 10_210, 11_000, 10**9]),
    reason=st.just("random"),
)
states = st.sampled_from(list(TradingState))


def _case(**changes: Any) -> Case:
    positions = {symbol: Position(symbol, 500, 300, 0) for symbol in HELD}
    return a_case(quotes=QUOTES, account=Account(TODAY, 700_000, 10_000_000, positions), **changes)


def _assert_sound(case: Case, batch: tuple[Order, ...]) -> None:
    assert case.trading_state is not TradingState.HALTED
    cash_fen = case.account.settled_fen
    for order in batch:
        quote, sellable = case.quotes[order.symbol], case.position(order.symbol).sellable_shares
        assert valid_size(order.side, order.qty_shares, sellable, quote.board)
        assert quote.band.contains(order.limit_li)
        if order.side is Side.BUY:
            assert case.trading_state is TradingState.ACTIVE
            assert not case.degraded
            fees = order_fees(
                Side.BUY, value_fen(order), TODAY, Settings().portfolio.commission_rate, 500, tariff_board(order.symbol)
            )
            cash_fen -= value_fen(order) + fees.total_fen
    assert cash_fen >= 0
    for symbol in HELD:
        sold = sum(order.qty_shares for order in batch if order.symbol == symbol and order.side is Side.SELL)
        assert sold <= case.position(symbol).sellable_shares
    assert len({order.client_order_id for order in batch}) == len(batch)


@settings(deadline=None, max_examples=300)
@given(batch=st.lists(orders, max_size=4), state=states, degraded=st.booleans())
def test_nothing_unsound_is_approved(batch: list[Order], state: TradingState, degraded: bool) -> None:
    case = _case(trading_state=state, degraded=degraded)
    case = replace(case, batch=replace(case.batch, orders=tuple(batch)))
    judged = review(case)
    assert tuple(verdict.gate for verdict in judged.verdicts) == EXPECTED_GATES
    assert "GATE_FAILED" not in {verdict.code for verdict in judged.verdicts}
    if judged.approved is not None:
        _assert_sound(case, judged.approved.batch.orders)


@settings(deadline=None, max_examples=100)
@given(
    targets=st.lists(st.integers(0, 800_000), min_size=2, max_size=2),
    keeps=st.lists(st.integers(0, 500_000), min_size=2, max_size=2),
    state=st.sampled_from([TradingState.ACTIVE, TradingState.REDUCING]),
)
def test_what_the_builder_makes_passes_every_gate(targets: list[int], keeps: list[int], state: TradingState) -> None:
    sells = [a_row(symbol, Action.SELL, keep) for symbol, keep in zip(HELD, keeps, strict=True)]
    buys = [a_row(symbol, Action.BUY, target) for symbol, target in zip(WANTED, targets, strict=True)]
    case = _case(trading_state=state)
    built = build_orders(a_plan([*sells, *buys]), case.account, QUOTES, case.settings, TODAY, "20260109-01")
    judged = review(replace(case, batch=replace(case.batch, orders=built.orders)))
    assert not judged.blocked, judged.reason


@settings(deadline=None, max_examples=100)
@given(broken=st.sets(st.sampled_from(EXPECTED_GATES), min_size=1), how=st.sampled_from(["raise", "none", "drop"]))
def test_any_broken_gates_block(broken: set[str], how: str) -> None:
    def fails(case: Case) -> Verdict:
        if how == "raise":
            raise RuntimeError(case.batch.batch_id)
        return None  # type: ignore[return-value]

    gates = {name: fails if name in broken else gate for name, gate in GATES.items()}
    if how == "drop":
        gates = {name: gate for name, gate in gates.items() if name not in broken}
    judged = review(_case(), gates)
    assert judged.approved is None
    assert broken <= {verdict.gate for verdict in judged.verdicts if verdict.ruling is Ruling.BLOCK}


@settings(deadline=None, max_examples=300)
@given(content=st.binary(max_size=64) | st.text(max_size=64).map(str.encode))
def test_stop_text_is_halted_unless_it_starts_with_the_word(content: bytes) -> None:
    state = interpret(content, "STOP").state
    first = content.split(b"\n")[0].split()
    assert state is TradingState.HALTED or first in ([b"ACTIVE"], [b"REDUCING"])
