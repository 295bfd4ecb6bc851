"""What is known of a released batch at the other end: the executor's ack, the day's report, or a person's word."""

from dataclasses import dataclass
from enum import StrEnum


class AnswerState(StrEnum):
    """How a batch stands; UNKNOWN blocks the next one until an ack, a report or a person says more."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"
    REPORTED = "reported"
    UNKNOWN = "unknown"
    SENT = "sent"
    NOT_SENT = "not_sent"


ACKED = frozenset({AnswerState.ACCEPTED, AnswerState.PARTLY, AnswerState.REFUSED})
"""What an ack can say; the other states come from elsewhere."""


DECIDED = "DECIDED"
"""The code of an answer that is a person's word."""


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """What the executor says of one order of a batch it took at least in part."""

    client_order_id: str
    accepted: bool
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ack:
    """The executor's answer to one orders file.

    `orders_hash` is the content hash of the file it saw; `executor` the checksum of its package and `settings` the
    fingerprint of the constants in the terminal, both empty where it does not know. `orders` is empty where the file
    was refused as a whole.
    """

    batch_id: str
    state: AnswerState
    code: str
    reason: str
    orders: tuple[OrderAnswer, ...] = ()
    orders_hash: str = ""
    executor: str = ""
    settings: str = ""
    file_sha256: str = ""

    @property
    def refused(self) -> tuple[OrderAnswer, ...]:
        """The orders it will not send."""
        return tuple(order for order in self.orders if not order.accepted)


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing learned about a batch; `author` is a person's name, or the file or job that told."""

    batch_id: str
    state: AnswerState
    code: str
    reason: str
    author: str
    executor: str = ""
    settings: str = ""
    file_sha256: str = ""
    orders: tuple[OrderAnswer, ...] = ()


def answer_of(ack: Ack) -> Answer:
    """Return an ack as what is kept of it."""
    return Answer(
        ack.batch_id, ack.state, ack.code, ack.reason, "ack", ack.executor, ack.settings, ack.file_sha256, ack.orders
    )
