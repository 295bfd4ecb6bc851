"""The switches of STOP: what presses it by itself, how it is re-armed, and what the guard watches."""

from typing import Literal

from pydantic import field_validator

from core.domain.breaks import BreakCode
from core.settings.section import Section, switch

_CLOCK_TIME = r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$"
Raised = Literal["ACTIVE", "REDUCING", "HALTED"]


class Stop(Section):
    """What presses STOP by itself (ACTIVE: it does not), and what it takes to trade again."""

    on_drawdown: Raised = switch(
        "REDUCING", "state", "a book that loses must not grow, and must be able to sell its way out"
    )
    on_reject_burst: Raised = switch("HALTED", "state", "a counter that refuses everything is asked nothing more")
    on_figures_missing: Raised = switch(
        "REDUCING", "state", "without the broker's figures nobody knows what a buy would be paid with"
    )
    halt_on_breaks: tuple[str, ...] = switch(
        (
            BreakCode.ORDER_NOT_INTENDED,
            BreakCode.ORDER_SENT_AFTER_ALL,
            BreakCode.ORDER_MISMATCH,
            BreakCode.OVERFILL,
        ),
        "break code",
        "somebody else trades, our file was edited, or it went out unseen: nothing is sent until that is understood",
    )
    reduce_on_breaks: tuple[str, ...] = switch(
        (), "break code", "every open break blocks the next Morning by its gate already"
    )
    reject_burst: int = switch(5, "orders", "rejected one after another in one day; the executor gives up there", ge=2)
    rearm_cooloff_s: float = switch(300.0, "s", "five minutes in which the next person can say no", ge=0)
    guard_required: Literal["LIVE", "always", "never"] = switch(
        "LIVE", "", "real orders are not released unless somebody watches"
    )
    guard_poll_s: float = switch(1.0, "s", "a press through a dropped file waits no longer", gt=0, le=30)
    job_silence_s: float = switch(
        600.0, "s", "a step that says nothing for longer hangs: the longest waits for a slow vendor", gt=0
    )
    heartbeats_expected: tuple[str, ...] = switch(
        (), "heartbeat name", "who must be alive during the session; others are watched once they have begun"
    )
    session_from: str = switch("09:10:00", "HH:MM:SS, Beijing time", "the executor wakes then", pattern=_CLOCK_TIME)
    session_until: str = switch("15:05:00", "HH:MM:SS, Beijing time", "the executor sleeps then", pattern=_CLOCK_TIME)
    flatten_slack: float = switch(
        0.019, "fraction below reference", "as far down as the 2 % cage lets a sale go", ge=0, lt=0.5
    )
    drill_max_age_days: int = switch(31, "days", "a drill a month", ge=1)

    @field_validator("halt_on_breaks", "reduce_on_breaks")
    @classmethod
    def _known_codes(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        for code in codes:
            if code not in set(BreakCode):
                raise ValueError(f"{code!r} is no break code; expected one of {', '.join(BreakCode)}")
        return tuple(str(code) for code in codes)

    def is_guarded(self, channel: str) -> bool:
        """Whether orders of that channel are released only under a living guard."""
        return self.guard_required == "always" or self.guard_required == channel
