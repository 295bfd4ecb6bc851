"""Verdicts, batches, order results and fills in SQL."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from core.adapters.store import schema
from core.adapters.store.gate_counters import count_batch, count_fast_cancel, count_result
from core.domain.dates import date_of, ymd
from core.domain.errors import AskHuman, Refused
from core.domain.money import notional_fen
from core.domain.orders import Batch, Channel, ExecReport, Fill, Order, OrderResult, OrderState, Side
from core.domain.verdict import Ruling, Verdict
from core.ports.books import BatchRecord

_VERDICTS, _BATCHES, _ORDERS = schema.verdicts, schema.batches, schema.batch_orders
_RESULTS, _FILLS = schema.order_results, schema.fills


def as_json(evidence: Mapping[str, object]) -> str:
    """Evidence as one line of JSON, keys sorted, anything unknown by its text."""
    return json.dumps(dict(evidence), ensure_ascii=False, sort_keys=True, default=str)


def add_verdicts(connection: Connection, run_seq: int, verdicts: Sequence[Verdict]) -> None:
    """Insert the answers this run has not recorded yet."""
    known = {_verdict_key(verdict) for verdict in verdicts_of(connection, run_seq)}
    for verdict in verdicts:
        gate, ruling, code, reason, evidence = key = _verdict_key(verdict)
        if key not in known:
            row = {"gate": gate, "ruling": ruling, "code": code, "reason": reason, "evidence": evidence}
            connection.execute(insert(_VERDICTS).values(run_seq=run_seq, **row))


def _verdict_key(verdict: Verdict) -> tuple[str, str, str, str, str]:
    return verdict.gate, verdict.ruling.value, verdict.code, verdict.reason, as_json(verdict.evidence)


def verdicts_of(connection: Connection, run_seq: int) -> list[Verdict]:
    """The run's answers in the order of recording."""
    query = select(_VERDICTS).where(_VERDICTS.c.run_seq == run_seq).order_by(_VERDICTS.c.verdict_id)
    return [
        Verdict(row.gate, Ruling(row.ruling), row.code, row.reason, json.loads(row.evidence))
        for row in connection.execute(query)
    ]


def add_batch(connection: Connection, run_seq: int, batch: Batch, content_hash: str) -> None:
    """Insert a batch with its orders and count it; Refused when its id or place in the day is taken by another one."""
    day = ymd(batch.trade_date)
    taken = (_BATCHES.c.batch_id == batch.batch_id) | (
        (_BATCHES.c.trade_date == day) & (_BATCHES.c.sequence == batch.sequence)
    )
    row = connection.execute(select(_BATCHES.c.batch_id, _BATCHES.c.content_hash).where(taken)).first()
    if row is not None:
        if row.content_hash != content_hash or batch_of(connection, row.batch_id) != batch:
            raise Refused(
                f"batch {batch.batch_id!r} differs from {row.batch_id!r} recorded as number {batch.sequence} of {day}",
                "a recorded batch never changes; release further orders under the next sequence",
            )
        return
    connection.execute(
        insert(_BATCHES).values(
            batch_id=batch.batch_id,
            run_seq=run_seq,
            trade_date=day,
            sequence=batch.sequence,
            prev_hash=batch.prev_hash,
            content_hash=content_hash,
            channel=batch.channel.value,
            account_tail=batch.account_tail,
            valid_until=batch.valid_until,
        )
    )
    for position, order in enumerate(batch.orders):
        connection.execute(
            insert(_ORDERS).values(
                batch_id=batch.batch_id,
                run_seq=run_seq,
                position=position,
                client_order_id=order.client_order_id,
                symbol=order.symbol,
                side=order.side.value,
                qty_shares=order.qty_shares,
                limit_li=order.limit_li,
                reason=order.reason,
            )
        )
    count_batch(connection, run_seq, batch)


def batch_of(connection: Connection, batch_id: str) -> Batch:
    """The batch as recorded; KeyError when unknown."""
    row = connection.execute(select(_BATCHES).where(_BATCHES.c.batch_id == batch_id)).first()
    if row is None:
        raise KeyError(batch_id)
    orders = connection.execute(select(_ORDERS).where(_ORDERS.c.batch_id == batch_id).order_by(_ORDERS.c.position))
    return Batch(
        batch_id,
        date_of(row.trade_date),
        row.sequence,
        row.prev_hash,
        Channel(row.channel),
        row.account_tail,
        row.valid_until,
        tuple(
            Order(order.client_order_id, order.symbol, Side(order.side), order.qty_shares, order.limit_li, order.reason)
            for order in orders
        ),
    )


def batches_of(connection: Connection, day: date) -> list[BatchRecord]:
    """The day's batches by sequence, with their order count and notional at the limit prices."""
    query = select(_BATCHES).where(_BATCHES.c.trade_date == ymd(day)).order_by(_BATCHES.c.sequence)
    records = []
    for row in connection.execute(query).all():
        orders = batch_of(connection, row.batch_id).orders
        notional = sum(notional_fen(order.limit_li, order.qty_shares) for order in orders)
        records.append(
            BatchRecord(row.batch_id, day, row.sequence, row.prev_hash, row.content_hash, len(orders), notional)
        )
    return records


def newest_hash(connection: Connection) -> str:
    """Content hash of the batch with the latest trade date and sequence, '' where there is none."""
    query = select(_BATCHES.c.content_hash).order_by(_BATCHES.c.trade_date.desc(), _BATCHES.c.sequence.desc())
    return connection.scalars(query).first() or ""


def add_report(connection: Connection, run_seq: int, report: ExecReport, fast_cancels: Collection[str] = ()) -> None:
    """Insert results that are new or changed and fills that are new; AskHuman for a fill that changed.

    Those of its orders that are in `fast_cancels` are counted for the gates.
    """
    day = report.trade_date
    known_results = {result.client_order_id: result for result in results_of(connection, day)}
    for result in report.results:
        if known_results.get(result.client_order_id) != result:
            _add_result(connection, run_seq, day, result)
        if result.client_order_id in fast_cancels:
            count_fast_cancel(connection, run_seq, day, result.client_order_id)
    known_fills = {(fill.entrust_no, fill.business_id): fill for fill in fills_of(connection, day)}
    fresh = []
    for fill in report.fills:
        key = (fill.entrust_no, fill.business_id)
        known = known_fills.get(key)
        if known is None:
            known_fills[key] = fill
            fresh.append(_fill_row(run_seq, fill))
        elif known != fill:
            raise AskHuman(
                f"fill {fill.business_id!r} of entrust {fill.entrust_no!r} was {known}, now it is {fill}",
                "a fill cannot change: check the report against the broker's terminal; nothing was recorded",
            )
    if fresh:
        connection.execute(insert(_FILLS), fresh)


def _fill_row(run_seq: int, fill: Fill) -> dict[str, object]:
    return {
        "trade_date": ymd(fill.trade_date),
        "entrust_no": fill.entrust_no,
        "business_id": fill.business_id,
        "run_seq": run_seq,
        "client_order_id": fill.client_order_id,
        "symbol": fill.symbol,
        "side": fill.side.value,
        "qty_shares": fill.qty_shares,
        "price_li": fill.price_li,
        "filled_at": fill.filled_at,
    }


def _add_result(connection: Connection, run_seq: int, day: date, result: OrderResult) -> None:
    key = {"trade_date": ymd(day), "client_order_id": result.client_order_id, "run_seq": run_seq}
    refuse_second(connection, _RESULTS, key, f"order {result.client_order_id!r}")
    connection.execute(
        insert(_RESULTS).values(
            **key,
            batch_id=result.batch_id,
            symbol=result.symbol,
            side=result.side.value,
            qty_shares=result.qty_shares,
            limit_li=result.limit_li,
            state=result.state.value,
            filled_shares=result.filled_shares,
            message=result.message,
        )
    )
    count_result(connection, run_seq, day, result)


def refuse_second(connection: Connection, table: Any, key: Mapping[str, object], what: str) -> None:
    """Raise AskHuman when one run has already recorded something else under `key`."""
    if connection.execute(select(table).filter_by(**key)).first() is not None:
        raise AskHuman(
            f"{what} was already recorded by this run with other figures",
            "the file changed while the job was down: put the first one back, finish the run, then run again",
        )


def results_of(connection: Connection, day: date) -> list[OrderResult]:
    """The day's results by client order id, the newest run's for each."""
    query = select(_RESULTS).where(_RESULTS.c.trade_date == ymd(day)).order_by(_RESULTS.c.run_seq)
    newest = {
        row.client_order_id: OrderResult(
            row.client_order_id, row.symbol, Side(row.side), row.qty_shares, row.limit_li,
            OrderState(row.state), row.filled_shares, row.message, row.batch_id,
        )
        for row in connection.execute(query)
    }  # fmt: skip
    return [newest[order_id] for order_id in sorted(newest)]


def fills_of(connection: Connection, day: date) -> list[Fill]:
    """The day's fills by entrust and business id."""
    query = select(_FILLS).where(_FILLS.c.trade_date == ymd(day)).order_by(_FILLS.c.entrust_no, _FILLS.c.business_id)
    return [
        Fill(
            day, row.client_order_id, row.entrust_no, row.business_id, row.symbol, Side(row.side),
            row.qty_shares, row.price_li, row.filled_at,
        )
        for row in connection.execute(query)
    ]  # fmt: skip
