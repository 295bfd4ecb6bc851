"""The `daybreak` command: every verb an operator, a timer or a test can use."""

import errno
import json
import sys
import traceback

import typer
from rich.console import Console

from app.commands import (
    alarms,
    audit,
    compare,
    config,
    console,
    data,
    demo,
    engine,
    executor,
    factors,
    gates,
    home,
    inbox,
    ledger,
    orders,
    reconcile,
    replay,
    research,
    rules,
    run,
    serve,
    stop,
    work,
)
from app.watch import Watch
from core.domain.errors import DaybreakError
from core.domain.outcome import Outcome

_INTERRUPTED = 130
_GO_ON = "run it again, it goes on where it stopped; demo and a replayed span with --keep"
_NO_ROOM = "make room on that disk, then run this again: nothing is lost, it goes on where it stopped"
_NO_ENTRY = "let this user write there, then run this again: nothing is lost, it goes on where it stopped"
_REMEDIES = dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _NO_ROOM) | dict.fromkeys(
    (errno.EACCES, errno.EPERM, errno.EROFS), _NO_ENTRY
)
# Windows: sharing violation, lock violation.
_HELD = (32, 33)
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
_VERBS = (
    home, config, demo, console, run, serve, engine, orders, inbox, executor, data, rules, factors, research, stop,
    gates, alarms, reconcile, compare, ledger, audit, replay, work,
)  # fmt: skip
for module in _VERBS:
    module.register(app)


def main() -> None:
    """Run the command line; what goes wrong becomes its message and its exit code, here and only here."""
    sys.exit(_run())


def _run() -> int:
    try:
        code: int | None = app(standalone_mode=False)
        return _say("interrupted", _INTERRUPTED, "stopped by hand", _GO_ON) if code == _INTERRUPTED else code or 0
    except typer.Abort:
        return _say("interrupted", _INTERRUPTED, "nothing was typed", "answer the question, or give the option for it")
    except typer.TyperException as error:
        return _wrong_usage(error)
    except DaybreakError as error:
        return _fail(error.outcome, error.message, error.remedy)
    except OSError as error:
        if error.filename is None:
            return _defect(error)
        return _fail(Outcome.FAILURE, f"{error.filename}: {error.strerror}", _remedy(error))
    except Exception as error:  # noqa: BLE001 - the last door: a defect is told plainly and ends as FAILURE
        return _defect(error)


def _remedy(error: OSError) -> str:
    """Say what helps against trouble with a file; all commands may be run again."""
    if getattr(error, "winerror", None) in _HELD or error.errno == errno.EBUSY:
        return "another program holds it: close that (a viewer, a virus scanner, a backup), then run this again"
    return _REMEDIES.get(error.errno or 0, "mend path, permissions or disk; try again")


def _wrong_usage(error: typer.TyperException) -> int:
    """Tell what is wrong with the arguments; nothing more where the help was printed for want of any."""
    message = error.format_message().strip()
    if not message:
        return Outcome.BAD_CONFIG.exit_code
    context = getattr(error, "ctx", None)
    return _fail(Outcome.BAD_CONFIG, message, f"see `{context.command_path if context else 'daybreak'} --help`")


def _defect(error: Exception) -> int:
    traceback.print_exc()
    return _fail(
        Outcome.FAILURE, f"{type(error).__name__}: {error}", "start it again; if it stays, report the lines above"
    )


def _fail(outcome: Outcome, message: str, remedy: str) -> int:
    return _say(outcome.word, outcome.exit_code, message, remedy)


def _say(word: str, exit_code: int, message: str, remedy: str) -> int:
    Watch.close()
    if "--json" in sys.argv:
        document = {"outcome": word, "exit_code": exit_code, "message": message, "remedy": remedy}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
        return exit_code
    console = Console(stderr=True, highlight=False)
    console.print(f"[bold red]{word.upper()}[/] ", end="")
    console.print(f"{message} → {remedy}" if remedy else message, markup=False, soft_wrap=True)
    return exit_code
