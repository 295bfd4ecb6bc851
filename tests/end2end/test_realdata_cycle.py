"""Sixty and more trading days on the real market, from the files to the fen."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from core.adapters.store.books import SqlBooks
from core.adapters.store.database import open_database
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at, date_of

ROOT = Path(__file__).resolve().parents[2]
IMPORT_FROM, FIRST, LAST = "2023-04-03", "2024-05-06", "2024-08-09"


def daybreak(*words: str) -> dict[str, object]:
    """Run one verb and return its JSON."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DAYBREAK")}
    done = subprocess.run(
        [sys.executable, "-m", "app", *words, "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.mark.realdata
@pytest.mark.timeout(900)
def test_sixty_real_days_reconcile_to_the_fen(realdata: Path, tmp_path: Path) -> None:
    """One test for all of it, since the days are played once."""
    home, scratch, rows = replayed(realdata, tmp_path / "home")
    assert_every_day_reconciles(scratch, rows)
    assert_the_span_holds_what_makes_reconciling_hard(home, scratch, rows)


def replayed(realdata: Path, home: Path) -> tuple[Path, Path, list[dict[str, object]]]:
    """Return the home the data were imported into, the replay's home, and a row a day."""
    daybreak("init", "--home", str(home))
    settings = "data_source: {mode: manual_csv}\nexecution: {channel: PAPER}\n"
    (home / "cfg.yaml").write_text(settings, encoding="utf-8")
    daybreak("data", "import", str(realdata), "--from", IMPORT_FROM, "--to", LAST, "--home", str(home))
    result = daybreak("replay", "--from", FIRST, "--to", LAST, "--home", str(home))
    return home, Path(str(result["home"])), list(result["rows"])  # type: ignore[call-overload]


def assert_every_day_reconciles(scratch: Path, rows: list[dict[str, object]]) -> None:
    """No day of more than sixty has a break, and the broker's cash is ours."""
    assert len(rows) >= 60
    assert [row["trade_date"] for row in rows if row["reconciliation"] != "ok"] == []
    assert sum(int(str(row["orders"])) for row in rows) > 100
    engine = open_database(scratch)
    try:
        books = SqlBooks(engine)
        assert sum(books.trial_balance().values()) == 0
        for row in rows:
            day = date.fromisoformat(str(row["trade_date"]))
            figures, account = books.broker(day), books.account(day)
            assert figures is not None
            assert figures.cash_fen == account.cash_fen
            assert {each.symbol: each.qty_shares for each in figures.positions} == {
                symbol: position.qty_shares for symbol, position in account.positions.items()
            }
    finally:
        engine.dispose()


def assert_the_span_holds_what_makes_reconciling_hard(home: Path, scratch: Path, rows: list[dict[str, object]]) -> None:
    """Dividends reached our own account; suspensions and one-price limit days lie in the span, on 665 symbols."""
    with closing(sqlite3.connect(scratch / "state.sqlite3")) as state:
        kinds = dict(state.execute("SELECT kind, count(*) FROM journal_entries GROUP BY kind").fetchall())
    assert kinds["dividend"] > 0
    assert kinds["trade"] > 100
    engine = open_database(home)
    try:
        view = SnapshotStore(home, engine).view(at(date.fromisoformat(LAST), 23))
        first, last = (date.fromisoformat(day) for day in (FIRST, LAST))
        bars = view.read("daily", first, last)
        limits = view.read("stk_limit", first, last)
        halted = view.read("suspend_d", first, last)
    finally:
        engine.dispose()
    assert bars["ts_code"].nunique() >= 660
    assert len(halted) > 0
    joined = bars.merge(limits, on=["ts_code", "trade_date"])
    one_price = joined[(joined["high"] == joined["low"]) & (joined["high"] >= joined["up_limit"] - 0.001)]
    assert len(one_price) > 0
    assert {date_of(int(day)).isoformat() for day in bars["trade_date"].unique()} == {row["trade_date"] for row in rows}
    assert not pd.isna(bars["close"]).any()
