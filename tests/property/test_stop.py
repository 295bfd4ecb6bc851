"""However STOP's sources are joined, pressed and written down, it never comes out less safe."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.ptrade.stop_file import StopFile
from core.domain.dates import at
from core.domain.orders import Batch, Order, Side
from core.domain.stop import EVERYTHING, CancelRequest, Hold, Scope, ScopeKind
from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from core.safety.holds import without_held
from core.safety.stop import interpret, join, render, state_of
from tests.fakes.morning import TODAY, a_case
from tests.fakes.ptrade_bench import Bench

OURS = "daybreak-main"
text = st.text(max_size=12)
scopes = st.sampled_from(
    [
        EVERYTHING,
        Scope(ScopeKind.STRATEGY, OURS),
        Scope(ScopeKind.STRATEGY, "other"),
        Scope(ScopeKind.SYMBOL, "600000.SH"),
        Scope(ScopeKind.SYMBOL, "000001.SZ"),
    ]
)
holds = st.builds(
    Hold,
    scope=scopes,
    state=st.sampled_from([TradingState.REDUCING, TradingState.HALTED]),
    keeps_working=st.booleans(),
    trigger=text,
    by=text,
    reason=text,
    at=text,
)
cancels = st.builds(
    CancelRequest, cancel_id=st.sampled_from(["20260105-a", "20260105-b"]), scope=scopes, trigger=text, by=text,
    reason=text, at=text,
)  # fmt: skip
states = st.builds(state_of, st.lists(holds, max_size=4), st.lists(cancels, max_size=2), st.just("somewhere"))
orders = [
    Order(f"{symbol}{side}", symbol, side, 100, 10_000, "")
    for symbol in ("600000.SH", "000001.SZ", "688981.SH")
    for side in Side
]


def forbidden(stop: StopState) -> set[str]:
    return {order.client_order_id for order in orders if stop.forbidding(order, OURS)}


def cancelled(stop: StopState) -> set[str]:
    return {
        order.client_order_id
        for order in orders
        for hold in stop.everywhere
        if hold.forbids(order, OURS) and not hold.keeps_working
    }


@settings(deadline=None)
@given(st.lists(states, min_size=1, max_size=4))
def test_joined_forbids_and_cancels_all_that_any_source_does(several: list[StopState]) -> None:
    joined = join(several)
    assert joined.state.severity == max(state.state.severity for state in several)
    for one in several:
        assert forbidden(one) <= forbidden(joined)
        assert cancelled(one) <= cancelled(joined)
        assert set(one.cancels) <= set(joined.cancels) or len(one.cancels) <= len(joined.cancels)
    assert forbidden(joined) == set().union(*(forbidden(one) for one in several))


@settings(deadline=None)
@given(st.lists(states, min_size=1, max_size=4))
def test_the_order_of_sources_changes_nothing_but_whose_words_are_told(several: list[StopState]) -> None:
    one, other = join(several), join(several[::-1])
    assert (forbidden(one), cancelled(one)) == (forbidden(other), cancelled(other))
    assert [(h.scope, h.state, h.keeps_working) for h in one.everywhere] == [
        (h.scope, h.state, h.keeps_working) for h in other.everywhere
    ]


@settings(deadline=None)
@given(states)
def test_what_is_written_reads_back_as_safe(stop: StopState) -> None:
    read = interpret(render(stop), "somewhere")
    assert (forbidden(read), cancelled(read)) == (forbidden(stop), cancelled(stop))
    assert [each.cancel_id for each in read.cancels] == [each.cancel_id for each in stop.cancels]


@settings(deadline=None)
@given(states, st.data())
def test_a_table_cut_anywhere_halts(stop: StopState, data: st.DataObject) -> None:
    written = render(stop)
    cut = data.draw(st.integers(0, max(len(written) - 2, 0)))
    if written.startswith(b"SCOPED"):
        assert interpret(written[:cut], "somewhere").state is TradingState.HALTED


@settings(deadline=None, max_examples=60)
@given(st.lists(holds, max_size=5))
def test_pressing_only_ever_adds(pressed: list[Hold]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stop = StopFile(Path(folder) / "STOP")
        before: set[str] = set()
        for hold in pressed:
            now = stop.press(hold.state, hold.by, hold.reason, at(TODAY, 12), hold.scope, "", hold.keeps_working)
            assert before | forbidden(state_of([hold], (), "")) <= forbidden(now)
            before = forbidden(now)


@settings(deadline=None)
@given(states)
def test_no_held_order_stays_in_a_batch_and_no_other_leaves_it(stop: StopState) -> None:
    batch, held = without_held(_batch(), stop, OURS)
    lesser = state_of(stop.holds, (), "")
    assert {order.client_order_id for order in held} == forbidden(lesser)
    assert {order.client_order_id for order in batch.orders} == {o.client_order_id for o in orders} - forbidden(lesser)
    assert stop.over(batch.orders, OURS) is stop.state
    assert not held or stop.over(_batch().orders, OURS) is TradingState.HALTED


def _batch() -> Batch:
    return replace(a_case().batch, orders=tuple(orders))


@settings(deadline=None, max_examples=60)
@given(states)
def test_the_executor_forbids_and_cancels_exactly_what_the_desk_does(stop: StopState) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.space["STRATEGY_ID"] = OURS
        (Path(folder) / "STOP").write_bytes(render(stop))
        read = bench.space["read_stop"]()
        assert read[0] == stop.state.value
        for phase, expected in (("PENDING", forbidden(stop)), ("SENT", cancelled(stop))):
            told = {
                order.client_order_id
                for order in orders
                if bench.space["reason_to_withdraw"](_item(bench, order, phase), read)
            }
            assert told == expected


def _item(bench: Bench, order: Order, phase: str) -> dict[str, object]:
    code = bench.space["code_of"](order.symbol)
    fields = [order.client_order_id, "B", 1, code, order.side.value, 100, "10.000", "14:56:00"]
    return bench.space["new_item"](fields) | {"phase": phase}  # type: ignore[no-any-return]


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=80), st.booleans())
def test_random_bytes_after_the_word_halt_both_readers(noise: bytes, table: bool) -> None:
    content = b"SCOPED\n" + (b"hold,HALTED,keep,symbol," if table else b"") + noise
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        (Path(folder) / "STOP").write_bytes(content)
        assert (bench.space["read_stop"]()[0], interpret(content, "").state.value) == ("HALTED", "HALTED")
