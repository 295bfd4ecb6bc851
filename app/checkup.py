"""`daybreak doctor`: what can be checked without trading, and what to do about each fault."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from app.compose import ONLINE, House, is_home, look_into, source_states, sqlite_warning, stop_switch, token_is_set
from app.drilling import last_passed
from app.records import check_records, lost_snapshots
from core.domain.errors import DaybreakError
from core.domain.trading_state import TradingState
from core.jobs.drill_due import is_drill_due
from core.safety.catalogue import cards
from core.settings.load import load_settings

_DRILL = "daybreak drill stop"
_LOW_DISK_BYTES = 2 * 1024**3

Row = dict[str, object]


def checkup(home: Path) -> list[Row]:
    """Return a row per check: check, state (ok | warn | fail), detail, and the remedy where one is needed."""
    rows = [
        _checked("home", lambda: _home(home)),
        _checked("disk", lambda: _disk(home)),
        _checked("settings", lambda: _settings(home)),
        _checked("sqlite", _sqlite),
        _checked("stop", lambda: _stop(home)),
    ]
    if not is_home(home):
        return rows
    try:
        with look_into(home, lambda _: None) as house:
            for name, check in _HOUSE_CHECKS.items():
                rows.append(_checked(name, lambda check=check: check(house)))  # type: ignore[misc]
    except DaybreakError as error:
        rows.append(_row("database", "fail", error.message, error.remedy))
    except Exception as error:  # noqa: BLE001 - a home too broken to open is what the doctor is called for
        rows.append(_row("database", "fail", f"{type(error).__name__}: {error}", "restore state.sqlite3 from a backup"))
    return rows


def _row(check: str, state: str, detail: str, remedy: str = "") -> Row:
    return {"check": check, "state": state, "detail": detail, "remedy": remedy}


def _checked(name: str, check: Callable[[], tuple[str, str, str]]) -> Row:
    try:
        return _row(name, *check())
    except DaybreakError as error:
        return _row(name, "fail", error.message, error.remedy)
    except Exception as error:  # noqa: BLE001 - a check that fails is itself a finding
        return _row(name, "fail", f"{type(error).__name__}: {error}", "report this")


def _home(home: Path) -> tuple[str, str, str]:
    if not is_home(home):
        return "fail", f"{home} is not initialised", "daybreak init"
    if not os.access(home, os.W_OK):
        return "fail", f"{home} cannot be written", "give this user write permission"
    return "ok", str(home), ""


def _disk(home: Path) -> tuple[str, str, str]:
    folder = next(each for each in (home, *home.parents) if each.exists())
    free = shutil.disk_usage(folder).free
    detail = f"{free / 1024**3:.1f} GiB free"
    return ("ok", detail, "") if free > _LOW_DISK_BYTES else ("warn", detail, "free some space")


def _settings(home: Path) -> tuple[str, str, str]:
    settings = load_settings(home, os.environ)
    mode = settings.data_source.mode
    if mode in ONLINE and not token_is_set():
        return "warn", f"mode {mode} without a token", "set TUSHARE_TOKEN or store it in the keyring"
    return "ok", f"channel {settings.execution.channel}, mode {mode}", ""


def _sqlite() -> tuple[str, str, str]:
    warning = sqlite_warning()
    return ("warn", warning, "upgrade Python's SQLite") if warning else ("ok", sqlite3.sqlite_version, "")


def _stop(home: Path) -> tuple[str, str, str]:
    state = stop_switch(home).read()
    if state.state is TradingState.ACTIVE:
        return "ok", "not pressed", ""
    return "warn", f"{state.state}: {state.reason}", "daybreak resume, once it is safe"


def _drill(house: House) -> tuple[str, str, str]:
    """Warn once a home that trades, or is old enough to have drilled, has not passed a drill for too long."""
    now, last = house.desk.clock.now(), last_passed(house.home)
    due = is_drill_due(house.desk.settings, last, house.opened_on(), now)
    detail = "STOP was never drilled" if last is None else f"STOP was drilled {(now - last).days} day(s) ago"
    return "warn" if due else "ok", detail, _DRILL if due else ""


def _executor(house: House) -> tuple[str, str, str]:
    """Warn while an answer of any executor would be that of an unknown one, and so block the next Morning."""
    execution = house.desk.settings.execution
    named = execution.known_executors
    if named:
        return "ok", f"{len(named)} named", ""
    if execution.unknown_executor_blocks in ("always", execution.channel.value):
        detail = "no executor is named: the first answer blocks the Morning after it"
        return "warn", detail, "daybreak executor package prints the line for cfg.yaml"
    return "ok", "none named, none needed on this channel", ""


def _books(house: House) -> tuple[str, str, str]:
    faults = house.desk.books.ledger_faults()
    if faults:
        return "fail", faults[0], "stop trading and restore a backup"
    return "ok", "every entry balances and adds up to the figures in use", ""


def _records(house: House) -> tuple[str, str, str]:
    checked, faults = check_records(house, with_files=False)
    if faults:
        first = f"{faults[0]['kind']} {faults[0]['where']}"
        return "fail", f"{len(faults)} fault(s) in the records, first {first}", "daybreak audit verify"
    return "ok", f"{checked['records']} records are what was written", ""


def _breaks(house: House) -> tuple[str, str, str]:
    found = house.desk.books.open_breaks()
    return ("warn", f"{len(found)} open", "daybreak breaks list") if found else ("ok", "none open", "")


def _calendar(house: House) -> tuple[str, str, str]:
    calendar, today = house.calendar(), house.desk.clock.now().date()
    known = calendar.known_until(today)
    left = known - today
    if left < timedelta(days=house.desk.settings.trade_cal.horizon_alarm_days):
        return "warn", f"ends on {known}, {left.days} days from today", "daybreak data pull --dataset trade_cal"
    return "ok", f"known until {known}", ""


def _sources(house: House) -> tuple[str, str, str]:
    resting = [row for row in source_states(house) if row["state"] != "closed"]
    if resting:
        first = resting[0]
        return (
            "warn",
            f"{first['source']} is {first['state']}: {first['last_error']}",
            "docs/data.md says when it is probed",
        )
    return "ok", "none is left alone", ""


def _snapshots(house: House) -> tuple[str, str, str]:
    lost = lost_snapshots(house)
    if lost:
        return "fail", f"{len(lost)} file(s) of the manifest are gone, first {lost[0]}", "restore them from a backup"
    return "ok", "every file of the manifest is there", ""


def _gates(house: House) -> tuple[str, str, str]:
    tripped = sorted(house.desk.gate_book.losses().trips)
    if tripped:
        return (
            "warn",
            f"tripped: {', '.join(tripped)}; nothing is bought",
            "daybreak gates rearm, once it is understood",
        )
    today = house.desk.clock.now().date()
    late = [card for card in cards(house.desk.settings) if card.overdue(today)]
    if late:
        first = min(late, key=lambda card: card.review_date)
        detail = f"{len(late)} overdue for review, {first.name} of {first.owner} since {first.review_date}"
        return "warn", detail, "look at the limits, then set gates.review_date anew"
    return "ok", "none tripped, every limit within its review date", ""


_HOUSE_CHECKS: dict[str, Callable[[House], tuple[str, str, str]]] = {
    "drill": _drill,
    "executor": _executor,
    "ledger": _books,
    "records": _records,
    "breaks": _breaks,
    "gates": _gates,
    "calendar": _calendar,
    "sources": _sources,
    "snapshots": _snapshots,
}
