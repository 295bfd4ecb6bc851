"""What a tear sheet is made from."""

from dataclasses import dataclass
from datetime import datetime

from core.pipeline.report.page import Fact, Section
from core.research.ic.findings import Findings, Terms


@dataclass(frozen=True, eq=False)
class TearSheet:
    """A study over several sets of names, the widest first, as of an instant and a snapshot pin.

    `neutral` says what was taken out of the values first ("none" for nothing); `shown` are the factors, by name, that
    get a section of their own, in that order.
    """

    findings: tuple[Findings, ...]
    terms: Terms
    neutral: str
    as_of: datetime
    pin: int
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page: facts of the whole study, what its words mean, then sections."""

    language: str
    title: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    footer: str
