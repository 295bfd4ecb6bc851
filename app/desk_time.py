"""The time a desk lives at."""

from datetime import datetime

from app.compose import House
from core.domain.orders import Channel

_SIMULATED_TIME = (Channel.DEMO, Channel.REPLAY)


def desk_time_of(house: House) -> datetime:
    """Return the time the desk lives at: now, or where the calendar is a simulated one, its newest run's moment."""
    runs = house.desk.runs.recent(1) if house.desk.settings.execution.channel in _SIMULATED_TIME else []
    return runs[0].identity.as_of if runs else house.desk.clock.now()
