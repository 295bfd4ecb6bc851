"""Resting points: the books answer from them, and all of history says the same."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.adapters.store.book_points import POINT_EVERY, points, standing_on
from core.adapters.store.books import SqlBooks
from core.adapters.store.database import STATE_FILE, open_database
from core.adapters.store.rewind import rewind
from core.domain.dates import at
from core.domain.journal import JournalEntry, Ledger, LotMove, Posting
from core.pipeline.accounting.cash import opening_entry
from core.ports.runs import Run, RunIdentity
from tests.fakes.tampering import drop_guards
from tests.fakes.trading import D1

SYMBOL = "600000.SH"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path)
    yield engine
    engine.dispose()


def bought(number: int, day: date) -> JournalEntry:
    return JournalEntry(
        f"b{number}", day, "trade", "",
        (Posting(Ledger.SECURITIES, 100, SYMBOL), Posting(Ledger.CASH_SETTLED, -100)),
        (LotMove(f"b{number % 7}:{day}", SYMBOL, 1, 100, day, day, number % 3),),
    )  # fmt: skip


def lived(engine: Engine, entries: int = 3 * POINT_EVERY) -> list[date]:
    """Post day by day, every fifth entry dated a few days back."""
    books = SqlBooks(engine)
    books.post(1, [opening_entry(D1, 10_000_000)])
    days = [D1 + timedelta(index) for index in range(entries // 64)]
    for index, day in enumerate(days):
        posted = [bought(64 * index + n, day if n % 5 else max(D1, day - timedelta(3))) for n in range(64)]
        books.post(2 + index, posted)
    return days


def test_every_day_reads_as_if_all_of_history_were_added_up(engine: Engine) -> None:
    days = lived(engine)
    with engine.connect() as connection:
        assert len(points(connection)) == 3
        for day in [D1 - timedelta(1), *days, date.max]:
            assert standing_on(connection, day).differences(standing_on(connection, day, resting=False)) == []
            ours, whole = standing_on(connection, day), standing_on(connection, day, resting=False)
            assert [lot.lot_id for lot in ours.lots()] == [lot.lot_id for lot in whole.lots()]
    assert SqlBooks(engine).ledger_faults() == []


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE point_balances SET amount_fen = amount_fen - 1 WHERE account = 'cash:settled'", "trial balance"),
        ("UPDATE point_lots SET qty_shares = qty_shares + 1 WHERE position = 0", "resting point 1 after entry"),
        ("UPDATE ledger_points SET entry_id = 9999 WHERE point_id = 3", "names no entry"),
        ("UPDATE postings SET amount_fen = amount_fen + 1 WHERE rowid = 3", "out of balance by 1 fen"),
        ("UPDATE lot_moves SET qty_shares = -100 WHERE move_id = 700", "would hold"),
        ("DELETE FROM journal_entries WHERE entry_id = 5", "resting point 1 after entry"),
    ],
)
def test_what_was_altered_behind_the_books_is_found(engine: Engine, tmp_path: Path, statement: str, says: str) -> None:
    lived(engine)
    with closing(sqlite3.connect(tmp_path / STATE_FILE)) as state:
        drop_guards(state.execute)
        assert state.execute(statement).rowcount > 0
        state.commit()
    [fault] = SqlBooks(engine).ledger_faults()
    assert says in fault


def test_a_rewound_home_keeps_no_point_over_entries_it_dropped(engine: Engine, tmp_path: Path) -> None:
    """The third point sums up entries of run 13 too, so it goes with them although an earlier run may come back."""
    lived(engine)
    with engine.connect() as connection:
        before = points(connection)
    run = Run(10, "close-10", RunIdentity("close", D1, at(D1, 16), "PAPER", "", "", 0), 0, None, "")
    rewind(tmp_path, tmp_path / "scratch", run)
    rewound = open_database(tmp_path / "scratch")
    with rewound.connect() as connection:
        assert points(connection) == before[:2]
        assert standing_on(connection).differences(standing_on(connection, resting=False)) == []
    rewound.dispose()
