"""guard: the program that presses STOP when nobody else can."""

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import system_clock
from app.guard import stand_guard
from core.domain.outcome import Outcome


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command("guard")(guard)


def guard(
    home: HomeOption = None,
    looks: int | None = typer.Option(None, min=1, help="Look that often and end; for ever where not given."),
    json: JsonOption = False,
) -> None:
    """Watch the heartbeats of engine and jobs, and press STOP during the session when one is dead or hangs.

    Also presses it for a STOP.txt dropped into the exchange folder. Runs until killed; needs no database.
    """
    folder = resolve_home(home)
    stand_guard(folder, system_clock(), lambda text: typer.echo(text, err=True), looks)
    finish(Result(Outcome.DONE, f"looked {looks} time(s) after {folder}"), json)
