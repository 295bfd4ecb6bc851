"""The books on a real SQLite file: idempotent, append-only, all or nothing."""

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from core.adapters.store.books import SqlBooks
from core.adapters.store.database import open_database
from core.domain.breaks import Break, BreakAction, BreakCode
from core.domain.errors import AskHuman, FixAndRestart, Refused
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting
from core.domain.orders import OrderState, Side
from core.domain.verdict import Ruling, Verdict
from core.pipeline.accounting.cash import opening_entry
from core.ports.books import BatchRecord, EquityMark
from tests.fakes.trading import D1, D2, D3, a_batch, a_fill, a_report, a_result, an_order, broker_says

A, B = "600000.SH", "000001.SZ"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def books(engine: Engine) -> SqlBooks:
    return SqlBooks(engine)


def bought(ref: str, day: date, qty: int, cost_fen: int, symbol: str = A, sellable: date = D2) -> JournalEntry:
    return JournalEntry(
        ref, day, "trade", "",
        (Posting(Ledger.SECURITIES, cost_fen, symbol), Posting(Ledger.CASH_SETTLED, -cost_fen)),
        (LotMove(ref, symbol, qty, cost_fen, day, sellable),),
    )  # fmt: skip


def test_posting_twice_posts_once(books: SqlBooks) -> None:
    entries = [opening_entry(D1, 1_000_000), bought("b1", D1, 100, 99_000)]
    assert books.post(1, entries) == 2
    assert books.post(2, [*entries, bought("b2", D2, 100, 98_000, sellable=D3)]) == 1
    assert books.posted(D1) == {"opening", "b1"}
    assert books.trial_balance() == {"capital": -1_000_000, "cash:settled": 803_000, "securities": 197_000}


def test_lots_are_in_first_in_first_out_order_and_accounts_as_of_a_day(books: SqlBooks) -> None:
    books.post(1, [opening_entry(D1, 1_000_000), bought("late", D2, 10, 2000, sellable=D3)])
    books.post(1, [bought("early", D1, 20, 1000), bought("other", D2, 5, 50, B, D3)])
    assert [lot.lot_id for lot in books.lots()] == ["other", "early", "late"]
    first, second = books.account(D1), books.account(D2)
    assert (first.settled_fen, list(first.positions)) == (999_000, [A])
    assert first.positions[A].sellable_shares == 0
    assert (second.settled_fen, second.positions[A].qty_shares, second.positions[A].sellable_shares) == (
        996_950,
        30,
        20,
    )
    assert books.account(D3).positions[A].sellable_shares == 30


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (bought("over", D1, 100, 1_000_001), "cash would be -1 fen settled"),
        (
            JournalEntry("neg", D1, "trade", "", (), (LotMove("x", A, -1, 0, D1, D1),)),
            "lot 'x' would hold -1 shares",
        ),
        (
            JournalEntry(
                "cost", D1, "trade", "",
                (Posting(Ledger.SECURITIES, 5, A), Posting(Ledger.CAPITAL, -5)),
                (LotMove("x", A, 0, 5, D1, D1),),
            ),
            "no shares but 5 fen of cost",
        ),
        (
            JournalEntry(
                "owe", D1, "fee", "",
                (Posting(Ledger.CASH_UNSETTLED, -1_000_001), Posting(Ledger.COMMISSION, 1_000_001)),
            ),
            "-1000001 fen unsettled",
        ),
    ],
)  # fmt: skip
def test_an_entry_that_breaks_the_ledger_takes_the_whole_posting_with_it(
    books: SqlBooks, bad: JournalEntry, words: str
) -> None:
    with pytest.raises(AskHuman, match=re.escape(words)):
        books.post(1, [opening_entry(D1, 1_000_000), bad])
    assert books.trial_balance() == {}
    assert books.lots() == []
    assert books.posted(D1) == set()


def test_verdicts_are_kept_in_order_with_their_evidence(books: SqlBooks) -> None:
    passed = Verdict("stop", Ruling.PASS, "ACTIVE", "trading", {"rows": 3})
    blocked = Verdict("asset_check", Ruling.BLOCK, "MISMATCH", "资产不符", {"difference_fen": 12})
    books.record_verdicts(1, [passed, blocked])
    books.record_verdicts(1, [passed, blocked])
    stopped = replace(passed, ruling=Ruling.BLOCK, code="HALTED")
    books.record_verdicts(1, [stopped])
    books.record_verdicts(2, [passed])
    assert books.verdicts(1) == [passed, blocked, stopped]
    assert books.verdicts(2) == [passed]
    assert books.verdicts(3) == []


def test_a_batch_is_recorded_once_and_never_changes(books: SqlBooks) -> None:
    order = an_order("b1", Side.BUY, A, 100, 10_010)
    batch = a_batch(D1, order, an_order("s1", Side.SELL, B, 50, 9_990))
    books.record_batch(1, batch, "hash1")
    books.record_batch(2, batch, "hash1")
    assert books.batches(D1) == [BatchRecord(batch.batch_id, D1, 1, "", "hash1", 2, 100_100 + 49_950)]
    assert books.batch_orders(batch.batch_id) == batch
    for changed, content_hash in (
        (replace(batch, orders=(order,)), "hash1"),
        (batch, "hash2"),
        (replace(batch, batch_id="another"), "hash1"),
    ):
        with pytest.raises(Refused, match="differs from"):
            books.record_batch(3, changed, content_hash)
    assert books.batch_orders(batch.batch_id) == batch
    with pytest.raises(KeyError):
        books.batch_orders("unknown")


def test_the_newest_hash_is_the_last_day_and_sequence(books: SqlBooks) -> None:
    assert books.last_batch_hash() == ""
    books.record_batch(1, a_batch(D2, an_order("a", Side.BUY, A, 100, 1000)), "second day")
    books.record_batch(1, a_batch(D1, an_order("b", Side.BUY, A, 100, 1000), sequence=2), "first day")
    assert books.last_batch_hash() == "second day"


def test_a_report_is_kept_once_and_a_later_run_may_say_more(books: SqlBooks) -> None:
    order = an_order("b1", Side.BUY, A, 200, 10_000)
    unknown = a_result(order, 100, OrderState.UNKNOWN)
    first = a_report(D1, [unknown], [a_fill(D1, order, 100, 9_990, "1")])
    books.record_report(1, first)
    books.record_report(1, first)
    books.record_report(2, first)
    assert (books.results(D1), books.fills(D1)) == ([unknown], list(first.fills))
    final = a_report(D1, [a_result(order)], [*first.fills, a_fill(D1, order, 100, 9_980, "2")])
    books.record_report(3, final)
    assert (books.results(D1), books.fills(D1)) == ([a_result(order)], list(final.fills))
    assert (books.results(D2), books.fills(D2)) == ([], [])


def test_a_fill_that_changed_is_refused_whole(books: SqlBooks) -> None:
    order = an_order("b1", Side.BUY, A, 200, 10_000)
    fill = a_fill(D1, order, 100, 9_990)
    books.record_report(1, a_report(D1, [a_result(order, 100)], [fill]))
    with pytest.raises(AskHuman, match="a fill cannot change"):
        books.record_report(2, a_report(D1, [a_result(order)], [replace(fill, qty_shares=200)]))
    assert (books.results(D1), books.fills(D1)) == ([a_result(order, 100)], [fill])


def test_one_run_reports_once(books: SqlBooks) -> None:
    order = an_order("b1", Side.BUY, A, 200, 10_000)
    books.record_report(1, a_report(D1, [a_result(order, 100)], []))
    with pytest.raises(AskHuman, match="already recorded by this run"):
        books.record_report(1, a_report(D1, [a_result(order, 200)], []))


def test_broker_figures_newest_run_wins(books: SqlBooks) -> None:
    assert books.broker(D1) is None
    early, late = broker_says(D1, 100, {A: (100, 1000), B: (5, 990)}), broker_says(D1, 200, {})
    unsorted = replace(early, positions=early.positions[::-1])
    books.record_broker(1, unsorted)
    books.record_broker(1, unsorted)
    assert books.broker(D1) == early
    books.record_broker(2, late)
    assert books.broker(D1) == late
    with pytest.raises(AskHuman, match="broker's cash"):
        books.record_broker(2, early)


def test_breaks_stay_open_until_a_person_gives_a_reason(books: SqlBooks) -> None:
    found = Break(BreakCode.CASH_MISMATCH, D1, "", "one fen", {"difference_fen": 1})
    other = Break(BreakCode.POSITION_MISMATCH, D1, A, "100 shares")
    books.record_breaks(1, [found, other])
    books.record_breaks(2, [found])
    opened = books.open_breaks()
    assert [replace(one, break_id=0) for one in opened] == [found, other]
    for author, reason in (("", "because"), ("operator", "  ")):
        with pytest.raises(FixAndRestart, match="say who decides"):
            books.resolve_break(3, opened[0].break_id, BreakAction.EXPLAINED, author, reason)
    books.resolve_break(3, opened[0].break_id, BreakAction.EXPLAINED, "operator", "interest booked tomorrow")
    assert books.open_breaks() == [opened[1]]
    for break_id in (opened[0].break_id, 99):
        with pytest.raises(FixAndRestart, match="no open break"):
            books.resolve_break(3, break_id, BreakAction.WRITE_OFF, "operator", "again")
    books.record_breaks(4, [found])
    assert books.open_breaks() == [opened[1]]


def test_equity_marks_newest_run_wins(books: SqlBooks) -> None:
    first, second = EquityMark(D1, 100, 900, 3900.5), EquityMark(D2, 100, 950, 0.0)
    books.mark_equity(1, second)
    books.mark_equity(1, first)
    books.mark_equity(1, first)
    corrected = replace(first, cash_fen=101)
    books.mark_equity(2, corrected)
    assert books.equity() == [corrected, second]
    assert corrected.total_fen == 1001


def test_nothing_is_ever_updated_or_deleted(engine: Engine) -> None:
    """Every writing method runs; not one statement changes or removes a row."""
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *arguments: seen.append(arguments[2]))
    books = SqlBooks(engine)
    order = an_order("b1", Side.BUY, A, 100, 10_000)
    for run_seq in (1, 2):
        books.post(run_seq, [opening_entry(D1, 1_000_000), bought("b1", D1, 100, 99_000)])
        books.record_verdicts(run_seq, [Verdict("stop", Ruling.PASS, "ACTIVE", "")])
        books.record_batch(run_seq, a_batch(D1, order), "hash")
        books.record_report(run_seq, a_report(D1, [a_result(order, run_seq)], [a_fill(D1, order, 100, 10_000)]))
        books.record_broker(run_seq, broker_says(D1, run_seq, {A: (100, 1000)}))
        books.record_breaks(run_seq, [Break(BreakCode.CASH_MISMATCH, D1, "", "one fen")])
        books.mark_equity(run_seq, EquityMark(D1, run_seq, 900, 1.0))
    books.resolve_break(3, books.open_breaks()[0].break_id, BreakAction.EXPLAINED, "operator", "reason")
    verbs = {statement.split()[0].upper() for statement in seen}
    assert verbs == {"BEGIN", "INSERT", "SELECT"}
    assert not [statement for statement in seen if "REPLACE" in statement.upper() or "CONFLICT" in statement.upper()]


def test_two_writers_at_once_post_an_entry_once(tmp_path: Path) -> None:
    engines = [open_database(tmp_path) for _ in range(4)]
    counts: list[int] = []
    barrier = threading.Barrier(len(engines))

    def post(engine: Engine) -> None:
        barrier.wait()
        counts.append(SqlBooks(engine).post(1, [opening_entry(D1, 1_000_000)]))

    threads = [threading.Thread(target=post, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 0, 0, 1]
    assert SqlBooks(engines[0]).trial_balance()["capital"] == -1_000_000
    for engine in engines:
        engine.dispose()
