"""Firing times by APScheduler's cron trigger, in Shanghai whatever zone the machine keeps."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger

from core.domain.dates import SHANGHAI
from core.ports.timetable import When


class CronTimetable:
    """The instants of one `When`."""

    def __init__(self, when: When) -> None:
        self._trigger = CronTrigger(
            month=when.month,
            day=when.day,
            day_of_week=when.weekday,
            hour=when.hour,
            minute=when.minute,
            second=when.second,
            timezone=SHANGHAI,
        )

    def next_after(self, moment: datetime) -> datetime:
        """The first instant strictly after `moment`, in Shanghai."""
        found: datetime = self._trigger.get_next_fire_time(moment, moment)
        return found
