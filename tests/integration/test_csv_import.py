"""Folders of files imported into a real home: small CSV ones written here, and a slice of the real data."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest
from sqlalchemy import Engine

from core.adapters.csv.importer import import_folder
from core.adapters.csv.writer import ImportReport
from core.adapters.store.audit import audit_datasets
from core.adapters.store.database import open_database
from core.adapters.store.snapshots import SnapshotStore
from core.domain.dates import at
from core.domain.errors import DaybreakError, FixAndRestart

NOW = at(date(2026, 5, 8), 12)
CALENDAR = "cal_date,is_open\n" + "".join(
    f"202601{day:02d},{int(day not in (1, 2, 3, 4, 10, 11, 17, 18, 24, 25, 31))}\n" for day in range(1, 32)
)
DAILY = """ts_code,trade_date,open,high,low,close,pre_close,vol,amount,adj_factor,is_st
000001.SZ,2026-01-05,10.0,10.5,9.9,10.2,10.0,1000,1020,1.0,0
600000.SH,20260105,8.0,8.1,7.9,8.0,8.0,2000,1600,1.0,1
000001.SZ,20260106,10.2,10.4,10.1,10.3,10.2,1000,1030,1.0,0
600000.SH,20260106,8.0,8.1,7.9,8.0,8.0,2000,1600,1.0,0
"""
FILES = {
    "trade_cal.csv": CALENDAR,
    "daily.csv": DAILY,
    "daily_basic.csv": "ts_code,trade_date,turnover_rate\n000001.SZ,20260105,2.0\n000001.SZ,20260106,1.0\n",
    "suspend.csv": "ts_code,trade_date\n000002.SZ,2026-01-05\n000002.SZ,2026-01-08\n",
    "stock_basic_snapshots.csv": "ts_code,name,list_date,asof,is_st_name\n000001.SZ,平安,1991-04-03,2026-01-06,False\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "handed"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode("gbk" if "stock" in name else "utf-8-sig"))
    return folder


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path / "home")
    yield engine
    engine.dispose()


@pytest.fixture
def store(tmp_path: Path, engine: Engine) -> SnapshotStore:
    return SnapshotStore(tmp_path / "home", engine)


def _import(folder: Path, store: SnapshotStore, *span: date) -> ImportReport:
    return import_folder(folder, store, NOW, "import-1", "daybreak-test", lambda *_: None, *span)


def test_a_folder_of_csv_becomes_every_dataset(folder: Path, store: SnapshotStore) -> None:
    heard: list[tuple[str, int, int]] = []
    report = import_folder(folder, store, NOW, "import-1", "s", lambda *step: heard.append(step))
    assert {item.dataset: (item.rows, item.partitions, item.stored) for item in report.imported} == {
        "trade_cal": (31, 1, 1),
        "suspend_d": (2, 4, 4),
        "adj_factor": (4, 2, 2),
        "daily": (4, 2, 2),
        "daily_basic": (2, 2, 2),
        "stk_auction": (4, 2, 2),
        "stk_limit": (4, 2, 2),
        "namechange": (3, 3, 3),
        "stock_basic": (4, 2, 2),
    }
    assert {item.dataset for item in report.imported if "derived:" in item.source_name} == {
        "adj_factor", "daily_basic", "stk_auction", "stk_limit", "namechange", "stock_basic",
    }  # fmt: skip
    assert ("daily", 2, 2) in heard
    view = store.view(at(date(2026, 1, 6), 20))
    daily = view.read("daily")
    assert daily[["vol", "amount"]].to_numpy().tolist()[0] == [100_000.0, 1_020_000.0]
    limits = view.read("stk_limit", date(2026, 1, 5), date(2026, 1, 5))
    assert limits[["ts_code", "up_limit", "down_limit"]].to_numpy().tolist() == [
        ["000001.SZ", 11.0, 9.0],
        ["600000.SH", 8.4, 7.6],
    ]
    assert view.read("namechange")[["ts_code", "name", "start_date"]].to_numpy().tolist() == [
        ["600000.SH", "ST", 20260105],
        ["600000.SH", "NORMAL", 20260106],
    ]
    assert view.read("daily_basic")["circ_mv"].tolist() == [51_000_000.0, 103_000_000.0]
    assert view.read("stock_basic")["name"].fillna("").tolist() == ["平安", ""]
    assert store.view(at(date(2026, 1, 5), 20)).read("stock_basic")["name"].isna().all()
    assert store.has("suspend_d", date(2026, 1, 7))


def test_importing_again_stores_nothing(folder: Path, store: SnapshotStore) -> None:
    _import(folder, store)
    pin = store.pin()
    again = import_folder(folder, store, at(date(2026, 5, 9), 12), "import-2", "s", lambda *_: None)
    assert sum(item.stored for item in again.imported) == 0
    assert store.pin() == pin


def test_a_span_shortens_what_is_stored(folder: Path, store: SnapshotStore) -> None:
    _import(folder, store, date(2026, 1, 6), date(2026, 1, 6))
    for name in ("daily", "adj_factor", "stk_limit", "stk_auction", "daily_basic", "suspend_d"):
        assert store.stored_dates(name) == {date(2026, 1, 6)}
    names = store.view(at(date(2026, 1, 6), 20)).read("namechange")["name"].tolist()
    assert sorted(names) == ["NORMAL", "ST"]


def test_a_span_and_then_the_rest_is_the_whole(folder: Path, store: SnapshotStore, engine: Engine) -> None:
    _import(folder, store, date(2026, 1, 5), date(2026, 1, 5))
    _import(folder, store)
    view = store.view(at(date(2026, 1, 6), 20))
    assert len(view.read("daily")) == 4
    assert sorted(view.read("namechange")["name"]) == ["NORMAL", "ST"]
    assert view.read("stock_basic")["name"].fillna("").tolist() == ["平安", ""]
    assert sum(item.revisions for item in audit_datasets(view, engine)) == 0


def test_what_the_folder_holds_is_not_derived(folder: Path, store: SnapshotStore) -> None:
    (folder / "stk_limit.csv").write_text("ts_code,trade_date,up_limit,down_limit\n000001.SZ,20260105,10.9,9.1\n")
    (folder / "namechange.csv").write_text("ts_code,name,start_date\n000001.SZ,平安银行,20120802\n", encoding="utf-8")
    (folder / "stock_basic.csv").write_text("ts_code,name,list_date\n000001.SZ,平安银行,19910403\n", encoding="utf-8")
    report = _import(folder, store)
    sources = {(item.dataset, item.source_name.split(":")[0]) for item in report.imported}
    assert {("stk_limit", "manual_csv"), ("namechange", "manual_csv")} <= sources
    assert not {("stk_limit", "derived"), ("namechange", "derived")} & sources
    assert store.view(at(date(2026, 1, 5), 20)).read("stk_limit")["up_limit"].tolist() == [10.9]
    assert store.view(NOW).read("stock_basic")["name"].tolist() == ["平安银行"]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("daily.csv", "20260106,10.2", "20260106,ten", r"daily\.csv line 4: .*open.*'ten'"),
        ("daily.csv", "000001.SZ,20260106", "000001.SZ,2026/01/06", r"daily\.csv line 4: .*trade_date.*'2026/01/06'"),
        ("daily.csv", "1030,1.0,0", "1030", r"daily\.csv line 4 has 9 cells, expected 11"),
        ("daily.csv", "1000,1020", "1000,1020000", r"daily\.csv: .*unit trap"),
        ("daily.csv", "pre_close,vol", "pre_close,volume", r"daily\.csv: .*vol is missing"),
        ("daily.csv", "600000.SH,20260105", "000001.SZ,20260105", r"daily\.csv: .*share the key"),
        ("trade_cal.csv", "20260105", "20260145", r"trade_cal\.csv line 6: .*cal_date.*'20260145'"),
        ("suspend.csv", "ts_code,trade_date", "ts_code,day", r"suspend\.csv: .*trade_date is missing"),
        ("daily_basic.csv", "trade_date", "day", r"daily_basic\.csv has no column trade_date"),
    ],
)
def test_malformed_files_name_themselves(
    folder: Path, store: SnapshotStore, name: str, old: str, new: str, says: str
) -> None:
    text = FILES[name]
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FixAndRestart, match=says) as refused:
        _import(folder, store)
    assert refused.value.remedy


def test_without_a_calendar_nothing_is_imported(folder: Path, store: SnapshotStore) -> None:
    (folder / "trade_cal.csv").unlink()
    with pytest.raises(DaybreakError, match="calendar was never stored"):
        _import(folder, store)
    assert store.pin() == 0


@pytest.mark.realdata
def test_a_month_of_real_data(realdata: Path, store: SnapshotStore, engine: Engine) -> None:
    """Counts and prices against DuckDB on the files themselves; limits against the bars they bounded.

    The folder's own cross-check found no bar outside the rulebook's limits in that month.
    """
    start, end = date(2024, 6, 3), date(2024, 6, 28)
    report = _import(realdata, store, start, end)
    assert {item.dataset for item in report.imported} == {
        "trade_cal", "dividend", "index_daily", "suspend_d", "adj_factor", "daily", "daily_basic", "stk_auction",
        "stk_limit", "namechange", "stock_basic",
    }  # fmt: skip
    view = store.view(at(end, 20))
    daily = view.read("daily")
    with duckdb.connect() as connection:
        rows, amount = connection.execute(
            "SELECT count(*), sum(amount) FROM read_parquet(?) WHERE trade_date BETWEEN '2024-06-03' AND '2024-06-28'",
            [str(realdata / "ashare_daily.parquet")],
        ).fetchall()[0]
    assert len(daily) == rows
    assert np.isclose(daily["amount"].sum(), amount * 1000)
    both = daily.merge(view.read("stk_limit"), on=["ts_code", "trade_date"])
    assert len(both) == rows
    assert (both["high"] <= both["up_limit"] + 1e-9).all()
    assert (both["low"] >= both["down_limit"] - 1e-9).all()
    assert (np.isclose(both["high"], both["up_limit"])).any()
    wide = both[both["ts_code"].str.startswith(("300", "688"))]
    assert np.allclose(wide["up_limit"] / wide["pre_close_x"], 1.2, atol=0.01)
    basic = view.read("stock_basic")
    assert set(daily["ts_code"]) <= set(basic["ts_code"])
    assert basic["list_date"].max() <= 20240628
    audits = {item.dataset: item for item in audit_datasets(view, engine)}
    assert audits["daily"].coverage == 1.0
    assert audits["daily"].age_days == 0
    assert audits["stk_limit"].derived
    assert not audits["daily"].derived
