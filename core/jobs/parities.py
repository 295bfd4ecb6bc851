"""The parity of a day as its Morning and the books tell it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from core.domain.journal import JournalEntry, Ledger
from core.domain.money import LI_PER_FEN, li_from_yuan
from core.domain.orders import Side
from core.domain.parity import Cause
from core.domain.verdict import Ruling
from core.jobs import documents
from core.jobs.four_ways import batches_of, commission_of
from core.jobs.left import Left
from core.jobs.run import RunContext
from core.pipeline.orders import SkipCode
from core.pipeline.parity import DayFacts, ParityRow, Planned, parity_rows
from core.pipeline.portfolio.plan import PlanRow

_FEES = frozenset({Ledger.COMMISSION, Ledger.STAMP, Ledger.TRANSFER, Ledger.OTHER_FEES})
_OF_ORDERS = frozenset({"trade", "trueup"})
_SKIPS = {
    SkipCode.SUSPENDED.value: Cause.SUSPENDED,
    SkipCode.LOCKED_UP.value: Cause.LIMIT,
    SkipCode.LOCKED_DOWN.value: Cause.LIMIT,
    SkipCode.LOCKED.value: Cause.LIMIT,
}


def parity_of(context: RunContext) -> list[ParityRow]:
    """Return a row per trade the day's Morning meant to make; none where no Morning got as far as orders."""
    desk, day = context.desk, context.day
    planned = _planned(context)
    bars = context.view.read("daily", day, day, ["ts_code", "low", "high"])
    ranges = {
        str(symbol): (li_from_yuan(float(low)), li_from_yuan(float(high)))
        for symbol, low, high in zip(bars["ts_code"], bars["low"], bars["high"], strict=True)
        if low == low and high == high
    }
    facts = DayFacts(
        {result.client_order_id: result for result in desk.books.results(day)},
        desk.books.fills(day),
        booked_fees(booked.entry for booked in desk.books.entries(day, day)),
        ranges,
    )
    late_after_s = desk.settings.reconciliation.late_after_minutes * 60
    return parity_rows(day, planned, facts, commission_of(desk.settings.portfolio), late_after_s)


def booked_fees(entries: Iterable[JournalEntry]) -> dict[str, int]:
    """Return the fees booked by order, trued up where the broker's list came, by the order's id."""
    fees: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        kind, *rest = entry.ref.removeprefix("reverse:").split(":")
        if kind in _OF_ORDERS and len(rest) > 1:
            fees[rest[1]] += sum(line.amount_fen for line in entry.postings if line.account in _FEES)
    return dict(fees)


def _planned(context: RunContext) -> list[Planned]:
    """Return what the Morning meant to trade: orders released, orders held back, and names without an order."""
    desk, day = context.desk, context.day
    morning = desk.runs.latest("morning", day)
    if morning is None:
        return []
    left = Left(desk, morning)
    document, quotes, plan = left.json("orders.json"), left.json("quotes.json") or {}, left.plan()
    if document is None or plan is None:
        return []
    rows = {row.symbol: row for row in (*plan.substitutes, *plan.rows)}
    released = {order.client_order_id: order for batch in batches_of(desk.books, day) for order in batch.orders}
    held_back = _held_back(documents.verdicts_left(left.json) or [])
    planned = []
    for order in document["orders"]:
        symbol, reference = order["symbol"], int(quotes.get(order["symbol"], {}).get("ref_li", 0))
        price = rows[symbol].close_li if symbol in rows else reference
        sent = order["client_order_id"] in released
        planned.append(
            Planned(
                symbol,
                Side(order["side"]),
                int(order["qty_shares"]),
                price or reference,
                reference,
                int(order["limit_li"]),
                order["client_order_id"],
                None if sent else held_back,
            )
        )
    return [*planned, *_left_out(document["skipped"], rows)]


def _left_out(skipped: Iterable[Mapping[str, Any]], rows: Mapping[str, PlanRow]) -> Iterator[Planned]:
    """Names that were to trade and became no order; what was on target already was not to trade."""
    for skip in skipped:
        row = rows.get(skip["symbol"])
        if row is None or row.close_li <= 0 or not row.trade_fen or skip["code"] == SkipCode.ON_TARGET:
            continue
        shares = abs(row.trade_fen) * LI_PER_FEN // row.close_li
        cause = _SKIPS.get(skip["code"], Cause.SKIPPED)
        yield Planned(row.symbol, Side(skip["side"]), shares, row.close_li, cause=cause)


def _held_back(verdicts: Iterable[Mapping[str, Any]]) -> Cause:
    refused = {verdict["gate"] for verdict in verdicts if verdict["ruling"] != Ruling.PASS}
    return Cause.STOP if "stop" in refused else Cause.GATE
