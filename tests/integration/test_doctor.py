"""Each planted fault is found, named, and comes with a remedy."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml

from app.checkup import checkup
from core.adapters.store.database import STATE_FILE
from core.domain.dates import SHANGHAI, ymd
from core.domain.trading_state import TradingState
from tests.fakes.desk import NEXT, DeskBench, lived_bench, settings_of, write_cfg
from tests.fakes.partitions import brought, open_days

Found = dict[str, dict[str, object]]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskBench]:
    """A sound home, its calendar reaching a year from the machine's today."""
    for name in [name for name in os.environ if name.startswith("DAYBREAK")]:
        monkeypatch.delenv(name)
    made = lived_bench(tmp_path / "home")
    write_cfg(made.home, settings_of(data_source={"mode": "cache_only"}))
    known_until(made, 400)
    drilled_on(made, datetime.now(tz=SHANGHAI))
    yield made
    made.close()


def drilled_on(bench: DeskBench, moment: datetime) -> None:
    """Leave the record of a drill that was passed."""
    line = json.dumps({"at": moment.isoformat(), "passed": True})
    (bench.home / "drills.jsonl").write_text(f"{line}\n", encoding="utf-8")


def known_until(bench: DeskBench, days: int) -> None:
    """Store a calendar that ends so many days from the machine's today."""
    now = datetime.now(tz=SHANGHAI)
    bench.desk.snapshots.append(
        "trade_cal", now.date(), open_days(NEXT - timedelta(days=90), now.date() + timedelta(days=days)), brought(now)
    )


def found(bench: DeskBench) -> Found:
    bench.close()
    return {str(row["check"]): row for row in checkup(bench.home)}


def sql(bench: DeskBench, statement: str) -> None:
    bench.close()
    with closing(sqlite3.connect(bench.home / STATE_FILE)) as state:
        state.execute(statement)
        state.commit()


def press_stop(bench: DeskBench) -> None:
    bench.desk.stop.press(TradingState.HALTED, "test", "exercise", bench.clock.now())


def lose_a_snapshot(bench: DeskBench) -> None:
    next((bench.home / "snapshots" / "daily").rglob("*.parquet")).unlink()


def unbalance(bench: DeskBench) -> None:
    sql(bench, "DROP TRIGGER postings_no_update")
    sql(bench, "UPDATE postings SET amount_fen = amount_fen + 1 WHERE rowid = 1")


def shorten_the_calendar(bench: DeskBench) -> None:
    known_until(bench, 29)


def go_online_without_a_token(bench: DeskBench) -> None:
    write_cfg(bench.home, settings_of(data_source={"mode": "tushare_official"}))


def want_a_known_executor(bench: DeskBench) -> None:
    write_cfg(bench.home, settings_of(execution={"unknown_executor_blocks": "always"}))


def open_a_break(bench: DeskBench) -> None:
    sql(
        bench,
        "INSERT INTO breaks (run_seq, trade_date, code, symbol, detail, evidence)"
        f" VALUES (1, {ymd(NEXT)}, 'CASH_MISMATCH', '', 'one fen', '{{}}')",
    )


def rest_a_source(bench: DeskBench) -> None:
    sql(bench, "INSERT INTO source_state VALUES ('tushare', 'open', 5, NULL, '2026-01-05', 'connection refused')")


def misspell_a_setting(bench: DeskBench) -> None:
    (bench.home / "cfg.yaml").write_text("portfolio: {top_m: 3}\n", encoding="utf-8")


def spoil_the_database(bench: DeskBench) -> None:
    bench.close()
    (bench.home / STATE_FILE).write_bytes(b"this is no database" * 100)


def spoil_a_page(bench: DeskBench) -> None:
    """A database that opens and breaks on the first look at its rows."""
    sql(bench, "PRAGMA wal_checkpoint(TRUNCATE)")
    path = bench.home / STATE_FILE
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = b"\x00" * (len(data) - 4096 * 2)
    path.write_bytes(data)


def test_a_sound_home_has_nothing_to_say(bench: DeskBench) -> None:
    rows = found(bench)
    assert {
        "home",
        "disk",
        "settings",
        "sqlite",
        "stop",
        "ledger",
        "breaks",
        "calendar",
        "sources",
        "snapshots",
    } <= set(rows)
    sound = {name: row for name, row in rows.items() if name not in ("sqlite", "disk")}
    assert {name: row["state"] for name, row in sound.items()} == dict.fromkeys(sound, "ok")


@pytest.mark.parametrize(
    ("plant", "check", "state", "says"),
    [
        (press_stop, "stop", "warn", "HALTED: exercise"),
        (lose_a_snapshot, "snapshots", "fail", "1 file(s) of the manifest are gone, first snapshots/daily/"),
        (unbalance, "ledger", "fail", "out of balance by 1 fen"),
        (shorten_the_calendar, "calendar", "warn", "29 days from today"),
        (go_online_without_a_token, "settings", "warn", "mode tushare_official without a token"),
        (want_a_known_executor, "executor", "warn", "no executor is named"),
        (open_a_break, "breaks", "warn", "1 open"),
        (rest_a_source, "sources", "warn", "connection refused"),
        (misspell_a_setting, "settings", "fail", "unknown key portfolio.top_m"),
        (spoil_the_database, "database", "fail", "not a database"),
    ],
)
def test_a_planted_fault_is_found_with_a_remedy(
    bench: DeskBench,
    plant: Callable[[DeskBench], None],
    check: str,
    state: str,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TUSHARE_TOKEN", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    plant(bench)
    row = found(bench)[check]
    assert row["state"] == state
    assert says in str(row["detail"])
    assert row["remedy"]


def test_a_damaged_page_is_a_finding_not_a_crash(bench: DeskBench) -> None:
    spoil_a_page(bench)
    rows = found(bench)
    bad = [row for row in rows.values() if row["state"] == "fail"]
    assert bad
    assert all(row["remedy"] for row in bad)
    assert rows["settings"]["state"] == "ok", "what needs no database is still checked"


def test_a_folder_that_is_no_home_says_so(tmp_path: Path) -> None:
    rows = {row["check"]: row for row in checkup(tmp_path / "nowhere")}
    assert (rows["home"]["state"], rows["home"]["remedy"]) == ("fail", "daybreak init")
    assert "ledger" not in rows


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_home_that_cannot_be_written_says_so(bench: DeskBench) -> None:
    bench.home.chmod(0o500)
    try:
        assert found(bench)["home"]["state"] == "fail"
    finally:
        bench.home.chmod(0o700)


def test_a_full_disk_is_a_warning(bench: DeskBench, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type(shutil.disk_usage("."))(10**12, 10**12 - 2**30, 2**30)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    row = found(bench)["disk"]
    assert (row["state"], row["detail"], row["remedy"]) == ("warn", "1.0 GiB free", "free some space")


def test_looking_changes_nothing(bench: DeskBench) -> None:
    orphan = bench.home / "snapshots" / "daily" / "orphan.parquet"
    orphan.write_bytes(b"left by a kill")
    bench.close()
    before = sorted(str(path) for path in bench.home.rglob("*") if path.suffix == ".parquet")
    checkup(bench.home)
    assert sorted(str(path) for path in bench.home.rglob("*") if path.suffix == ".parquet") == before
    assert yaml.safe_load((bench.home / "cfg.yaml").read_text(encoding="utf-8"))["execution"]["channel"] == "PAPER"
