from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from core.adapters.store.factor_table import ParquetFactorTable
from core.domain.dates import at
from core.domain.errors import FixAndRestart
from core.ports.factors import FactorStamp, FactorTable

MONDAY, TUESDAY, WEDNESDAY = date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7)
STAMP = FactorStamp(at(MONDAY, 20), 12, 3, "registry", "panels")
NAMES = ["000001.SZ", "600000.SH"]


@pytest.fixture
def table(tmp_path: Path) -> FactorTable:
    return ParquetFactorTable(tmp_path)


def numbers(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_a_day_comes_back_to_the_bit(table: FactorTable) -> None:
    written = table.write(MONDAY, NAMES, {"size": numbers(1.1, np.nan), "pace@2": numbers(-0.0, 3e38)}, STAMP)
    frame = table.read(MONDAY, MONDAY)
    assert written > 0
    assert frame.columns.tolist() == ["trade_date", "ts_code", "size", "pace@2"]
    assert frame["trade_date"].tolist() == [20260105] * 2
    assert frame["ts_code"].tolist() == NAMES
    assert frame["size"].dtype == np.float32
    np.testing.assert_array_equal(frame["pace@2"].to_numpy().view(np.int32), numbers(-0.0, 3e38).view(np.int32))
    assert frame["size"].isna().tolist() == [False, True]


def test_a_day_says_what_it_was_made_of(table: FactorTable) -> None:
    assert table.stamp(MONDAY) is None
    table.write(MONDAY, NAMES, {}, STAMP)
    assert table.stamp(MONDAY) == STAMP


def test_stamps_tell_the_same_values_whenever_they_were_read() -> None:
    assert STAMP.same_values(replace(STAMP, as_of=at(TUESDAY, 20), pin=99))
    for other in (replace(STAMP, engine_version=4), replace(STAMP, registry="x"), replace(STAMP, panels="x")):
        assert not STAMP.same_values(other)


def test_days_of_other_columns_are_put_together(table: FactorTable) -> None:
    table.write(TUESDAY, NAMES, {"size": numbers(3, 4), "pace": numbers(5, 6)}, STAMP)
    table.write(MONDAY, NAMES[:1], {"size": numbers(1), "old": numbers(2)}, STAMP)
    frame = table.read(MONDAY, TUESDAY)
    assert frame["size"].tolist() == [1, 3, 4]
    assert frame["pace"].isna().tolist() == [True, False, False]
    assert frame["old"].isna().tolist() == [False, True, True]
    only = table.read(MONDAY, TUESDAY, ["pace", "never"])
    assert only.columns.tolist() == ["trade_date", "ts_code", "pace", "never"]
    assert only["never"].isna().all()
    assert only["never"].dtype == only["pace"].dtype == np.float32


def test_a_column_without_values_is_there_and_empty(table: FactorTable) -> None:
    table.write(MONDAY, NAMES, {"size": numbers(1, 2), "old": None}, STAMP)
    assert table.read(MONDAY, MONDAY)["old"].isna().all()
    table.write(TUESDAY, NAMES, {"size": numbers(1, 2), "old": numbers(7, 8)}, STAMP)
    assert table.read(MONDAY, TUESDAY)["old"].tolist()[2:] == [7, 8]


def test_only_the_days_asked_for(table: FactorTable, tmp_path: Path) -> None:
    for day in (WEDNESDAY, MONDAY, TUESDAY):
        table.write(day, NAMES, {"size": numbers(day.day, 0)}, STAMP)
    (tmp_path / "factors" / "trade_date=x.parquet").write_text("not a day")
    (tmp_path / "factors" / "own").mkdir()
    assert table.dates() == [MONDAY, TUESDAY, WEDNESDAY]
    assert table.read(TUESDAY, WEDNESDAY)["trade_date"].unique().tolist() == [20260106, 20260107]
    empty = table.read(date(2027, 1, 1), date(2027, 1, 2), ["size"])
    assert (len(empty), empty.columns.tolist()) == (0, ["trade_date", "ts_code", "size"])


def test_a_broken_file_has_no_stamp_and_is_refused(table: FactorTable, tmp_path: Path) -> None:
    table.write(MONDAY, NAMES, {"size": numbers(1, 2)}, STAMP)
    path = tmp_path / "factors" / "trade_date=20260105.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    assert table.stamp(MONDAY) is None
    with pytest.raises(FixAndRestart, match="cannot be read"):
        table.read(MONDAY, MONDAY)


def test_a_foreign_file_has_no_stamp(table: FactorTable, tmp_path: Path) -> None:
    table.write(MONDAY, NAMES, {}, STAMP)
    path = tmp_path / "factors" / "trade_date=20260105.parquet"
    bare = pq.read_table(path).replace_schema_metadata({b"daybreak": b'{"as_of": 1}'})
    pq.write_table(bare, path)
    assert table.stamp(MONDAY) is None


def test_a_file_that_cannot_be_written_leaves_the_old_one(table: FactorTable, tmp_path: Path) -> None:
    (tmp_path / "factors").write_text("in the way")
    with pytest.raises(FixAndRestart, match="cannot be written") as refused:
        table.write(MONDAY, NAMES, {}, STAMP)
    assert "goes on where it stopped" in refused.value.remedy
