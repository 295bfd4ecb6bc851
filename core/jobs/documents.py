"""What a run leaves for machines: frames as Parquet; orders, quotes, verdicts and breaks as plain JSON, and back."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any, cast

import pandas as pd

from core.domain.breaks import Break
from core.domain.dates import ymd
from core.domain.orders import Batch, Channel, Order, Side
from core.domain.parity import Cause
from core.domain.quote import Quote
from core.domain.verdict import Verdict
from core.pipeline.four_way import FourWayRow
from core.pipeline.orders import BuiltOrders
from core.pipeline.parity import ParityRow
from core.settings.model import Execution

AT_THE_GATES, AT_RELEASE = "verdicts.json", "verdicts_release.json"
"""The gates are asked twice, and each time leaves its answers."""


def frame_document(frame: pd.DataFrame) -> bytes:
    """Return a frame as Parquet, without its index; figures hardly repeat, so a dictionary would only cost time."""
    buffer = io.BytesIO()
    repeating = [str(name) for name, dtype in frame.dtypes.items() if dtype.kind != "f"]
    frame.to_parquet(buffer, index=False, compression="zstd", use_dictionary=repeating)
    return buffer.getvalue()


def orders_document(built: BuiltOrders, batch_id: str, sequence: int) -> dict[str, object]:
    """Return the built orders and the names left out, with the batch they belong to."""
    return {
        "batch_id": batch_id,
        "sequence": sequence,
        "orders": [asdict(order) | {"side": order.side.value} for order in built.orders],
        "skipped": [asdict(skip) for skip in built.skipped],
    }


def batch_of(document: object, day: date, prev_hash: str, execution: Execution) -> Batch:
    """Return the batch an orders document describes, with the header the file will carry."""
    parts = cast("Mapping[str, Any]", document)
    return Batch(
        batch_id=str(parts["batch_id"]),
        trade_date=day,
        sequence=int(parts["sequence"]),
        prev_hash=prev_hash,
        channel=Channel(execution.channel),
        account_tail=execution.account_tail,
        valid_until=execution.valid_until,
        orders=tuple(Order(**(row | {"side": Side(row["side"])})) for row in parts["orders"]),
    )


def quotes_document(quotes: Mapping[str, Quote]) -> dict[str, object]:
    """Return the quotes by symbol."""
    return {symbol: asdict(quote) for symbol, quote in sorted(quotes.items())}


def verdicts_document(verdicts: Iterable[Verdict]) -> list[dict[str, object]]:
    """Return the verdicts in the order they were given."""
    return [
        {
            "gate": verdict.gate,
            "ruling": verdict.ruling.value,
            "code": verdict.code,
            "reason": verdict.reason,
            "evidence": dict(verdict.evidence),
        }
        for verdict in verdicts
    ]


def verdicts_left(read: Callable[[str], Any]) -> list[Mapping[str, Any]] | None:
    """Return what `read` finds of both times the gates were asked, None where they never were.

    Of the second time only what was answered otherwise than at the first.
    """
    first, second = read(AT_THE_GATES), read(AT_RELEASE)
    if first is None:
        return cast("list[Mapping[str, Any]] | None", second)
    said = {(row["gate"], row["ruling"], row["code"]) for row in first}
    return [*first, *(row for row in second or () if (row["gate"], row["ruling"], row["code"]) not in said)]


def breaks_document(breaks: Iterable[Break]) -> list[dict[str, object]]:
    """Return the breaks without the ids the database gave them."""
    return [
        {
            "code": each.code.value,
            "trade_date": ymd(each.trade_date),
            "symbol": each.symbol,
            "detail": each.detail,
            "evidence": dict(each.evidence),
        }
        for each in breaks
    ]


def four_way_document(rows: Iterable[FourWayRow]) -> list[dict[str, object]]:
    """Return the rows of the four statements with their difference; shares, or fen for cash."""
    return [asdict(row) | {"codes": list(row.codes), "difference": row.difference} for row in rows]


def four_way_rows(document: object) -> list[FourWayRow]:
    """Return the rows such a document describes."""
    names = [each.name for each in fields(FourWayRow)]
    parts = cast("list[Mapping[str, Any]]", document)
    return [FourWayRow(**({name: row[name] for name in names} | {"codes": tuple(row["codes"])})) for row in parts]


def parity_document(rows: Iterable[ParityRow]) -> list[dict[str, object]]:
    """Return the rows of a day's parity; fen, shares, 厘 and seconds."""
    return [asdict(row) for row in rows]


def parity_rows(document: object) -> list[ParityRow]:
    """Return the rows such a document describes."""
    parts = cast("list[dict[str, Any]]", document)
    causes = [each.name for each in fields(ParityRow) if each.name.endswith("_cause")]
    return [
        ParityRow(**(row | {"side": Side(row["side"])} | {name: row[name] and Cause(row[name]) for name in causes}))
        for row in parts
    ]
