from datetime import date

import numpy as np
import pandas as pd
import pytest

from core.adapters.store.canonical import canonical_table, frame_of, parquet_bytes, payload_hash
from core.domain.dataset import DATASETS
from core.domain.errors import FixAndRestart
from tests.fakes.partitions import bars

DAY = date(2026, 1, 5)
DAILY = DATASETS["daily"]
BASIC = DATASETS["stock_basic"]


def _hash(frame: pd.DataFrame) -> str:
    return payload_hash(DAILY, canonical_table(DAILY, frame))


def test_the_hash_sees_values_and_nothing_else() -> None:
    frame = bars(DAY, {"000001.SZ": 10.0, "600000.SH": 8.5})
    same = frame.iloc[::-1][list(reversed(frame.columns))].astype({"trade_date": "int32", "ts_code": object})
    assert _hash(same) == _hash(frame)
    assert _hash(frame.drop(columns="pct_chg")) == _hash(frame.assign(pct_chg=np.nan))
    assert _hash(frame.assign(pct_chg=-0.0)) == _hash(frame)
    for other in (
        frame.assign(close=[10.0, 8.51]),
        frame.assign(pct_chg=[np.nan, 0.0]),
        frame.assign(ts_code=["000001.SZ", "600001.SH"]),
        frame.iloc[:1],
    ):
        assert _hash(other) != _hash(frame)


def test_the_hash_tells_where_text_ends() -> None:
    names = pd.DataFrame({"ts_code": ["1", "2"], "name": ["ab", "c"]})
    hashes = {
        payload_hash(BASIC, canonical_table(BASIC, names.assign(name=cells)))
        for cells in (["ab", "c"], ["a", "bc"], ["ab,c", None], [None, "ab,c"], ["null", None])
    }
    assert len(hashes) == 5


def test_an_empty_column_that_came_later_changes_no_hash() -> None:
    spec = DATASETS["dividend"]
    rows = pd.DataFrame({"ts_code": ["600000.SH"], "trade_date": [20260105], "stk_div": [0.5]})
    table = canonical_table(spec, rows)
    before = table.drop_columns(sorted(spec.late_names))
    assert before.num_columns == table.num_columns - 2
    assert payload_hash(spec, table) == payload_hash(spec, before)
    assert payload_hash(spec, table) != payload_hash(spec, canonical_table(spec, rows.assign(stk_co_rate=0.5)))


def test_what_is_stored_comes_back_sorted_and_typed() -> None:
    frame = pd.DataFrame(
        {"ts_code": ["600000.SH", "000001.SZ"], "name": [None, "平安银行"], "list_date": [19991110, None]}
    )
    table = canonical_table(BASIC, frame.astype({"list_date": "Int64"}))
    back = frame_of(BASIC, table, ["ts_code", "name", "list_date"])
    assert back["ts_code"].tolist() == ["000001.SZ", "600000.SH"]
    assert back.dtypes.astype(str).to_dict() == {"ts_code": "str", "name": "str", "list_date": "Int64"}
    assert back["name"].isna().tolist() == [False, True]
    assert back["list_date"].isna().tolist() == [True, False]
    assert parquet_bytes(table) == parquet_bytes(
        canonical_table(BASIC, frame.iloc[::-1].astype({"list_date": "Int64"}))
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda frame: frame.drop(columns="close"), r"missing \['close'\]"),
        (lambda frame: frame.assign(vwap=1.0), r"foreign \['vwap'\]"),
        (lambda frame: pd.concat([frame, frame["close"]], axis=1), "columns are"),
        (lambda frame: pd.concat([frame, frame]), "2 rows repeat a key"),
        (lambda frame: frame.assign(close="10"), "column close holds"),
        (lambda frame: frame.assign(trade_date="20260105"), "column trade_date holds"),
        (lambda frame: frame.assign(trade_date=20260105.0), "column trade_date holds float64"),
        (lambda frame: frame.assign(close=True), "column close holds bool"),
        (lambda frame: frame.assign(ts_code=[1, 2]), "column ts_code holds int64"),
        (lambda frame: frame.assign(ts_code=["000001.SZ", None]), "ts_code is empty in 1 rows"),
        (lambda frame: frame.assign(high=np.inf), "column high holds infinity"),
    ],
)
def test_refuses(change: object, says: str) -> None:
    frame = bars(DAY, {"000001.SZ": 10.0, "600000.SH": 8.5})
    with pytest.raises(FixAndRestart, match=says):
        canonical_table(DAILY, change(frame))  # type: ignore[operator]
