"""The ledger under load: one day of 1,000 orders and 50,000 fills, and five years of days with twenty orders each.

Beside each step stands the least that could be done for it: raw sqlite3 inserts of the same rows, as durable, or pandas
on the same figures; neither checks anything. Growth is the cost of the same work after five years over that after half
of them, in seconds of processor so that the machine's other work does not count: flat for what is asked every day, at
most twice as much for what reads history.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import astuple
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median

import pandas as pd

from core.adapters.store.books import SqlBooks
from core.adapters.store.database import open_database
from core.domain.journal import JournalEntry
from core.domain.orders import Batch, BrokerFigures, ExecReport, Fill, Order, Side
from core.pipeline.accounting.cash import opening_entry, release_entry, reservation_entry, settlement_entry
from core.pipeline.accounting.trades import order_entries, traded_of
from core.pipeline.reconcile import reconcile
from core.ports.books import EquityMark
from core.settings.model import AssetCheck
from tests.fakes.trading import a_batch, a_fill, a_report, a_result, an_order, broker_says

ORDERS, FILLS = 1_000, 50_000
DAYS, ORDERS_A_DAY = 1_215, 20
FIRST = date(2021, 1, 4)
RATE, MINIMUM, CASH_FEN = Decimal("0.00025"), 500, 10**13
FLAT, TWICE = 1.5, 2.6
_READ_MORE = ("long ago", "all of history")

Row = dict[str, object]


def run(orders: int = ORDERS, fills: int = FILLS, days: int = DAYS, orders_a_day: int = ORDERS_A_DAY) -> list[Row]:
    """Return a row for each step of the large day, then for each thing that five years must not slow down."""
    with tempfile.TemporaryDirectory(prefix="bench_ledger_", ignore_cleanup_errors=True) as folder:
        return [
            *_large_day(Path(folder, "day"), orders, fills),
            *_five_years(Path(folder, "years"), days, orders_a_day),
        ]


def _large_day(home: Path, count: int, fill_count: int) -> list[Row]:
    engine = open_database(home)
    try:
        books, floor = SqlBooks(engine), Floor(home / "floor.sqlite3")
        books.post(1, [opening_entry(FIRST, CASH_FEN)])
        batch = a_batch(FIRST, *(an_order(f"o{n:05d}", Side.BUY, _symbol(n), 5_000, 10_000) for n in range(count)))
        report = _report(FIRST, batch.orders, fill_count // count)
        entries = order_entries(FIRST, report.results, report.fills, [], RATE, MINIMUM, FIRST + timedelta(1))
        figures = _figures(FIRST, entries)
        return [
            _row(f"a batch of {count} orders recorded, its cash set aside", lambda: _release(books, batch),
                 "sqlite3 inserts", lambda: floor.insert(batch.orders)),
            _row(f"{len(report.fills)} fills recorded", lambda: books.record_report(1, report),
                 "sqlite3 inserts", lambda: floor.insert(report.fills)),
            _row(f"{len(report.fills)} fills posted as {len(entries)} trades", lambda: _post(books, FIRST, report),
                 "pandas groupby, sqlite3 inserts", lambda: floor.insert(_grouped(report.fills))),
            _row("the day reconciled", lambda: _reconcile(books, batch, report, figures),
                 "pandas merge of orders, fills and positions", lambda: _merge(batch, report, figures)),
            _row("all of it gone through, as `daybreak doctor`", books.ledger_faults,
                 "sqlite3 sums", floor.sums),
        ]  # fmt: skip
    finally:
        engine.dispose()


def _five_years(home: Path, days: int, orders_a_day: int) -> list[Row]:
    engine = open_database(home)
    try:
        books, spent = SqlBooks(engine), []
        books.post(1, [opening_entry(FIRST, CASH_FEN)])
        half: dict[str, float] = {}
        for number in range(days):
            spent.append(_cpu_s(lambda day=FIRST + timedelta(number): _trade(books, day, orders_a_day)))  # type: ignore[misc]
            if number == days // 2:
                half = _questions(home, books, number)
        whole = _questions(home, books, days - 1)
        floor = Floor(home / "state.sqlite3")
        peers = {"start-up: the home opened, the account known": floor.sums, "the account of today": floor.sums}
        window = max(days // 10, 1)
        posting = (median(spent[days // 2 - window : days // 2]), median(spent[-window:]))
        rows = [_grown(f"a day of {orders_a_day} orders posted, after {days} days", *posting, None)]
        for name, seconds in whole.items():
            peer = peers.get(name)
            rows.append(_grown(f"{name}, after {days} days", half[name], seconds, peer and _quickest(peer)))
        for row in rows:
            if any(word in str(row["work"]) for word in _READ_MORE):
                growth = float(str(row["growth"]))
                row.update(target=f"at most {TWICE} x", holds=growth <= TWICE, note="reads what was posted since")
        return rows
    finally:
        engine.dispose()


def _questions(home: Path, books: SqlBooks, number: int) -> dict[str, float]:
    """What is asked every day, each the quickest of three; last the one question that reads everything."""
    today = FIRST + timedelta(number)

    def start() -> None:
        engine = open_database(home)
        SqlBooks(engine).account(today)
        engine.dispose()

    return {
        "start-up: the home opened, the account known": _quickest(start),
        "the account of today": _quickest(lambda: books.account(today)),
        "the account of a day long ago": _quickest(lambda: books.account(FIRST + timedelta(number // 3))),
        "the day's refs": _quickest(lambda: books.posted(today)),
        "all of history gone through, as `daybreak doctor`": _cpu_s(books.ledger_faults),
    }


def _trade(books: SqlBooks, day: date, count: int) -> None:
    """A day of purchases and of sales of what was bought the day before, as Morning and Close post it."""
    books.post(1, [settlement_entry(books.account(day), day)])
    lots = books.lots()
    sold = [an_order(f"{day}-s{n}", Side.SELL, lot.symbol, lot.qty_shares, 10_000) for n, lot in enumerate(lots)]
    bought = [an_order(f"{day}-b{n}", Side.BUY, _symbol(n), 1_000, 10_000) for n in range(count // 2)]
    batch = a_batch(day, *sold[: count // 2], *bought)
    _release(books, batch)
    _post(books, day, _report(day, batch.orders, 2))
    books.mark_equity(1, EquityMark(day, books.account(day).cash_fen, 0, 0.0))


def _symbol(number: int) -> str:
    return f"{600000 + number:06d}.SH"


def _report(day: date, orders: Sequence[Order], parts: int) -> ExecReport:
    fills = [a_fill(day, o, o.qty_shares // parts, o.limit_li, str(n)) for o in orders for n in range(parts)]
    return a_report(day, [a_result(order) for order in orders], fills)


def _figures(day: date, entries: Iterable[JournalEntry]) -> BrokerFigures:
    moved = traded_of(entries)
    held = {symbol: (qty, 10_000) for symbol, qty in moved.shares.items()}
    return broker_says(day, CASH_FEN + moved.cash_fen, held)


def _release(books: SqlBooks, batch: Batch) -> None:
    books.record_batch(1, batch, "hash")
    books.post(1, [reservation_entry(batch, RATE, MINIMUM)])


def _post(books: SqlBooks, day: date, report: ExecReport) -> None:
    given_back = release_entry(books.account(day), day)
    tomorrow = day + timedelta(1)
    entries = order_entries(
        day, report.results, report.fills, books.lots(), RATE, MINIMUM, tomorrow, books.posted(day)
    )  # fmt: skip
    books.post(1, [given_back, *entries])


def _reconcile(books: SqlBooks, batch: Batch, report: ExecReport, figures: BrokerFigures) -> None:
    day = batch.trade_date
    found = reconcile(
        day, [batch], report, books.results(day), books.fills(day), books.account(day), figures, AssetCheck(),
        {position.symbol: position.last_li for position in figures.positions},
        traded_of(booked.entry for booked in books.entries(day, day)),
    )  # fmt: skip
    if found:
        raise RuntimeError(f"expected a day on which all agrees, got {found[0]}")


def _merge(batch: Batch, report: ExecReport, figures: BrokerFigures) -> pd.DataFrame:
    orders = pd.DataFrame([astuple(order)[:4] for order in batch.orders], columns=["id", "symbol", "side", "qty"])
    fills = pd.DataFrame([(f.client_order_id, f.qty_shares) for f in report.fills], columns=["id", "filled"])
    held = pd.DataFrame([(p.symbol, p.qty_shares) for p in figures.positions], columns=["symbol", "held"])
    both = orders.merge(fills.groupby("id", as_index=False).sum(), on="id", how="outer")
    return both.merge(held, on="symbol", how="outer")


def _grouped(fills: Sequence[Fill]) -> list[tuple[object, ...]]:
    frame = pd.DataFrame([(f.client_order_id, f.qty_shares, f.qty_shares * f.price_li) for f in fills])
    return list(frame.groupby(0).sum().itertuples(name=None))


class Floor:
    """The same rows in a bare table: one transaction, as durable as the books, nothing looked at."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables = 0

    def insert(self, rows: Sequence[object]) -> None:
        """Put rows, dataclasses or tuples, into a new table."""
        cells = [tuple(map(str, row if isinstance(row, tuple) else astuple(row))) for row in rows]  # type: ignore[call-overload]
        self._tables += 1
        with closing(sqlite3.connect(self._path)) as database:
            database.execute("PRAGMA synchronous=FULL")
            names = ", ".join(f"c{n}" for n in range(len(cells[0])))
            database.execute(f"CREATE TABLE t{self._tables} ({names})")
            marks = ", ".join("?" for _ in cells[0])
            database.executemany(f"INSERT INTO t{self._tables} VALUES ({marks})", cells)
            database.commit()

    def sums(self) -> None:
        """Add up every row, as a ledger without resting points must."""
        with closing(sqlite3.connect(self._path)) as database:
            known = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "postings" in known:
                database.execute("SELECT account, SUM(amount_fen) FROM postings GROUP BY account").fetchall()
                database.execute(
                    "SELECT lot_id, symbol, SUM(qty_shares), SUM(cost_fen) FROM lot_moves GROUP BY lot_id, symbol"
                ).fetchall()
            for name in known - {"postings"}:
                if name.startswith("t") and name[1:].isdigit():
                    database.execute(f"SELECT c0, COUNT(*) FROM {name} GROUP BY c0").fetchall()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _cpu_s(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _quickest(work: Callable[[], object]) -> float:
    return min(_cpu_s(work) for _ in range(5))


def _row(work: str, ours: Callable[[], object], peer: str, theirs: Callable[[], object]) -> Row:
    seconds, peer_seconds = _seconds(ours), _seconds(theirs)
    return {
        "work": work, "seconds": seconds, "peer": peer, "peer_seconds": peer_seconds, "ratio": seconds / peer_seconds,
    }  # fmt: skip


def _grown(work: str, half_s: float, whole_s: float, peer_s: float | None) -> Row:
    peer = {} if peer_s is None else {
        "peer": "sqlite3 sums of every posting and lot move", "peer_cpu_s": peer_s, "ratio": whole_s / peer_s,
    }  # fmt: skip
    growth = whole_s / half_s
    return {
        "work": work, "cpu_s": whole_s, **peer, "half_cpu_s": half_s, "growth": growth,
        "target": f"at most {FLAT} x", "holds": growth <= FLAT,
    }  # fmt: skip
