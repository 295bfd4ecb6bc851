"""drill: rehearsals of what must work on the worst day."""

import getpass
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import DRILLED, DRILLS, is_home, look_into, system_clock
from app.drilling import Row, drill_stop, drills
from app.watch import Watch
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    verbs = typer.Typer(no_args_is_help=True, help="Rehearse what must work on the worst day.")
    verbs.callback()(_drills)
    verbs.command("stop")(stop)
    app.add_typer(verbs, name="drill")


def _drills() -> None:
    """Rehearse what must work on the worst day."""


def stop(
    home: HomeOption = None,
    history: Annotated[bool, typer.Option("--history", help="Show the drills held so far instead.")] = False,
    json: JsonOption = False,
) -> None:
    """Press STOP on a paper broker in a scratch folder and measure press to block and press to cancel.

    The desk's own books, STOP and orders are not touched; a line is added to the home's drills.jsonl.
    """
    folder = resolve_home(home)
    if not is_home(folder):
        raise FixAndRestart(f"{folder} is not a Daybreak home", "run `daybreak init` first, or name another --home")
    if history:
        found = drills(folder)
        finish(Result(Outcome.DONE, f"{len(found)} drill(s) in {folder / DRILLS}", found), json)
    with look_into(folder, Watch(json).step) as house:
        line, sha256 = drill_stop(folder, getpass.getuser(), system_clock())
        level, outcome = ("info", Outcome.DONE) if line["passed"] else ("alarm", Outcome.FAILURE)
        told = _told(line)
        house.desk.runs.event(house.desk.clock.now(), level, DRILLED, told, line | {"line_sha256": sha256})
    finish(Result(outcome, told, [line], line), json)


def _told(line: Row) -> str:
    return (
        f"{line['sent_after']} orders sent after the press (the last {line['press_to_block_s']} s after it), "
        f"{line['cancelled']} of {line['working']} working ones cancelled within {line['press_to_cancel_s']} s"
    )
