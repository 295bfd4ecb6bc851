"""serve and schedule: the engine that runs every job at its time, and its plan of the next days."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import is_home, look_into, system_clock, timetable
from app.headless import serve as serve_home
from core.domain.dates import TradingCalendar
from core.domain.errors import DaybreakError, FixAndRestart
from core.domain.outcome import Outcome
from core.jobs.schedule.board import Board
from core.jobs.schedule.plan import job_plans
from core.settings.load import load_settings

_EXCHANGE_JOBS = frozenset({"morning", "paper", "close", "night"})


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("serve")(serve)
    app.command("schedule")(schedule)


def serve(home: HomeOption = None, json: JsonOption = False) -> None:
    """Run every job at its time (Asia/Shanghai, from cfg.yaml), each a supervised process, until told to end.

    One engine a home. It ends on Ctrl-C, SIGTERM or `daybreak engine stop`; a run at work goes on by itself.
    """
    folder = resolve_home(home)
    serve_home(folder, system_clock(), lambda text: typer.echo(text, err=True), os.environ)
    finish(Result(Outcome.DONE, f"the engine of {folder} has ended"), json)


def schedule(
    home: HomeOption = None,
    days: Annotated[int, typer.Option(min=1, max=400, help="How many days, today included.")] = 7,
    json: JsonOption = False,
) -> None:
    """Show what the engine will run in the next days, and on which of them the exchange trades."""
    folder = resolve_home(home)
    if not is_home(folder):
        raise FixAndRestart(f"{folder} is not a Daybreak home", "run `daybreak init` first, or name another --home")
    now = system_clock().now()
    plans = job_plans(load_settings(folder, os.environ))
    board = Board(plans, {plan.name: timetable(plan.when) for plan in plans if plan.when is not None})
    calendar = _calendar(folder)
    until = datetime.combine(now.date() + timedelta(days=days - 1), datetime.max.time(), now.tzinfo)
    rows = []
    for plan in plans:
        if plan.when is not None:
            rows += [_row(plan.name, plan.held, at, calendar) for at in board.instants(plan.name, now, until)]
        elif plan.follows is not None:
            rows += [
                _row(plan.name, plan.held, at, calendar, f"after {plan.follows}")
                for at in board.instants(plan.follows, now, until)
            ]
    rows.sort(key=lambda row: (str(row["at"]), str(row["time"])))
    held = sum(bool(row["skipped"]) for row in rows)
    message = f"{len(rows)} firing(s) until {until:%Y-%m-%d}, {held} of them do nothing"
    finish(Result(Outcome.DONE, message, rows, {"as_of": now.isoformat()}), json)


def _calendar(folder: Path) -> TradingCalendar | None:
    try:
        with look_into(folder, lambda _: None) as house:
            return house.calendar()
    except DaybreakError:
        return None


def _row(job: str, held: str, at: datetime, calendar: TradingCalendar | None, when: str = "") -> dict[str, object]:
    trades = _trades(calendar, at.date())
    closed = "the exchange is closed" if trades == "no" and job in _EXCHANGE_JOBS else ""
    return {
        "at": f"{at:%Y-%m-%d}",
        "time": when or f"{at:%H:%M:%S}",
        "weekday": f"{at:%a}",
        "job": job,
        "trade_day": trades,
        "skipped": held or closed,
    }


def _trades(calendar: TradingCalendar | None, day: date) -> str:
    try:
        return "unknown" if calendar is None else "yes" if calendar.is_open(day) else "no"
    except DaybreakError:
        return "unknown"
