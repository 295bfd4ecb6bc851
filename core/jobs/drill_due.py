"""When STOP has to be drilled again."""

from datetime import date, datetime

from core.domain.orders import Channel
from core.settings.model import Settings


def is_drill_due(settings: Settings, last: datetime | None, opened: date | None, now: datetime) -> bool:
    """Whether a drill is overdue; a home that was never drilled owes one once it trades, or is old enough."""
    most = settings.stop.drill_max_age_days
    if last is not None:
        return (now - last).days > most
    return settings.execution.channel is Channel.LIVE or (opened is not None and (now.date() - opened).days > most)
