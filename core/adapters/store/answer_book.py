"""Answers to batches, the chain of batches, and received files in SQL."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import Connection, Engine, func, insert, select

from core.adapters.store import schema
from core.adapters.store.book_orders import batches_of
from core.domain.answers import Answer, AnswerState, OrderAnswer
from core.domain.dates import date_of, ymd
from core.ports.answer_book import Received
from core.ports.books import BatchRecord

_ANSWERS, _BATCHES, _FILES = schema.batch_answers, schema.batches, schema.received_files


class SqlAnswerBook:
    """`core.ports.answer_book.AnswerBook` on an engine whose transactions start with BEGIN IMMEDIATE."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, run_seq: int, answer: Answer) -> bool:
        """Keep an answer unless the newest of its batch says the same; return whether it was kept."""
        with self._engine.begin() as connection:
            known = _answers(connection, answer.batch_id)
            if known and known[-1] == answer:
                return False
            row = asdict(answer) | {"state": answer.state.value, "orders": _orders_text(answer)}
            connection.execute(insert(_ANSWERS).values(run_seq=run_seq, **row))
        return True

    def answers(self, batch_id: str) -> list[Answer]:
        """Everything learned of a batch, oldest first."""
        with self._engine.connect() as connection:
            return _answers(connection, batch_id)

    def newest(self) -> BatchRecord | None:
        """The batch released last, None before the first."""
        with self._engine.connect() as connection:
            day = connection.scalar(select(func.max(_BATCHES.c.trade_date)))
            return None if day is None else batches_of(connection, date_of(day))[-1]

    def chain(self) -> list[BatchRecord]:
        """Every batch ever released, oldest first."""
        days = select(_BATCHES.c.trade_date).distinct().order_by(_BATCHES.c.trade_date)
        with self._engine.connect() as connection:
            return [record for day in connection.scalars(days).all() for record in batches_of(connection, date_of(day))]

    def take(self, run_seq: int, files: Sequence[Received]) -> None:
        """Keep which files came in; one already kept with the same verdict is kept once."""
        with self._engine.begin() as connection:
            known = _received(connection, None)
            for file in files:
                if file not in known:
                    row = asdict(file) | {"trade_date": ymd(file.trade_date), "batch_ids": ";".join(file.batch_ids)}
                    connection.execute(insert(_FILES).values(run_seq=run_seq, **row))

    def received(self, day: date | None = None) -> list[Received]:
        """The files that came in for a trade date, or for all, oldest first."""
        with self._engine.connect() as connection:
            return _received(connection, day)


def _answers(connection: Connection, batch_id: str) -> list[Answer]:
    query = select(_ANSWERS).where(_ANSWERS.c.batch_id == batch_id).order_by(_ANSWERS.c.answer_id)
    return [
        Answer(
            row.batch_id, AnswerState(row.state), row.code, row.reason, row.author, row.executor, row.settings,
            row.file_sha256, tuple(OrderAnswer(*fields) for fields in json.loads(row.orders)),
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def _orders_text(answer: Answer) -> str:
    rows = [[order.client_order_id, order.accepted, order.code, order.reason] for order in answer.orders]
    return json.dumps(rows, ensure_ascii=False)


def _received(connection: Connection, day: date | None) -> list[Received]:
    query = select(_FILES).order_by(_FILES.c.received_id)
    if day is not None:
        query = query.where(_FILES.c.trade_date == ymd(day))
    return [
        Received(
            row.kind, date_of(row.trade_date), tuple(filter(None, row.batch_ids.split(";"))), row.name,
            row.content_hash, row.file_sha256, row.how, row.verdict,
        )
        for row in connection.execute(query)
    ]  # fmt: skip
