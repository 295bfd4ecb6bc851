"""The jobs the engine runs by themselves, by name."""

from enum import StrEnum


class JobName(StrEnum):
    """One scheduled piece of work; the value is what settings, requests and log files call it."""

    PULL_LIMITS = "pull_limits"
    PULL_EVENTS = "pull_events"
    PULL_ADJUSTMENTS = "pull_adjustments"
    MORNING = "morning"
    PULL_BARS = "pull_bars"
    PAPER = "paper"
    CLOSE = "close"
    PULL_BASICS = "pull_basics"
    NIGHT = "night"
    FACTORS = "factors"
    AUDIT_VERIFY = "audit_verify"
    DOCTOR = "doctor"
    DATA_AUDIT = "data_audit"
    DRILL = "drill"
    ARCHIVE = "archive"
