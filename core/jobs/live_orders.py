"""The state of every order of a day as the newest of the executor's files tells it.

What the books hold is proven and stands first; then a report that came in but is not booked, the executor's journal,
and the ack. A file that cannot be read is told of and takes nothing away from the others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.domain.answers import Answer, AnswerState, OrderAnswer, answer_of
from core.domain.errors import DaybreakError
from core.domain.orders import ExecReport, Fill, Order, OrderResult, OrderState
from core.jobs.desk import Desk
from core.ports.exchange_folder import OrderProgress


class Teller(StrEnum):
    """Who told the state of an order."""

    BOOKS = "books"
    REPORT = "report"
    JOURNAL = "journal"
    ACK = "ack"
    PERSON = "person"
    NOBODY = "nobody"


_OF_BATCH: Mapping[AnswerState, tuple[OrderState, Teller]] = {
    AnswerState.REFUSED: (OrderState.NOT_SENT, Teller.ACK),
    AnswerState.NOT_SENT: (OrderState.NOT_SENT, Teller.PERSON),
    AnswerState.SENT: (OrderState.UNKNOWN, Teller.PERSON),
    AnswerState.UNKNOWN: (OrderState.UNKNOWN, Teller.NOBODY),
}
"""What is known of an order where only its batch was spoken of."""


@dataclass(frozen=True, slots=True)
class LiveOrder:
    """One order and how far it has come; `traded_li` is the sum of price × shares, `at` when that was told, or ''."""

    order: Order
    batch_id: str
    state: OrderState | None
    filled_shares: int
    traded_li: int
    told_by: Teller
    at: str = ""
    message: str = ""
    answer: OrderAnswer | None = None

    @property
    def mean_li(self) -> float | None:
        """The mean price of what has filled, None before anything has."""
        return self.traded_li / self.filled_shares if self.filled_shares and self.traded_li else None


@dataclass(frozen=True, slots=True)
class _Told:
    booked: Mapping[str, OrderResult]
    reported: Mapping[str, OrderResult]
    journal: Mapping[str, OrderProgress]
    answers: Mapping[str, OrderAnswer]
    batches: Mapping[str, AnswerState]
    traded_li: Mapping[str, int]
    last_fill: Mapping[str, str]


def live_orders(desk: Desk, day: date) -> tuple[list[LiveOrder], list[str]]:
    """Return the day's released orders in sending order, and what could not be read."""
    remarks: list[str] = []
    report = _report(desk, day, remarks)
    records = desk.books.batches(day)
    answers: dict[str, OrderAnswer] = {}
    batches: dict[str, AnswerState] = {}
    for record in records:
        for said in (*_acked(desk, day, record.sequence, remarks), *desk.answers.answers(record.batch_id)):
            answers |= {order.client_order_id: order for order in said.orders}
            batches[record.batch_id] = said.state
    fills = desk.books.fills(day) or (list(report.fills) if report else [])
    told = _Told(
        booked=_by_id(desk.books.results(day)),
        reported=_by_id(report.results if report else ()),
        journal={each.client_order_id: each for each in desk.inbox.progress(day)},
        answers=answers,
        batches=batches,
        traded_li=_traded(fills),
        last_fill={fill.client_order_id: fill.filled_at[-8:] for fill in fills},
    )
    live = [
        _live(order, record.batch_id, told)
        for record in records
        for order in desk.books.batch_orders(record.batch_id).orders
    ]
    return live, remarks


def _live(order: Order, batch_id: str, told: _Told) -> LiveOrder:
    name = order.client_order_id
    answer = told.answers.get(name)
    result = told.booked.get(name) or told.reported.get(name)
    if result is not None:
        teller = Teller.BOOKS if name in told.booked else Teller.REPORT
        at, traded_li = told.last_fill.get(name, ""), told.traded_li.get(name, 0)
        return LiveOrder(
            order, batch_id, result.state, result.filled_shares, traded_li, teller, at, result.message, answer
        )
    seen = told.journal.get(name)
    if seen is not None:
        return LiveOrder(
            order, batch_id, seen.state, seen.filled_shares, seen.traded_li, Teller.JOURNAL, seen.at, seen.message,
            answer,
        )  # fmt: skip
    if answer is not None:
        state = OrderState.PENDING if answer.accepted else OrderState.NOT_SENT
        return LiveOrder(order, batch_id, state, 0, 0, Teller.ACK, message=answer.reason, answer=answer)
    state_of_batch, teller = _OF_BATCH.get(told.batches.get(batch_id, AnswerState.ACCEPTED), (None, Teller.NOBODY))
    return LiveOrder(order, batch_id, state_of_batch, 0, 0, teller)


def _report(desk: Desk, day: date, remarks: list[str]) -> ExecReport | None:
    try:
        return desk.inbox.exec_report(day)
    except DaybreakError as error:
        remarks.append(error.message)
        return None


def _acked(desk: Desk, day: date, sequence: int, remarks: list[str]) -> list[Answer]:
    try:
        ack = desk.inbox.ack(day, sequence)
    except DaybreakError as error:
        remarks.append(error.message)
        return []
    return [answer_of(ack)] if ack else []


def _by_id(results: Iterable[OrderResult]) -> dict[str, OrderResult]:
    return {result.client_order_id: result for result in results}


def _traded(fills: Iterable[Fill]) -> Counter[str]:
    traded: Counter[str] = Counter()
    for fill in fills:
        traded[fill.client_order_id] += fill.price_li * fill.qty_shares
    return traded
