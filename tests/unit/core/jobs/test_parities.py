"""The parity a Close keeps, from what its Morning meant and its books hold."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.journal import JournalEntry, Ledger, Posting
from core.domain.outcome import Outcome
from core.domain.parity import Cause
from core.jobs import documents
from core.jobs.close import close_job
from core.jobs.four_ways import batches_of
from core.jobs.parities import booked_fees
from tests.fakes.desk import NEXT, DeskBench, traded_bench
from tests.fakes.trading import D1


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = traded_bench(tmp_path / "home")
    yield made
    made.close()


def test_close_keeps_a_row_for_every_planned_trade(bench: DeskBench) -> None:
    run = bench.run(close_job(), NEXT, 16, 10)
    assert run.outcome is Outcome.DONE
    rows = documents.parity_rows(json.loads(bench.desk.artifacts.get(run.run_id, "parity.json")))
    orders = [order for batch in batches_of(bench.desk.books, NEXT) for order in batch.orders]
    assert [row.order_id for row in rows if row.order_id] == [order.client_order_id for order in orders]
    assert sum(row.filled_shares for row in rows) == sum(fill.qty_shares for fill in bench.desk.books.fills(NEXT))
    fees = sum(
        line.amount_fen
        for booked in bench.desk.books.entries(NEXT, NEXT)
        for line in booked.entry.postings
        if line.account in {Ledger.COMMISSION, Ledger.STAMP, Ledger.TRANSFER}
    )
    assert sum(row.filled_fee_fen for row in rows) == fees
    assert all(row.fee_cause is not Cause.FEE_ESTIMATE for row in rows), "the books charge by the rulebook"
    (day,) = bench.desk.books.parity(NEXT, NEXT)
    assert day.planned == len(rows)
    assert day.parity_bp is not None
    assert 0 < day.parity_bp <= 10_000
    assert bench.pages[-1].parity is not None


def entry(ref: str, fen: int) -> JournalEntry:
    return JournalEntry(ref, D1, "any", "", (Posting(Ledger.COMMISSION, fen), Posting(Ledger.CASH_SETTLED, -fen)))


def test_booked_fees_are_trued_up_and_taken_back_by_order() -> None:
    entries = [
        entry("trade:20260105:a", 500), entry("trueup:20260105:a", -20), entry("trueup:20260105:a:2", 3),
        entry("trade:20260105:b", 700), entry("reverse:trade:20260105:b", -700), entry("adopt:3", 9),
    ]  # fmt: skip
    assert booked_fees(entries) == {"a": 483, "b": 0}
