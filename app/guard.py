"""The guard: a small program of its own that watches heartbeats and presses STOP when nobody else can.

It builds itself, beside `app.compose`, from the few adapters it needs: it must start and press where the database, the
data libraries or the settings are broken. Run it as `daybreak guard`, or leaner as `python -m app.guard --home HOME`.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from core.adapters.clock.clocks import SystemClock
from core.adapters.ptrade.drop_folder import drop_folder_of
from core.adapters.ptrade.executor_journal import JournalWatch
from core.adapters.ptrade.stop_file import StopFile
from core.adapters.watchdog.heartbeat import Heartbeat, pulses
from core.adapters.watchdog.session_days import is_trading_day
from core.domain.errors import DaybreakError, FixAndRestart
from core.domain.stop import Trigger
from core.domain.trading_state import TradingState
from core.ports.clock import Clock
from core.ports.stop import StopState
from core.safety.triggers import Tripped, of_sent, press
from core.safety.watchdog import OWN_NAME, Watchdog, in_session
from core.settings.load import load_settings
from core.settings.model import Settings

WATCHDOG_FILE = "WATCHDOG"
"""STOP as the guard pressed it, beside the one everybody presses."""

_SILENT_POLLS = 10
_LEAST_SILENCE_S = 30.0


class Guard:
    """Looks once at a time: at what was dropped into the folder, at the executor's journal, and at every heartbeat.

    `say` is told what a person should know. Whatever fails inside a session presses STOP; a press that fails is tried
    again at the next look.
    """

    def __init__(self, home: Path, settings: Settings, clock: Clock, say: Callable[[str], None]) -> None:
        self._home = home
        self._settings = settings.stop
        self._clock = clock
        self._say = say
        self._file = StopFile(home / "ptrade" / "STOP")
        self._own = StopFile(home / "ptrade" / WATCHDOG_FILE)
        self._dog = Watchdog(self._settings.heartbeats_expected, self._settings.guard_poll_s)
        drop = drop_folder_of(home, settings.execution.drop_folder)
        self._journals = JournalWatch([home / "ptrade" / "inbox", drop])
        self._bursts: set[tuple[date, str]] = set()
        self._known: StopState | None = None
        self._told: set[str] = set()
        self._said: set[str] = set()

    def look(self) -> None:
        """Look once; never raises."""
        now = self._clock.now()
        try:
            self._take_dropped(now)
            self._hear_executor(now)
            findings = self._dog.judge(pulses(self._home), self._clock.monotonic())
            reasons = {finding.reason.split(":")[0]: finding.reason for finding in findings}
        except Exception as error:  # noqa: BLE001 - a guard that cannot look must stop trading, not itself
            reasons = {"failed": f"the guard failed: {type(error).__name__}: {error}"}
        if reasons and in_session(now, self._settings, is_trading_day(self._home, now.date())):
            self._halt("; ".join(sorted(reasons.values())), now)
        for kind in sorted(set(reasons) - self._told):
            self._say(reasons[kind])
        self._told = set(reasons)

    def _take_dropped(self, now: datetime) -> None:
        """Press STOP for a file dropped under a wrong name, and keep in the history what appears without one."""
        for dropped in self._file.misnamed():
            if self._file.read().state is not TradingState.HALTED or not self._file.path.exists():
                self._file.press(TradingState.HALTED, "?", f"{dropped.name} was dropped", now, trigger=Trigger.FILE)
        state = self._file.read()
        if self._known is not None and state != self._known:
            self._say(f"STOP is {state.state} {state.reason}".strip())
            self._file.notice(state, now)
        self._known = state

    def _hear_executor(self, now: datetime) -> None:
        """Press STOP for a burst of rejects in today's journal, once for each burst and again when it has grown.

        A journal stays what it is all day: pressing at every look would leave nobody a way to re-arm.
        """
        for heard in self._journals.heard(now.date(), self._say_once).values():
            for tripped in of_sent(heard.answered, self._settings, len(heard.unread)):
                if (now.date(), tripped.reason) not in self._bursts:
                    self._press(tripped, now)

    def _press(self, tripped: Tripped, now: datetime) -> None:
        try:
            for told in press(self._file, [tripped], now):
                self._say(told)
            self._bursts.add((now.date(), tripped.reason))
        except OSError as error:
            self._say(f"{self._file.path.name} could NOT be pressed: {error}; stop the strategy in the terminal")
        self._known = self._file.read()

    def _say_once(self, text: str) -> None:
        if text not in self._said:
            self._said.add(text)
            self._say(text)

    def _halt(self, reason: str, now: datetime) -> None:
        for file in (self._file, self._own):
            state = file.read()
            if state.state is TradingState.HALTED and not state.keeps_working:
                continue
            try:
                file.press(TradingState.HALTED, OWN_NAME, reason, now, trigger=Trigger.WATCHDOG)
                self._say(f"{file.path.name} is pressed: {reason}")
            except OSError as error:
                self._say(f"{file.path.name} could NOT be pressed: {error}; stop the strategy in the terminal")
        self._known = self._file.read()


def settings_of(home: Path, say: Callable[[str], None]) -> Settings:
    """Return the home's settings; the defaults, and a word about it, where they cannot be read."""
    try:
        return load_settings(home, os.environ)
    except (DaybreakError, OSError) as error:
        say(f"the settings cannot be read, the guard goes by the defaults: {error}")
        return Settings()


def stand_guard(home: Path, clock: Clock, say: Callable[[str], None], looks: int | None = None) -> None:
    """Look again and again, for ever or `looks` times, with a heartbeat of its own.

    FixAndRestart for a folder that is no home.
    """
    if not (home / "ptrade").is_dir():
        raise FixAndRestart(f"{home} has no ptrade folder to guard", "name the desk's --home")
    settings = settings_of(home, say)
    guard, poll_s = Guard(home, settings, clock, say), settings.stop.guard_poll_s
    silence_s = max(_LEAST_SILENCE_S, _SILENT_POLLS * poll_s)
    with Heartbeat(home, OWN_NAME, silence_s) as heart:
        say(f"guarding {home}")
        while looks is None or looks > 0:
            guard.look()
            heart.beat("watching")
            clock.sleep(poll_s)
            looks = None if looks is None else looks - 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Guard the home named by --home until killed; 78 where that is none, 130 after Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m app.guard", description="Watch heartbeats and press STOP.")
    parser.add_argument("--home", required=True, type=Path, help="the desk's home folder")

    def say(text: str) -> None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    try:
        stand_guard(parser.parse_args(arguments).home.expanduser().absolute(), SystemClock(), say)
    except DaybreakError as error:
        say(str(error))
        return error.outcome.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
