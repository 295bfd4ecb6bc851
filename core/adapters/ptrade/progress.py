"""The executor's journal while the day lasts: how far each order has come.

It is appended to row by row and carries no checksum, so it is read leniently, to be looked at: a torn or strange row is
passed over, and nothing is ever booked from here. The words are those of the executor's own report.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from core.adapters.ptrade.executor_journal import text_of, whole_rows
from core.domain.money import li_from_yuan
from core.domain.orders import OrderState
from core.ports.exchange_folder import OrderProgress

_FILLED, _CANCELLED, _REJECTED = "8", frozenset({"5", "6"}), "9"


@dataclass(slots=True)
class _Item:
    batch_id: str
    shares: int
    at: str
    phase: str = "PENDING"
    status: str = ""
    filled: int = 0
    message: str = ""
    fills: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)


def progress_of(data: bytes) -> list[OrderProgress]:
    """Return every order of a journal in the order it was taken; of an order refused at once too."""
    items: dict[str, _Item] = {}
    for at, event, *fields in whole_rows(text_of(data)):
        # A field that is no number, or is not there, makes a row strange; the next one tells more.
        with suppress(ValueError, IndexError, ArithmeticError):
            _apply(items, at, event, fields)
    return [_told(order_id, item) for order_id, item in items.items()]


def _apply(items: dict[str, _Item], at: str, event: str, fields: Sequence[str]) -> None:
    if event == "ORDER":
        items[fields[0]] = _Item(fields[1], int(fields[5]), at)
        return
    item = items.get(fields[0])
    if item is None:
        return
    if event in ("INTENT", "SENT"):
        item.phase = event
    elif event == "PHASE":
        item.phase, item.message = OrderState(fields[1]).value, fields[2]
    elif event == "STATUS":
        item.filled, item.status, item.message = int(fields[2]), fields[1], fields[3]
    elif event == "FILL":
        item.fills[fields[1], fields[2]] = (int(fields[3]), li_from_yuan(fields[4]))
    else:
        return
    item.at = at


def _told(order_id: str, item: _Item) -> OrderProgress:
    filled = max(item.filled, sum(shares for shares, _ in item.fills.values()))
    traded_li = sum(shares * price_li for shares, price_li in item.fills.values())
    return OrderProgress(order_id, item.batch_id, _state(item, filled), filled, traded_li, item.at, item.message)


def _state(item: _Item, filled: int) -> OrderState:
    """Return the state in the words of the executor's report."""
    part = 0 < filled < item.shares
    if item.phase in ("PENDING", "NOT_SENT", "REJECTED"):
        return OrderState(item.phase)
    if item.status == _FILLED or filled >= item.shares:
        return OrderState.FILLED
    if item.status in _CANCELLED or item.status == _REJECTED:
        ended = OrderState.REJECTED if item.status == _REJECTED else OrderState.CANCELLED
        return OrderState.PARTIAL_CANCELLED if part else ended
    if item.phase != "SENT":
        return OrderState.UNKNOWN
    return OrderState.PARTIAL if part else OrderState.WORKING
