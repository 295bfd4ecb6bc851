"""What a day brings to the books before it trades, in whatever order days are made up for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.domain.dates import at
from core.domain.journal import JournalEntry, Ledger, Posting
from core.domain.money import notional_fen
from core.domain.orders import Side
from core.jobs.bookkeeping import post_overnight
from core.jobs.close import close_job
from core.jobs.run import RunContext
from core.ports.runs import RunIdentity
from tests.fakes.desk import AFTER, LIVED, NEXT, DeskBench, lived_bench, traded_bench

SALE_FEN = 500_000


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    made = lived_bench(tmp_path / "home")
    settled = replace(made.desk.books.account(LIVED[-1]), unsettled_fen=0)
    assert settled
    proceeds = (Posting(Ledger.CASH_UNSETTLED, SALE_FEN), Posting(Ledger.ADJUSTMENTS, -SALE_FEN))
    made.desk.books.post(1, [JournalEntry("a sale", LIVED[-1], "trade", "", proceeds)])
    yield made
    made.close()


def context_of(bench: DeskBench, day: date) -> RunContext:
    identity = RunIdentity("close", day, at(day, 16, 10), "PAPER", "", "", 0)
    bench.clock.stand_at(at(AFTER, 16, 10))
    return RunContext(bench.desk, bench.desk.runs.begin(identity, bench.clock.now()))


def test_proceeds_are_settled_once_however_late_a_day_is_made_up_for(bench: DeskBench) -> None:
    books = bench.desk.books
    cash_fen = books.account(LIVED[-1]).cash_fen
    for day in (AFTER, NEXT, AFTER):
        post_overnight(context_of(bench, day))
        account = books.account(AFTER)
        assert (account.settled_fen, account.unsettled_fen) == (cash_fen, 0)


def test_a_released_batch_sets_cash_aside_until_its_day_is_closed(tmp_path: Path) -> None:
    made = traded_bench(tmp_path / "home")
    books, (record,) = made.desk.books, made.desk.books.batches(NEXT)
    batch = books.batch_orders(record.batch_id)
    bought = [notional_fen(o.limit_li, o.qty_shares) for o in batch.orders if o.side is Side.BUY]
    fees = [max(500, (fen + 2000) // 4000) + (fen + 50_000) // 100_000 for fen in bought]
    account = books.account(NEXT)
    assert account.reserved_fen == sum(bought) + sum(fees) > 0
    assert account.cash_fen == books.account(LIVED[-1]).cash_fen
    made.run(close_job(), NEXT, 16, 10)
    assert books.account(NEXT).reserved_fen == 0
    assert books.open_breaks() == []
    made.close()
