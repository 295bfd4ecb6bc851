"""Orders that safety has approved: the only thing an orders file can be written from.

`core.safety` alone constructs it (an architecture test holds the rest of the code to that).
"""

from dataclasses import dataclass

from core.domain.orders import Batch
from core.domain.verdict import Ruling, Verdict


@dataclass(frozen=True, slots=True)
class ApprovedOrders:
    """A batch with the verdicts that let it through; building one from a blocking verdict raises ValueError."""

    batch: Batch
    verdicts: tuple[Verdict, ...]

    def __post_init__(self) -> None:
        if not self.verdicts or any(verdict.ruling is Ruling.BLOCK for verdict in self.verdicts):
            raise ValueError("orders with a blocking or a missing verdict cannot be approved")
