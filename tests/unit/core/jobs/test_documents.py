"""What is written for machines comes back as it was."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.breaks import Break, BreakCode
from core.domain.orders import Channel, Order, Side
from core.domain.verdict import Ruling, Verdict
from core.jobs.documents import batch_of, breaks_document, orders_document, quotes_document, verdicts_document
from core.pipeline.orders import BuiltOrders, SkipCode, Skipped
from core.settings.model import Execution
from tests.fakes.morning import a_quote, quotes_of
from tests.fakes.trading import D1

ORDERS = st.builds(
    Order,
    client_order_id=st.text(min_size=1),
    symbol=st.text(),
    side=st.sampled_from(Side),
    qty_shares=st.integers(),
    limit_li=st.integers(),
    reason=st.text(),
)


def through_json(document: object) -> object:
    return json.loads(json.dumps(document, ensure_ascii=False, sort_keys=True, allow_nan=False))


@given(orders=st.lists(ORDERS), sequence=st.integers(1, 99), prev_hash=st.text())
@settings(deadline=None, max_examples=60)
def test_a_batch_comes_back_from_its_document(orders: list[Order], sequence: int, prev_hash: str) -> None:
    execution = Execution(channel=Channel.REPLAY, account_tail="4711", valid_until="14:50:00")
    document = through_json(orders_document(BuiltOrders(tuple(orders), ()), "20260105-01", sequence))
    batch = batch_of(document, D1, prev_hash, execution)
    assert batch.orders == tuple(orders)
    assert (batch.batch_id, batch.trade_date, batch.sequence, batch.prev_hash) == (
        "20260105-01",
        D1,
        sequence,
        prev_hash,
    )
    assert (batch.channel, batch.account_tail, batch.valid_until) == (Channel.REPLAY, "4711", "14:50:00")


def test_names_left_out_keep_their_reason() -> None:
    skipped = Skipped("600000.SH", Side.BUY, SkipCode.LOCKED_UP, "opens at its limit")
    document = through_json(orders_document(BuiltOrders((), (skipped,)), "b", 1))
    assert isinstance(document, dict)
    assert document["skipped"] == [
        {"symbol": "600000.SH", "side": "BUY", "code": "LOCKED_UP", "reason": "opens at its limit"}
    ]


def test_quotes_are_by_symbol_in_order() -> None:
    document = quotes_document(quotes_of(a_quote("600000.SH", 10_000), a_quote("000001.SZ", 9_000)))
    assert list(document) == ["000001.SZ", "600000.SH"]
    assert isinstance(through_json(document), dict)
    assert document["000001.SZ"]["ref_li"] == 9_000  # type: ignore[index]


def test_verdicts_keep_order_and_evidence() -> None:
    verdicts = [
        Verdict("stop", Ruling.PASS, "OK", "active", {"state": "ACTIVE"}),
        Verdict("asset_check", Ruling.BLOCK, "DIFFER", "one fen", {"cash_fen": [1, 2]}),
    ]
    document = through_json(verdicts_document(verdicts))
    assert isinstance(document, list)
    assert [
        Verdict(row["gate"], Ruling(row["ruling"]), row["code"], row["reason"], row["evidence"]) for row in document
    ] == verdicts


def test_breaks_go_without_the_database_numbers() -> None:
    found = Break(BreakCode.CASH_MISMATCH, date(2026, 1, 5), "", "one fen", {"difference_fen": 1}, 17)
    assert breaks_document([found]) == [
        {
            "code": "CASH_MISMATCH",
            "trade_date": 20260105,
            "symbol": "",
            "detail": "one fen",
            "evidence": {"difference_fen": 1},
        }
    ]
