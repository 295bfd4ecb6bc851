from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.adapters.csv.folder import Skipped, find_tables, line_of, read_raw
from core.domain.errors import FixAndRestart

ROWS = "ts_code,trade_date,name\n000001.SZ,2026-01-05,平安\n600000.SH,20260105,浦发\n"


def test_files_are_found_by_stem(tmp_path: Path) -> None:
    for name in ("ashare_daily.parquet", "Suspend.csv", "stock_basic_snapshots.csv", "notes.txt", "crypto_5m.parquet"):
        (tmp_path / name).touch()
    tables, skipped = find_tables(tmp_path)
    assert {dataset: path.name for dataset, path in tables.items()} == {
        "daily": "ashare_daily.parquet",
        "suspend_d": "Suspend.csv",
        "stock_basic_snapshots": "stock_basic_snapshots.csv",
    }
    assert skipped == [Skipped("crypto_5m.parquet", "not a dataset of this product")]


def test_a_folder_without_datasets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FixAndRestart, match="is not there"):
        find_tables(tmp_path / "absent")
    with pytest.raises(FixAndRestart, match="holds no dataset"):
        find_tables(tmp_path)


def test_one_file_is_a_folder_of_one(tmp_path: Path) -> None:
    for name in ("daily.csv", "adj_factor.csv"):
        (tmp_path / name).touch()
    assert find_tables(tmp_path / "daily.csv") == ({"daily": tmp_path / "daily.csv"}, [])


def test_a_dataset_twice_is_refused(tmp_path: Path) -> None:
    for name in ("daily.csv", "ashare_daily.parquet"):
        (tmp_path / name).touch()
    with pytest.raises(FixAndRestart, match=r"ashare_daily\.parquet and daily\.csv both hold daily"):
        find_tables(tmp_path)


@pytest.mark.parametrize("data", [ROWS.encode(), b"\xef\xbb\xbf" + ROWS.encode(), ROWS.encode("gbk")])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_csv_dialects(tmp_path: Path, data: bytes, newline: bytes) -> None:
    path = tmp_path / "stock.csv"
    path.write_bytes(data.replace(b"\n", newline))
    raw = read_raw(path)
    assert list(raw.columns) == ["ts_code", "trade_date", "name"]
    assert raw["name"].tolist() == ["平安", "浦发"]
    assert raw["trade_date"].tolist() == ["2026-01-05", "20260105"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "line 1 is empty"),
        (b"a,b,c\n1,2,3\n4,5\n", "line 3 has 2 cells, expected 3"),
        (b"a,b\n1,2\n\n3,4,5\n", "line 4 has 3 cells, expected 2"),
        (b'a,b\n1,"2\n', "line 2 is not CSV"),
        (b"a,b\n1,2\n\xff\xff,3\n", "line 3 is neither UTF-8 nor GBK"),
    ],
)
def test_a_malformed_csv_names_its_line(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "daily.csv"
    path.write_bytes(data)
    with pytest.raises(FixAndRestart, match=f"daily.csv {says}") as refused:
        read_raw(path)
    assert refused.value.remedy


def test_rows_know_their_line(tmp_path: Path) -> None:
    path = tmp_path / "daily.csv"
    path.write_bytes(b'a,b\n1,"two\nlines"\n\n3,4\n')
    assert read_raw(path)["a"].tolist() == ["1", "3"]
    assert [line_of(path, row) for row in range(3)] == [2, 5, None]
    assert line_of(tmp_path / "daily.parquet", 0) is None


def test_parquet_dates_and_single_floats_become_plain(tmp_path: Path) -> None:
    path = tmp_path / "daily.parquet"
    days = pd.to_datetime(pd.Series(["2026-01-05", None])).dt.date
    table = pa.table({"trade_date": pa.array(days, pa.date32()), "turnover_rate": pa.array([1.23, None], pa.float32())})
    pq.write_table(table, path)
    raw = read_raw(path)
    assert raw["trade_date"].tolist()[0] == 20260105
    assert raw["trade_date"].isna().tolist() == [False, True]
    assert raw["turnover_rate"].tolist()[0] == 1.23


def test_a_broken_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "daily.parquet"
    path.write_bytes(b"PAR1 not really")
    with pytest.raises(FixAndRestart, match=r"daily\.parquet is not a Parquet file"):
        read_raw(path)
