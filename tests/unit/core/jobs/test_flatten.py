"""Flattening: a sell-only file through the gates, under a typed phrase, with STOP at REDUCING."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.errors import Refused
from core.domain.orders import Side
from core.domain.outcome import Outcome
from core.domain.stop import EVERYTHING, Scope, ScopeKind
from core.domain.trading_state import TradingState
from core.jobs.flatten import flatten, holdings_in, phrase_of
from core.jobs.morning import MORNING
from core.ports.runs import Run
from tests.fakes.desk import NEXT, DeskBench, lived_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    yield made
    made.close()


def flattened(bench: DeskBench, scope: Scope, hour: int = 10, minute: int = 30) -> Run:
    moment = bench.stand(NEXT, hour, minute)
    return flatten(bench.desk, scope, "the lead", "the model is wrong", phrase_of(scope), NEXT, moment)


def test_everything_sellable_is_sold_and_nothing_bought(bench: DeskBench) -> None:
    held = {each.symbol: each.sellable_shares for each in holdings_in(bench.desk, EVERYTHING, NEXT)}
    run = flattened(bench, EVERYTHING)
    assert run.outcome is Outcome.DONE, run.reason
    (record,) = bench.desk.books.batches(NEXT)
    orders = bench.desk.books.batch_orders(record.batch_id).orders
    assert {order.side for order in orders} == {Side.SELL}
    assert {order.symbol: order.qty_shares for order in orders} == {name: qty for name, qty in held.items() if qty}
    assert (bench.desk.stop.read().state, bench.desk.stop.read().trigger) == (TradingState.REDUCING, "flatten")
    assert {verdict.gate: verdict.code for verdict in bench.desk.books.verdicts(run.run_seq)}["stop"] == "REDUCING"


def test_one_symbol_is_sold_and_only_it_is_held_back(bench: DeskBench) -> None:
    symbol = holdings_in(bench.desk, EVERYTHING, NEXT)[0].symbol
    assert flattened(bench, Scope(ScopeKind.SYMBOL, symbol)).outcome is Outcome.DONE
    (record,) = bench.desk.books.batches(NEXT)
    assert {order.symbol for order in bench.desk.books.batch_orders(record.batch_id).orders} == {symbol}
    read = bench.desk.stop.read()
    assert (read.state, [hold.scope.name for hold in read.holds]) == (TradingState.ACTIVE, [symbol])


def test_without_the_phrase_nothing_is_pressed_or_sold(bench: DeskBench) -> None:
    with pytest.raises(Refused, match="FLATTEN EVERYTHING"):
        flatten(bench.desk, EVERYTHING, "the lead", "why", "flatten everything", NEXT, bench.stand(NEXT, 10))
    assert bench.desk.stop.read().everywhere == ()
    assert bench.desk.books.batches(NEXT) == []


def test_what_a_file_of_today_sells_is_not_sold_twice(bench: DeskBench) -> None:
    assert flattened(bench, EVERYTHING).outcome is Outcome.DONE
    again = flattened(bench, EVERYTHING, 10, 31)
    assert (again.outcome, again.reason) == (Outcome.DONE, "nothing to order")
    assert len(bench.desk.books.batches(NEXT)) == 1


def test_a_halted_desk_sells_nothing(bench: DeskBench) -> None:
    bench.desk.stop.press(TradingState.HALTED, "ops", "stop", bench.stand(NEXT, 10))
    assert flattened(bench, EVERYTHING).outcome is Outcome.BLOCKED
    assert bench.desk.books.batches(NEXT) == []


def test_after_orders_have_ended_it_is_too_late(bench: DeskBench) -> None:
    assert flattened(bench, EVERYTHING, 14, 57).outcome is Outcome.BLOCKED
    assert bench.desk.books.batches(NEXT) == []


def test_behind_a_mornings_file_it_becomes_the_next_of_the_chain(bench: DeskBench) -> None:
    assert bench.run(MORNING, NEXT, 9, 26).outcome in {Outcome.DONE, Outcome.DEGRADED}
    run = flattened(bench, EVERYTHING)
    assert run.outcome is Outcome.DONE, run.reason
    first, second = bench.desk.books.batches(NEXT)
    assert (second.sequence, second.prev_hash) == (2, first.content_hash)
