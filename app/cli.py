"""The `daybreak` command: every verb an operator, a timer or a test can use."""

import json
import sys
import traceback

import typer
from rich.console import Console

from app.commands import data, demo, home, replay, run, safety
from app.watch import Watch
from core.domain.errors import DaybreakError
from core.domain.outcome import Outcome

_EXIT_CODES = "\n\n".join(f"{outcome.exit_code:>3}  {outcome.name}: {outcome.meaning}" for outcome in Outcome)

app = typer.Typer(
    name="daybreak",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Daybreak (破晓): Night selects, Morning prices and releases orders, Close reconciles.",
    epilog=f"**Exit codes**\n\n{_EXIT_CODES}",
)
for module in (home, demo, run, data, safety, replay):
    module.register(app)


def main() -> None:
    """Run the command line; one of our own errors becomes its message and its exit code, here and only here."""
    try:
        app()
    except DaybreakError as error:
        _say(error.outcome, error.message, error.remedy)
        sys.exit(error.outcome.exit_code)
    except Exception as error:  # noqa: BLE001 - the last door: a defect is told plainly and ends as FAILURE
        traceback.print_exc()
        _say(Outcome.FAILURE, f"{type(error).__name__}: {error}", "start it again; if it stays, report the lines above")
        sys.exit(Outcome.FAILURE.exit_code)


def _say(outcome: Outcome, message: str, remedy: str) -> None:
    Watch.close()
    if "--json" in sys.argv:
        document = {"outcome": outcome.word, "exit_code": outcome.exit_code, "message": message, "remedy": remedy}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
        return
    console = Console(stderr=True, highlight=False)
    console.print(f"[bold red]{outcome.word.upper()}[/] ", end="")
    console.print(f"{message} → {remedy}" if remedy else message, markup=False, soft_wrap=True)
