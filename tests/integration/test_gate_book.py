"""What the gates remember, on a real SQLite file: counted once, kept over a crash, latched until re-armed."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.adapters.store.books import SqlBooks
from core.adapters.store.database import open_database
from core.adapters.store.gate_book import SqlGateBook
from core.domain.dates import at
from core.domain.errors import FixAndRestart
from core.domain.orders import Batch, OrderState, Side
from core.ports.gate_book import EquityRead, LossRule, Trip
from tests.fakes.tampering import drop_guards
from tests.fakes.trading import D1, D2, D3, a_batch, a_report, a_result, an_order

A, B = "600000.SH", "000001.SZ"
NOON = at(D1, 12)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def books(engine: Engine) -> SqlBooks:
    return SqlBooks(engine)


@pytest.fixture
def book(engine: Engine) -> SqlGateBook:
    return SqlGateBook(engine)


def _batch(day: date, *symbols: str, side: Side = Side.BUY) -> Batch:
    return a_batch(
        day,
        *(an_order(f"{day:%Y%m%d}-{number}", side, symbol, 100, 10_005) for number, symbol in enumerate(symbols, 1)),
    )


def test_a_batch_is_counted_in_the_transaction_that_records_it(books: SqlBooks, book: SqlGateBook) -> None:
    books.record_batch(1, _batch(D1, A, B), "hash")
    books.record_batch(2, _batch(D1, A, B), "hash")
    counted = book.counters(D1, [])
    assert (counted.files_today, counted.orders_today) == (1, 2)
    assert (counted.bought_today_fen, counted.sold_today_fen) == (2 * 100_050, 0)
    assert counted.order_ids == {f"{D1:%Y%m%d}-1", f"{D1:%Y%m%d}-2"}
    assert [row.source for row in book.counter_rows(D1, D1)] == [f"batch B{D1:%Y%m%d}-1"] * 4


@pytest.mark.parametrize("table", ["gate_counters", "batch_orders"])
def test_a_crash_between_batch_and_counters_leaves_neither(
    engine: Engine, books: SqlBooks, book: SqlGateBook, table: str
) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(
            f"CREATE TRIGGER plug BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'plug'); END"
        )
    with pytest.raises(Exception, match="plug"):
        books.record_batch(1, _batch(D1, A), "hash")
    assert books.batches(D1) == []
    assert book.counter_rows(D1, D1) == []
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER plug")
    books.record_batch(1, _batch(D1, A), "hash")
    assert book.counters(D1, []).files_today == 1


def test_a_cancel_is_counted_once_however_often_its_report_comes_back(books: SqlBooks, book: SqlGateBook) -> None:
    orders = [an_order(name, Side.BUY, A, 200, 10_000) for name in "cpf"]
    cancelled = a_result(orders[0], 0, OrderState.CANCELLED)
    partly = a_result(orders[1], 100, OrderState.PARTIAL_CANCELLED)
    report = a_report(D1, [cancelled, partly, a_result(orders[2])], [])
    books.record_report(1, report)
    books.record_report(2, replace(report, results=(replace(cancelled, message="late"), partly)))
    assert book.counters(D1, []).cancels_today == 2
    assert book.counters(D2, [D1]).recent_cancels == 2
    assert book.counters(D2, []).cancels_today == 0


def test_a_cancel_within_a_second_is_counted_once_and_only_of_the_report(books: SqlBooks, book: SqlGateBook) -> None:
    order = an_order("c", Side.BUY, A, 200, 10_000)
    report = a_report(D1, [a_result(order, 0, OrderState.CANCELLED)], [])
    for run_seq in (1, 2):
        books.record_report(run_seq, report, ["c", "of nobody"])
    assert book.counters(D1, []).recent_fast_cancels == 1
    assert book.counters(D2, [D1]).recent_fast_cancels == 1
    assert book.counters(D2, []).recent_fast_cancels == 0


def test_a_home_of_before_is_counted_when_it_is_migrated(engine: Engine, books: SqlBooks, book: SqlGateBook) -> None:
    order = an_order("c", Side.BUY, A, 200, 10_000)
    books.record_batch(1, _batch(D1, A, B), "one")
    books.record_report(2, a_report(D1, [a_result(order, 0, OrderState.CANCELLED)], []))
    counted = {(row.source, row.name, row.amount) for row in book.counter_rows(D1, D1) if not row.name.endswith("_fen")}
    migration = importlib.import_module("core.adapters.store.migrations.versions.0007_gate_memory")
    with engine.begin() as connection:
        drop_guards(connection.exec_driver_sql)
        connection.exec_driver_sql("DELETE FROM gate_counters")
        for statement in migration._COUNT_WHAT_WENT_BEFORE:
            connection.exec_driver_sql(statement)
    assert {(row.source, row.name, row.amount) for row in book.counter_rows(D1, D1)} == counted
    books.record_report(3, a_report(D1, [replace(a_result(order, 0, OrderState.CANCELLED), message="late")], []))
    assert book.counters(D1, []).cancels_today == 1, "what was counted then is not counted again"


def test_the_window_leaves_out_other_days(books: SqlBooks, book: SqlGateBook) -> None:
    books.record_batch(1, _batch(D1, A, B), "one")
    books.record_batch(2, _batch(D2, A), "two")
    assert book.counters(D3, [D1, D2]).recent_orders == 3
    assert book.counters(D3, [D2]).recent_orders == 1
    assert book.counters(D3, [D2]).order_ids == frozenset()


def test_buying_in_a_row_ends_at_the_first_file_without_it(books: SqlBooks, book: SqlGateBook) -> None:
    books.record_batch(1, _batch(D1, A, B), "one")
    books.record_batch(2, _batch(D2, A), "two")
    assert book.counters(D3, []).bought_in_a_row == {A: 2}
    assert book.counters(D2, []).bought_in_a_row == {A: 1, B: 1}, "today's own file does not count"
    books.record_batch(3, _batch(D3, A, side=Side.SELL), "three")
    assert book.counters(date(2027, 1, 4), []).bought_in_a_row == {}


def _read(source: str, total: int) -> EquityRead:
    return EquityRead(source, total, 100, 120)


def test_reads_are_kept_once_a_run_and_source(book: SqlGateBook) -> None:
    book.record_reads(1, D1, NOON, [_read("gates books", 90)])
    book.record_reads(1, D1, NOON, [_read("gates books", 91), _read("release books", 92)])
    assert [read.total_fen for read in book.losses().reads[LossRule.DRAWDOWN]] == [90, 92]


def test_only_the_newest_reads_are_remembered(book: SqlGateBook) -> None:
    for run in range(1, 15):
        book.record_reads(run, D1, NOON, [_read("books", run)])
    assert [read.total_fen for read in book.losses().reads[LossRule.DAILY_LOSS]] == list(range(5, 15))


def test_the_highest_close_only_rises_and_outlives_the_process(book: SqlGateBook, tmp_path: Path) -> None:
    for run, total in enumerate((100, 90, 120, 110), start=1):
        book.record_peak(run, D1, NOON, total)
    again = open_database(tmp_path)
    assert SqlGateBook(again).losses().peak_fen == 120
    again.dispose()


def _trip(rule: LossRule, run: int) -> Trip:
    return Trip(rule, D1, run, 90, 100)


def test_a_trip_is_latched_until_a_person_re_arms_it(book: SqlGateBook) -> None:
    book.record_peak(1, D1, NOON, 120)
    book.record_reads(1, D1, NOON, [_read("books", 90)])
    assert book.trip(2, NOON, _trip(LossRule.DRAWDOWN, 2))
    assert not book.trip(3, NOON, _trip(LossRule.DRAWDOWN, 3)), "it is latched already"
    book.record_reads(3, D2, NOON, [_read("books", 200)])
    assert book.losses().trips == {LossRule.DRAWDOWN: _trip(LossRule.DRAWDOWN, 2)}, "a gain does not lift it"
    book.rearm(4, D2, NOON, LossRule.DRAWDOWN, "trader", "understood")
    left = book.losses()
    assert (left.trips, left.peak_fen, left.reads[LossRule.DRAWDOWN]) == ({}, None, ())
    assert len(left.reads[LossRule.DAILY_LOSS]) == 2, "the other rule forgets nothing"
    assert book.trip(5, NOON, _trip(LossRule.DRAWDOWN, 5))


def test_a_resumed_run_does_not_see_its_own_trip(book: SqlGateBook) -> None:
    book.trip(2, NOON, _trip(LossRule.DAILY_LOSS, 2))
    assert book.losses(before_run=2).trips == {}
    assert set(book.losses(before_run=3).trips) == {LossRule.DAILY_LOSS}


@pytest.mark.parametrize(("author", "reason"), [("", "why"), (" ", "why"), ("who", ""), ("who", " ")])
def test_re_arming_wants_a_name_and_a_reason(book: SqlGateBook, author: str, reason: str) -> None:
    book.trip(1, NOON, _trip(LossRule.DAILY_LOSS, 1))
    with pytest.raises(FixAndRestart, match="a name and a reason"):
        book.rearm(2, D1, NOON, LossRule.DAILY_LOSS, author, reason)
    assert book.losses().trips


def test_what_has_not_tripped_cannot_be_re_armed(book: SqlGateBook) -> None:
    with pytest.raises(FixAndRestart, match="drawdown has not tripped"):
        book.rearm(2, D1, NOON, LossRule.DRAWDOWN, "who", "why")
