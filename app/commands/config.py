"""config: the settings of a home and the secrets of this user."""

import os
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import ONLINE, look_into, system_clock
from app.configuring import Proposal, backups, proposal, removal, restoration, write
from app.secret_keeping import drop_token, keep_token, token_place, token_variable
from app.watch import Watch
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome
from core.settings.edit import Change, read_value, switch_of
from core.settings.load import load_settings
from core.settings.render import render_cfg

DryOption = Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")]
_IN_FORCE = {
    "window": "in the window at once",
    "next_run": "with the next run",
    "guard": "once the guard is started again",
    "executor": "once `daybreak executor package` was run and its file put into the terminal",
}


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    config = typer.Typer(no_args_is_help=True, help="Settings and secrets.")
    config.command("show")(config_show)
    config.command("set")(config_set)
    config.command("unset")(config_unset)
    config.command("backups")(config_backups)
    config.command("restore")(config_restore)
    config.command("token")(config_token)
    config.command("test-source")(config_test_source)
    app.add_typer(config, name="config")


def config_show(home: HomeOption = None, json: JsonOption = False) -> None:
    """Print the settings in force, each with unit, default and reason."""
    settings = load_settings(resolve_home(home), os.environ)
    if json:
        finish(Result(Outcome.DONE, "settings in force", data={"settings": settings.model_dump(mode="json")}), json)
    typer.echo(render_cfg(settings))


def config_set(
    pairs: Annotated[
        list[str] | None, typer.Argument(help="SECTION.KEY VALUE, as often as wanted.", metavar="KEY VALUE…")
    ] = None,
    unset: Annotated[list[str] | None, typer.Option("--unset", help="SECTION.KEY to take out in the same go.")] = None,
    dry_run: DryOption = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Set switches in the home's cfg.yaml; comments stay, a backup is kept, what would not start is refused."""
    words = pairs or []
    if len(words) % 2 or not (words or unset):
        raise FixAndRestart(f"{words[-1] if words else 'nothing'!r} has no value", "give SECTION.KEY VALUE in pairs")
    switches = [(switch_of(name), text) for name, text in zip(words[::2], words[1::2], strict=True)]
    changes = [Change(switch, read_value(switch, text)) for switch, text in switches]
    _change(resolve_home(home), [*changes, *(Change(switch_of(key)) for key in unset or ())], dry_run, json)


def config_unset(
    keys: Annotated[list[str], typer.Argument(help="SECTION.KEY, as often as wanted.", metavar="KEY…")],
    dry_run: DryOption = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Take switches out of the home's cfg.yaml: their defaults are in force again.

    A key there that is no switch goes too, and, named alone, a whole section.
    """
    folder = resolve_home(home)
    _finish(folder, removal(folder, keys), dry_run, json)


def config_backups(home: HomeOption = None, json: JsonOption = False) -> None:
    """List the settings files that were replaced, newest first."""
    rows = backups(resolve_home(home))
    finish(Result(Outcome.DONE, f"{len(rows)} backup(s)", rows), json)


def config_restore(
    name: Annotated[str, typer.Argument(help="A name of `daybreak config backups`.")],
    dry_run: DryOption = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Put a backup of the settings back in place; what is replaced becomes a backup itself."""
    folder = resolve_home(home)
    _finish(folder, restoration(folder, name), dry_run, json)


def config_token(
    stdin: Annotated[bool, typer.Option("--stdin", help="Read it from standard input instead of asking.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take the stored one out of the keyring again.")] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Store the Tushare token in this user's keyring, for every home; it is asked for and never shown."""
    if remove:
        drop_token()
        place = token_place()
        held = f", yet the one in {place} ({token_variable()}) is still used" if place else ""
        message = f"the token is no longer in the keyring{held}"
    else:
        keep_token(sys.stdin.readline() if stdin else typer.prompt("Tushare token", hide_input=True))
        place = token_place()
        held = "" if place == "keyring" else f", yet the one in {place} ({token_variable()}) is used before it"
        message = f"the token is in the keyring{held}"
    finish(Result(Outcome.DONE, message, data={"place": place}), json)


def config_test_source(home: HomeOption = None, json: JsonOption = False) -> None:
    """Ask the source of this home one small question, the calendar of this week, to see that address and token do."""
    with look_into(resolve_home(home), Watch(json).step) as house:
        mode, clock = house.desk.settings.data_source.mode, house.desk.clock
        if mode not in ONLINE:
            raise FixAndRestart(f"mode {mode} asks nobody", "`daybreak config set data_source.mode tushare_official`")
        began = clock.monotonic()
        fetched = house.desk.market.fetch("trade_cal", clock.now().date())
        took = timedelta(seconds=clock.monotonic() - began)
    message = f"{fetched.source_name} answered in {took.total_seconds() * 1e3:.0f} ms with {len(fetched.frame)} days"
    finish(Result(Outcome.DONE, message, data={"took_ms": round(took.total_seconds() * 1e3, 1)}), json)


def _change(home: Path, changes: Sequence[Change], dry_run: bool, as_json: bool) -> None:
    _finish(home, proposal(home, changes), dry_run, as_json)


def _finish(home: Path, proposed: Proposal, dry_run: bool, as_json: bool) -> None:
    backup = "" if dry_run or not proposed.diff else write(home, proposed, system_clock().now())
    if not as_json and proposed.diff:
        typer.echo(proposed.diff, err=True)
    forces = sorted({str(row["in_force"]) for row in proposed.rows})
    done = "would change" if dry_run else "changed"
    message = f"{len(proposed.rows)} switch(es) {done}" + "".join(f"; {_IN_FORCE[each]}" for each in forces)
    shadowed = [f"{row['switch']} by {row['overridden_by']}" for row in proposed.rows if row["overridden_by"]]
    message += f"; overridden: {', '.join(shadowed)}" if shadowed else ""
    data = {"diff": proposed.diff, "backup": backup, "in_force": forces}
    finish(Result(Outcome.DONE, message, proposed.rows, data), as_json)
