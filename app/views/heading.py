"""The bar at the top: mode, time, data, engine, STOP."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine

from app.compose import House, SqlAlarmBook, WorkFolder, last_look, stop_switch, tide_of
from app.desk_time import desk_time_of
from app.replay_book import replay_tide
from app.views.building import Builders
from core.domain.alarms import URGENT, Alarm, AlarmState
from core.domain.errors import RetryLater
from core.ports.views.engine import Presence, read_engine
from core.ports.views.heading import AlarmCount, EngineLamp, Heading, HeadingAsk, Pulse

__all__ = ["BUILDERS", "desk_time_of", "heading"]


def heading(house: House, _: HeadingAsk) -> Heading:
    """Return the state of the desk in one line; reads nothing that costs more than some milliseconds."""
    settings, now = house.desk.settings, house.desk.clock.now()
    desk_time, moved = desk_time_of(house), tide_of(house)
    bars = house.desk.snapshots.stored_dates("daily")
    newest = max((day for day in bars if day <= desk_time.date()), default=None)
    stop = stop_switch(house.home, settings.stop.is_guarded(settings.execution.channel)).read()
    return Heading(
        as_of=now,
        channel=settings.execution.channel.value,
        data_mode=settings.data_source.mode,
        desk_time=desk_time,
        trade_date=trade_date_of(house, desk_time),
        stop=stop,
        engine=engine_lamp(house.home, now),
        newest_daily=newest,
        data_age_days=_age(house, newest, desk_time),
        alarms=alarms_of(house, moved["alarms"]),
        works=WorkFolder(house.home).shown(now),
        tide=moved | {"stop": stop, "engine": _engine_mark(house), "replays": replay_tide(house.home)},
    )


def engine_lamp(home: Path, now: datetime) -> EngineLamp:
    """Return whether the engine of a home lives, what it runs and what comes next."""
    found = read_engine(home, now)
    state = found.state
    if state is None:
        return EngineLamp(Pulse.ABSENT if found.presence is Presence.ABSENT else Pulse.SILENT)
    running = tuple(job.job for job in state.running)
    if found.presence is not Presence.LIVE:
        return EngineLamp(Pulse.ABSENT if found.presence is Presence.ENDED else Pulse.SILENT, state.beat_at, running)
    coming = state.upcoming[0] if state.upcoming else None
    return EngineLamp(Pulse.ALIVE, state.beat_at, running, coming.job if coming else "", coming.at if coming else None)


def alarms_of(house: House, mark: object) -> AlarmCount:
    """Return how many alarms stand, and how many of them nobody has seen; the most urgent of those, or of all.

    `mark` is how far their tables have come: while it stays, they are not read again.
    """
    audible = [alarm for alarm in _standing(house.engine, mark) if alarm.state is not AlarmState.SHELVED]
    unseen = [alarm for alarm in audible if alarm.acknowledged is None]
    looked = last_look(house.home)
    return AlarmCount(
        unacknowledged=len(unseen),
        standing=len(audible),
        worst_priority=min((alarm.seen.priority for alarm in unseen or audible), default=0),
        looked_at=None if looked is None else looked.at,
        unwatched_after_s=house.desk.settings.alarms.unwatched_after_s,
        urgent_since=max((alarm.since for alarm in unseen if alarm.seen.priority <= URGENT), default=None),
    )


def _engine_mark(house: House) -> object:
    """Return what changes when the engine starts or ends a job, not with every beat."""
    state = read_engine(house.home, house.desk.clock.now()).state
    return state and (state.pid, state.ended, state.running, state.waiting, tuple(job.last for job in state.jobs))


@lru_cache(maxsize=2)
def _standing(engine: Engine, _mark: object) -> tuple[Alarm, ...]:
    return tuple(SqlAlarmBook(engine).standing())


def trade_date_of(house: House, desk_time: datetime) -> date | None:
    """Return the day's date where the exchange trades, else the next day it does; None where nobody knows."""
    today = desk_time.date()
    try:
        calendar = house.calendar()
        return today if calendar.is_open(today) else calendar.next_open(today)
    except RetryLater:
        return None


def _age(house: House, newest: date | None, desk_time: datetime) -> int | None:
    if newest is None:
        return None
    calendar = house.calendar()
    known = calendar.first <= desk_time.date() <= calendar.last
    return len(calendar.between(newest, desk_time.date())) - 1 if known else None


BUILDERS: Builders = {HeadingAsk: heading}
