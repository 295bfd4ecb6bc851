"""How a supervised process ended, as its supervisor sees it."""

from enum import StrEnum

from core.domain.outcome import Outcome

_WELL = frozenset({Outcome.DONE, Outcome.NOT_TRADE_DAY, Outcome.DEGRADED})


class Ending(StrEnum):
    """What became of a job's process."""

    DONE = "done"
    NOT_READY = "not_ready"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    CRASHED = "crashed"
    KILLED = "killed"
    TIMED_OUT = "timed_out"
    CANCELLED = "cancelled"
    GAVE_WAY = "gave_way"


def ending_of(exit_code: int | None) -> tuple[Ending, Outcome | None]:
    """Return what an exit code means: how it ended, and its outcome where it is one of ours.

    Negative codes are signals; None is a process that is gone without a word.
    """
    if exit_code is None or exit_code < 0:
        return Ending.KILLED, None
    outcome = next((each for each in Outcome if each.exit_code == exit_code), None)
    if outcome is None:
        return Ending.CRASHED, None
    if outcome in _WELL:
        return Ending.DONE, outcome
    return {
        Outcome.DATA_NOT_READY: Ending.NOT_READY,
        Outcome.BLOCKED: Ending.BLOCKED,
        Outcome.UNKNOWN: Ending.UNKNOWN,
    }.get(outcome, Ending.CRASHED), outcome
