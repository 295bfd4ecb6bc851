"""What re-arming STOP would change, and what stands in its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.domain.errors import FixAndRestart, Refused
from core.domain.stop import Hold, Scope
from core.domain.trading_state import TradingState
from core.ports.stop import StopState
from core.safety.stop import state_of


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why trading should not go on yet; some of them a named person may override, with a reason."""

    what: str
    may_be_overridden: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one hold."""

    hold: Hold
    state_after: TradingState


@dataclass(frozen=True, slots=True)
class Override:
    """Who lets trading go on in spite of an obstacle, and why."""

    name: str
    reason: str


def after_rearming(now: StopState, scope: Scope | None) -> StopState:
    """Return what STOP would say without the hold over `scope`, or without any."""
    left = [] if scope is None else [hold for hold in now.everywhere if hold.scope != scope]
    return state_of(left, now.cancels, now.source)


def changes(now: StopState, scope: Scope | None) -> list[Change]:
    """Return every hold with what it becomes; FixAndRestart where `scope` is not held."""
    if scope is not None and all(hold.scope != scope for hold in now.everywhere):
        held = ", ".join(str(hold.scope) for hold in now.everywhere) or "nothing"
        raise FixAndRestart(f"{scope} is not held", f"held: {held}")
    left = after_rearming(now, scope).everywhere
    return [Change(hold, hold.state if hold in left else TradingState.ACTIVE) for hold in now.everywhere]


def cooling(now: StopState, scope: Scope | None, at: datetime, cooloff_s: float) -> list[Obstacle]:
    """Return an obstacle for each hold that was pressed less than `cooloff_s` ago, or nobody knows when."""
    return [
        Obstacle(f"{hold.scope} was pressed {_ago(hold.at, at)}; re-arming waits {cooloff_s:.0f} s", True)
        for hold in now.everywhere
        if (scope is None or hold.scope == scope) and not _is_past(hold.at, at, cooloff_s)
    ]


def refuse(obstacles: Sequence[Obstacle], override: Override | None) -> None:
    """Refused while an obstacle stands that is not overridden; FixAndRestart for an override without name or reason."""
    if override is not None and not (override.name.strip() and override.reason.strip()):
        raise FixAndRestart("an override needs a name and a reason", "give --override and --override-reason")
    standing = [each for each in obstacles if override is None or not each.may_be_overridden]
    if not standing:
        return
    told = "; ".join(each.what for each in standing)
    if all(each.may_be_overridden for each in standing):
        raise Refused(f"STOP stays: {told}", "wait, mend it, or override it with --override NAME --override-reason WHY")
    raise Refused(f"STOP stays: {told}", "mend it first; it cannot be overridden")


def _ago(pressed: str, at: datetime) -> str:
    seconds = _seconds(pressed, at)
    return "nobody knows when" if seconds is None else f"{seconds:.0f} s ago"


def _is_past(pressed: str, at: datetime, cooloff_s: float) -> bool:
    """Whether that long has passed; a time nobody wrote, or one still to come, has not."""
    seconds = _seconds(pressed, at)
    return cooloff_s == 0 or (seconds is not None and seconds >= cooloff_s)


def _seconds(pressed: str, at: datetime) -> float | None:
    try:
        return (at - datetime.fromisoformat(pressed)).total_seconds()
    except (ValueError, TypeError):
        return None
