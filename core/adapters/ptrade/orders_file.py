"""The orders file: a batch as bytes and back, verified in both directions."""

import re
from datetime import date

from core.adapters.ptrade.fields import Row, header, header_count, header_day, rows_of
from core.adapters.ptrade.sealed import Sealed, seal, unseal
from core.domain.dates import ymd
from core.domain.errors import FixAndRestart
from core.domain.money import notional_fen
from core.domain.orders import Batch, Channel, Order, Side
from core.domain.symbols import to_ptrade

FORMAT = "daybreak-orders-1"
LAST_SEQUENCE = 9
COLUMNS = ("client_order_id", "symbol", "side", "shares", "limit_price", "reason")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
_TAIL = re.compile(r"[0-9A-Za-z]{4,20}")
_HASH = re.compile(r"([0-9a-f]{64})?")
_TIME = re.compile(r"([01][0-9]|2[0-3])(:[0-5][0-9]){2}")


def file_name(day: date, sequence: int) -> str:
    """Return the name the executor looks for."""
    return f"orders_{ymd(day)}_{sequence}.csv"


def batch_notional_fen(batch: Batch) -> int:
    """Return price × quantity over all rows, buys and sells alike, in fen."""
    return sum(notional_fen(order.limit_li, order.qty_shares) for order in batch.orders)


def encode(batch: Batch) -> bytes:
    """Return the file's bytes; FixAndRestart for a batch the format cannot carry."""
    _check(batch)
    top = [
        ("format", FORMAT),
        ("channel", str(batch.channel)),
        ("account_tail", batch.account_tail),
        ("trade_date", str(ymd(batch.trade_date))),
        ("batch_id", batch.batch_id),
        ("sequence", str(batch.sequence)),
        ("prev_hash", batch.prev_hash),
        ("valid_until", batch.valid_until),
        ("rows", str(len(batch.orders))),
        ("notional_fen", str(batch_notional_fen(batch))),
    ]
    return seal(top, COLUMNS, [_row(order) for order in batch.orders])


def content_hash(batch: Batch) -> str:
    """Return the hash in the file's header, which the next batch names as its `prev_hash`."""
    return unseal(encode(batch), batch.batch_id).content_hash


def decode(data: bytes, name: str = "orders file") -> Batch:
    """Return the batch of a file; FixAndRestart naming file and line when it is not whole or contradicts itself."""
    file = unseal(data, name)
    if header(file, "format") != FORMAT:
        raise file.refusal(1, f"format {file.header['format']!r}, expected {FORMAT!r}")
    orders = tuple(_order(row) for row in rows_of(file, "", COLUMNS))
    header_count(file, "rows", len(orders))
    try:
        batch = _batch(file, orders)
        _check(batch)
    except (ValueError, FixAndRestart) as error:
        raise file.refusal(0, f"not a batch of ours: {getattr(error, 'message', error)}") from None
    header_count(file, "notional_fen", batch_notional_fen(batch))
    if content_hash(batch) != file.content_hash:
        raise file.refusal(0, "is not written as we write it: something in it could be read in two ways")
    return batch


def _batch(file: Sealed, orders: tuple[Order, ...]) -> Batch:
    return Batch(
        batch_id=header(file, "batch_id"),
        trade_date=header_day(file),
        sequence=int(header(file, "sequence")),
        prev_hash=header(file, "prev_hash"),
        channel=Channel(header(file, "channel")),
        account_tail=header(file, "account_tail"),
        valid_until=header(file, "valid_until"),
        orders=orders,
    )


def _row(order: Order) -> list[object]:
    price = f"{order.limit_li // 1000}.{order.limit_li % 1000:03d}".removesuffix("0")
    return [order.client_order_id, to_ptrade(order.symbol), order.side, order.qty_shares, price, order.reason]


def _order(row: Row) -> Order:
    return Order(
        client_order_id=row.text("client_order_id"),
        symbol=row.symbol("symbol"),
        side=row.one_of("side", Side),
        qty_shares=row.count("shares", 1),
        limit_li=row.price_li("limit_price"),
        reason=row.values["reason"],
    )


def _check(batch: Batch) -> None:
    """Refuse what would let a header or row be read in two ways."""
    ids = [order.client_order_id for order in batch.orders]
    sides = {(order.symbol, order.side) for order in batch.orders}
    problems = [
        (f"batch id {batch.batch_id!r}", bool(_WORD.fullmatch(batch.batch_id))),
        (f"account tail {batch.account_tail!r}", bool(_TAIL.fullmatch(batch.account_tail))),
        (f"previous hash {batch.prev_hash!r}", bool(_HASH.fullmatch(batch.prev_hash))),
        (f"valid until {batch.valid_until!r}, expected HH:MM:SS", bool(_TIME.fullmatch(batch.valid_until))),
        (f"sequence {batch.sequence}, expected 1…{LAST_SEQUENCE}", 1 <= batch.sequence <= LAST_SEQUENCE),
        ("a client order id stands twice", len(set(ids)) == len(ids)),
        ("a symbol stands twice on one side", len(sides) == len(ids)),
        *((f"client order id {each!r}", bool(_WORD.fullmatch(each))) for each in ids),
        *((f"{each}", each.qty_shares > 0 and each.limit_li > 0) for each in batch.orders),
    ]
    wrong = [problem for problem, fine in problems if not fine]
    if wrong:
        raise FixAndRestart(f"orders file of batch {batch.batch_id!r}: {wrong[0]}", "correct what builds the batch")
