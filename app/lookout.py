"""Looking for alarms again and again, in a process of its own."""

import os
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from app.alarming import AlarmWatch
from app.engine_kept import ALARMS_LOCK
from core.domain.errors import DaybreakError, FixAndRestart, RetryLater
from core.ports.clock import Clock
from core.ports.views.engine import Presence, read_engine
from core.settings.alarms import Alarms
from core.settings.load import load_settings

_WAIT_S = 5.0
_GLANCE_S = 1.0


def stand_lookout(
    home: Path,
    clock: Clock,
    say: Callable[[str], None],
    while_engine: bool,
    looks: int | None = None,
    wait_s: float = _WAIT_S,
) -> None:
    """Look every `alarms.look_every_s`, for ever or `looks` times, or `while_engine` until the engine says good-bye.

    An engine that dies without one is an alarm, so the looks go on. RetryLater where somebody looks already,
    FixAndRestart for a folder that is no home.
    """
    lock = home.joinpath(*ALARMS_LOCK)
    if not home.is_dir():
        raise FixAndRestart(f"{home} is not a folder", "name the desk's --home")
    lock.parent.mkdir(exist_ok=True)
    try:
        with FileLock(lock, timeout=wait_s):
            _look_again_and_again(AlarmWatch(home, clock, "daybreak alarms watch"), say, while_engine, looks)
    except Timeout:
        raise RetryLater(f"somebody looks for alarms in {home} already", "nothing needs to be done") from None


def _look_again_and_again(watch: AlarmWatch, say: Callable[[str], None], while_engine: bool, looks: int | None) -> None:
    told = ""
    while looks is None or looks > 0:
        trouble = watch.look()
        if trouble != told:
            say(trouble or "looking again")
        told = trouble
        looks = None if looks is None else looks - 1
        until_s = watch.clock.monotonic() + _pause_s(watch.home)
        while looks != 0 and watch.clock.monotonic() < until_s:
            if while_engine and read_engine(watch.home, watch.clock.now()).presence is Presence.ENDED:
                return
            watch.clock.sleep(_GLANCE_S)


def _pause_s(home: Path) -> float:
    try:
        return load_settings(home, os.environ).alarms.look_every_s
    except (DaybreakError, OSError):
        return Alarms().look_every_s
