"""run night | morning | close, and the paper PTrade's session."""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import (
    DateOption,
    HomeOption,
    JsonOption,
    Result,
    as_date,
    finish,
    resolve_home,
)
from app.compose import House, beating, leave_for_guard, open_house
from app.watch import Watch
from core.domain.errors import FixAndRestart, RetryLater
from core.domain.orders import Channel
from core.domain.outcome import Outcome
from core.jobs.close import close_job
from core.jobs.cycle import CLOSE_AT, MORNING_AT, NIGHT_AT, instant, run_session
from core.jobs.morning import MORNING
from core.jobs.night import NIGHT
from core.jobs.run import Job, execute

_PATIENCE_S = 45.0

ExecReportOption = Annotated[
    Path | None, typer.Option(help="The exec_report file, given by hand instead of the inbox's.", show_default=False)
]
PositionsOption = Annotated[
    Path | None, typer.Option(help="The real_positions file, given by hand instead of the inbox's.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    jobs = typer.Typer(no_args_is_help=True, help="Run one job: night, morning or close.")
    jobs.command("night")(night)
    jobs.command("morning")(morning)
    jobs.command("close")(close)
    app.add_typer(jobs, name="run")
    app.command("paper")(paper)


def night(home: HomeOption = None, date: DateOption = None, json: JsonOption = False) -> None:
    """Select: snapshot, factors, score, and the plan for the next trading day."""
    _run(NIGHT, NIGHT_AT, home, as_date(date), json)


def morning(home: HomeOption = None, date: DateOption = None, json: JsonOption = False) -> None:
    """Price the plan, pass every gate, write one orders file."""
    _run(MORNING, MORNING_AT, home, as_date(date), json)


def close(
    home: HomeOption = None,
    date: DateOption = None,
    exec_report: ExecReportOption = None,
    positions: PositionsOption = None,
    json: JsonOption = False,
) -> None:
    """Import PTrade's reports, post, reconcile, mark the account."""
    _run(close_job(exec_report, positions), CLOSE_AT, home, as_date(date), json)


def paper(home: HomeOption = None, date: DateOption = None, json: JsonOption = False) -> None:
    """Run the paper PTrade's session of a day (simulated channels only)."""
    with open_house(resolve_home(home), Watch(json).step) as house:
        day = as_date(date) or house.desk.clock.now().date()
        if house.session is None:
            raise FixAndRestart(
                f"channel {house.desk.settings.execution.channel} has no paper session",
                "a live session runs inside the PTrade terminal",
            )
        if not house.calendar().is_open(day):
            finish(Result(Outcome.NOT_TRADE_DAY, f"{day} is not a trading day"), json)
        run_session(house.desk, house.session, day)
        finish(
            Result(Outcome.DONE, f"paper session of {day} is over; reports lie in {house.home / 'ptrade' / 'inbox'}"),
            json,
        )


def _run(job: Job, at: time, home: Path | None, day: date | None, as_json: bool) -> None:
    # A run of the day rather waits than comes to nothing; a Morning's orders are worth nothing after the open.
    hurry = job.kind == MORNING.kind
    with open_house(resolve_home(home), Watch(as_json).step, patience_s=_PATIENCE_S, in_a_hurry=hurry) as house:
        chosen, moment = when(house, job, at, day)
        if moment is not None:
            house.stand_at(moment)
        with beating(house, job.kind):
            run = execute(house.desk, job, chosen, house.desk.clock.now())
        leave_for_guard(house)
        outcome = run.outcome or Outcome.FAILURE
        page = house.home / "runs" / run.run_id / "report.html"
        data = {"run_id": run.run_id, "trade_date": chosen.isoformat(), "report": str(page) if page.is_file() else None}
        steps = [{"step": each.name, "detail": _told(each.detail)} for each in house.desk.runs.steps(run.run_seq)]
        finish(Result(outcome, f"{run.run_id} {run.reason}".strip(), steps, data), as_json)


def when(house: House, job: Job, at: time, day: date | None) -> tuple[date, datetime | None]:
    """Return the job's day, and for another day of a simulated channel the usual time to stand at.

    A LIVE home lives now: a Night or Close that was missed is made up for later, a Morning never.
    """
    now = house.desk.clock.now()
    if day is None or day == now.date():
        return now.date(), None
    _refuse_before_opening(house, job, day)
    if instant(day, at) > now:
        raise RetryLater(f"{day} {at:%H:%M} lies in the future", "wait, or give an earlier --date")
    if house.desk.settings.execution.channel is not Channel.LIVE:
        return day, instant(day, at)
    if job.kind == MORNING.kind:
        raise FixAndRestart(f"a LIVE Morning runs on its own day, not {day} on {now.date()}", "leave --date out")
    return day, None


def _refuse_before_opening(house: House, job: Job, day: date) -> None:
    """FixAndRestart where the books know no account yet; the Night before the opening plans for its day."""
    opened = house.opened_on()
    if opened is None or day >= opened or (job.kind == NIGHT.kind and house.calendar().next_open(day) >= opened):
        return
    raise FixAndRestart(
        f"{day} lies before {opened}, when this home's books were opened",
        "give a later --date; history is run by `daybreak replay --from … --to …`",
    )


def _told(detail: Mapping[str, object]) -> dict[str, object]:
    """Return a step's detail less what the run's own outcome and reason say."""
    return {name: value for name, value in detail.items() if name != "stop"}
