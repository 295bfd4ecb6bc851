from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.ptrade.orders_file import decode, encode
from core.domain.errors import FixAndRestart
from core.domain.orders import Batch, Channel, Order, Side
from core.domain.spreadsheet import is_formula

orders = st.lists(
    st.builds(
        Order,
        client_order_id=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}", fullmatch=True),
        symbol=st.from_regex(r"[0-9]{6}\.(SH|SZ|BJ)", fullmatch=True),
        side=st.sampled_from(Side),
        qty_shares=st.integers(1, 10**9),
        limit_li=st.integers(1, 10**8),
        reason=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40).filter(
            lambda text: not is_formula(text.strip())
        ),
    ),
    max_size=6,
    unique_by=(lambda order: order.client_order_id, lambda order: (order.symbol, order.side)),
).map(tuple)
batches = st.builds(
    Batch,
    batch_id=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}", fullmatch=True),
    trade_date=st.dates(date(2018, 1, 1), date(2040, 1, 1)),
    sequence=st.integers(1, 9),
    prev_hash=st.just("") | st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    channel=st.sampled_from(Channel),
    account_tail=st.from_regex(r"[0-9]{4,8}", fullmatch=True),
    valid_until=st.sampled_from(["09:31:00", "14:56:00"]),
    orders=orders,
)


@given(batches)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_what_is_read(batch: Batch) -> None:
    back = decode(encode(batch))
    assert [" ".join(order.reason.split()) for order in batch.orders] == [order.reason for order in back.orders]
    assert encode(back) == encode(batch)
    assert (back.batch_id, back.trade_date, back.channel) == (batch.batch_id, batch.trade_date, batch.channel)


@given(batches, st.data())
@settings(max_examples=120, deadline=None)
def test_no_changed_byte_goes_unnoticed(batch: Batch, data: st.DataObject) -> None:
    whole = encode(batch)
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))
    changed = whole[:at] + bytes([byte]) + whole[at + 1 :]
    if changed.replace(b"\r\n", b"\n").rstrip(b"\n") == whole.rstrip(b"\n"):
        return
    with pytest.raises(FixAndRestart):
        decode(changed)


@given(batches, st.data())
@settings(max_examples=60, deadline=None)
def test_no_part_of_a_file_passes_for_the_whole(batch: Batch, data: st.DataObject) -> None:
    whole = encode(batch)
    part = whole[: data.draw(st.integers(0, len(whole) - 2))]
    with pytest.raises(FixAndRestart):
        decode(part)


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_anything_at_all_is_refused_in_our_words(data: bytes) -> None:
    with pytest.raises(FixAndRestart):
        decode(data)
