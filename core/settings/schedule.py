"""The switches of the engine: when each job runs by itself, how late it may start, and how long it may take."""

from typing import Literal

from pydantic import field_validator

from core.domain.job_names import JobName
from core.settings.section import Section, switch

_CLOCK_TIME = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"
_HHMM = "HH:MM, Beijing time"


class Schedule(Section):
    """When the engine runs what, every calendar day; the jobs themselves know which days the exchange trades."""

    pull_limits_at: str = switch("08:42", _HHMM, "the day's price limits are out at 8:40", pattern=_CLOCK_TIME)
    pull_events_at: str = switch(
        "09:02", _HHMM, "suspensions, ex-dates and changes of name are out at 9:00", pattern=_CLOCK_TIME
    )
    pull_adjustments_at: str = switch(
        "09:21", _HHMM, "adjustment factors are out between 9:15 and 9:20", pattern=_CLOCK_TIME
    )
    morning_at: str = switch(
        "09:26",
        _HHMM,
        "the auction ends at 9:25, its prices come within the minute, trading starts at 9:30",
        pattern=_CLOCK_TIME,
    )
    pull_bars_at: str = switch("16:02", _HHMM, "the day's bars are out at 16:00", pattern=_CLOCK_TIME)
    paper_at: str = switch("16:05", _HHMM, "the simulated session fills against the day's bars", pattern=_CLOCK_TIME)
    close_at: str = switch("16:10", _HHMM, "PTrade's reports and the day's bars are there", pattern=_CLOCK_TIME)
    pull_basics_at: str = switch("18:05", _HHMM, "turnover and market values are out by 18:00", pattern=_CLOCK_TIME)
    night_at: str = switch("20:00", _HHMM, "everything of the day is published", pattern=_CLOCK_TIME)
    weekly_on: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = switch(
        "sat", "day of the week", "no Morning waits for a disk that is busy"
    )
    weekly_at: str = switch("10:00", _HHMM, "records, home and data are gone through once a week", pattern=_CLOCK_TIME)
    monthly_at: str = switch(
        "14:00",
        _HHMM,
        "the first such day of a month drills STOP, the second after a quarter's end writes its archive",
        pattern=_CLOCK_TIME,
    )
    off: tuple[str, ...] = switch((), "job", "what does not run by itself; it may still be asked for")
    morning_grace_s: float = switch(
        180.0, "s", "a Morning found later than 9:29 never runs by itself: the market has moved on", ge=0, le=1800
    )
    grace_s: float = switch(900.0, "s", "how late any other job may start and still count as on time", ge=0)
    catch_up_days: int = switch(10, "days", "a missed Night or Close is made up for, over the longest holiday", ge=0)
    retry_every_s: float = switch(600.0, "s", "vendors publish in steps of minutes", ge=1)
    retry_for_h: float = switch(10.0, "h", "a Night that waits for data is given up at six in the morning", ge=0)
    morning_retry_s: float = switch(15.0, "s", "the auction's prices come within seconds of each other", ge=1)
    morning_retry_for_s: float = switch(240.0, "s after its time", "at 9:30 the auction is history", ge=0, le=1800)
    night_limit_min: float = switch(180.0, "min", "ten times the longest seen, with a slow vendor", gt=0)
    morning_limit_min: float = switch(30.0, "min", "it waits up to execution.ack_wait_s for the ack", gt=0)
    close_limit_min: float = switch(60.0, "min", "ten times the longest seen", gt=0)
    pull_limit_min: float = switch(60.0, "min", "a slow vendor, one week back", gt=0)
    other_limit_min: float = switch(240.0, "min", "going through years of records takes an hour", gt=0)
    studies_at_once: int = switch(
        2, "studies", "each takes some hundred megabytes and every processor it is left; more wait their turn", ge=1
    )
    study_limit_min: float = switch(
        1440.0, "min", "a replay of many years takes hours; what takes longer than a day hangs", gt=0
    )
    kill_after_s: float = switch(10.0, "s", "a job told to end has so long to do it", ge=0)
    stop_wait_s: float = switch(
        20.0, "s", "an engine told to stop waits so long for a run, then leaves it to end by itself", ge=0
    )
    keep_guard: Literal["where_required", "always", "never"] = switch(
        "where_required", "", "where Morning wants a guard (stop.guard_required) the engine starts one that dies"
    )
    watch_alarms: bool = switch(
        True, "", "the engine keeps `daybreak alarms watch` alive, a process of its own: what looks must hold up no job"
    )
    log_max_mb: float = switch(
        20.0, "MB", "a run says some hundred lines; of a log that grows beyond, the middle is cut out", ge=0.01
    )
    log_keep_days: int = switch(60, "days", "two months of what every job said", ge=1)

    @field_validator("off")
    @classmethod
    def _known_jobs(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in set(JobName):
                raise ValueError(f"{name!r} is no job; expected one of {', '.join(JobName)}")
        return tuple(str(name) for name in names)
