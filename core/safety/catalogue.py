"""Every gate as its owner sees it: what it is for, what its limits stand at, who answers for it and until when."""

from dataclasses import dataclass
from datetime import date

from core.safety.reducing import STILL_APPLY
from core.safety.registry import RULES
from core.settings.model import Settings
from core.settings.render import describe


@dataclass(frozen=True, slots=True)
class Limit:
    """One setting a gate compares with: its dotted name, the value in force, its unit and why it is what it is."""

    key: str
    value: object
    unit: str
    reason: str

    @property
    def text(self) -> str:
        """The limit in one phrase."""
        return f"{self.key} {self.value} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Card:
    """One gate with its limits; `judges_sells` says whether it sees sells at all."""

    name: str
    reason: str
    limits: tuple[Limit, ...]
    owner: str
    review_date: date
    judges_sells: bool

    def overdue(self, today: date) -> bool:
        """Whether the day its limits were to be looked at again has passed."""
        return today > self.review_date


def cards(settings: Settings) -> list[Card]:
    """Return every gate in the order they are asked."""
    switches = {switch.name: switch for switch in describe()}

    def limit(key: str) -> Limit:
        section, name = key.split(".")
        value = getattr(getattr(settings, section), name)
        return Limit(key, list(value) if isinstance(value, tuple) else value, switches[key].unit, switches[key].reason)

    return [
        Card(
            rule.name,
            rule.reason,
            tuple(limit(key) for key in rule.limits),
            settings.gates.owner_of(rule.name),
            settings.gates.review_of(rule.name),
            rule.name in STILL_APPLY,
        )
        for rule in RULES.values()
    ]
