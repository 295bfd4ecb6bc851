"""The chain of batches from end to end: books, files in the outbox, and the executor's own list."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.domain.errors import DaybreakError
from core.jobs.desk import Desk
from core.ports.books import BatchRecord


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Where the chain does not hold."""

    batch_id: str
    place: str
    fault: str


def verify_chain(desk: Desk) -> tuple[int, list[ChainFault]]:
    """Return how many batches there are and every fault: rows that changed, links that do not meet, strange files."""
    chain = desk.answers.chain()
    faults = [*_links(desk, chain), *_files(desk, chain), *_executor(desk, chain)]
    return len(chain), faults


def _links(desk: Desk, chain: list[BatchRecord]) -> Iterator[ChainFault]:
    before: BatchRecord | None = None
    for record in chain:
        try:
            if desk.outbox.hash_of(desk.books.batch_orders(record.batch_id)) != record.content_hash:
                yield ChainFault(record.batch_id, "books", "its rows do not give the hash it was released under")
        except DaybreakError as error:
            yield ChainFault(record.batch_id, "books", error.message)
        if record.prev_hash != (before.content_hash if before else ""):
            yield ChainFault(record.batch_id, "books", f"does not follow {before.batch_id if before else 'nothing'}")
        first = before is None or before.trade_date != record.trade_date
        expected = 1 if first or before is None else before.sequence + 1
        if record.sequence != expected:
            yield ChainFault(record.batch_id, "books", f"is number {record.sequence} of its day, expected {expected}")
        before = record


def _files(desk: Desk, chain: list[BatchRecord]) -> Iterator[ChainFault]:
    known = {record.batch_id: record for record in chain}
    for day in desk.outbox.days():
        try:
            for released in desk.outbox.released(day):
                record = known.get(released.batch_id)
                if record is None:
                    yield ChainFault(released.batch_id, released.path.name, "the books do not know this file")
                elif record.content_hash != released.content_hash:
                    yield ChainFault(released.batch_id, released.path.name, "is not the file the books recorded")
        except DaybreakError as error:
            yield ChainFault("", f"outbox {day}", error.message)


def _executor(desk: Desk, chain: list[BatchRecord]) -> Iterator[ChainFault]:
    known = {(f"{record.trade_date:%Y%m%d}", str(record.sequence)): record for record in chain}
    for taken in desk.inbox.taken():
        record = known.get((taken.trade_date, taken.sequence))
        if record is None:
            yield ChainFault(taken.batch_id, "batches.csv", "the executor took a batch the books do not know")
        elif (taken.batch_id, taken.content_hash, taken.prev_hash) != (
            record.batch_id,
            record.content_hash,
            record.prev_hash,
        ):
            yield ChainFault(taken.batch_id, "batches.csv", "the executor took another file than was released")
