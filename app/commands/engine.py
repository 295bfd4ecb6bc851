"""engine status | run | cancel | pause | resume | stop: a running engine, asked."""

import getpass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import DateOption, HomeOption, JsonOption, Result, as_date, finish, resolve_home
from app.compose import system_clock
from app.engine_door import ask_engine, known_job
from core.domain.outcome import Outcome
from core.ports.views.engine import EngineView, JobState, Presence, read_engine

JobArgument = Annotated[str, typer.Argument(metavar="JOB", help="The job's name, as in `engine status`.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    engine = typer.Typer(no_args_is_help=True, help="The engine of a home: what it does, and telling it to.")
    for verb in (status, run, cancel, pause, resume, stop):
        engine.command(verb.__name__)(verb)
    app.add_typer(engine, name="engine")


def status(home: HomeOption = None, json: JsonOption = False) -> None:
    """Show whether an engine lives, what it runs, what comes next, and how each job ended last."""
    view = read_engine(resolve_home(home), system_clock().now())
    outcome = Outcome.DONE if view.presence is Presence.LIVE else Outcome.DEGRADED
    rows = [_row(job) for job in view.state.jobs] if view.state else []
    finish(Result(outcome, _told(view), rows, {"presence": view.presence.value}), json)


def run(job: JobArgument, home: HomeOption = None, date: DateOption = None, json: JsonOption = False) -> None:
    """Run a job now, by the same rules and gates as at its time; it is not waited for."""
    _ask(home, "run", job, as_date(date), json)


def cancel(job: JobArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """End a job's run, or take it off the queue; what it had not done yet it does when it is run again."""
    _ask(home, "cancel", job, None, json)


def pause(job: JobArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Let a job run by itself no more, until it is resumed; the engine remembers over restarts."""
    _ask(home, "pause", job, None, json)


def resume(job: JobArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Let a paused job run by itself again; what it missed is not made up for."""
    _ask(home, "resume", job, None, json)


def stop(home: HomeOption = None, json: JsonOption = False) -> None:
    """End the engine; a run at work goes on by itself, and the next engine looks after it."""
    _answer(resolve_home(home), "stop", "", None, json)


def _ask(home: Path | None, verb: str, job: str, day: date | None, as_json: bool) -> None:
    _answer(resolve_home(home), verb, known_job(job), day, as_json)


def _answer(folder: Path, verb: str, job: str, day: date | None, as_json: bool) -> None:
    answer = ask_engine(folder, system_clock(), verb, getpass.getuser(), job, day)
    finish(Result(Outcome.DONE if answer.done else Outcome.BLOCKED, answer.text), as_json)


def _row(job: JobState) -> dict[str, object]:
    last = job.last
    following = f"{job.next_run_at:%m-%d %H:%M}" if job.next_run_at else f"after {job.follows}" if job.follows else None
    return {
        "job": job.name,
        "next": None if job.held or job.paused else following,
        "last": None if last is None else f"{last.started_at:%m-%d %H:%M}",
        "ended": None if last is None else last.outcome or last.ending,
        "misfires": job.misfires,
        "remark": job.held or ("paused" if job.paused else "" if last is None else last.message),
    }


def _told(view: EngineView) -> str:
    if view.state is None or view.presence is not Presence.LIVE:
        return view.why
    state = view.state
    beside = f"guard {state.guard}, alarms {state.lookout}"
    lines = [f"engine {state.pid} since {state.started_at:%Y-%m-%d %H:%M}, channel {state.channel}, {beside}"]
    lines += [state.remark] if state.remark else []
    lines += [f"runs {each.job} of {each.day} {each.doing}".rstrip() for each in state.running]
    lines += [f"{each.job} of {each.day} waits until {each.not_before:%H:%M:%S}" for each in state.waiting]
    return "\n".join(lines)
