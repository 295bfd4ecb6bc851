from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from core.adapters.csv.listings import read_listings
from core.domain.errors import FixAndRestart

TODAY = date(2026, 5, 8)


def test_dates_and_flags_are_read() -> None:
    raw = pd.DataFrame(
        {
            "ts_code": ["b", "a", "a", "c"],
            "name": ["*ST乙", "甲", "新甲", "丙"],
            "list_date": ["19910403", "1999-11-10", "", None],
            "asof": ["2026-02", "2023-03-17", "2024-02", "20260415"],
            "is_st_name": ["True", "False", "False", ""],
        }
    )
    made = read_listings(Path("stock_basic_snapshots.csv"), raw, TODAY)
    assert made["ts_code"].tolist() == ["a", "a", "b", "c"]
    assert made["asof"].tolist() == [20230317, 20240229, 20260228, 20260415]
    assert made["list_date"].fillna(0).tolist() == [19991110, 0, 19910403, 0]
    assert made["is_st_name"].tolist()[:3] == [False, False, True]
    assert made["name"].fillna("").tolist() == ["甲", "新甲", "*ST乙", ""]


def test_a_plain_table_is_true_today_and_names_tell_the_flag() -> None:
    raw = pd.DataFrame({"ts_code": list("abcd"), "name": ["ST甲", "S*ST乙", "S佳通", "平安"]})
    made = read_listings(Path("stock_basic.csv"), raw, TODAY)
    assert made["asof"].unique().tolist() == [20260508]
    assert made["is_st_name"].tolist() == [True, True, False, False]


@pytest.mark.parametrize("cell", ["2026-13", "20260230", "soon", "2026"])
def test_a_bad_date_names_its_line(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "stock_basic_snapshots.csv"
    path.write_text(f"ts_code,asof\na,2026-02\nb,{cell}\n")
    raw = pd.DataFrame({"ts_code": ["a", "b"], "asof": ["2026-02", cell]})
    with pytest.raises(FixAndRestart, match=f"line 3: '{cell}' is not a date"):
        read_listings(path, raw, TODAY)


def test_a_table_without_codes_is_refused() -> None:
    with pytest.raises(FixAndRestart, match="has no column ts_code"):
        read_listings(Path("stock_basic.csv"), pd.DataFrame({"symbol": ["000001"]}), TODAY)
