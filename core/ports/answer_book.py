"""What is known of each released batch at the other end, and which files came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.domain.answers import Answer
from core.ports.books import BatchRecord


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was taken in: whose, how it came, and what became of it."""

    kind: str
    trade_date: date
    batch_ids: tuple[str, ...]
    name: str
    content_hash: str
    file_sha256: str
    how: str
    verdict: str


class AnswerBook(Protocol):
    """Append-only; each method is one transaction, and repeating it with the same row changes nothing."""

    def record(self, run_seq: int, answer: Answer) -> bool:
        """Keep an answer unless the newest of its batch says the same; return whether it was kept."""
        ...

    def answers(self, batch_id: str) -> list[Answer]:
        """Everything learned of a batch, oldest first."""
        ...

    def newest(self) -> BatchRecord | None:
        """The batch released last, None before the first."""
        ...

    def chain(self) -> list[BatchRecord]:
        """Every batch ever released, oldest first."""
        ...

    def take(self, run_seq: int, files: Sequence[Received]) -> None:
        """Keep which files came in; one already kept with the same verdict is kept once."""
        ...

    def received(self, day: date | None = None) -> list[Received]:
        """The files that came in for a trade date, or for all, oldest first."""
        ...
