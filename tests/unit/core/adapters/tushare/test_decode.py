"""Vendor rows to canonical frames."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.adapters.tushare.decode import decode
from core.domain.dataset import DATASETS
from core.domain.errors import FixAndRestart

DAILY = DATASETS["daily"]


def bars(**changes: object) -> pd.DataFrame:
    """One real bar, 000001.SZ of 2018-01-02 as Tushare's `daily` gives it: vol in 手, amount in 千元."""
    row: dict[str, object] = {
        "ts_code": "000001.SZ", "trade_date": "20180102", "open": 13.35, "high": 13.93, "low": 13.32, "close": 13.7,
        "pre_close": 13.3, "pct_chg": 3.0075, "vol": 2081593.0, "amount": 2856543.8,
    }  # fmt: skip
    return pd.DataFrame([{**row, **changes}], dtype=object)


def several(count: int, *changes: dict[str, object]) -> pd.DataFrame:
    frames = [bars(ts_code=f"{number:06d}.SZ") for number in range(1, count - len(changes) + 1)]
    frames += [bars(**change) for change in changes]
    return pd.concat(frames, ignore_index=True)


def test_daily_becomes_shares_and_yuan() -> None:
    frame = decode(DAILY, bars())
    assert list(frame.columns) == DAILY.column_names()
    row = frame.iloc[0]
    assert row["vol"] == 208_159_300.0
    assert row["amount"] == pytest.approx(2_856_543_800.0)
    assert row["amount"] / row["vol"] == pytest.approx(13.7229, abs=1e-4)
    assert row["trade_date"] == 20180102


def test_daily_basic_becomes_shares_and_yuan() -> None:
    raw = pd.DataFrame(
        {"ts_code": ["601398.SH"], "trade_date": ["20260105"], "total_share": [35640625.71], "total_mv": [2.5e8]}
    )
    row = decode(DATASETS["daily_basic"], raw).iloc[0]
    assert row["total_share"] == pytest.approx(356_406_257_100.0)
    assert row["total_mv"] == pytest.approx(2.5e12)
    assert np.isnan(row["pe_ttm"])


def test_auction_is_already_in_shares_and_yuan() -> None:
    raw = pd.DataFrame(
        {"ts_code": ["600000.SH"], "trade_date": [20260105], "price": [10.0], "vol": [3000], "amount": [30000.0]}
    )
    assert decode(DATASETS["stk_auction"], raw).loc[0, "vol"] == 3000.0


def test_dtypes_do_not_depend_on_how_the_source_writes() -> None:
    texts = decode(DAILY, bars(trade_date="2018-01-02", open="13.35", vol="2081593"))
    numbers = decode(DAILY, bars(trade_date=20180102.0, open=Decimal("13.35"), vol=np.int64(2081593)))
    dates = decode(DAILY, bars(trade_date=date(2018, 1, 2)))
    stamps = decode(DAILY, bars().assign(trade_date=pd.to_datetime(["2018-01-02"])))
    for other in (numbers, dates, stamps):
        pd.testing.assert_frame_equal(texts, other)
    assert texts.dtypes.astype(str).to_dict() == {
        name: {"ts_code": "str", "trade_date": "int64"}.get(name, "float64") for name in DAILY.column_names()
    }


def test_optional_columns_are_filled_with_missing() -> None:
    raw = pd.DataFrame({"ts_code": ["000001.SZ", "600000.SH"], "delist_date": [None, "20260105"], "extra": [1, 2]})
    frame = decode(DATASETS["stock_basic"], raw)
    assert frame["delist_date"].dtype == "Int64"
    assert frame["delist_date"].tolist() == [pd.NA, 20260105]
    assert frame["list_date"].isna().all()
    assert frame["name"].dtype == "str"
    assert "extra" not in frame


def test_rows_are_sorted_by_date_then_code_and_kept_once() -> None:
    later = bars(trade_date="20180103")
    other = bars(ts_code="000002.SZ")
    frame = decode(DAILY, pd.concat([later, other, bars(), bars()], ignore_index=True))
    assert list(zip(frame["trade_date"], frame["ts_code"], strict=True)) == [
        (20180102, "000001.SZ"),
        (20180102, "000002.SZ"),
        (20180103, "000001.SZ"),
    ]


def test_empty_is_an_answer() -> None:
    for spec in DATASETS.values():
        frame = decode(spec, pd.DataFrame())
        assert list(frame.columns) == spec.column_names()
        assert frame.empty
    assert decode(DAILY, pd.DataFrame()).dtypes.equals(decode(DAILY, bars()).dtypes)


def test_missing_required_column_is_named() -> None:
    with pytest.raises(FixAndRestart, match=r"daily: column vol is missing"):
        decode(DAILY, bars().drop(columns="vol"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ts_code": 600000}, "ts_code in row 0 is 600000"),
        ({"ts_code": "600000"}, "expected a code like 600000.SH"),
        ({"ts_code": None}, "ts_code is empty in row 0"),
        ({"trade_date": "20181301"}, "trade_date in row 0 is '20181301', expected a date"),
        ({"trade_date": ""}, "trade_date is empty"),
        ({"trade_date": 20180102.5}, "expected a date"),
        ({"open": "13,35"}, "open in row 0 is '13,35', expected a number"),
        ({"open": True}, "open in row 0 is True"),
        ({"open": [1]}, "open in row 0 is"),
        ({"open": float("inf")}, "open in row 0 is inf"),
        ({"open": None}, "open is empty in row 0"),
    ],
)
def test_wrong_cells_are_named(changes: dict[str, object], words: str) -> None:
    with pytest.raises(FixAndRestart) as caught:
        decode(DAILY, bars(**changes))
    assert words in caught.value.message


@pytest.mark.parametrize("name", ["ts_code", "trade_date"])
def test_one_missing_key_among_good_rows_is_named(name: str) -> None:
    with pytest.raises(FixAndRestart, match=f"{name} is empty in row 2"):
        decode(DAILY, several(3, {name: None}))


def test_a_whole_number_no_integer_can_hold_is_named() -> None:
    raw = pd.DataFrame({"cal_date": ["20260105"], "is_open": [1e300]})
    with pytest.raises(FixAndRestart, match=r"is_open in row 0 is .*expected a whole number"):
        decode(DATASETS["trade_cal"], raw)


def test_a_missing_price_among_others_stays_missing() -> None:
    frame = decode(DAILY, several(3, {"ts_code": "600000.SH", "open": None}))
    assert np.isnan(frame.loc[2, "open"])


def test_two_different_rows_with_one_key_are_refused() -> None:
    with pytest.raises(FixAndRestart, match=r"different rows share the key .*000001.SZ"):
        decode(DAILY, pd.concat([bars(), bars(close=13.6)], ignore_index=True))


def test_a_column_named_twice_is_refused() -> None:
    raw = pd.concat([bars(), bars()[["vol"]]], axis=1)
    with pytest.raises(FixAndRestart, match="vol"):
        decode(DAILY, raw)


@pytest.mark.parametrize(
    "changes",
    [{"amount": 2856543800.0}, {"vol": 208159300.0}, {"amount": 285654.38}, {"vol": 20815.93}],
    ids=["amount in yuan", "vol in shares", "amount in 万元", "vol too small"],
)
def test_unit_trap(changes: dict[str, object]) -> None:
    with pytest.raises(FixAndRestart, match=r"unit trap.*000001\.SZ"):
        decode(DAILY, bars(**changes))


def test_one_row_of_another_unit_among_many_is_a_trap_too() -> None:
    with pytest.raises(FixAndRestart, match=r"unit trap.*430001\.BJ"):
        decode(DAILY, several(300, {"ts_code": "430001.BJ", "vol": 208159300.0}))


def test_a_single_slip_among_many_rows_stays() -> None:
    """300999.SZ of 2020-11-09 in the sample data has amount/vol 3.4 % below its low."""
    slip = {"ts_code": "300999.SZ", "open": 61.0, "high": 64.64, "low": 58.58, "close": 61.66,
            "vol": 1106055.81, "amount": 6256618.1}  # fmt: skip
    assert len(decode(DAILY, several(101, slip))) == 101
    with pytest.raises(FixAndRestart, match="unit trap"):
        decode(DAILY, several(99, slip))


def test_two_percent_outside_is_tolerated_and_no_volume_is_exempt() -> None:
    edge = 13.93 * 1.0199 * 2081593.0 * 100 / 1000
    assert len(decode(DAILY, bars(amount=edge))) == 1
    with pytest.raises(FixAndRestart, match="unit trap"):
        decode(DAILY, bars(amount=edge * 1.0003))
    assert len(decode(DAILY, bars(vol=0.0, amount=0.0))) == 1


def test_auction_and_share_counts_in_wrong_units() -> None:
    lots = {"ts_code": ["600000.SH"], "trade_date": [20260105], "price": [10.0], "vol": [30], "amount": [30000.0]}
    with pytest.raises(FixAndRestart, match="unit trap"):
        decode(DATASETS["stk_auction"], pd.DataFrame(lots))
    shares = {"ts_code": ["000001.SZ"], "trade_date": [20260105], "total_share": [1.94e10]}
    with pytest.raises(FixAndRestart, match=r"unit trap.*total_share"):
        decode(DATASETS["daily_basic"], pd.DataFrame(shares))
    yuan = {"ts_code": ["000001.SZ"], "trade_date": [20260105], "total_share": [1.94e6], "total_mv": [2.2e11]}
    with pytest.raises(FixAndRestart, match=r"unit trap.*no price"):
        decode(DATASETS["daily_basic"], pd.DataFrame(yuan))


def dividends(*rows: tuple[object, ...]) -> pd.DataFrame:
    names = ["ts_code", "ex_date", "div_proc", "stk_div", "cash_div_tax", "record_date"]
    return pd.DataFrame(rows, columns=names, dtype=object)


def test_dividend_counts_only_what_is_carried_out() -> None:
    frame = decode(
        DATASETS["dividend"],
        dividends(
            ("000001.SZ", "20260612", "实施", 0.0, 0.36, "20260611"),
            ("000001.SZ", None, "预案", 0.0, 0.25, None),
            ("000002.SZ", "20260612", "股东大会通过", 0.0, 0.5, None),
        ),
    )
    assert frame[["ts_code", "trade_date", "cash_div_tax"]].values.tolist() == [["000001.SZ", 20260612, 0.36]]


def test_equal_terms_on_one_ex_date_repeat_and_different_ones_add_up() -> None:
    """Checked against ex-right prices: 002352.SZ 2024-11-07 fell 1.39 = 0.4 + 1.0, 300760.SZ 2024-11-07 fell 1.65."""
    frame = decode(
        DATASETS["dividend"],
        dividends(
            ("300760.SZ", "20241107", "实施", 0.0, 1.65, "20241106"),
            ("300760.SZ", "20241107", "实施", 0.0, 1.65, "20241105"),
            ("002352.SZ", "20241107", "实施", 0.0, 0.4, "20241106"),
            ("002352.SZ", "20241107", "实施", 0.0, 1.0, "20241106"),
            ("002846.SZ", "20210330", "实施", 0.6, 0.149971, "20210329"),
            ("002846.SZ", "20210330", "实施", 0.6, 0.15, "20210329"),
        ),
    )
    terms = {row.ts_code: (row.stk_div, row.cash_div_tax) for row in frame.itertuples()}
    assert terms["300760.SZ"] == (0.0, 1.65)
    assert terms["002352.SZ"] == (0.0, pytest.approx(1.4))
    assert terms["002846.SZ"] == (0.6, pytest.approx(0.15, abs=1e-4))
    assert len(frame) == 3


def test_bonus_shares_of_two_distributions_keep_what_comes_from_profits() -> None:
    """0.3 from profits and 0.2 from reserves; where neither is stated, all of it may be taxed."""
    base = ("20260612", "实施")
    raw = pd.DataFrame(
        [
            ("000001.SZ", *base, 0.3, 0.1, 0.3, None), ("000001.SZ", *base, 0.2, 0.4, None, 0.2),
            ("000002.SZ", *base, 0.3, 0.1, None, None), ("000002.SZ", *base, 0.2, 0.4, None, 0.2),
            ("000004.SZ", *base, 0.0, 0.1, None, None), ("000004.SZ", *base, 0.0, 0.4, None, None),
        ],
        columns=["ts_code", "ex_date", "div_proc", "stk_div", "cash_div_tax", "stk_bo_rate", "stk_co_rate"],
        dtype=object,
    )  # fmt: skip
    frame = decode(DATASETS["dividend"], raw)
    assert frame["stk_bo_rate"].round(9).fillna(-1).tolist() == [0.3, 0.3, -1]
    assert frame["stk_co_rate"].round(9).fillna(-1).tolist() == [0.2, 0.2, -1]


@pytest.mark.realdata
def test_real_rows_decode(realdata: Path) -> None:
    columns = ["ts_code", "trade_date", "open", "high", "low", "close", "pre_close", "vol", "amount"]
    raw = pd.read_parquet(realdata / "ashare_daily.parquet", columns=columns)
    raw = raw[pd.to_datetime(raw["trade_date"]) >= "2026-01-01"]
    frame = decode(DAILY, raw)
    assert len(frame) == len(raw)
    assert frame["vol"].sum() == pytest.approx(raw["vol"].sum() * 100)
    assert frame[["trade_date", "ts_code"]].apply(tuple, axis=1).is_monotonic_increasing
