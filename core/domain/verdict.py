"""A refusal is a value with a reason: what a gate answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Ruling(StrEnum):
    """Pass, block everything, or let only position-reducing orders through."""

    PASS = "pass"  # noqa: S105 - a ruling, not a password
    REDUCE = "reduce"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One gate's answer with the figures it was based on."""

    gate: str
    ruling: Ruling
    code: str
    reason: str
    evidence: Mapping[str, object] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether the gate lets everything through."""
        return self.ruling is Ruling.PASS
