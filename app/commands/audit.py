"""audit export | verify: the records of the desk, for whoever asks, and whether they are what was written."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.shared import HomeOption, JsonOption, Result, finish, resolve_home
from app.compose import look_into
from app.records import archive_faults, check_records, export_records
from app.working import Work
from core.domain.errors import FixAndRestart
from core.domain.outcome import Outcome


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    audit = typer.Typer(no_args_is_help=True, help="Records: every order, verdict, file, change of state and decision.")
    audit.command("export")(audit_export)
    audit.command("verify")(audit_verify)
    app.add_typer(audit, name="audit")


def audit_export(
    quarter: Annotated[str, typer.Option("--quarter", help="Such as 2026Q3.")],
    out: Annotated[Path, typer.Option("--out", help="A new folder.")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Write the records of a quarter to a folder: CSV, JSON lines, every file, and a program that checks them.

    Note the seal it prints somewhere else: it vouches for all the rest.
    """
    folder = resolve_home(home)
    with Work(folder, "audit_export", json, quarter, takes_place=False) as work, look_into(folder, work.step) as house:
        made = export_records(house, quarter, out.expanduser().absolute())
        message = f"{made['records']} record(s) and {made['files']} file(s) of {quarter} in {made['folder']}"
        finish(Result(Outcome.DONE, f"{message}\nseal  {made['seal']}", data=made), json)


def audit_verify(
    archive: Annotated[Path | None, typer.Argument(help="An exported folder; left out, the home itself.")] = None,
    against_home: Annotated[
        bool, typer.Option("--against-home", help="Also compare the archive's links with the home's.")
    ] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Find every record or file that was edited, removed, inserted or put in another order since it was written."""
    if archive is None and against_home:
        raise FixAndRestart("--against-home compares an archive with the home", "name the archive's folder")
    if archive is not None:
        rows = [{"fault": each} for each in archive_faults(archive, resolve_home(home) if against_home else None)]
        said = f"{archive}: {len(rows)} fault(s)"
        finish(Result(Outcome.FAILURE if rows else Outcome.DONE, said, rows), json)
    folder = resolve_home(home)
    with Work(folder, "audit_verify", json, takes_place=False) as work, look_into(folder, work.step) as house:
        checked, faults = check_records(house)
        outcome = Outcome.FAILURE if faults else Outcome.DONE
        message = f"{checked['records']} record(s) of {checked['runs']} run(s), {len(faults)} fault(s)"
        finish(Result(outcome, f"{message}\nhead  {checked['head']}", faults, checked), json)
