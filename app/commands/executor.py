"""executor package: the executor with this desk's settings baked in, its checksum, and how to install it."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import UNSET, look_into, package, write_file
from app.watch import Watch
from core.domain.orders import Channel
from core.domain.outcome import Outcome


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    executor = typer.Typer(no_args_is_help=True, help="The file that trades inside the PTrade terminal.")
    executor.callback()(_group)
    executor.command("package")(executor_package)
    app.add_typer(executor, name="executor")


def _group() -> None:
    """Keep the verb's second word though it is the only one."""


def executor_package(
    out: Annotated[Path, typer.Option("--out", help="Folder to write into.")],
    simulated_account: Annotated[
        str, typer.Option(help="The whole number of the simulation account; kept nowhere but in the file.")
    ] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Write the executor for this desk, its checksum file, and the page that tells how to install it.

    Software never writes LIVE: for a LIVE home that line is left to a person.
    """
    with look_into(resolve_home(home), Watch(json).step) as house:
        settings = house.desk.settings
    made = package(settings, simulated_account)
    for name, data in made.files.items():
        write_file(out / name, data)
    message = f"executor {made.executor[:12]}, settings {made.fingerprint}, in {out}"
    if made.executor not in settings.execution.known_executors:
        message += f"\nname it in cfg.yaml, so that its acks are known: execution.known_executors: [{made.executor}]"
    if settings.execution.channel is Channel.LIVE:
        message += (
            f"\nACCEPT_CHANNEL is left {UNSET}: a person writes LIVE there in the terminal, by hand; then its acks say "
            f"settings {made.live_fingerprint}"
        )
    elif not simulated_account:
        message += "\nSIMULATED_ACCOUNT is empty: write the whole number there, or give --simulated-account"
    told = {
        "executor": made.executor,
        "settings": made.fingerprint,
        "live_settings": made.live_fingerprint,
        "files": [str(out / name) for name in made.files],
    }
    finish(Result(Outcome.DONE, message, data=told), json)
