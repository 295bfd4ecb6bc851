"""The paper broker's own memory: one SQLite file, one transaction a day."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from core.adapters.paper.account import Holding, Lock, PaperAccount, Tranche
from core.adapters.paper.counter import PaperCounter
from core.adapters.paper.wording import stamp
from core.adapters.store.files import disk_trouble
from core.domain.dates import date_of, ymd

_SCHEMA = """
CREATE TABLE IF NOT EXISTS days (trade_date INTEGER PRIMARY KEY, cash_fen INTEGER NOT NULL, published INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS holdings (
    trade_date INTEGER, symbol TEXT, qty_shares INTEGER NOT NULL, cost_fen INTEGER NOT NULL, last_li INTEGER NOT NULL,
    PRIMARY KEY (trade_date, symbol));
CREATE TABLE IF NOT EXISTS locks (trade_date INTEGER, symbol TEXT, qty_shares INTEGER NOT NULL, until INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS tranches (
    trade_date INTEGER, position INTEGER, symbol TEXT, qty_shares INTEGER NOT NULL, acquired INTEGER NOT NULL,
    sellable INTEGER NOT NULL, taxable_fen INTEGER NOT NULL, PRIMARY KEY (trade_date, position));
CREATE TABLE IF NOT EXISTS entrusts (
    trade_date INTEGER, entrust INTEGER, symbol TEXT, side TEXT, qty_shares INTEGER, limit_li INTEGER, status TEXT,
    net_fen INTEGER, error TEXT, PRIMARY KEY (trade_date, entrust));
CREATE TABLE IF NOT EXISTS fills (
    trade_date INTEGER, business_id TEXT, entrust INTEGER, symbol TEXT, side TEXT, qty_shares INTEGER,
    price_li INTEGER, filled_at TEXT, PRIMARY KEY (trade_date, business_id));
CREATE TABLE IF NOT EXISTS outputs (trade_date INTEGER, name TEXT, data BLOB NOT NULL, PRIMARY KEY (trade_date, name));
"""


class PaperState:
    """Accounts as each finished day left them; a day is in here whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "counter.sqlite3"

    def last_day(self) -> date | None:
        """The newest finished day."""
        with self._connect() as database:
            number = database.execute("SELECT max(trade_date) FROM days").fetchone()[0]
        return date_of(number) if number else None

    def account(self, initial_cash_fen: int) -> PaperAccount:
        """The account after the newest finished day, or a new one."""
        with self._connect() as database:
            row = database.execute("SELECT trade_date, cash_fen FROM days ORDER BY trade_date DESC LIMIT 1").fetchone()
            if row is None:
                return PaperAccount(initial_cash_fen)
            held = database.execute(
                "SELECT symbol, qty_shares, cost_fen, last_li FROM holdings WHERE trade_date = ? ORDER BY symbol",
                row[:1],
            ).fetchall()
            locks = database.execute(
                "SELECT symbol, qty_shares, until FROM locks WHERE trade_date = ?", row[:1]
            ).fetchall()
            tranches = database.execute(
                "SELECT symbol, qty_shares, acquired, sellable, taxable_fen FROM tranches WHERE trade_date = ?"
                " ORDER BY position",
                row[:1],
            ).fetchall()
        holdings = {symbol: Holding(qty, qty, cost_fen, last_li) for symbol, qty, cost_fen, last_li in held}
        locked = [Lock(symbol, qty, date_of(until)) for symbol, qty, until in locks]
        dated = [Tranche(symbol, qty, date_of(on), date_of(free), due) for symbol, qty, on, free, due in tranches]
        return PaperAccount(row[1], holdings, locked, dated)

    def commit_day(self, counter: PaperCounter, outputs: Mapping[str, bytes]) -> None:
        """Keep the day and the files it wrote, all at once; files of earlier days are out and need no keeping."""
        number = ymd(counter.day)
        account = counter.account
        with self._connect() as database:
            database.execute("INSERT INTO days VALUES (?, ?, 0)", (number, account.cash_fen))
            database.executemany(
                "INSERT INTO holdings VALUES (?, ?, ?, ?, ?)",
                [(number, symbol, h.qty_shares, h.cost_fen, h.last_li) for symbol, h in account.holdings.items()],
            )
            database.executemany(
                "INSERT INTO locks VALUES (?, ?, ?, ?)",
                [(number, lock.symbol, lock.qty_shares, ymd(lock.until)) for lock in account.locks],
            )
            database.executemany(
                "INSERT INTO tranches VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (number, position, t.symbol, t.qty_shares, ymd(t.acquired), ymd(t.sellable), t.taxable_fen)
                    for position, t in enumerate(account.tranches)
                ],
            )
            database.executemany("INSERT INTO entrusts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _entrusts(counter))
            database.executemany("INSERT INTO fills VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _fills(counter))
            database.execute("DELETE FROM outputs")
            database.executemany(
                "INSERT INTO outputs VALUES (?, ?, ?)", [(number, name, data) for name, data in sorted(outputs.items())]
            )

    def unpublished(self) -> tuple[date, dict[str, bytes]] | None:
        """The files of the newest day, while they may not have reached the inbox."""
        with self._connect() as database:
            row = database.execute("SELECT trade_date FROM days WHERE published = 0").fetchone()
            if row is None:
                return None
            files = database.execute(
                "SELECT name, data FROM outputs WHERE trade_date = ? ORDER BY name", row
            ).fetchall()
        return date_of(row[0]), dict(files)

    def mark_published(self, day: date) -> None:
        """Record that all files of `day` are in the inbox."""
        with self._connect() as database:
            database.execute("UPDATE days SET published = 1 WHERE trade_date = ?", (ymd(day),))

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path)
        try:
            database.executescript(_SCHEMA)
            with database:
                yield database
        except sqlite3.OperationalError as error:
            trouble = disk_trouble(error, self._path)
            if trouble is None:
                raise
            raise trouble from error
        finally:
            database.close()


def _entrusts(counter: PaperCounter) -> list[tuple[object, ...]]:
    return [
        (
            ymd(counter.day), t.entrust, t.symbol, str(t.side), t.qty_shares, t.limit_li, t.status,
            t.net_fen(counter.day, counter.terms), t.error,
        )
        for t in counter.tickets
    ]  # fmt: skip


def _fills(counter: PaperCounter) -> list[tuple[object, ...]]:
    return [
        (
            ymd(counter.day), fill.business_id, fill.entrust, fill.symbol, str(fill.side), fill.qty_shares,
            fill.price_li, stamp(counter.day, fill.at_s),
        )
        for ticket in counter.tickets
        for fill in ticket.fills
    ]  # fmt: skip
