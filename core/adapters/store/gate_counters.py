"""The gates' counters in SQL, appended in the transaction that records what is counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, func, insert, select

from core.adapters.store import schema
from core.domain.dates import date_of, ymd
from core.domain.money import notional_fen
from core.domain.orders import Batch, OrderResult, OrderState, Side
from core.ports.gate_book import CounterRow, Counters

FILES, ORDERS, BUY_FEN, SELL_FEN, CANCELS = "files", "orders", "buy_fen", "sell_fen", "cancels"
FAST_CANCELS = "fast_cancels"
_COUNTERS, _BATCHES, _ORDERS = schema.gate_counters, schema.batches, schema.batch_orders
_CANCELLED = frozenset({OrderState.CANCELLED, OrderState.PARTIAL_CANCELLED})
_FILES_LOOKED_AT = 250


def count_batch(connection: Connection, run_seq: int, batch: Batch) -> None:
    """Count a batch that is being recorded, once."""
    values = Counter({Side.BUY: 0, Side.SELL: 0})
    for order in batch.orders:
        values[order.side] += notional_fen(order.limit_li, order.qty_shares)
    amounts = {FILES: 1, ORDERS: len(batch.orders), BUY_FEN: values[Side.BUY], SELL_FEN: values[Side.SELL]}
    _add(connection, run_seq, batch.trade_date, f"batch {batch.batch_id}", amounts)


def count_result(connection: Connection, run_seq: int, day: date, result: OrderResult) -> None:
    """Count an order's cancel, once however often its result comes back."""
    if result.state in _CANCELLED:
        _add(connection, run_seq, day, f"order {ymd(day)} {result.client_order_id}", {CANCELS: 1})


def count_fast_cancel(connection: Connection, run_seq: int, day: date, order_id: str) -> None:
    """Count an order that was asked to be cancelled within a second of its sending, once."""
    _add(connection, run_seq, day, f"order {ymd(day)} {order_id}", {FAST_CANCELS: 1})


def _add(connection: Connection, run_seq: int, day: date, source: str, amounts: Mapping[str, int]) -> None:
    known = set(connection.scalars(select(_COUNTERS.c.name).where(_COUNTERS.c.source == source)))
    for name, amount in amounts.items():
        if name not in known:
            row = {"run_seq": run_seq, "trade_date": ymd(day), "source": source, "name": name, "amount": amount}
            connection.execute(insert(_COUNTERS).values(**row))


def counters_of(connection: Connection, day: date, window: Sequence[date]) -> Counters:
    """Add up the counters of `day` and of the days in `window`."""
    today, recent = _sums(connection, [day]), _sums(connection, window)
    ids = select(_ORDERS.c.client_order_id).join(_BATCHES, _BATCHES.c.batch_id == _ORDERS.c.batch_id)
    return Counters(
        files_today=today[FILES],
        orders_today=today[ORDERS],
        cancels_today=today[CANCELS],
        bought_today_fen=today[BUY_FEN],
        sold_today_fen=today[SELL_FEN],
        recent_orders=recent[ORDERS],
        recent_cancels=recent[CANCELS],
        order_ids=frozenset(connection.scalars(ids.where(_BATCHES.c.trade_date == ymd(day)))),
        bought_in_a_row=_bought_in_a_row(connection, day),
        recent_fast_cancels=recent[FAST_CANCELS] + today[FAST_CANCELS],
    )


def _sums(connection: Connection, days: Sequence[date]) -> Counter[str]:
    query = select(_COUNTERS.c.name, func.sum(_COUNTERS.c.amount)).group_by(_COUNTERS.c.name)
    query = query.where(_COUNTERS.c.trade_date.in_([ymd(day) for day in days]))
    return Counter({row.name: row[1] for row in connection.execute(query)})


def _bought_in_a_row(connection: Connection, day: date) -> dict[str, int]:
    """Walk back over the files before `day`, for each symbol until the first that did not buy it."""
    files = select(_BATCHES.c.batch_id).where(_BATCHES.c.trade_date < ymd(day))
    files = files.order_by(_BATCHES.c.trade_date.desc(), _BATCHES.c.sequence.desc()).limit(_FILES_LOOKED_AT)
    runs: dict[str, int] = {}
    for number, batch_id in enumerate(connection.scalars(files), start=1):
        bought = select(_ORDERS.c.symbol).where(_ORDERS.c.batch_id == batch_id, _ORDERS.c.side == Side.BUY.value)
        again = {symbol for symbol in connection.scalars(bought) if runs.get(symbol, 0) == number - 1}
        runs |= dict.fromkeys(again, number)
        if not again:
            break
    return dict(sorted(runs.items()))


def rows_between(connection: Connection, first: date, last: date) -> list[CounterRow]:
    """The rows of these days, oldest first."""
    query = select(_COUNTERS).where(_COUNTERS.c.trade_date.between(ymd(first), ymd(last)))
    return [
        CounterRow(date_of(row.trade_date), row.source, row.name, row.amount)
        for row in connection.execute(query.order_by(_COUNTERS.c.counter_id))
    ]
