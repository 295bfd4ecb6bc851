"""Delivery lists as brokers' clients export them, and what is refused with line and remedy."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.adapters.ptrade.delivery_list import read_delivery_list
from core.domain.delivery import Charges, Delivery
from core.domain.errors import FixAndRestart
from core.domain.orders import Side

COMMA = (
    "成交日期,证券代码,证券名称,操作,成交数量,成交均价,成交金额,手续费,印花税,过户费,其他杂费,发生金额,合同编号\n"
    "20260105,600000,浦发银行,证券买入,1000,10.04,10040.00,5.00,0,0.10,0.00,-10045.10,0012\n"
    "20260105,000001,平安银行,证券卖出,-500,12.00,\"6,000.00\",5.00,3.00,0.06,0.00,5991.94,13\n"
    "20260105,600000,浦发银行,红利入账,0,0,0,0,0,0,0,100.00,\n"
)  # fmt: skip
TABBED = (
    "交割单查询\n\n"
    "交割日期\t股票代码\t股票名称\t买卖标志\t成交股数\t成交价格\t成交金额(元)\t佣金\t印花税\t过户费\t经手费\t清算金额\t委托编号\n"
    '="2026-01-05"\t="000001"\t平安银行\t卖出\t500\t12.00\t6000.00\t5.00\t3.00\t0.06\t0.21\t5991.94\t="13"\n'
    "合计\t\t\t\t\t\t6000.00\t5.00\t3.00\t0.06\t0.21\t5991.94\t\n"
)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "交割单.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_trades_are_read_with_their_fees_and_other_lines_counted(tmp_path: Path, encoding: str) -> None:
    found = read_delivery_list(written(tmp_path, COMMA, encoding))
    day = date(2026, 1, 5)
    assert found.trades == (
        Delivery(2, day, "600000.SH", Side.BUY, 1000, 1_004_000, Charges(500, 0, 10, 0), "12"),
        Delivery(3, day, "000001.SZ", Side.SELL, 500, 600_000, Charges(500, 300, 6, 0), "13"),
    )
    assert found.other_lines == {"红利入账": 1}


def test_a_terminals_table_with_title_totals_and_quoted_cells_is_read(tmp_path: Path) -> None:
    """The handling fee of 0.21 is part of the commission: only then do the fees explain the money that moved."""
    [trade] = read_delivery_list(written(tmp_path, TABBED, "gbk")).trades
    assert (trade.symbol, trade.entrust_no, trade.charges) == ("000001.SZ", "13", Charges(500, 300, 6, 0))


def test_further_fees_come_on_top_where_the_money_says_so(tmp_path: Path) -> None:
    [trade] = read_delivery_list(written(tmp_path, TABBED.replace("5991.94", "5991.73"), "gbk")).trades
    assert trade.charges == Charges(500, 300, 6, 21)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("10040.00,5.00", "10040.00,5.01", "line 2: 1004000 fen traded and 511 fen of fees do not explain"),
        ("10040.00,5.00", "10040.00,-5.00", "line 2: a fee of -5.00 is below zero"),
        ("10040.00,5.00", "10040.00,5.001", "finer than a fen"),
        ("10040.00,5.00", "10040.00,NaN", "expected a sum of money"),
        ("10040.00,5.00", "10040.00,=1+1", "expected a number"),
        (",1000,", ",1000.5,", "is no number of shares"),
        (",1000,", ",0,", "is no number of shares"),
        ("20260105,600000,浦发银行,证券买入", "20261305,600000,浦发银行,证券买入", "line 2: '20261305' is not a date"),
        ("600000,浦发银行,证券买入", "999999,浦发银行,证券买入", "'999999' is no A-share"),
        (",印花税", ",税", "no column 印花税"),
        ("证券代码", "编码", "no header with 证券代码"),
        (",-10045.10,0012", "", "one more is needed"),
        ("浦发银行,证券买入", '浦发"银行\n,证券买入', "one more is needed"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in COMMA
    with pytest.raises(FixAndRestart) as refused:
        read_delivery_list(written(tmp_path, COMMA.replace(old, new, 1)))
    assert says in refused.value.message
    assert refused.value.remedy


def test_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(FixAndRestart, match="as CSV or text"):
        read_delivery_list(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: (COMMA + text).encode())))
def test_no_bytes_do_anything_but_read_or_be_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(data)
    with suppress(FixAndRestart):
        read_delivery_list(path)
