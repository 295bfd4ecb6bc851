from dataclasses import replace

import pytest

from core.adapters.ptrade.orders_file import content_hash, decode, encode, file_name
from core.domain.errors import FixAndRestart
from core.domain.orders import Side
from tests.fakes.paper_market import DAY, batch, order

ORDERS = (
    order(1, "600000.SH", Side.SELL, 300, 10_450),
    order(2, "000001.SZ", Side.BUY, 100, 9_995),
    order(3, "920002.BJ", Side.BUY, 100, 12_340),
)


def test_the_file_reads_as_the_format_says() -> None:
    text = encode(batch(ORDERS)).decode()
    lines = text.split("\n")
    assert lines[:10] == [
        "#format=daybreak-orders-1", "#channel=PAPER", "#account_tail=0000", "#trade_date=20260105",
        "#batch_id=20260105-01", "#sequence=1", "#prev_hash=", "#valid_until=14:56:00", "#rows=3",
        "#notional_fen=536850",
    ]  # fmt: skip
    assert lines[11:] == [
        "client_order_id,symbol,side,shares,limit_price,reason",
        'D-001,600000.SS,SELL,300,10.45,"test, with a comma"',
        'D-002,000001.SZ,BUY,100,9.995,"test, with a comma"',
        'D-003,920002.NEEQ,BUY,100,12.34,"test, with a comma"',
        "#END,3",
        "",
    ]


def test_decoding_gives_the_batch_back() -> None:
    made = batch(ORDERS, prev_hash="a" * 64)
    assert decode(encode(made)) == made


def test_an_empty_batch_is_a_file_too() -> None:
    assert decode(encode(batch(()))).orders == ()


def test_the_header_carries_the_content_hash() -> None:
    made = batch(ORDERS)
    assert f"#sha256={content_hash(made)}\n".encode() in encode(made)


def test_the_content_hash_depends_on_the_previous_one() -> None:
    assert content_hash(batch(ORDERS, prev_hash="a" * 64)) != content_hash(batch(ORDERS, prev_hash="b" * 64))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        (b"600000.SS", b"600001.SS", "sha256"),
        (b"#END,3\n", b"", "breaks off"),
        (b"#rows=3", b"#rows=4", "sha256"),
        (b"D-002", b"\xb9\xc9", "sha256"),
    ],
)
def test_a_changed_file_is_refused(old: bytes, new: bytes, named: str) -> None:
    data = encode(batch(ORDERS))
    with pytest.raises(FixAndRestart, match=named):
        decode(data.replace(old, new), "orders_20260105_1.csv")


@pytest.mark.parametrize(
    "changes",
    [
        {"batch_id": "a\nb"},
        {"account_tail": "12"},
        {"prev_hash": "xyz"},
        {"valid_until": "14:56"},
        {"sequence": 10},
        {"orders": (ORDERS[0], ORDERS[0])},
        {"orders": (ORDERS[0], replace(ORDERS[0], client_order_id="D-009"))},
        {"orders": (replace(ORDERS[0], client_order_id="#END"),)},
        {"orders": (replace(ORDERS[0], qty_shares=-100),)},
        {"orders": (replace(ORDERS[0], limit_li=0),)},
        {"orders": (replace(ORDERS[0], reason="=HYPERLINK(1)"),)},
        {"orders": (replace(ORDERS[0], reason="\x1b[2J"),)},
        {"orders": (replace(ORDERS[0], reason="\ud800"),)},
    ],
)
def test_what_could_be_read_in_two_ways_is_not_written(changes: dict[str, object]) -> None:
    with pytest.raises(FixAndRestart):
        encode(replace(batch(ORDERS[:1]), **changes))


def test_the_name_is_what_the_executor_looks_for() -> None:
    assert file_name(DAY, 2) == "orders_20260105_2.csv"
