"""Errors named by what the operator does next; each carries the offending value, what was expected, and a remedy."""

from core.domain.outcome import Outcome


class DaybreakError(Exception):
    """An error with a remedy; translated once, at the door, to a state, an alarm and an exit code."""

    outcome = Outcome.FAILURE

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} → {self.remedy}" if self.remedy else self.message


class RetryLater(DaybreakError):
    """The outside world is not ready; the same command may succeed later."""

    outcome = Outcome.DATA_NOT_READY


class FixAndRestart(DaybreakError):
    """A setting, argument or file is wrong; nothing was done."""

    outcome = Outcome.BAD_CONFIG


class Refused(DaybreakError):
    """A safety rule says no; the reason is the answer."""

    outcome = Outcome.BLOCKED


class AskHuman(DaybreakError):
    """The result of something already sent is unknown; never repeated by software."""

    outcome = Outcome.UNKNOWN


class SkipName(DaybreakError):
    """One symbol cannot be handled; the rest goes on without it."""

    outcome = Outcome.DEGRADED
