"""How late a job may start, what becomes of a missed one, how often it is tried, and how long it may take."""

from dataclasses import dataclass
from datetime import time
from enum import IntEnum, StrEnum

_HOUR_S = 3600.0


class CatchUp(StrEnum):
    """What becomes of firings that were missed: nothing, the newest that is a trade day, or each in order."""

    NEVER = "never"
    NEWEST = "newest"
    EACH = "each"


class Urgency(IntEnum):
    """What is lost where a job starts late: nothing, an evening's order, a day's trading."""

    NONE = 0
    OF_THE_DAY = 1
    OF_THE_MINUTE = 2


@dataclass(frozen=True, slots=True)
class Policy:
    """A job's policies.

    `gives_way_to`: it is ended, and run again later, when a job at least so urgent is due; None where for none.
    `own_day_only_until`: even a person may run it on its own day alone, from its time until then.
    """

    grace_s: float
    limit_s: float
    catch_up: CatchUp = CatchUp.NEVER
    catch_up_s: float = 0.0
    retry_every_s: float = 600.0
    retry_for_s: float = 0.0
    urgency: Urgency = Urgency.NONE
    gives_way_to: Urgency | None = Urgency.OF_THE_MINUTE
    own_day_only_until: time | None = None

    @property
    def waits_s(self) -> float:
        """How long after its time a firing may still start that waits for another job to end."""
        return self.grace_s if self.catch_up is CatchUp.NEVER else max(self.grace_s, self.catch_up_s)

    @property
    def text(self) -> str:
        """The policies in one line, for a person."""
        made_up = {
            CatchUp.NEVER: "never made up for",
            CatchUp.NEWEST: f"the newest missed is made up for within {self.catch_up_s / _HOUR_S:g} h",
            CatchUp.EACH: f"each missed is made up for within {self.catch_up_s / _HOUR_S:g} h",
        }[self.catch_up]
        again = f"again every {self.retry_every_s:g} s for {self.retry_for_s:g} s while data are not ready"
        return f"up to {self.grace_s:g} s late; {made_up}; {again}; {self.limit_s / 60:g} min at most"
